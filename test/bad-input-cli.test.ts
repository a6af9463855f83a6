/**
 * Bad files and bad settings through the command line: a clear message each, all else analysed, and exit code 2 only
 * where the run itself failed.
 */
import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ensureBuild, parapet, scanJson } from "./support/cli";
import { HOSTILE, SENTINEL } from "./support/hostile";

const MEGABYTE = 1024 * 1024;
const root = mkdtempSync(path.join(os.tmpdir(), "parapet-bad-input-"));

beforeAll(ensureBuild, 120_000);
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** A folder of its own with the files given and one in which there is something to find. */
function project(name: string, files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = path.join(root, name);
  mkdirSync(folder);
  writeFileSync(path.join(folder, "sentinel.c"), SENTINEL);
  for (const [file, content] of Object.entries(files)) writeFileSync(path.join(folder, file), content);
  return folder;
}

/** Scans a folder in which all is well but for what `message` says of `file`. */
async function expectOnly(folder: string, file: string, message: RegExp) {
  const { code, report } = await scanJson(["."], folder);
  expect(report.findings.filter((finding) => finding.path === "sentinel.c").map(({ rule }) => rule)).toEqual([
    "double-free",
  ]);
  expect(
    report.problems.map((problem) => ({ path: problem.path, matches: message.test(problem.message) })),
  ).toEqual([{ path: file, matches: true }]);
  expect(code).toBe(1);
}

describe("files", () => {
  test("binary", async () => {
    const bytes = Uint8Array.from({ length: 5000 }, (_, i) => (i * 7919) % 256);
    await expectOnly(project("binary", { "program.c": bytes }), "program.c", /binary/);
  });

  test("50 MB", { timeout: 60_000 }, async () => {
    const folder = project("large", { "table.c": "int a;\n".repeat((50 * MEGABYTE) / 7) });
    await expectOnly(folder, "table.c", /50 MB, over the limit of 16 MB/);
  });

  test("50 MB, asked for", { timeout: 300_000 }, async () => {
    const folder = path.join(root, "large");
    const { code, report } = await scanJson(["--max-file-size", "64MB", "."], folder);
    expect(code).toBe(1);
    expect(report.findings.map(({ path: file }) => file)).toEqual(["sentinel.c"]);
    expect(report.problems.length).toBeLessThanOrEqual(1);
  });

  test("UTF-16, with and without a mark for the byte order", async () => {
    const utf16 = Buffer.from(`\ufeff${SENTINEL}`, "utf16le");
    const folder = project("utf16", { "marked.c": utf16, "swapped.c": Buffer.from(utf16).swap16() });
    const { report } = await scanJson(["."], folder);
    expect(report.findings.map(({ path: file, rule }) => [file, rule])).toEqual([
      ["marked.c", "double-free"],
      ["sentinel.c", "double-free"],
      ["swapped.c", "double-free"],
    ]);
    await expectOnly(project("utf16-unmarked", { "bare.c": utf16.subarray(2) }), "bare.c", /binary/);
  });

  test("invalid UTF-8, and line ends of Windows", async () => {
    const latin1 = Buffer.from(`/* L\u00e4nge */ ${SENTINEL.replaceAll("\n", "\r\n")}`, "latin1");
    const { report } = await scanJson(["."], project("latin1", { "old.c": latin1 }));
    const places = report.findings.map(({ path: file, start }) => [file, start.line, start.column]);
    expect(places).toEqual([
      ["old.c", 6, 5],
      ["sentinel.c", 6, 5],
    ]);
    expect(report.problems).toEqual([]);
  });

  test("a folder named x.c", async () => {
    const folder = project("folder", {});
    mkdirSync(path.join(folder, "x.c"));
    writeFileSync(path.join(folder, "x.c", "inner.c"), SENTINEL);
    const { code, report } = await scanJson(["."], folder);
    expect(report.findings.map(({ path: file }) => file)).toEqual(["sentinel.c", "x.c/inner.c"]);
    expect(code).toBe(1);
  });

  test.skipIf(process.platform === "win32")("a link to nowhere, and a pipe", async () => {
    const folder = project("special", {});
    symlinkSync("nowhere.c", path.join(folder, "link.c"));
    spawnSync("mkfifo", [path.join(folder, "pipe.c")]);
    const { code, report } = await scanJson(["."], folder);
    expect(report.findings.map(({ path: file }) => file)).toEqual(["sentinel.c"]);
    expect(code).toBe(1);
  });

  test.skipIf(process.getuid?.() === 0)("a file that may not be read", async () => {
    const folder = project("secret", { "secret.c": SENTINEL });
    chmodSync(path.join(folder, "secret.c"), 0);
    await expectOnly(folder, "secret.c", /permission denied/);
  });

  test("everything hostile at once", { timeout: 240_000 }, async () => {
    const files = HOSTILE.flatMap(([name, text]) => {
      const base = name.replace(/\W+/g, "-");
      return [[`${base}.c`, text] as const, [`${base}.cpp`, text] as const];
    });
    const { code, report } = await scanJson(["."], project("hostile", Object.fromEntries(files)));
    expect(code).toBe(1);
    expect(report.findings.filter((finding) => finding.path === "sentinel.c")).toHaveLength(1);
    expect(report.skipped.filter(({ reason }) => reason === "internal-error")).toEqual([]);
    expect(report.summary.complete).toBe(true);
  });
});

