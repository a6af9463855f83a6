/** After any edits, an analyser that saw every state between answers as one that sees the last text alone. */
import { readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { type Analyser, DEFAULT_SETTINGS, type Host } from "../server/src/engine/api";
import type { TextEdit } from "../server/src/findings";
import { folderHost, newAnalyser, ROOT, SAMPLE_HOST, SAMPLES, sourcesIn } from "./support/analyser";

const files = sourcesIn(SAMPLES).map((file) => ({ file, text: readFileSync(file, "utf8") }));

/** What users type, and what breaks the cut into units most. */
const PIECES = [
  ...[
    "",
    " ",
    "\n",
    "\t",
    ";",
    "{",
    "}",
    "(",
    ")",
    '"',
    "'",
    "/*",
    "*/",
    "//",
    "\\\n",
    "#",
    "\r\n",
    "\u00e4",
    "0",
    "p",
  ],
  ...[
    "if (p == NULL) return;\n",
    "free(p);",
    "int x;\n",
    "#if 0\n",
    "#endif\n",
    "#else\n",
    "#define free(x) release(x)\n",
  ],
  ...["static void f(char *p)\n{\n    free(p);\n    free(p);\n}\n", "struct s {\n", "namespace n {\n", "}\n"],
  ...[
    "// parapet: allow double-free -- tested\n",
    'char b[4];\nstrcpy(b, "long enough");\n',
    'extern "C" {\n',
  ],
];

/** Shares of the text's length, so that an edit means something for every file and shrinks with it. */
interface EditPlan {
  readonly at: number;
  readonly removed: number;
  readonly piece: string;
  /** Instead of `piece`, a copy of the text's own characters from here. */
  readonly from: number | null;
}

const share = fc.double({ min: 0, max: 1, noNaN: true });
const plan: fc.Arbitrary<EditPlan> = fc.record({
  at: share,
  removed: fc.oneof(fc.constant(0), fc.nat(40), fc.nat(2000)),
  piece: fc.constantFrom(...PIECES),
  from: fc.option(share, { freq: 3 }),
});

function editOf(text: string, { at, removed, piece, from }: EditPlan): TextEdit {
  const start = Math.floor(at * text.length);
  const end = Math.min(text.length, start + removed);
  const source = from === null ? -1 : Math.floor(from * text.length);
  return { start, end, text: source < 0 ? piece : text.slice(source, source + 200) };
}

/** What a user sees of a file. */
function answer(analyser: Analyser, file: string, text: string) {
  const { findings, suppressed, skipped, language } = analyser.analyse(
    { path: file, text },
    DEFAULT_SETTINGS,
    SAMPLE_HOST,
  );
  return { language, findings, suppressed, skipped };
}

test("edits of one file", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...files),
      fc.array(plan, { minLength: 1, maxLength: 6 }),
      ({ file, text }, plans) => {
        const analyser = newAnalyser();
        answer(analyser, file, text);
        let current = text;
        for (const next of plans) {
          const edit = editOf(current, next);
          current = current.slice(0, edit.start) + edit.text + current.slice(edit.end);
          answer(analyser, file, current);
        }
        expect(answer(analyser, file, current)).toEqual(answer(newAnalyser(), file, current));
      },
    ),
    { numRuns: 60 },
  );
}, 120_000);

test("typing a function character by character", () => {
  const { file, text } = files.find((candidate) => candidate.file.endsWith("event_log.c")) ?? files[0];
  const typed =
    'static void show(const char *text)\n{\n    char line[8];\n    strcpy(line, "far too long");\n}\n';
  const at = text.indexOf("/*", 100);
  const analyser = newAnalyser();
  for (let length = 0; length <= typed.length; length++) {
    const current = text.slice(0, at) + typed.slice(0, length) + text.slice(at);
    expect(answer(analyser, file, current)).toEqual(answer(newAnalyser(), file, current));
  }
}, 60_000);

test("undoing restores the answer", () => {
  for (const { file, text } of files) {
    const analyser = newAnalyser();
    const before = answer(analyser, file, text);
    const middle = Math.floor(text.length / 2);
    answer(analyser, file, `${text.slice(0, middle)}{"${text.slice(middle)}`);
    answer(analyser, file, "");
    expect(answer(analyser, file, text)).toEqual(before);
  }
}, 60_000);

test("the order in which files are seen does not matter", () => {
  const forwards = newAnalyser();
  const backwards = newAnalyser();
  const answers = new Map(files.map(({ file, text }) => [file, answer(forwards, file, text)]));
  for (const { file, text } of [...files].reverse()) {
    expect(answer(backwards, file, text)).toEqual(answers.get(file));
  }
});

/** One project: what one file says of a function, another is told. */
const project = sourcesIn(path.join(ROOT, "test", "across"));

test("edits of the files of one project, in any order, cold and warm", () => {
  const disk = new Map(project.map((file) => [file, readFileSync(file, "utf8")]));
  const editOfFile = fc.record({ file: fc.constantFrom(...project), plan });
  fc.assert(
    fc.property(
      fc.array(editOfFile, { minLength: 1, maxLength: 5 }),
      fc.shuffledSubarray(project, { minLength: 1 }),
      (edits, asked) => {
        const texts = new Map(disk);
        const base = folderHost();
        const host: Host = {
          ...base,
          sources: () => project.filter((file) => file.endsWith(".c")),
          read: (file) => texts.get(file) ?? base.read(file),
        };
        const see = (analyser: Analyser, file: string) => {
          const { findings, suppressed, skipped } = analyser.analyse(
            { path: file, text: texts.get(file) ?? "" },
            DEFAULT_SETTINGS,
            host,
          );
          return { findings, suppressed, skipped };
        };
        const warm = newAnalyser();
        for (const { file, plan: next } of edits) {
          const text = texts.get(file) ?? "";
          const edit = editOf(text, next);
          texts.set(file, text.slice(0, edit.start) + edit.text + text.slice(edit.end));
          for (const other of asked) see(warm, other);
        }
        for (const file of asked) expect(see(warm, file)).toEqual(see(newAnalyser(), file));
      },
    ),
    { numRuns: 25 },
  );
}, 120_000);
