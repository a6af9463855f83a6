/** The built command line on the sample: the whole way from files to reports, through workers, pipes and signals. */
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { Log } from "sarif";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { JsonReport } from "../server/src/report/json";
import { sarifErrors } from "../server/src/report/testing";
import { ROOT } from "./support/analyser";
import { CLI, ensureBuild, parapet, scanJson } from "./support/cli";
import { testRules } from "./support/rules";

const folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), "parapet-cli-")));

beforeAll(ensureBuild, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const DOUBLE_FREE = `#include <stdlib.h>
void drop(void)
{
    char *p = malloc(4);
    free(p);
    free(p);
}
`;

describe("scan of the sample", () => {
  test("gives the same report with one worker and with several", { timeout: 120_000 }, async () => {
    const reports: JsonReport["findings"][] = [];
    for (const jobs of ["1", "3"]) {
      const { code, report } = await scanJson(["--jobs", jobs, "samples"], ROOT);
      expect(code).toBe(1);
      expect(report.problems).toEqual([]);
      reports.push(report.findings);
    }
    expect(reports[0].length).toBeGreaterThan(20);
    expect(reports[1]).toEqual(reports[0]);
  });

  test("gives valid SARIF that says the same", { timeout: 120_000 }, async () => {
    const sarif = path.join(folder, "sample.sarif");
    const json = path.join(folder, "sample.json");
    const ran = await parapet(["scan", "-q", "samples", "-o", sarif, "-o", json], ROOT);
    expect(ran).toEqual({ code: 1, stdout: "", stderr: "" });
    const log = JSON.parse(readFileSync(sarif, "utf8")) as Log;
    const report = JSON.parse(readFileSync(json, "utf8")) as JsonReport;
    expect(sarifErrors(log)).toEqual([]);

    const results = log.runs[0].results!;
    const places = results.map(({ ruleId, locations }) => {
      const { artifactLocation, region } = locations![0].physicalLocation!;
      return `${decodeURI(artifactLocation!.uri!)}:${region!.startLine}:${region!.startColumn} ${ruleId}`;
    });
    const expected = [...report.findings, ...report.suppressed].map(
      ({ path: file, start, rule }) => `${file}:${start.line}:${start.column} ${rule}`,
    );
    expect(places.sort()).toEqual(expected.sort());
    expect(results.filter(({ fixes }) => fixes !== undefined).length).toBeGreaterThan(10);
    expect(results.filter(({ suppressions }) => suppressions?.[0].justification).length).toBeGreaterThan(0);
    const prints = results.map(({ locations, partialFingerprints }) =>
      [locations![0].physicalLocation!.artifactLocation!.uri, partialFingerprints!["parapet/v1"]].join(" "),
    );
    expect(new Set(prints).size).toBe(prints.length);
  });
});

test("fingerprints stay when lines move", async () => {
  const file = path.join(folder, "moved.c");
  const prints: string[][] = [];
  for (const text of [DOUBLE_FREE, `/* A new\n   heading. */\n\n${DOUBLE_FREE}`]) {
    writeFileSync(file, text);
    const { report } = await scanJson([file], folder);
    prints.push(report.findings.map(({ rule, fingerprint }) => `${rule} ${fingerprint}`));
  }
  expect(prints[0].length).toBeGreaterThan(0);
  expect(prints[1]).toEqual(prints[0]);
});

test("rules and guidance are there", async () => {
  const { version } = JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf8"));
  expect(await parapet(["--version"], folder)).toEqual({
    code: 0,
    stdout: `parapet ${version}\n`,
    stderr: "",
  });
  const { stdout } = await parapet(["rules"], folder);
  for (const id of testRules().keys()) expect(stdout).toContain(`  ${id} `);
  const explained = await parapet(["explain", "double-free"], folder);
  expect(explained).toMatchObject({ code: 0, stderr: "" });
  expect(explained.stdout).toMatch(/^double-free {2}.*CWE-415/);
});

test.skipIf(process.platform === "win32")("a reader that goes away is no reason to complain", async () => {
  const script = `"${process.execPath}" "${CLI}" scan samples | head -n 1; echo "\${PIPESTATUS[0]}"`;
  const child = spawn("bash", ["-c", script], { cwd: ROOT });
  const output = { stdout: "", stderr: "" };
  child.stdout.on("data", (data) => void (output.stdout += data));
  child.stderr.on("data", (data) => void (output.stderr += data));
  await new Promise((resolve) => child.on("close", resolve));
  expect(output.stderr).toBe("");
  expect(output.stdout).toMatch(/^samples\/.*\n[01]\n$/);
});

test.skipIf(process.platform === "win32")("an interrupt ends the scan with what is done", async () => {
  const many = mkdtempSync(path.join(folder, "many-"));
  for (let i = 0; i < 3000; i++) writeFileSync(path.join(many, `f${i}.c`), DOUBLE_FREE);
  const child = spawn(process.execPath, [CLI, "scan", "-j", "1", "."], { cwd: many });
  let stdout = "";
  child.stdout.on("data", (data) => void (stdout += data));
  setTimeout(() => child.kill("SIGINT"), 1500);
  const code = await new Promise((resolve) => child.on("close", resolve));
  // A machine may be so fast that nothing is left to interrupt.
  if (code === 1) return;
  expect(code).toBe(130);
  expect(stdout).toMatch(/Interrupted after \d+ of 3000 files\.\n$/);
});
