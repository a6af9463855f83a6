/**
 * Detection by weakness on the Juliet test suite (NIST SARD), which the user has to bring: its `bad` functions hold
 * one weakness each, its `good` ones the same code put right.
 *
 *   node bench/juliet.mjs --juliet DIR [--cwe 121,415] [--sample N] [--seed S] [--single]
 *                         [--peer cppcheck|flawfinder|gcc|clang-tidy]... [--missed FILE] [--json FILE]
 *
 * A case is *found* when a finding with a fitting CWE lies in one of its `bad` functions, and *alarmed* when one lies
 * in a `good` one. `--sample` draws N cases for each CWE, `--single` leaves out cases that span functions or files.
 */
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { ensureBuild } from "../scripts/ensure.mjs";
import { relatives } from "./cwe.mjs";
import { markdownTable, sampleOf, sourcesBelow } from "./measure.mjs";
import { PEERS } from "./peers.mjs";
import { scan } from "./scan.mjs";

const { values: options } = parseArgs({
  options: {
    juliet: { type: "string" },
    cwe: { type: "string" },
    sample: { type: "string", default: "40" },
    seed: { type: "string", default: "1" },
    single: { type: "boolean", default: false },
    peer: { type: "string", multiple: true, default: [] },
    missed: { type: "string" },
    json: { type: "string" },
  },
});
if (options.juliet === undefined) {
  console.error("usage: node bench/juliet.mjs --juliet DIR (see the head of the file)");
  process.exit(2);
}

/** What Parapet's rules speak of today; other weaknesses of the suite would only show a row of zeros. */
const DEFAULT_CWES = [
  78, 121, 122, 124, 126, 127, 134, 190, 194, 195, 242, 252, 369, 401, 404, 415, 416, 457, 467, 476, 481, 484,
  562, 563, 570, 571, 590, 665, 675, 680, 690, 761, 762, 773, 775, 789,
];

/** `NAME_12a.c` is the first file of case `NAME_12`; the two digits are the variant of control or data flow. */
const CASE = /^(CWE(\d+)_.*_(\d\d))[a-z]?(?:_\w+)?\.(?:c|cpp)$/;
/** Flow variants within one function, by the suite's user guide. */
const LAST_SINGLE_VARIANT = 18;
const SINGLE_LATER = [31, 32, 33, 34];

/** Advice on ownership speaks of how code is written, not of a fault: it neither finds a case nor alarms one. */
const ADVICE = new Set(["raw-new", "malloc-in-cpp"]);

/** Functions by file. */
const extentsOf = new Map();

function main() {
  ensureBuild();
  const support = path.join(folder, "testcasesupport");
  cpSync(path.join(options.juliet, "testcasesupport"), support, { recursive: true });
  writeFileSync(path.join(folder, ".parapet.yaml"), "includePaths:\n  - testcasesupport\n");
  for (const { files, id } of cases.values()) {
    for (const file of files) cpSync(file, path.join(folder, id, path.basename(file)));
    // Classes that several files of a case share.
    const header = path.join(path.dirname(files[0]), `${id}.h`);
    if (existsSync(header)) cpSync(header, path.join(folder, id, path.basename(header)));
  }
  const tools = [
    ["Parapet", scan([folder]).findings],
    ...options.peer.map((name) => [name, PEERS[name](folder, support)]),
  ];
  const results = tools.map(([name, findings]) => ({ name, verdicts: judge(findings) }));
  print(results);
  if (options.missed !== undefined) {
    const missed = [...cases.values()].filter(({ id }) => !results[0].verdicts.get(id).found);
    const alarmed = [...cases.values()].filter(({ id }) => results[0].verdicts.get(id).alarms.length > 0);
    const list = [
      ...missed.map(({ files }) => `missed ${files.join(" ")}`),
      ...alarmed.map(({ id, files }) => `alarm ${files[0]} ${results[0].verdicts.get(id).alarms.join(" ")}`),
    ];
    writeFileSync(options.missed, `${list.join("\n")}\n`);
  }
  if (options.json !== undefined) {
    const plain = results.map(({ name, verdicts }) => ({ name, verdicts: Object.fromEntries(verdicts) }));
    writeFileSync(options.json, `${JSON.stringify(plain, null, 1)}\n`);
  }
}

