/** The sample: every seeded weakness is found where its comment says, and nothing else is. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { DEFAULT_SETTINGS } from "../server/src/engine/api";
import { newAnalyser, SAMPLE_HOST, SAMPLES, sourcesIn } from "./support/analyser";
import { compareFindings, parseExpectations } from "./support/expectations";
import { testRules } from "./support/rules";

const analyser = newAnalyser();
const files = sourcesIn(SAMPLES).map((file) => ({
  file,
  name: path.relative(SAMPLES, file),
  text: readFileSync(file, "utf8"),
}));

describe("sample", () => {
  test.each(files)("$name", ({ file, name, text }) => {
    const { findings } = analyser.analyse({ path: file, text }, DEFAULT_SETTINGS, SAMPLE_HOST);
    expect(compareFindings(name, text, findings)).toEqual([]);
  });

  test("every rule is shown by the sample", () => {
    const shown = new Set(files.flatMap(({ text }) => parseExpectations(text).map(({ rule }) => rule)));
    expect([...testRules().keys()].filter((rule) => !shown.has(rule))).toEqual([]);
  });
});
