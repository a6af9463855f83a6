/**
 * SQL over eight client libraries: `test/sql/` holds examples, each a file or a folder that is a project of its own.
 * Those in `vulnerable/` hold a statement that outside text can change, those in `safe/` none, those in `mixed/` both.
 */
import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { DEFAULT_SETTINGS, type FileResult, type Host } from "../server/src/engine/api";
import { folderHost, newAnalyser, ROOT, sourcesIn } from "./support/analyser";
import { compareFindings, parseExpectations } from "./support/expectations";

const FOLDER = path.join(ROOT, "test", "sql");
const RULE = "sql-injection";
/** What the issue asks of the set. */
const LEAST_OF_EACH = 20;

interface Example {
  readonly name: string;
  /** Headers aside. */
  readonly sources: readonly string[];
}

function examplesIn(kind: string): Example[] {
  const folder = path.join(FOLDER, kind);
  return readdirSync(folder).map((entry) => {
    const file = path.join(folder, entry);
    const all = statSync(file).isDirectory() ? sourcesIn(file) : [file];
    return { name: entry, sources: all.filter((source) => !source.endsWith(".h")) };
  });
}

/** What the rule says of each file of an example. */
function findingsOf({ sources }: Example): Map<string, FileResult["findings"]> {
  const host: Host = { ...folderHost(), sources: () => sources };
  const analyser = newAnalyser();
  return new Map(
    sources.map((file) => {
      const { findings } = analyser.analyse({ path: file, text: textOf(file) }, DEFAULT_SETTINGS, host);
      return [file, findings.filter(({ rule }) => rule === RULE)];
    }),
  );
}

function textOf(file: string): string {
  return readFileSync(file, "utf8");
}

for (const kind of ["vulnerable", "safe", "mixed"]) {
  describe(kind, () => {
    const examples = examplesIn(kind);

    test("there are enough", () => {
      expect(examples.length).toBeGreaterThanOrEqual(LEAST_OF_EACH);
    });

    test.each(examples)("$name", (example) => {
      const problems = [...findingsOf(example)].flatMap(([file, findings]) =>
        compareFindings(path.basename(file), textOf(file), findings),
      );
      expect(problems).toEqual([]);
      const marks = example.sources.flatMap((file) => parseExpectations(textOf(file)));
      expect(marks.length > 0).toBe(kind !== "safe");
    });
  });
}
