/** Other tools that need no build, run with their own defaults over a folder; findings in the shape of ours. */
import { spawnSync } from "node:child_process";
import { CLANG_CHECKS, WARNINGS } from "./cwe.mjs";
import { sourcesBelow } from "./measure.mjs";

/** By name, `(folder, headers) => findings`: findings have `path`, `start.line`, `cwe` (numbers) and `rule`. */
export const PEERS = {
  cppcheck(folder, support) {
    const template = "{file}\t{line}\t{cwe}\t{id}";
    const args = [
      "--quiet",
      "--enable=warning,style,portability",
      "-I",
      support,
      `--template=${template}`,
      folder,
    ];
    const { stderr } = spawnSync("cppcheck", args, { encoding: "utf8", maxBuffer: 1 << 28 });
    return stderr.split("\n").flatMap((text) => {
      const [file, line, cwe, rule] = text.split("\t");
      return rule === undefined
        ? []
        : [{ path: file, start: { line: Number(line) }, cwe: [Number(cwe)], rule }];
    });
  },
  flawfinder(folder) {
    const { stdout } = spawnSync("flawfinder", ["--csv", folder], { encoding: "utf8", maxBuffer: 1 << 28 });
    return stdout.split("\n").flatMap((text) => {
      const match = /^([^,]+),(\d+),/.exec(text);
      const cwe = [...text.matchAll(/CWE-(\d+)/g)].map(([, number]) => Number(number));
      return match === null
        ? []
        : [{ path: match[1], start: { line: Number(match[2]) }, cwe, rule: "flawfinder" }];
    });
  },
  gcc(folder, support) {
    // The analyzer follows the source best where nothing was optimised; the warnings about values need the optimiser.
    const runs = [["-O0", "-fanalyzer"], ["-O2"]];
    return casesBelow(folder, support).flatMap((file) =>
      runs.flatMap((run) => {
        const args = ["-c", "-o", "/dev/null", ...run, ...COMPILER_WARNINGS, `-I${support}`];
        const { stderr } = spawnSync(
          file.endsWith(".c") ? "gcc" : "g++",
          [...args, "-fdiagnostics-path-format=none", file],
          { encoding: "utf8", maxBuffer: 1 << 28 },
        );
        return [...stderr.matchAll(/^([^:\n]+):(\d+):\d+: warning: (.*)\[-W([\w-]+)/gm)].map(
          ([, path, line, text, rule]) => {
            const named = /\[CWE-(\d+)\]/.exec(text);
            const cwe = named === null ? (WARNINGS[rule] ?? []) : [Number(named[1])];
            return { path, start: { line: Number(line) }, cwe, rule };
          },
        );
      }),
    );
  },
  "clang-tidy"(folder, support) {
    const checks = "-*,clang-analyzer-*,clang-diagnostic-*,bugprone-*,cert-err33-c,cert-env33-c";
    const args = ["--quiet", `--checks=${checks}`, ...casesBelow(folder, support), "--"];
    const { stdout } = spawnSync("clang-tidy-19", [...args, ...COMPILER_WARNINGS, `-I${support}`], {
      encoding: "utf8",
      maxBuffer: 1 << 28,
    });
    return [...stdout.matchAll(/^([^:\n]+):(\d+):\d+: (?:warning|error): .*\[([\w.,-]+)/gm)].map(
      ([, path, line, rules]) => ({
        path,
        start: { line: Number(line) },
        cwe: rules.split(",").flatMap(clangCwe),
        rule: rules,
      }),
    );
  },
};

/** What compilers warn of where they are asked for all that is usual, and formats that are no literals. */
const COMPILER_WARNINGS = ["-Wall", "-Wextra", "-Wformat-security"];

function casesBelow(folder, support) {
  return sourcesBelow([folder]).filter((file) => !file.startsWith(support) && !/\.h(pp)?$/.test(file));
}

function clangCwe(check) {
  const warning = /^clang-diagnostic-(.*)/.exec(check);
  if (warning !== null) return WARNINGS[warning[1]] ?? [];
  return Object.keys(CLANG_CHECKS).flatMap((known) => (check.startsWith(known) ? CLANG_CHECKS[known] : []));
}