function collectCases() {
  const wanted = new Set(options.cwe === undefined ? DEFAULT_CWES : options.cwe.split(",").map(Number));
  const found = new Map();
  const root = path.join(options.juliet, "testcases");
  for (const entry of readdirSync(root)) {
    const cwe = Number(/^CWE(\d+)_/.exec(entry)?.[1]);
    if (!wanted.has(cwe)) continue;
    for (const file of sourcesBelow([path.join(root, entry)])) {
      const match = CASE.exec(path.basename(file));
      // Windows only cases name what no other system declares.
      if (match === null || /w32|wchar_t.*w32/i.test(file)) continue;
      const variant = Number(match[3]);
      const isSingle = variant <= LAST_SINGLE_VARIANT || SINGLE_LATER.includes(variant);
      if (options.single && !isSingle) continue;
      const known = found.get(match[1]) ?? { id: match[1], cwe, isSingle, files: [] };
      known.files.push(file);
      found.set(match[1], known);
    }
  }
  const byCwe = groupByCwe(found.values());
  const chosen = [...byCwe.values()].flatMap((of) =>
    sampleOf(of, Number(options.sample), Number(options.seed)),
  );
  return new Map(
    chosen.sort((a, b) => a.cwe - b.cwe || a.id.localeCompare(b.id)).map((one) => [one.id, one]),
  );
}

function groupByCwe(all) {
  const groups = new Map();
  for (const one of all) groups.set(one.cwe, [...(groups.get(one.cwe) ?? []), one]);
  return groups;
}

/** The function around a line by the suite's layout, in which definitions begin and end at column 0. */
function functionAt(file, line) {
  if (!extentsOf.has(file)) {
    const extents = [];
    let name = "";
    let start = 0;
    readFileSync(file, "utf8")
      .split(/\r?\n/)
      .forEach((text, i) => {
        const head = /^\w[^=;]*?([\w~]+)\(/.exec(text);
        if (head !== null) [name, start] = [head[1], i + 1];
        if (text.startsWith("}") && name !== "") {
          extents.push({ name, start, end: i + 1 });
          name = "";
        }
      });
    extentsOf.set(file, extents);
  }
  return extentsOf.get(file).find((extent) => line >= extent.start && line <= extent.end)?.name ?? "";
}

/** Found or not, and places of alarms, by case. `findings` have `path`, `start.line` and `cwe`. */
function judge(findings) {
  const verdicts = new Map([...cases.keys()].map((id) => [id, { found: false, alarms: [] }]));
  for (const { path: file, start, cwe, rule } of findings) {
    const one = cases.get(path.basename(path.dirname(file)));
    if (one === undefined || ADVICE.has(rule)) continue;
    const fitting = relatives(one.cwe);
    if (!cwe.some((number) => fitting.has(number))) continue;
    const verdict = verdicts.get(one.id);
    const name = functionAt(file, start.line);
    if (/bad/i.test(name)) verdict.found = true;
    else if (/good/i.test(name)) verdict.alarms.push(`${path.basename(file)}:${start.line}:${rule}`);
  }
  return verdicts;
}

function print(results) {
  const groups = groupByCwe(cases.values());
  const row = (label, of) => [
    label,
    of.length,
    ...results.flatMap(({ verdicts }) => {
      const found = of.filter(({ id }) => verdicts.get(id).found).length;
      const alarmed = of.filter(({ id }) => verdicts.get(id).alarms.length > 0).length;
      return [`${found} (${Math.round((100 * found) / Math.max(1, of.length))} %)`, alarmed];
    }),
  ];
  const all = [...cases.values()];
  const rows = [...groups].map(([cwe, of]) => row(`CWE-${cwe}`, of));
  rows.push(
    row(
      "all, within one function",
      all.filter(({ isSingle }) => isSingle),
    ),
  );
  rows.push(row("all", all));
  const header = results.flatMap(({ name }) => [`${name}: found`, "alarmed"]);
  console.log(markdownTable(["Weakness", "Cases", ...header], rows));
}

const cases = collectCases();
const folder = mkdtempSync(path.join(os.tmpdir(), "parapet-juliet-"));
try {
  main();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
