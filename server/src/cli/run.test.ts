import { mkdirSync, mkdtempSync, readFileSync, realpathSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, test } from "vitest";
import type { Analyser } from "../engine/api";
import type { JsonReport } from "../report/json";
import { COUNTS, makeFinding, RULES, spanOf } from "../report/testing";
import type { OnThisThread } from "../workspace/scan";
import { run } from "./run";

/** Finds `double-free` at each `free(free(p))`, `raw-new`-like notes at each `note`, and fails on `throw`. */
const fake: Analyser = {
  analyse({ path, text }, settings) {
    if (text.includes("throw")) throw new Error("the fake gave up");
    const at = (piece: string, more: object) =>
      text.includes(piece) ? [makeFinding(spanOf(text, piece), more)] : [];
    const findings = [
      ...at("free(free(p))", {}),
      ...at("note", { rule: "unchecked-allocation", severity: "note", message: "A note." }),
    ].flatMap((finding) => {
      const level = settings.rules[finding.rule] ?? finding.severity;
      return level === "off" ? [] : [{ ...finding, severity: level }];
    });
    return { path, language: "c", findings, suppressed: [], skipped: [], counts: COUNTS };
  },
  dependences: ({ path }) => ({ path, functions: [], tables: [], failed: 0 }),
  fuzzable: () => undefined,
  fuzzTarget: () => undefined,
  fixes: (_, __, ___, findings) =>
    findings.map((finding) => [
      { id: "null-after-free", title: "Free once", safe: true, edits: [{ ...finding, text: "free(p)" }] },
    ]),
};

function project(files: Record<string, string>): string {
  const root = realpathSync(mkdtempSync(path.join(tmpdir(), "parapet-")));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    writeFileSync(path.join(root, name), content);
  }
  return root;
}

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

async function parapet(
  cwd: string,
  words: readonly string[],
  more: { env?: NodeJS.ProcessEnv; terminal?: boolean; abort?: boolean; on?: OnThisThread } = {},
): Promise<Ran> {
  const written = { out: "", err: "" };
  const output = (key: "out" | "err") => ({
    write: (text: string) => void (written[key] += text),
    isTerminal: more.terminal ?? false,
  });
  const engine = {
    version: "1.2.3",
    rules: RULES,
    on: more.on ?? { createAnalyser: () => fake },
    createAnalyser: async () => () => fake,
  };
  const code = await run(
    words,
    { version: "1.2.3", engine: () => engine, serve: () => Promise.reject(new Error("served")) },
    {
      stdout: output("out"),
      stderr: output("err"),
      env: more.env ?? {},
      cwd,
      interrupt: () => (more.abort ? AbortSignal.abort() : new AbortController().signal),
      now: () => 0,
    },
  );
  return { code, ...written };
}

const FAULT = "void f(char *p) { free(free(p)); }\n";

