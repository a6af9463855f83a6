/**
 * Across functions and files: `test/across/` is one project, and each weakness in it is found where its comment says
 * though the reason lies in another function; also whichever file is analysed first, and after edits of a callee.
 */
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { DEFAULT_SETTINGS, type FileResult, type Host } from "../server/src/engine/api";
import { folderHost, newAnalyser, ROOT, sourcesIn } from "./support/analyser";
import { compareFindings } from "./support/expectations";

const FOLDER = path.join(ROOT, "test", "across");
const FILES = sourcesIn(FOLDER);
const SOURCES = FILES.filter((file) => !file.endsWith(".h"));

/** The folder as a project; `edited` texts stand in for files. */
function project(edited: ReadonlyMap<string, string> = new Map()): Host {
  const host = folderHost();
  return { ...host, sources: () => SOURCES, read: (file) => edited.get(file) ?? host.read(file) };
}

function analyseAll(files: readonly string[], host: Host): Map<string, FileResult["findings"]> {
  const analyser = newAnalyser();
  return new Map(
    files.map((file) => {
      const text = host.read(file) ?? "";
      return [file, analyser.analyse({ path: file, text }, DEFAULT_SETTINGS, host).findings];
    }),
  );
}

describe("across functions and files", () => {
  const host = project();
  const results = analyseAll(FILES, host);

  test.each(FILES.map((file) => ({ file, name: path.basename(file) })))("$name", ({ file }) => {
    const findings = results.get(file) ?? [];
    expect(compareFindings(path.basename(file), readFileSync(file, "utf8"), findings)).toEqual([]);
  });

  test("the order of files makes no difference", () => {
    const reversed = analyseAll([...FILES].reverse(), host);
    for (const file of FILES) expect(reversed.get(file)).toEqual(results.get(file));
  });

  test("a file that is not one of the project tells the others nothing, opened or not", () => {
    const partly = { ...host, sources: () => SOURCES.filter((file) => !file.endsWith("pool.c")) };
    const without = analyseAll(
      FILES.filter((file) => !file.endsWith("pool.c")),
      partly,
    );
    const after = analyseAll([path.join(FOLDER, "pool.c"), ...FILES], partly);
    for (const [file, findings] of without) expect(after.get(file)).toEqual(findings);
    expect(without).not.toEqual(new Map([...without.keys()].map((file) => [file, results.get(file)])));
  });

  test("steps lead into the other file", () => {
    const user = path.join(FOLDER, "user.c");
    const pool = path.join(FOLDER, "pool.c");
    const text = readFileSync(pool, "utf8");
    const finding = results.get(user)?.find(({ rule }) => rule === "use-after-free");
    const steps = finding?.steps.filter((step) => step.path === pool) ?? [];
    expect(steps.map(({ start, end }) => text.slice(start, end))).toEqual(["malloc(size)", "free(text)"]);
  });

  test("an edit of a callee changes what its callers are told, and undoing it changes it back", () => {
    const user = path.join(FOLDER, "user.c");
    const pool = path.join(FOLDER, "pool.c");
    const text = readFileSync(user, "utf8");
    const kept = (host.read(pool) ?? "").replace("free(text);", "(void)text;");
    const analyser = newAnalyser();
    const rulesWith = (poolText: string) => {
      const edited = project(new Map([[pool, poolText]]));
      return analyser
        .analyse({ path: user, text }, DEFAULT_SETTINGS, edited)
        .findings.map(({ rule }) => rule);
    };
    const before = rulesWith(host.read(pool) ?? "");
    expect(before).toContain("double-free");
    expect(rulesWith(kept)).not.toContain("double-free");
    expect(rulesWith(host.read(pool) ?? "")).toEqual(before);
  });
});
