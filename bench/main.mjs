/**
 * `npm run bench`: keystroke to diagnostics beside clangd, and a scan beside bare parsing, cppcheck and flawfinder, in
 * one run on one machine. Tools that are not installed are left out.
 *
 *   npm run bench -- [--file FILE.c] [--folder DIR] [--rounds N] [--only keystroke|scan] [--json FILE]
 *
 * Without arguments it measures on 5,000 lines made of the sample's firmware, and scans the sample.
 */
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { ensureBuild } from "../scripts/ensure.mjs";
import { keystrokeLatency } from "./keystroke.mjs";
import { largeFile } from "./large-file.mjs";
import {
  countLines,
  markdownTable,
  milliseconds,
  quantile,
  ratio,
  seconds,
  sourcesBelow,
} from "./measure.mjs";
import { parseAll, timeCommand } from "./throughput.mjs";

const ROOT = fileURLToPath(new URL("../", import.meta.url));
const CLI = path.join(ROOT, "dist", "cli.mjs");
const SAMPLES = path.join(ROOT, "samples");
const LINES = 5000;
/** Seconds after which a tool is stopped and left out. */
const LIMIT = 900;

const { values: options } = parseArgs({
  options: {
    file: { type: "string" },
    folder: { type: "string", default: SAMPLES },
    rounds: { type: "string", default: "3" },
    only: { type: "string" },
    json: { type: "string" },
  },
});

ensureBuild();
const results = {};
if (options.only !== "scan") results.keystroke = await benchKeystrokes();
if (options.only !== "keystroke") results.scan = await benchScan();
if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify(results, null, 2)}\n`);

async function benchKeystrokes() {
  const text = options.file
    ? readFileSync(options.file, "utf8")
    : largeFile(path.join(SAMPLES, "firmware"), LINES);
  const includes = options.file
    ? [path.dirname(path.resolve(options.file))]
    : [path.join(SAMPLES, "include")];
  const servers = [
    { name: "Parapet", command: process.execPath, args: [CLI, "lsp", "--stdio"] },
    { name: "clangd-19", command: "clangd-19", args: ["--background-index=false", "--log=error"] },
  ];
  const measured = await keystrokeLatency({ servers, text, includes, rounds: Number(options.rounds) });
  const rows = measured.map(({ name, error, keystrokes = [], opened, findings }) =>
    error
      ? [name, error]
      : [
          name,
          milliseconds(opened),
          milliseconds(quantile(keystrokes, 0.5)),
          milliseconds(quantile(keystrokes, 0.95)),
          milliseconds(quantile(keystrokes, 1)),
          keystrokes.length,
          findings,
        ],
  );
  console.log(`## Keystroke to diagnostics, ${text.split("\n").length} lines\n`);
  console.log(
    markdownTable(
      ["Server", "File opened", "p50", "p95", "Longest", "Keystrokes", "Diagnostics at open"],
      rows,
    ),
  );
  const [ours, peer] = measured;
  if (ours.keystrokes && peer.keystrokes) {
    const of = (share) => ratio(quantile(peer.keystrokes, share), quantile(ours.keystrokes, share));
    console.log(`\nclangd takes ${of(0.5)} as long at p50, ${of(0.95)} at p95.`);
  }
  console.log();
  return measured;
}

async function benchScan() {
  const folder = path.resolve(options.folder);
  const files = sourcesBelow([folder]);
  let lines = 0;
  for (const file of files) lines += countLines(file);
  await parseAll(files.slice(0, 20)); // so that the grammars are compiled before the clock starts
  const parsing = await parseAll(files);
  const times = [["Bare parsing, one thread", parsing]];
  const scan = [CLI, "scan", folder, "--quiet", "--no-fixes", "--format", "json", "--output"];
  const nowhere = process.platform === "win32" ? "NUL" : "/dev/null";
  times.push([
    "Parapet, one worker",
    await timeCommand(process.execPath, [...scan, nowhere, "--jobs", "1"], LIMIT),
  ]);
  times.push(["Parapet", await timeCommand(process.execPath, [...scan, nowhere], LIMIT)]);
  times.push(["flawfinder", await timeCommand("flawfinder", ["--quiet", "--dataonly", folder], LIMIT)]);
  times.push(["cppcheck", await timeCommand("cppcheck", ["--quiet", "--enable=warning", folder], LIMIT)]);
  const rows = times.map(([name, time]) => [
    name,
    seconds(time),
    ratio(time, parsing),
    time === undefined ? "-" : Math.round(lines / time).toLocaleString("en"),
  ]);
  console.log(`## Scan of ${files.length} files, ${lines.toLocaleString("en")} lines\n`);
  console.log(markdownTable(["Tool", "Time", "Against parsing", "Lines per second"], rows));
  return { folder, files: files.length, lines, seconds: Object.fromEntries(times) };
}
