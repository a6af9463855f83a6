/**
 * Regular expressions of the matchers that try one way after the other: ECMAScript as std::regex takes it (ISO C++17
 * [re.grammar]) and Perl's as PCRE takes it (pcre2pattern(3)), as far as the two agree. What has no counterpart in a finite
 * automaton is refused, so that nothing is claimed of it.
 */

/** Code points from and to, both included, pairwise; sorted and apart. */
export type CharacterSet = readonly number[];

/** What stands behind the last character: `$` takes it, as if it were a character. */
export const END_OF_TEXT = 0x110000;
const LAST_CODE = 0x10ffff;

export type Pattern =
  /** Takes no character: nothing, or an assertion that holds as far as is known. */
  | { readonly kind: "empty"; readonly asserts: boolean }
  /** Takes one; `at` is where it starts in the expression, in UTF-16 code units. */
  | { readonly kind: "set"; readonly set: CharacterSet; readonly at: number }
  | { readonly kind: "sequence" | "choice"; readonly items: readonly Pattern[] }
  /** So many times, at most `Infinity`; `start` and `end` are where it stands in the expression. */
  | {
      readonly kind: "repeat";
      readonly item: Pattern;
      readonly min: number;
      readonly max: number;
      readonly start: number;
      readonly end: number;
    };

export type Repeat = Extract<Pattern, { kind: "repeat" }>;

/** The structure of a regular expression; undefined if it is malformed or has parts that no automaton stands for. */
export function parsePattern(text: string): Pattern | undefined {
  const parser = new Parser(text);
  try {
    const pattern = parser.choice();
    return parser.isAtEnd ? pattern : undefined;
  } catch (error) {
    if (error instanceof Refused) return undefined;
    throw error;
  }
}

/** The expression has what this reader does not stand for. */
class Refused extends Error {}

/** Brackets within brackets; deeper ones are refused. */
const MAX_DEPTH = 60;

class Parser {
  private at = 0;
  private depth = 0;

  constructor(private readonly text: string) {}

  get isAtEnd(): boolean {
    return this.at >= this.text.length;
  }

  choice(): Pattern {
    if (++this.depth > MAX_DEPTH) throw new Refused();
    const items = [this.sequence()];
    while (this.take("|")) items.push(this.sequence());
    this.depth--;
    return items.length === 1 ? items[0] : { kind: "choice", items };
  }

  private sequence(): Pattern {
    const items: Pattern[] = [];
    while (!this.isAtEnd && this.peek() !== "|" && this.peek() !== ")") items.push(this.repeated());
    return items.length === 1 ? items[0] : { kind: "sequence", items };
  }

  private repeated(): Pattern {
    const start = this.at;
    const item = this.atom();
    const times = this.quantifier();
    if (times === undefined) return item;
    // A possessive one never goes back, and what is repeated twice in a row is malformed for most.
    this.take("?");
    if (/[*+?{]/.test(this.peek())) throw new Refused();
    const [min, max] = times;
    // An assertion tells the rounds of a loop apart, which an automaton without it does not know.
    if (max > 1 && asserts(item)) throw new Refused();
    return { kind: "repeat", item, min, max, start, end: this.at };
  }

  private quantifier(): readonly [min: number, max: number] | undefined {
    if (this.take("*")) return [0, Infinity];
    if (this.take("+")) return [1, Infinity];
    if (this.take("?")) return [0, 1];
    const counted = this.match(/\{(\d{1,5})(?:(,)(\d{0,5}))?\}/y);
    if (counted === null) return undefined;
    const min = Number(counted[1]);
    if (counted[2] === undefined) return [min, min];
    return [min, counted[3] === "" ? Infinity : Number(counted[3])];
  }

  private atom(): Pattern {
    const at = this.at;
    const c = this.next();
    switch (c) {
      case "(":
        return this.group();
      case "[":
        return { kind: "set", set: this.bracketed(), at };
      case ".":
        return { kind: "set", set: DOT, at };
      case "^":
        return ASSERTION;
      case "$":
        return { kind: "set", set: END, at };
      case "\\":
        return this.escaped(at);
      case "*":
      case "+":
      case "?":
        throw new Refused();
    }
    return { kind: "set", set: [c.codePointAt(0)!, c.codePointAt(0)!], at };
  }

  private group(): Pattern {
    if (this.peek() === "*") throw new Refused();
    if (this.take("?")) {
      // `(?:`, `(?i:`, `(?<name>`, `(?P<name>`; flags alone hold for what follows. All others look around, or never go back.
      const opening = this.match(/(?:[ims]*:|P?<[A-Za-z_]\w*>)/y);
      if (opening === null) {
        if (this.match(/[ims]+\)/y) === null) throw new Refused();
        return NOTHING;
      }
    }
    const inner = this.choice();
    if (!this.take(")")) throw new Refused();
    return inner;
  }

