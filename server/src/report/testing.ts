/** A small scan made by hand, for the tests of the reports: every field that a report shows occurs in it. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import Ajv, { type ValidateFunction } from "ajv";
import addFormats from "ajv-formats";
import type { FileResult } from "../engine/api";
import type { Counts, Finding } from "../findings";
import type { Rule, Rules } from "../rules/rule";
import type { Span } from "../text/span";
import type { Scan } from "../workspace/scan";
import type { Report } from "./report";
import { createSources } from "./sources";

export const PUMP = `#include "pump.h"

void set_label(const char *text) {
\tchar label[8];
\tstrcpy(label, text); /* 軽い */ show(label);
}

char *first(void) {
    char *p = malloc(4); // parapet: allow unchecked-allocation -- the heap is static
    p[0] = 0;
    free(p); free(p);
    return p;
}
`;
const HEADER = "#define LABEL_SIZE 8\r\nvoid show(const char *);\r\n";

/** The span of the `nth` occurrence of `piece` in `text`. */
export function spanOf(text: string, piece: string, nth = 1): Span {
  let start = -1;
  for (let i = 0; i < nth; i++) start = text.indexOf(piece, start + 1);
  return { start, end: start + piece.length };
}

export const COUNTS: Counts = {
  nodesExported: 120,
  functions: 3,
  functionsNotUnderstood: 1,
  instructionsLowered: 40,
  instructionsInterpreted: 60,
  statesKept: 7,
  merges: 2,
  functionsCutShort: 1,
};

export function makeFinding(span: Span, more: Partial<Finding> = {}): Finding {
  return {
    ...span,
    rule: "double-free",
    message: "`p` is released twice.",
    confidence: "definite",
    severity: "error",
    steps: [],
    facts: {},
    ...more,
  };
}

export function makeResult(path: string, more: Partial<FileResult> = {}): FileResult {
  return { path, language: "c", findings: [], suppressed: [], skipped: [], counts: COUNTS, ...more };
}

function makeRule(id: string, more: Partial<Rule>): Rule {
  return {
    id,
    group: "memory",
    title: "Memory released twice",
    severity: "error",
    confidence: "definite",
    enabled: true,
    cwe: [415],
    cert: ["MEM30-C"],
    standards: [],
    topic: "memory",
    fixes: ["null-after-free"],
    sources: [],
    joinedSources: [],
    tags: [],
    summary: "Releasing a block twice corrupts the heap.",
    guidance: "# Memory released twice\n\nReleasing a block twice corrupts the heap.\n",
    ...more,
  };
}

export const RULES: Rules = new Map(
  [
    makeRule("double-free", {}),
    makeRule("unbounded-copy", {
      title: "Copy without a bound",
      severity: "warning",
      confidence: "evidence",
      cwe: [120, 787],
      topic: "lengths",
    }),
    makeRule("unchecked-allocation", { severity: "note", cwe: [476] }),
    makeRule("missing-return", { severity: "warning", cwe: [], cert: [], topic: "warnings" }),
    makeRule("raw-new", { enabled: false }),
  ].map((rule) => [rule.id, rule]),
);

const pump = makeResult("/project/src/pump.c", {
  findings: [
    makeFinding(spanOf(PUMP, "strcpy(label, text)"), {
      rule: "unbounded-copy",
      severity: "warning",
      confidence: "evidence",
      message: "Nothing bounds `text`, but `label` holds 8 bytes.",
      function: "set_label",
      steps: [
        { ...spanOf(HEADER, "8"), path: "/project/include/pump.h", message: "The size is set here." },
        { ...spanOf(PUMP, "label[8]"), message: "`label` holds 8 bytes." },
        { ...spanOf(PUMP, "strcpy(label, text)"), message: "`text` is copied whole." },
      ],
    }),
    makeFinding(spanOf(PUMP, "free(p)", 2), {
      function: "first",
      steps: [{ ...spanOf(PUMP, "free(p)"), message: "Released here first." }],
    }),
  ],
  suppressed: [
    makeFinding(spanOf(PUMP, "malloc(4)"), {
      rule: "unchecked-allocation",
      severity: "note",
      message: "The result may be null.",
      function: "first",
      facts: { justification: "the heap is static" },
    }),
  ],
  skipped: [
    {
      ...spanOf(PUMP, "return p"),
      function: "first",
      reason: "opaque",
      detail: "a statement was not understood",
    },
  ],
});

export const SCAN: Scan = {
  files: [
    {
      result: pump,
      fixes: [
        [],
        [
          {
            id: "null-after-free",
            title: "Set `p` to NULL after its release",
            safe: true,
            edits: [
              {
                start: spanOf(PUMP, " free(p);").start,
                end: spanOf(PUMP, " free(p);").start,
                text: " p = NULL;",
              },
            ],
          },
        ],
      ],
    },
    { result: makeResult("/project/src/quiet file.cpp", { language: "cpp" }), fixes: [] },
  ],
  problems: [
    {
      kind: "configuration",
      level: "error",
      message: 'there is no rule "dubble-free" - did you mean "double-free"?',
      path: "/project/.parapet.yaml",
      line: 2,
      column: 3,
    },
    {
      kind: "file",
      level: "warning",
      message: "looks like binary data (it has NUL bytes)",
      path: "/project/x.c",
    },
  ],
  counts: COUNTS,
  total: 3,
  cancelled: false,
};

export function makeReport(more: Partial<Report> = {}): Report {
  const texts = new Map([
    ["/project/src/pump.c", PUMP],
    ["/project/include/pump.h", HEADER],
  ]);
  return {
    scan: SCAN,
    rules: RULES,
    version: "1.2.3",
    base: "/project",
    elapsed: 1234,
    sources: createSources((path) => texts.get(path)),
    ...more,
  };
}

let sarifSchema: ValidateFunction | undefined;

/** What SARIF's official schema, which comes with a package of its own project, finds wrong in a log. */
export function sarifErrors(log: unknown): readonly string[] {
  sarifSchema ??= compileSarifSchema();
  if (sarifSchema(log)) return [];
  return sarifSchema.errors!.map((error) => `${error.instancePath} ${error.message}`);
}

function compileSarifSchema(): ValidateFunction {
  const file = "@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json";
  const schema = JSON.parse(readFileSync(createRequire(import.meta.url).resolve(file), "utf8"));
  // It is written in draft 4, whose few differences play no part in it but for these two keywords, and has a pattern
  // that is no regular expression by the stricter Unicode rules.
  delete schema.$schema;
  delete schema.id;
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
  addFormats(ajv);
  return ajv.compile(schema);
}
