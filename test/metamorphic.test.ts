/** The same program, written otherwise, gives the same findings at the places that moved along. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { DEFAULT_SETTINGS, type Host } from "../server/src/engine/api";
import { folderHost, newAnalyser, SAMPLE_HOST, SAMPLES, sourcesIn } from "./support/analyser";
import {
  boxed,
  commented,
  type Random,
  type Rewrite,
  randomFrom,
  renamed,
  reordered,
  respaced,
  throughMacro,
  withCarriageReturns,
} from "./support/rewrites";
import { RULES_FOLDER, testRules } from "./support/rules";

const SEEDS = [1, 2];

/** One for all: what did not change between two texts is not analysed twice. */
const analyser = newAnalyser();

const REWRITES: readonly (readonly [string, (text: string, random: Random) => Rewrite])[] = [
  ["spaced otherwise", respaced],
  ["commented", commented],
  ["with the line ends of Windows", withCarriageReturns],
  ["with locals renamed", renamed],
  ["with two functions exchanged", reordered],
  ["with statements in a do-while of their own", boxed],
];

const exampleHost = folderHost();
const inputs: readonly { readonly name: string; readonly file: string; readonly host: Host }[] = [
  ...sourcesIn(SAMPLES).map((file) => ({ name: path.relative(SAMPLES, file), file, host: SAMPLE_HOST })),
  ...sourcesIn(RULES_FOLDER).map((file) => ({
    name: path.relative(RULES_FOLDER, file),
    file,
    host: exampleHost,
  })),
];

/** Rule and place of every finding, in order. */
function places(file: string, text: string, host: Host, map: Rewrite["map"]): string[] {
  return analyser
    .analyse({ path: file, text }, DEFAULT_SETTINGS, host)
    .findings.map((finding) => `${String(map(finding.start)).padStart(7)} ${finding.rule}`)
    .sort();
}

describe.each(REWRITES)("%s", (_, rewrite) => {
  test.each(inputs)("$name", ({ file, host }) => {
    const text = readFileSync(file, "utf8");
    for (const seed of SEEDS) {
      const result = rewrite(text, randomFrom(seed));
      expect(
        places(file, result.text, host, (offset) => offset),
        `seed ${seed}`,
      ).toEqual(places(file, text, host, result.map));
    }
  });
});

/**
 * The rules that follow values see through macros. Those of syntax and of C++ objects look at the text alone, and what a
 * macro releases may be another function on another system.
 */
function seesThroughMacros(rule: string): boolean {
  const group = testRules().get(rule)?.group;
  return (
    (group === "memory" || group === "lengths" || group === "input") && rule !== "mismatched-deallocator"
  );
}

/** Rule and line of the findings: what a macro is handed is reported where the macro is used. */
function lines(file: string, text: string, host: Host, map: Rewrite["map"], moved: string): string[] {
  return analyser
    .analyse({ path: file, text }, DEFAULT_SETTINGS, host)
    .findings.filter(({ rule }) => seesThroughMacros(rule))
    .map(({ start, rule }) => `${moved.slice(0, map(start)).split("\n").length} ${rule}`)
    .sort();
}

describe("with statements through a macro", () => {
  test.each(inputs)("$name", ({ file, host }) => {
    const text = readFileSync(file, "utf8");
    for (const seed of SEEDS) {
      const result = throughMacro(text, randomFrom(seed));
      expect(
        lines(file, result.text, host, (offset) => offset, result.text),
        `seed ${seed}`,
      ).toEqual(lines(file, text, host, result.map, result.text));
    }
  });
});