  private escaped(at: number): Pattern {
    if (this.peek() === "b" || this.peek() === "B" || this.peek() === "A") {
      this.next();
      return ASSERTION;
    }
    if (this.take("z") || this.take("Z")) return { kind: "set", set: END, at };
    return { kind: "set", set: this.escapedSet(), at };
  }

  /** Behind a backslash: one character, or a class of them. */
  private escapedSet(): CharacterSet {
    const c = this.next();
    const named = CLASSES.get(c);
    if (named !== undefined) return named;
    const control = CONTROLS.get(c);
    if (control !== undefined) return [control, control];
    if (c === "x" || c === "u") {
      const digits = this.match(c === "x" ? /\{([\da-fA-F]{1,6})\}|([\da-fA-F]{2})/y : /([\da-fA-F]{4})/y);
      if (digits === null) throw new Refused();
      const code = Number.parseInt(digits[1] ?? digits[2], 16);
      return [code, code];
    }
    // What is left of letters and digits are references to groups, properties and the like.
    if (/[A-Za-z1-9]/.test(c)) throw new Refused();
    const code = c === "0" ? 0 : c.codePointAt(0)!;
    return [code, code];
  }

  private bracketed(): CharacterSet {
    const isNegated = this.take("^");
    const ranges: (readonly [number, number])[] = [];
    let isFirst = true;
    while (isFirst || this.peek() !== "]") {
      isFirst = false;
      const low = this.bracketItem();
      const isRange = low.length === 2 && low[0] === low[1] && this.match(/-(?!\])/y) !== null;
      const high = isRange ? this.bracketItem() : low;
      if (high.length > 2 || high[high.length - 1] < low[0]) {
        for (const set of [low, high]) ranges.push(...pairsOf(set));
        if (isRange) ranges.push([0x2d, 0x2d]);
      } else if (isRange) ranges.push([low[0], high[1]]);
      else ranges.push(...pairsOf(low));
    }
    this.next();
    const set = merged(ranges);
    return isNegated ? complement(set) : set;
  }

  private bracketItem(): CharacterSet {
    const posix = this.match(/\[:(\w+):\]/y);
    if (posix !== null) {
      const set = POSIX_CLASSES.get(posix[1]);
      if (set === undefined) throw new Refused();
      return set;
    }
    const c = this.next();
    if (c === "[" && /[.=]/.test(this.peek())) throw new Refused();
    if (c !== "\\") return [c.codePointAt(0)!, c.codePointAt(0)!];
    if (this.take("b")) return [8, 8];
    return this.escapedSet();
  }

  private peek(): string {
    return this.text.charAt(this.at);
  }

  private next(): string {
    const code = this.text.codePointAt(this.at);
    if (code === undefined) throw new Refused();
    const c = String.fromCodePoint(code);
    this.at += c.length;
    return c;
  }

  private take(c: string): boolean {
    if (this.peek() !== c) return false;
    this.at++;
    return true;
  }

  /** What a sticky expression matches here, which is then behind. */
  private match(sticky: RegExp): RegExpExecArray | null {
    sticky.lastIndex = this.at;
    const found = sticky.exec(this.text);
    if (found !== null) this.at = sticky.lastIndex;
    return found;
  }
}

