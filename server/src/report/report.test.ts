import type { Log } from "sarif";
import { describe, expect, test } from "vitest";
import { fingerprintsOf } from "./fingerprint";
import { frame } from "./frame";
import { type JsonReport, jsonReport } from "./json";
import { sarifReport } from "./sarif";
import { createSources } from "./sources";
import { printable, styleFor, wantsColour, widthOf } from "./terminal";
import { makeFinding, makeReport, makeResult, PUMP, SCAN, sarifErrors, spanOf } from "./testing";
import { textReport } from "./text";

const plain = styleFor(false);
const text = (more = {}) =>
  textReport(makeReport(), { style: plain, quiet: false, statistics: false, ...more });
const source = (content: string) => createSources(() => content).of("x");

describe("text", () => {
  test("shows findings, steps and summary", async () => {
    await expect(text()).toMatchFileSnapshot("golden/report.txt");
  });

  test("is one line a finding when quiet", async () => {
    await expect(text({ quiet: true })).toMatchFileSnapshot("golden/quiet.txt");
  });

  test("lists counts and code not understood on demand", async () => {
    await expect(text({ quiet: true, statistics: true })).toMatchFileSnapshot("golden/statistics.txt");
  });

  test("colours by severity", () => {
    const coloured = text({ style: styleFor(true), quiet: true });
    expect(coloured).toContain("\x1b[31merror:\x1b[39m");
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the control sequences are what is removed.
    expect(coloured.replace(/\x1b\[\d+m/g, "")).toBe(text({ quiet: true }));
  });

  test("says when nothing was found or the scan was interrupted", () => {
    const report = makeReport({ scan: { ...SCAN, files: [], problems: [], cancelled: true, total: 9 } });
    expect(textReport(report, { style: plain, quiet: false, statistics: false })).toMatch(
      /^No findings\.\n.*\nInterrupted after 0 of 9 files\.\n$/,
    );
  });

  test("survives sources that are gone or shorter than they were", () => {
    for (const content of [undefined, "", "x", "\n"]) {
      const report = makeReport({ sources: createSources(() => content) });
      expect(textReport(report, { style: plain, quiet: false, statistics: true })).toContain("double-free");
      expect(() => sarifReport(report)).not.toThrow();
      expect(() => jsonReport(report)).not.toThrow();
    }
  });
});

describe("frame", () => {
  const show = (content: string, piece: string) =>
    frame(source(content), spanOf(content, piece), { context: 0, style: plain, mark: (s) => s, indent: "" });

  test("aligns behind tabs and wide characters", () => {
    expect(show("\tif\t(x)", "(x)")).toEqual(["1 |     if  (x)", "  |         ^^^"]);
    expect(show('s = "軽い"; f(x);', "f(x)")).toEqual(['1 | s = "軽い"; f(x);', "  |             ^^^^"]);
    expect(show("é = e\u0301; x", "x")).toEqual(["1 | é = e\u0301; x", "  |        ^"]);
  });

  test("marks the first line of several, and a place without text", () => {
    expect(show("a {\n b\n}", "{\n b\n}")).toEqual(["1 | a {", "  |   ^"]);
    const at = { start: 1, end: 1 };
    expect(frame(source("x"), at, { context: 0, style: plain, mark: (s) => s, indent: "" })).toEqual([
      "1 | x",
      "  |  ^",
    ]);
  });

  test("clips long lines around the finding", () => {
    const [line, marks] = show(`${"a".repeat(5000)}HERE${"b".repeat(5000)}`, "HERE");
    expect(line.length).toBeLessThan(200);
    expect(line.slice(marks.indexOf("^"), marks.lastIndexOf("^") + 1)).toBe("HERE");
    expect(show("c".repeat(5000), "c".repeat(4000))[1].length).toBeLessThan(200);
  });
});

describe("terminal", () => {
  test("shows what would control the terminal", () => {
    expect(printable("a\x1b[31mb\u202e\u2066\x07\ud800é")).toBe(
      "a<U+001B>[31mb<U+202E><U+2066><U+0007><U+D800>é",
    );
    expect(widthOf("aé軽😀e\u0301")).toBe(7);
  });

  test.each([
    [{}, true, true],
    [{}, false, false],
    [{ NO_COLOR: "1" }, true, false],
    [{ NO_COLOR: "" }, true, true],
    [{ FORCE_COLOR: "1" }, false, true],
    [{ FORCE_COLOR: "0" }, true, false],
    [{ NO_COLOR: "1", FORCE_COLOR: "1" }, true, false],
    [{ TERM: "dumb" }, true, false],
  ])("colour for %j on a terminal %s: %s", (env, terminal, expected) => {
    expect(wantsColour(env, terminal)).toBe(expected);
  });
});

describe("fingerprints", () => {
  const print = (content: string, piece: string, nth = 1) => {
    const result = makeResult("a.c", {
      findings: [1, 2].slice(0, nth).map((n) => makeFinding(spanOf(content, piece, n), { function: "f" })),
    });
    return [...fingerprintsOf(result, source(content)).values()][nth - 1];
  };

  test("stay when lines move or are indented anew", () => {
    const before = print("f() {\n  free(p);\n}", "free(p)");
    expect(print("// new\n\nf() {\n      free(p) ;\n}", "free(p)")).toBe(before);
    expect(print("f() {\n  free(q);\n}", "free(q)")).not.toBe(before);
  });

  test("number what is equal", () => {
    const content = "free(p);\nfree(p);\n";
    expect(print(content, "free(p)", 2)).toBe(print(content, "free(p)").replace(":1", ":2"));
  });

  test("do not change when an earlier one is suppressed", () => {
    const content = "free(p);\nfree(p);\n";
    const [first, second] = [1, 2].map((n) => makeFinding(spanOf(content, "free(p)", n)));
    const both = fingerprintsOf(makeResult("a.c", { findings: [first, second] }), source(content));
    const one = fingerprintsOf(
      makeResult("a.c", { findings: [second], suppressed: [first] }),
      source(content),
    );
    expect(one.get(second)).toBe(both.get(second));
  });
});

test("json", async () => {
  const output = jsonReport(makeReport());
  await expect(output).toMatchFileSnapshot("golden/report.json.golden");
  const parsed = JSON.parse(output) as JsonReport;
  for (const { start, end } of parsed.findings) expect(end.offset).toBeGreaterThan(start.offset);
  const [finding] = parsed.findings;
  expect(PUMP.slice(finding.start.offset, finding.end.offset)).toBe("strcpy(label, text)");
});

describe("sarif", () => {
  test("is as expected and valid", async () => {
    const output = sarifReport(makeReport());
    await expect(output).toMatchFileSnapshot("golden/report.sarif.golden");
    expect(sarifErrors(JSON.parse(output))).toEqual([]);
  });

  test("the validator does find faults", () => {
    const log = JSON.parse(sarifReport(makeReport())) as Log;
    log.runs[0].results![0].level = "fatal" as "error";
    expect(sarifErrors(log)).not.toEqual([]);
  });

  test("is valid for an empty scan, unknown rules, odd names and failures", () => {
    const odd = makeResult("/project/a b#%\ud800é?.c", {
      findings: [makeFinding({ start: 0, end: 0 }, { rule: "user-made", message: "\u0000\ud800 [x](1)" })],
    });
    const outside = makeResult("/elsewhere/x.c", { findings: [makeFinding({ start: 0, end: 1 })] });
    for (const files of [[], [odd, outside].map((result) => ({ result, fixes: [] }))]) {
      const scan = { ...SCAN, files, cancelled: true };
      const log = JSON.parse(sarifReport(makeReport({ scan }))) as Log;
      expect(sarifErrors(log)).toEqual([]);
      expect(log.runs[0].invocations![0].executionSuccessful).toBe(false);
    }
  });

  test("refers to what is there", () => {
    const [run] = (JSON.parse(sarifReport(makeReport())) as Log).runs;
    const { rules } = run.tool.driver;
    for (const result of run.results!) {
      expect(rules![result.ruleIndex!].id).toBe(result.ruleId);
      for (const location of result.locations!) {
        const { uri, index } = location.physicalLocation!.artifactLocation!;
        expect(run.artifacts![index!].location!.uri).toBe(uri);
      }
    }
    for (const rule of rules!) {
      for (const { target } of rule.relationships ?? []) {
        expect(run.taxonomies![0].taxa![target.index!].id).toBe(target.id);
      }
    }
  });
});