describe("scan", () => {
  test("exits with 0 when there is nothing, 1 when there is something", async () => {
    const root = project({ "a.c": "int a;\n", "bad/b.c": FAULT });
    expect(await parapet(root, ["scan", "a.c"])).toEqual({
      code: 0,
      out: expect.stringMatching(/^No findings\.\nAnalysed 1 file /),
      err: "",
    });
    const all = await parapet(root, ["scan"]);
    expect(all.code).toBe(1);
    expect(all.out).toContain("bad/b.c:1:19: error: `p` is released twice. [double-free]\n");
    expect(all.out).toContain(
      "  1 | void f(char *p) { free(free(p)); }\n    |                   ^^^^^^^^^^^^^\n",
    );
  });

  test("--fail-on sets what counts as failure", async () => {
    const root = project({ "a.c": "int note;\n" });
    const code = async (level: string) => (await parapet(root, ["scan", "--fail-on", level])).code;
    expect(await Promise.all(["note", "warning", "error", "never"].map(code))).toEqual([1, 0, 0, 0]);
  });

  test("--rule and the project file set levels; the command line wins", async () => {
    const root = project({ "a.c": FAULT, ".parapet.yaml": "rules:\n  double-free: note\n" });
    expect((await parapet(root, ["scan", "-q"])).out).toContain(" note: ");
    expect((await parapet(root, ["scan", "-q", "--rule", "double-free=off"])).out).toBe("");
    expect((await parapet(root, ["scan", "-q", "--no-config"])).out).toContain(" error: ");
    writeFileSync(path.join(root, "other.yaml"), "rules:\n  double-free: warning\n");
    expect((await parapet(root, ["scan", "-q", "--config=other.yaml"])).out).toContain(" warning: ");
  });

  test("shows paths below the current folder, else below the project", async () => {
    const root = project({ "src/a.c": FAULT, ".parapet.yaml": "" });
    const shown = async (cwd: string, named: string) =>
      (await parapet(cwd, ["scan", "-q", named])).out.split(":1:")[0];
    expect(await shown(root, "src")).toBe("src/a.c");
    expect(await shown(path.join(root, "src"), ".")).toBe("a.c");
    expect(await shown(tmpdir(), path.join(root, "src"))).toBe(`${path.relative(tmpdir(), root)}/src/a.c`);
    const elsewhere = project({});
    expect(await shown(elsewhere, path.join(root, "src"))).toBe("src/a.c");
  });

  test("writes several formats at once", async () => {
    const root = project({ "a.c": FAULT });
    const words = ["scan", "--format", "sarif", "-o", "out/p.sarif", "--output=p.json", "--format", "text"];
    const ran = await parapet(root, words);
    expect(ran.out).toContain("1 error in 1 file.");
    expect(ran.err).toBe("");
    const json = JSON.parse(readFileSync(path.join(root, "p.json"), "utf8")) as JsonReport;
    expect(json.findings[0].fixes).toMatchObject([{ id: "null-after-free", edits: [{ text: "free(p)" }] }]);
    const sarif = JSON.parse(readFileSync(path.join(root, "out/p.sarif"), "utf8"));
    expect(sarif.runs[0].results[0].fixes).toHaveLength(1);
  });

  test("keeps standard output for machines, with the summary beside it", async () => {
    const root = project({ "a.c": FAULT, "b.c": "\0" });
    const ran = await parapet(root, ["scan", "--format=json", "--no-fixes"]);
    const json = JSON.parse(ran.out) as JsonReport;
    expect(json.findings[0].fixes).toBeUndefined();
    expect(json.problems).toMatchObject([{ kind: "file", path: "b.c" }]);
    expect(ran.err).toContain("1 error in 1 file.");
    expect(ran.err).toContain("  b.c: looks like binary data");
    expect((await parapet(root, ["scan", "--format=json", "-q"])).err).toMatch(
      /^parapet: warning: b\.c: looks like binary data .*\n$/,
    );
  });

  test("a file that cannot be analysed costs nothing but itself", async () => {
    const root = project({ "a.c": "int a;\n", "b.c": "\0", "c.c": "throw", "d.c": "x".repeat(3000) });
    const ran = await parapet(root, ["scan", "--max-file-size", "2k"]);
    expect(ran.code).toBe(0);
    expect(ran.out).toContain(
      [
        "Not analysed: 3 files.",
        "  b.c: looks like binary data (it has NUL bytes)",
        "  c.c: internal error: the fake gave up",
        "  d.c: is 2.9 kB, over the limit of 2 kB (maxFileSize)",
        "",
      ].join("\n"),
    );
  });

  test("a named path that is not there fails the run, after all else is done", async () => {
    const root = project({ "a.c": FAULT });
    const ran = await parapet(root, ["scan", "nowhere", "a.c"]);
    expect(ran.code).toBe(2);
    expect(ran.out).toContain("a.c:1:19: error");
    expect(ran.err).toBe("parapet: error: nowhere: no such file or folder\n");
  });

  test("mistakes in the project file fail the run, each at its line and column", async () => {
    const config = "rules:\n  double-free: fatal\n  dubble-free: off\nexclude: [b]\n";
    const root = project({ "a.c": FAULT, ".parapet.yaml": config });
    const ran = await parapet(root, ["scan"]);
    expect(ran.code).toBe(2);
    expect(ran.out).toContain("a.c:1:19: error");
    expect(ran.err.split("\n")).toEqual([
      'parapet: error: .parapet.yaml:2:16: rules.double-free must be one of error, warning, note, off, not "fatal"',
      'parapet: error: .parapet.yaml:3:3: there is no rule "dubble-free" - did you mean "double-free"?',
      "",
    ]);
  });

  test("a report that cannot be written fails the run", async () => {
    const root = project({ "a.c": "" });
    const ran = await parapet(root, ["scan", "-o", "a.c/x.json", "-q"]);
    expect(ran.code).toBe(2);
    expect(ran.err).toMatch(/^parapet: error: a\.c\/x\.json: the report cannot be written: .+\n$/);
  });

  test("says when there was nothing to analyse or the user interrupted", async () => {
    expect((await parapet(project({ "a.txt": "" }), ["scan"])).err).toBe(
      "parapet: no C or C++ files found\n",
    );
    expect((await parapet(project({ "a.c": FAULT }), ["scan", "a.c"], { abort: true })).code).toBe(130);
  });

  test("draws progress and colours for people only", async () => {
    const root = project({ "a.c": FAULT });
    const seen = await parapet(root, ["scan"], { terminal: true });
    expect(seen.err).toContain("Analysing: 0 of 1 files");
    expect(seen.err.endsWith("\r\x1b[K")).toBe(true);
    expect(seen.out).toContain("\x1b[31m");
    const plain = await parapet(root, ["scan", "-q"], { terminal: true, env: { NO_COLOR: "1" } });
    expect(plain.err + plain.out).not.toContain("\x1b");
  });

  test("--stats lists the counts", async () => {
    const root = project({ "a.c": "" });
    expect((await parapet(root, ["scan", "--stats"])).out).toContain("nodes exported           120\n");
    expect((await parapet(root, ["scan", "--stats", "--format", "json"])).err).toContain("nodes exported");
  });
});