function asserts(pattern: Pattern): boolean {
  switch (pattern.kind) {
    case "empty":
      return pattern.asserts;
    case "set":
      return pattern.set === END;
    case "repeat":
      return asserts(pattern.item);
    default:
      return pattern.items.some(asserts);
  }
}

/** The characters that are in both; undefined if there are none. */
export function intersection(a: CharacterSet, b: CharacterSet): CharacterSet | undefined {
  const both: number[] = [];
  for (let i = 0, k = 0; i < a.length && k < b.length; ) {
    const low = Math.max(a[i], b[k]);
    const high = Math.min(a[i + 1], b[k + 1]);
    if (low <= high) both.push(low, high);
    if (a[i + 1] < b[k + 1]) i += 2;
    else k += 2;
  }
  return both.length === 0 ? undefined : both;
}

export function contains(set: CharacterSet, code: number): boolean {
  for (let i = 0; i < set.length; i += 2) if (code >= set[i] && code <= set[i + 1]) return true;
  return false;
}

function pairsOf(set: CharacterSet): (readonly [number, number])[] {
  const pairs: (readonly [number, number])[] = [];
  for (let i = 0; i < set.length; i += 2) pairs.push([set[i], set[i + 1]]);
  return pairs;
}

function merged(ranges: readonly (readonly [number, number])[]): CharacterSet {
  const set: number[] = [];
  for (const [low, high] of ranges.toSorted((a, b) => a[0] - b[0])) {
    if (set.length > 0 && low <= set[set.length - 1] + 1)
      set[set.length - 1] = Math.max(set[set.length - 1], high);
    else set.push(low, high);
  }
  return set;
}

function complement(set: CharacterSet): CharacterSet {
  const others: number[] = [];
  let next = 0;
  for (const [low, high] of pairsOf(set)) {
    if (low > next) others.push(next, low - 1);
    next = high + 1;
  }
  if (next <= LAST_CODE) others.push(next, LAST_CODE);
  return others;
}

const codes = (...ranges: string[]) =>
  merged(ranges.map((r) => [r.charCodeAt(0), r.charCodeAt(r.length - 1)]));

const NOTHING: Pattern = { kind: "empty", asserts: false };
const ASSERTION: Pattern = { kind: "empty", asserts: true };
const END: CharacterSet = [END_OF_TEXT, END_OF_TEXT];
const DOT = complement(codes("\n", "\r"));
const DIGITS = codes("0-9");
const WORD = codes("0-9", "A-Z", "a-z", "_");
const SPACE = codes("\t-\r", " ");
const CLASSES: ReadonlyMap<string, CharacterSet> = new Map([
  ["d", DIGITS],
  ["D", complement(DIGITS)],
  ["w", WORD],
  ["W", complement(WORD)],
  ["s", SPACE],
  ["S", complement(SPACE)],
]);
const CONTROLS: ReadonlyMap<string, number> = new Map([
  ["t", 9],
  ["n", 10],
  ["v", 11],
  ["f", 12],
  ["r", 13],
  ["e", 27],
]);
/** ISO C 7.4.1, in the "C" locale. */
const POSIX_CLASSES: ReadonlyMap<string, CharacterSet> = new Map([
  ["alpha", codes("A-Z", "a-z")],
  ["digit", DIGITS],
  ["d", DIGITS],
  ["alnum", codes("0-9", "A-Z", "a-z")],
  ["upper", codes("A-Z")],
  ["lower", codes("a-z")],
  ["space", SPACE],
  ["s", SPACE],
  ["blank", codes(" ", "\t")],
  ["word", WORD],
  ["w", WORD],
  ["xdigit", codes("0-9", "A-F", "a-f")],
  ["punct", codes("!-/", ":-@", "[-`", "{-~")],
  ["print", codes(" -~")],
  ["graph", codes("!-~")],
  ["cntrl", codes("\0-\x1f", "\x7f")],
]);
