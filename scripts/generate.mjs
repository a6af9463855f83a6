// Writes what is made from other files of the repository: the numbering of node kinds, the rule reference, the settings
// schema in package.json, the schema of the project file, the tables in README.md. `--check` writes nothing and fails
// if any of them is stale.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { ROOT, run } from "./ensure.mjs";
import { compiledRules, importServer } from "./rules.mjs";

const check = process.argv.includes("--check");
const { rules, problems } = await compiledRules();
for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exit(1);
const { rulesReference, rulesSchema } = await importServer("server/src/rules/document.ts");
const { configSchema } = await importServer("server/src/workspace/config.ts");

const json = (value) => `${JSON.stringify(value, null, 2)}\n`;

function manifest(text) {
  const manifest = JSON.parse(text);
  for (const { properties } of manifest.contributes.configuration) {
    if (properties["parapet.rules"]) {
      const { order, scope } = properties["parapet.rules"];
      properties["parapet.rules"] = { order, scope, ...rulesSchema(rules) };
    }
  }
  return json(manifest);
}

/** Replaces what stands between `<!-- generated: name -->` and `<!-- end -->`. */
function readme(text) {
  const groups = new Map();
  for (const rule of rules) groups.set(rule.group, [...(groups.get(rule.group) ?? []), rule]);
  const rows = [...groups].map(
    ([group, members]) => `| ${group} | ${members.map((rule) => `\`${rule.id}\``).join(", ")} |`,
  );
  const table = ["| Group | Rules |", "|---|---|", ...rows].join("\n");
  return text.replace(
    /(<!-- generated: rules -->\n)[\s\S]*?(<!-- end -->)/,
    (_, start, end) => `${start}\n${table}\n\n${end}`,
  );
}

/** File, and what it should hold given what it holds. */
const OUTPUTS = [
  ["docs/rules.md", () => rulesReference(rules)],
  ["package.json", manifest],
  ["schemas/parapet.schema.json", () => json(configSchema(rules))],
  ["README.md", readme],
];

let stale = run(process.execPath, ["scripts/generate-kinds.mjs", ...(check ? ["--check"] : [])]) !== 0;
for (const [name, make] of OUTPUTS) {
  const file = path.join(ROOT, name);
  const current = existsSync(file) ? readFileSync(file, "utf8") : "";
  const wanted = make(current);
  if (current === wanted) continue;
  if (check) {
    console.error(`${name} is stale: run npm run generate`);
    stale = true;
  } else {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, wanted);
    console.log(`wrote ${name}`);
  }
}
process.exit(stale ? 1 : 0);
