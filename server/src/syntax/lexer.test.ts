import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { lex, readComments, relex, Tok, TokenFlag, type Tokens } from "./lexer";
import { createNames, intern, KEYWORDS, Word } from "./names";

const LETTER: Record<number, string> = {
  [Tok.Word]: "w",
  [Tok.Number]: "n",
  [Tok.String]: "s",
  [Tok.Char]: "c",
  [Tok.Punct]: "p",
  [Tok.Directive]: "d",
};

/** Tokens as `kind:text`. */
function tokensOf(text: string): string[] {
  const tokens = lex(text);
  const found: string[] = [];
  for (let t = 0; t < tokens.count; t++) {
    found.push(`${LETTER[tokens.kind[t]]}:${text.substring(tokens.start[t], tokens.end[t])}`);
  }
  return found;
}

test("keywords have the numbers of `Word`", () => {
  const names = createNames();
  expect(intern(names, "auto")).toBe(Word.Auto);
  expect(intern(names, "__extension__")).toBe(Word.Extension);
  expect(intern(names, "wchar_t")).toBe(Word.WChar);
  expect(intern(names, "union")).toBe(Word.Union);
  expect(intern(names, "while")).toBe(Word.While);
  expect(intern(names, "concept")).toBe(Word.Concept);
  expect(intern(names, "__cplusplus")).toBe(Word.CPlusPlus);
  expect(KEYWORDS.length).toBe(Word.CPlusPlus + 1);
});

test("names are told apart by content and grow without limit", () => {
  const names = createNames();
  const ids = new Set<number>();
  for (let i = 0; i < 5000; i++) ids.add(intern(names, `name${i}`));
  expect(ids.size).toBe(5000);
  expect(intern(names, "name4321")).toBe(intern(names, "name4321"));
  expect(names.strings[intern(names, "name17")]).toBe("name17");
});

test.each([
  ["a->b::c...", ["w:a", "p:->", "w:b", "p:::", "w:c", "p:..."]],
  [
    "x>>=1; y<<=2; a<=b",
    ["w:x", "p:>", "p:>=", "n:1", "p:;", "w:y", "p:<<=", "n:2", "p:;", "w:a", "p:<=", "w:b"],
  ],
  ["0x1.8p-3 1e+5 1'000 .5f 0xe+1", ["n:0x1.8p-3", "n:1e+5", "n:1'000", "n:.5f", "n:0xe", "p:+", "n:1"]],
  [
    'L"a" u8"b\\"" U\'c\' R"(x"y)" LR"--(a)b)--"',
    ['s:L"a"', 's:u8"b\\""', "c:U'c'", 's:R"(x"y)"', 's:LR"--(a)b)--"'],
  ],
  ['"open\nnext', ['s:"open', "w:next"]],
  ["'\\'' 'x", ["c:'\\''", "c:'x"]],
  ["a // c \\\n still\nb /* c */ d", ["w:a", "w:b", "w:d"]],
  ["#define X a \\\n b\n#if 1 // c\ny", ["d:#define X a \\\n b", "d:#if 1 // c", "w:y"]],
  ["x # y", ["w:x", "p:#", "w:y"]],
  ["#define Y /* a\n b */ 1\nz", ["d:#define Y /* a\n b */ 1", "w:z"]],
  ["#error don't\nz", ["d:#error don't", "w:z"]],
  ["a\\\r\nb\u00a0é_1", ["w:a", "w:b", "w:é_1"]],
  ["\0@`", ["p:@", "p:`"]],
])("%j", (text, expected) => {
  expect(tokensOf(text)).toEqual(expected);
});

test("comments keep their text without markers", () => {
  const comments = readComments(lex("int x; // one \n/* two\n lines */\n#define Y 1 /* three */\n/* open"));
  expect(comments.map(({ text, block }) => [text, block])).toEqual([
    ["one", false],
    ["two\n lines", true],
    ["three", true],
    ["open", true],
  ]);
});

test("the first tokens of lines are marked", () => {
  const tokens = lex("a b\n  c\nd");
  const marks = [0, 1, 2, 3].map((t) => tokens.flags[t]);
  const first = TokenFlag.FirstOnLine;
  expect(marks).toEqual([first | TokenFlag.ColumnZero, 0, first, first | TokenFlag.ColumnZero]);
});

test("on any text tokens are in order, not empty, and leave out only blanks and comments", () => {
  const unit = fc.constantFrom(..."ab1 \n\\\"'/*#R()L.<>\r\0".split(""), "é", "\ud800");
  fc.assert(
    fc.property(fc.string({ unit, maxLength: 80 }), (text) => {
      const tokens = lex(text);
      let at = 0;
      for (let t = 0; t < tokens.count; t++) {
        expect(tokens.start[t]).toBeGreaterThanOrEqual(at);
        expect(tokens.end[t]).toBeGreaterThan(tokens.start[t]);
        at = tokens.end[t];
      }
      expect(at).toBeLessThanOrEqual(text.length);
    }),
  );
});

describe("lexing again after an edit", () => {
  const PIECES = [
    "int",
    " x",
    "\n",
    "\r\n",
    "\\\n",
    "\\  ",
    "/*",
    "*/",
    "//",
    '"',
    "'",
    "#define A ",
    "#if X",
    "{",
    "}",
    "<",
    "<=",
    'R"(',
    ')"',
    "1",
    ".",
    "e+",
    "L",
    " ",
    "-",
    ">",
    "a b\n",
    "\tc;\n",
  ];

  function told(tokens: Tokens): unknown[] {
    const all: unknown[] = [tokens.comments];
    for (let t = 0; t < tokens.count; t++) {
      const word = tokens.kind[t] === Tok.Word ? tokens.names.strings[tokens.code[t]] : tokens.code[t];
      all.push([tokens.kind[t], word, tokens.start[t], tokens.end[t], tokens.flags[t]]);
    }
    return all;
  }

  test("gives what lexing anew gives", () => {
    const code = fc.array(fc.constantFrom(...PIECES), { maxLength: 40 }).map((pieces) => pieces.join(""));
    const edit = fc.record({
      at: fc.nat(),
      cut: fc.nat(6),
      put: fc.array(fc.constantFrom(...PIECES), { maxLength: 3 }),
    });
    fc.assert(
      fc.property(code, fc.array(edit, { minLength: 1, maxLength: 6 }), (start, edits) => {
        let text = start;
        let tokens = lex(text);
        for (const { at, cut, put } of edits) {
          const place = at % (text.length + 1);
          text = text.slice(0, place) + put.join("") + text.slice(place + cut);
          tokens = relex(tokens, text);
          expect(told(tokens)).toEqual(told(lex(text)));
        }
      }),
      { numRuns: 2000 },
    );
  });
});