describe("settings", () => {
  const broken: readonly (readonly [string, string, RegExp])[] = [
    ["yaml that is none", "rules:\n  double-free: [error\n", /\.parapet\.yaml:\d+:\d+: /],
    ["an unknown key", "rulez: {}\n", /\.parapet\.yaml:1:1: .*rulez/],
    ["an unknown rule", "rules:\n  double-fre: off\n", /\.parapet\.yaml:2:3: .*double-fre.*double-free/],
    ["an unknown level", "rules:\n  double-free: loud\n", /\.parapet\.yaml:2:16: .*loud/],
    ["a list for a map", "- double-free\n", /\.parapet\.yaml:1:1: /],
  ];

  test.each(broken)("%s", async (name, config, message) => {
    const folder = project(name.replace(/\W+/g, "-"), { ".parapet.yaml": config });
    const { code, stdout, stderr } = await parapet(["scan", "."], folder);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/\n\s+at .*:\d+:\d+/);
    expect(stdout).toContain("double-free");
    expect(code).toBe(2);
  });

  test("an empty project file is none", async () => {
    const { code, stderr } = await parapet(["scan", "."], project("empty-config", { ".parapet.yaml": "" }));
    expect(stderr).not.toMatch(/error|warning/);
    expect(code).toBe(1);
  });

  const usage: readonly (readonly [readonly string[], RegExp])[] = [
    [["scan", "--rule", "double-fre=off"], /unknown rule 'double-fre'.*double-free/],
    [["scan", "--rule", "double-free=loud"], /loud/],
    [["scan", "--format", "xml"], /xml/],
    [["scan", "--nonsense"], /--nonsense/],
    [["scan", "nowhere"], /nowhere: no such file or folder/],
    [["scna"], /unknown command 'scna'.*scan/],
    [["explain", "double-fre"], /double-free/],
  ];

  test.each(usage)("%j", async (words, message) => {
    const { code, stderr } = await parapet(words, root);
    expect(stderr).toMatch(message);
    expect(code).toBe(2);
  });

  test("a rule that is off is silent", async () => {
    const { code, stdout } = await parapet(
      ["scan", "--rule", "double-free=off", "."],
      path.join(root, "binary"),
    );
    expect(stdout).not.toContain("double-free");
    expect(code).toBe(0);
  });
});

test("nothing to analyse is no failure", async () => {
  const folder = path.join(root, "nothing");
  mkdirSync(folder);
  const { code, stderr } = await parapet(["scan", "."], folder);
  expect(stderr).toContain("no C or C++ files found");
  expect(code).toBe(0);
});
