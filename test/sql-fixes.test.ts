/**
 * What the quick fix makes of the examples in `test/sql/` is compiled against the headers of the client libraries, and
 * the programs in `test/sql/attacks/` are run with an attack: as they are it succeeds, repaired they resist.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { DEFAULT_SETTINGS, type Host } from "../server/src/engine/api";
import { applyEdits } from "../server/src/fixes/edits";
import { folderHost, newAnalyser, ROOT, sourcesIn } from "./support/analyser";

const FOLDER = path.join(ROOT, "test", "sql");
const RULE = "sql-injection";
/** Where Debian's packages put headers that lie in a folder of their own. */
const INCLUDES = ["/usr/include/postgresql", "/usr/include/mariadb"];
/** A header of each library, what of Debian brings it, and another header that it needs. */
const LIBRARIES: readonly (readonly [header: string, from: string, needed?: string])[] = [
  ["sqlite3.h", "libsqlite3-dev"],
  ["libpq-fe.h", "libpq-dev"],
  ["mysql.h", "libmariadb-dev"],
  ["sqlext.h", "unixodbc-dev"],
  ["pqxx/pqxx", "libpqxx-dev"],
  ["soci/soci.h", "libsoci-dev and libboost-dev", "boost/fusion/algorithm/iteration/for_each.hpp"],
  ["QSqlQuery", "qtbase5-dev"],
  ["oci.h", "the Oracle client"],
];

const C_COMPILER = process.env.CC ?? "gcc";
const CPP_COMPILER = process.env.CXX ?? "g++";

const C_WORDS = ["-std=gnu11", "-Werror=implicit-function-declaration", "-Werror=incompatible-pointer-types"];

/** Attacks on the programs, what they print when these succeed, and what when they do not. */
const ATTACKS: readonly {
  readonly program: string;
  readonly attack: string;
  readonly success: string;
  readonly failure: string;
}[] = [
  {
    program: "exec-text.c",
    attack: "x' WHERE 0 OR id = 2 --",
    success: "1 old\n2 x\n",
    failure: "1 x' WHERE 0 OR id = 2 --\n2 kept\n",
  },
  { program: "prepare-chain.c", attack: "x' OR '1'='1", success: "in\n", failure: "refused\n" },
  { program: "mprintf.c", attack: "x' OR '1'='1", success: "2\n", failure: "0\n" },
  { program: "strings.cpp", attack: "x' OR '1'='1", success: "3\n", failure: "0\n" },
  { program: "stream.cpp", attack: "x'), (1, 'y", success: "2\n", failure: "1\n" },
];

const scratch = mkdtempSync(path.join(os.tmpdir(), "parapet-sql-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

interface Repaired {
  readonly name: string;
  readonly file: string;
  readonly text: string;
}

/** How many findings a file has, and the file after the fix of each that has one, one finding at a time. */
function repairs(file: string, sources: readonly string[]): { findings: number; repaired: Repaired[] } {
  const analyser = newAnalyser();
  const host: Host = { ...folderHost(), sources: () => sources };
  const input = { path: file, text: readFileSync(file, "utf8") };
  const findings = analyser
    .analyse(input, DEFAULT_SETTINGS, host)
    .findings.filter(({ rule }) => rule === RULE);
  const repaired: Repaired[] = [];
  findings.forEach((finding, i) => {
    const [[fix]] = analyser.fixes(input, DEFAULT_SETTINGS, host, [finding]);
    if (fix === undefined) return;
    const name = `${path.relative(FOLDER, file)} ${i + 1}`;
    repaired.push({ name, file, text: applyEdits(input.text, fix.edits) });
  });
  return { findings: findings.length, repaired };
}

function isInstalled(header: string): boolean {
  return ["/usr/include", ...INCLUDES].some((folder) => existsSync(path.join(folder, header)));
}

/** The library of an example that is not there; undefined if all are. */
function missing(text: string): string | undefined {
  const used = LIBRARIES.filter(([header]) => text.includes(`<${header}>`));
  return used.find(([header, , needed = header]) => !isInstalled(header) || !isInstalled(needed))?.[1];
}

/** Compiles a text as if it stood in the place of the file; what the compiler says, "" if it is content. */
function compile(file: string, text: string, words: readonly string[]): string {
  const isCpp = file.endsWith(".cpp");
  const copy = path.join(scratch, path.basename(file));
  writeFileSync(copy, text);
  const includes = [path.dirname(file), ...INCLUDES].map((folder) => `-I${folder}`);
  const language = isCpp ? ["-std=c++17"] : C_WORDS;
  const { status, stderr, error } = spawnSync(
    isCpp ? CPP_COMPILER : C_COMPILER,
    ["-Wall", ...language, ...includes, copy, ...words],
    { encoding: "utf8" },
  );
  return error !== undefined ? error.message : status === 0 ? "" : stderr;
}

function hasCompiler(): boolean {
  return [C_COMPILER, CPP_COMPILER].every((compiler) => spawnSync(compiler, ["--version"]).status === 0);
}

const withCompiler = hasCompiler();
const examples = [...sourcesIn(path.join(FOLDER, "vulnerable")), ...sourcesIn(path.join(FOLDER, "mixed"))];
const tried = examples
  .filter((file) => !file.endsWith(".h"))
  .map((file) => repairs(file, sourcesIn(path.dirname(file)).filter(isBeside(file))));
const repaired = tried.flatMap((one) => one.repaired);

/** A file that lies in the folder of a kind is an example by itself. */
function isBeside(file: string): (other: string) => boolean {
  const isAlone = path.dirname(path.dirname(file)) === FOLDER;
  return (other) => (isAlone ? other === file : !other.endsWith(".h"));
}

describe("fixes compile against the real headers", () => {
  test("as many findings have one as before", () => {
    const findings = tried.reduce((n, one) => n + one.findings, 0);
    expect(`${repaired.length} of ${findings}`).toMatchInlineSnapshot(`"18 of 53"`);
  });

  for (const { name, file, text } of repaired) {
    const without = withCompiler ? missing(text) : "compilers";
    if (without !== undefined) test.skip(`${name}: needs ${without}`, () => {});
    else
      test(name, () => {
        expect(compile(file, text, ["-fsyntax-only"])).toBe("");
      });
  }
});

describe("attacks on SQLite", () => {
  const without = withCompiler ? missing("<sqlite3.h>") : "compilers";
  if (without !== undefined) test.skip(`needs ${without}`, () => {});
  else
    test.each(ATTACKS)("$program", ({ program, attack, success, failure }) => {
      const file = path.join(FOLDER, "attacks", program);
      const run = (text: string) => {
        const binary = path.join(scratch, "program");
        expect(compile(file, text, ["-o", binary, "-lsqlite3"])).toBe("");
        return spawnSync(binary, [attack], { encoding: "utf8" }).stdout;
      };
      expect(run(readFileSync(file, "utf8"))).toBe(success);
      const [fixed] = repairs(file, [file]).repaired;
      expect(fixed).toBeDefined();
      expect(run(fixed.text)).toBe(failure);
    });
});