describe("usage", () => {
  const root = project({ "a.c": "" });

  test.each([
    [[], /^Parapet finds /],
    [["scam"], /^parapet: unknown command 'scam'; did you mean 'scan'\? \(see 'parapet --help'\)\n$/],
    [["--versoin"], /unknown option '--versoin'; did you mean '--version'\?/],
    [
      ["scan", "--fromat", "json"],
      /unknown option '--fromat'; did you mean '--format'\? \(see 'parapet scan --help'\)/,
    ],
    [["scan", "--format"], /option '--format' needs a value: FORMAT/],
    [["scan", "--output", "--quiet"], /option '--output' needs a value: FILE/],
    [["scan", "--quiet=yes"], /option '--quiet' takes no value/],
    [["scan", "--format", "xml"], /'xml' is no value of '--format': it takes text, json, sarif/],
    [["scan", "--format", "json", "--format", "sarif"], /json and sarif cannot both go to standard output/],
    [["scan", "-o", "x.json", "-o", "x.json"], /two reports would be written to 'x\.json'/],
    [["scan", "--fail-on", "warn"], /it takes error, warning, note, never/],
    [["scan", "--rule", "double-free"], /must be like '--rule double-free=off'/],
    [["scan", "--rule", "double-fre=off"], /unknown rule 'double-fre'; did you mean 'double-free'\?/],
    [["scan", "--rule", "double-free=on"], /'on' is no value of '--rule'/],
    [["scan", "--jobs", "0"], /'--jobs 0' must be a number from 1 to 64/],
    [["scan", "--max-file-size", "big"], /'big' is no size/],
    [["scan", "--config", "none.yaml"], /no such file: 'none\.yaml'/],
    [["scan", "--config", "a", "--no-config"], /exclude each other/],
    [["scan", "--exclude", "!a"], /cannot take back/],
    [["scan", ""], /a path must not be empty/],
    [["explain"], /takes one rule id/],
    [["explain", "dubble-free"], /unknown rule 'dubble-free'; did you mean 'double-free'\?/],
    [["rules", "x"], /takes no arguments/],
    [["lsp"], /it is 'parapet lsp --stdio'/],
    [["lsp", "--stdio"], /^parapet: served\n$/],
    [["scan", "--\x1b[31m"], /unknown option '--<U\+001B>\[31m'/],
  ])("%j is refused in one line", async (words, message) => {
    const ran = await parapet(root, words as string[]);
    expect(ran).toMatchObject({ code: 2, out: "" });
    expect(ran.err).toMatch(message as RegExp);
    if (words.length > 0) expect(ran.err.trimEnd()).not.toContain("\n");
  });

  test.each([
    ["help", ["--help"]],
    ["help-scan", ["scan", "--help"]],
    ["rules", ["rules"]],
    ["explain", ["explain", "double-free"]],
  ])("prints %s", async (name, words) => {
    const ran = await parapet(root, words);
    expect(ran).toMatchObject({ code: 0, err: "" });
    await expect(ran.out).toMatchFileSnapshot(`golden/${name}.txt`);
    for (const line of ran.out.split("\n")) expect(line.length).toBeLessThanOrEqual(100);
  });

  test("every command has a help, also by 'help'", async () => {
    for (const command of ["scan", "rules", "explain", "lsp"]) {
      const asked = await parapet(root, [command, "-h"]);
      expect(asked).toMatchObject({ code: 0, err: "" });
      expect(await parapet(root, ["help", command])).toEqual(asked);
    }
    expect(await parapet(root, ["help"])).toEqual(await parapet(root, ["--help"]));
  });

  test("--version", async () => {
    expect((await parapet(root, ["--version"])).out).toBe("parapet 1.2.3\n");
  });
});
