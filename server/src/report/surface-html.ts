/** The attack surface as one page that needs nothing else: no script, no font, no picture from anywhere. */
import {
  coverage,
  entriesByKind,
  type ShownEntry,
  type ShownSurface,
  type SurfacePlace,
  useWords,
} from "./surface";

/** Rows of one table; the JSON form has all of it. */
const SHOWN = 60;

const STYLE = `
:root { color-scheme: light dark; --line: #8884; --soft: #8881; --warn: #b35900; --good: #2e7d32; }
@media (prefers-color-scheme: dark) { :root { --warn: #ffb067; --good: #81c784; } }
body { font: 15px/1.5 system-ui, sans-serif; max-width: 72rem; margin: 2rem auto; padding: 0 1rem; }
h1 { margin-bottom: 0; } h2 { margin-top: 2.5rem; text-transform: capitalize; border-bottom: 1px solid var(--line); }
code, .at { font: 13px ui-monospace, Consolas, monospace; }
.at { opacity: .75; white-space: nowrap; }
details { border: 1px solid var(--line); border-radius: 6px; margin: .5rem 0; padding: .4rem .8rem; }
summary { cursor: pointer; } summary b { font-weight: 600; }
table { border-collapse: collapse; width: 100%; margin: .5rem 0 1rem; }
th, td { text-align: left; vertical-align: top; padding: .25rem .6rem .25rem 0; border-top: 1px solid var(--line); }
th { font-weight: 600; border-top: 0; }
ul.checks { margin: 0; padding-left: 1.1rem; }
.unchecked { color: var(--warn); font-weight: 600; } .checked { color: var(--good); }
.counts td:first-child { text-transform: capitalize; padding-right: 2rem; } .counts { width: auto; }
.soft { opacity: .75; }
`;

export function surfaceHtml(surface: ShownSurface): string {
  const groups = [...entriesByKind(surface)];
  const { summary } = surface;
  const rows = groups.map(([kind, entries]) => {
    const unchecked = entries.filter(({ uses }) => uses.some(({ checks }) => checks.length === 0)).length;
    return `<tr><td><a href="#${html(kind)}">${html(kind)}</a></td><td>${entries.length}</td><td>${unchecked}</td></tr>`;
  });
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Attack surface</title>
<style>${STYLE}</style>
</head>
<body>
<h1>Attack surface</h1>
<p class="soft">${html(surface.base)}: ${summary.files} files, ${summary.entries} entries of outside data${summary.entriesInTests > 0 ? `, ${summary.entriesInTests} more in tests` : ""}. Parapet ${html(surface.tool.version)}.</p>
<table class="counts"><tr><th>Comes in by</th><th>Entries</th><th>With unchecked uses</th></tr>${rows.join("")}</table>
<p>Fuzz targets: ${list(surface.fuzzTargets)}. Test files: ${surface.tests.length}.</p>
${groups.map(([kind, entries]) => `<h2 id="${html(kind)}">${html(kind)}</h2>\n${entries.map((entry) => entryHtml(surface, entry)).join("\n")}`).join("\n")}
</body>
</html>
`;
}

function list(items: readonly string[]): string {
  return items.length === 0 ? "none" : items.map((item) => `<code>${html(item)}</code>`).join(", ");
}

function entryHtml(surface: ShownSurface, entry: ShownEntry): string {
  const { functions } = surface;
  const open = entry.uses.filter(({ checks }) => checks.length === 0).length;
  const uses =
    entry.uses.length === 0
      ? ""
      : `<table><tr><th>What it can decide</th><th>Where</th><th>Way</th><th>Compared before</th></tr>${entry.uses
          .slice(0, SHOWN)
          .map(
            (use) =>
              `<tr><td>${html(useWords(use))}<br><code>${html(use.at.code)}</code></td><td>${where(use.at)}</td><td>${use.route.map((f) => html(functions[f].name)).join(" \u203a ")}</td><td>${use.checks.length === 0 ? '<span class="unchecked">nothing</span>' : checks(use.checks)}</td></tr>`,
          )
          .join("")}</table>${rest(entry.uses.length)}`;
  const reached = `<table><tr><th>Function</th><th>Where</th><th>Data comes by</th><th>Compares</th><th>Tested</th></tr>${entry.reached
    .slice(0, SHOWN)
    .map(({ function: f, from, by, checks: compared }) => {
      const { name, at, fuzzTargets, tests } = functions[f];
      const tested = [...(fuzzTargets.length > 0 ? ["fuzzed"] : []), ...(tests.length > 0 ? ["test"] : [])];
      const way = from === -1 ? "the entry" : `${html(by)}, from ${html(functions[from].name)}()`;
      return `<tr><td>${html(name)}</td><td>${where(at)}</td><td>${way}</td><td>${checks(compared)}</td><td>${tested.join(", ")}</td></tr>`;
    })
    .join("")}</table>${rest(entry.reached.length)}`;
  const marks = open > 0 ? ` <span class="unchecked">${open} unchecked</span>` : "";
  return `<details><summary><b>${html(entry.name)}</b> in ${html(functions[entry.function].name)}() ${where(entry.at)}: reaches ${entry.reached.length} functions, decides ${entry.uses.length} uses${marks}</summary>
<p class="soft">${html(coverage(surface, entry))}</p>${uses}${reached}</details>`;
}

function checks(places: readonly SurfacePlace[]): string {
  if (places.length === 0) return "";
  return `<ul class="checks">${places.map((at) => `<li><code>${html(at.code)}</code> <span class="at">${at.line}</span></li>`).join("")}</ul>`;
}

function where({ path, line }: SurfacePlace): string {
  return `<span class="at">${html(path)}:${line}</span>`;
}

function rest(length: number): string {
  return length > SHOWN ? `<p class="soft">... and ${length - SHOWN} more.</p>` : "";
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function html(text: string): string {
  return text.replace(/[&<>"']/g, (c) => ENTITIES[c]);
}
