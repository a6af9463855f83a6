/**
 * The work done on the sample, as a committed snapshot of counts and not of seconds: a change that makes the engine
 * work more, or understand less, shows in the diff on every machine alike.
 */
import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { DEFAULT_SETTINGS } from "../server/src/engine/api";
import type { Counts } from "../server/src/findings";
import { newAnalyser, SAMPLE_HOST, SAMPLES, sourcesIn } from "./support/analyser";

test("counts on the sample", async () => {
  const analyser = newAnalyser();
  const total: Record<string, number> = {};
  const table: Record<string, Counts> = {};
  for (const file of sourcesIn(SAMPLES)) {
    const text = readFileSync(file, "utf8");
    const { counts } = analyser.analyse({ path: file, text }, DEFAULT_SETTINGS, SAMPLE_HOST);
    for (const [name, value] of Object.entries(counts)) total[name] = (total[name] ?? 0) + value;
    table[path.relative(SAMPLES, file).replaceAll("\\", "/")] = counts;
  }
  await expect(`${JSON.stringify({ total, ...table }, null, 2)}\n`).toMatchFileSnapshot(
    "counts.snapshot.json",
  );
});

test("counts do not depend on what was analysed before", () => {
  const [file] = sourcesIn(SAMPLES).filter((name) => name.endsWith("settings.c"));
  const text = readFileSync(file, "utf8");
  const alone = newAnalyser().analyse({ path: file, text }, DEFAULT_SETTINGS, SAMPLE_HOST).counts;
  const analyser = newAnalyser();
  for (const other of sourcesIn(SAMPLES)) {
    analyser.analyse({ path: other, text: readFileSync(other, "utf8") }, DEFAULT_SETTINGS, SAMPLE_HOST);
  }
  expect(analyser.analyse({ path: file, text }, DEFAULT_SETTINGS, SAMPLE_HOST).counts).toEqual(alone);
});
