/**
 * How many accesses to arrays, and copies of a told length, Parapet proves to stay inside of what they touch, over work
 * trees of real projects.
 *
 *   node bench/proof.mjs DIR... [--markdown FILE] [--sample N] [--seed S]
 *
 * `--sample` draws accesses to objects of a known size that were not proved, and shows their code.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { parseArgs } from "node:util";
import { compiledRules, importServer } from "../scripts/rules.mjs";
import { markdownTable, sampleOf } from "./measure.mjs";

const { values: options, positionals: folders } = parseArgs({
  allowPositionals: true,
  options: {
    markdown: { type: "string" },
    sample: { type: "string" },
    seed: { type: "string", default: "1" },
  },
});
if (folders.length === 0) {
  console.error("usage: node bench/proof.mjs DIR... (see the head of the file)");
  process.exit(2);
}

const require = createRequire(import.meta.url);
const wasm = (name) => readFileSync(require.resolve(`${name}/${name}.wasm`));
const { placesBelow, STANDINGS } = await importServer("bench/bounds-of.ts");
const { rules, models } = await compiledRules();
const parts = {
  grammars: { runtime: wasm("web-tree-sitter"), c: wasm("tree-sitter-c"), cpp: wasm("tree-sitter-cpp") },
  rules: new Map(rules.map((rule) => [rule.id, rule])),
  models,
};

const projects = [];
for (const folder of folders) {
  const name = path.basename(path.resolve(folder));
  process.stderr.write(`${name} ...\n`);
  projects.push({ name, places: await placesBelow(path.resolve(folder), parts) });
}
const document = `${table(projects)}\n`;
console.log(document);
if (options.markdown) writeFileSync(options.markdown, document);
if (options.sample) showSample();

function table(projects) {
  const row = ({ name, places }) => {
    const cells = ["element", "copy"].flatMap((kind) => {
      const of = places.filter((place) => place.kind === kind);
      const count = (standing) => of.filter((place) => place.standing === standing).length;
      const proved = count(STANDINGS.proved);
      const position = count(STANDINGS.unknownPosition);
      const sized = proved + position + count(STANDINGS.reported);
      return [
        of.length,
        `${percent(proved, of.length)} %`,
        count(STANDINGS.reported),
        position,
        count(STANDINGS.unknownSize),
        `${percent(proved, sized)} %`,
      ];
    });
    return [name, ...cells];
  };
  const kind = (what) => [
    what,
    "proved",
    "reported",
    "unknown position",
    "unknown size",
    "proved of known size",
  ];
  const all = { name: "all", places: projects.flatMap(({ places }) => places) };
  return markdownTable(["Project", ...kind("Elements"), ...kind("Copies")], [...projects, all].map(row));
}

function percent(part, whole) {
  return ((100 * part) / Math.max(1, whole)).toFixed(1);
}

function showSample() {
  const open = projects.flatMap(({ name, places }) =>
    places.filter(({ standing }) => standing === STANDINGS.unknownPosition).map((place) => ({ name, place })),
  );
  for (const { name, place } of sampleOf(open, Number(options.sample), Number(options.seed))) {
    const { source, site, function: fn } = place;
    const line = source.slice(fn.start, site.start).split("\n").length;
    console.log(`### ${name} ${fn.name} line ${line}: ${source.slice(site.start, site.end)}`);
    const lines = source.slice(fn.start, fn.end).split("\n");
    const first = Math.max(0, line - 25);
    console.log(
      lines
        .slice(first, line + 4)
        .map((text, i) => `${first + i + 1 === line ? ">" : " "} ${text}`)
        .join("\n"),
    );
  }
}
