/** Other tools that need no build, run with their own defaults over a folder; findings in the shape of ours. */
import { spawnSync } from "node:child_process";
import { CLANG_CHECKS } from "./cwe.mjs";
import { sourcesBelow } from "./measure.mjs";

/** By name, `(folder, headers) => findings`: findings have `path`, `start.line`, `cwe` (numbers) and `rule`. */
export const PEERS = {
  cppcheck(folder, support) {
    const template = "{file}\t{line}\t{cwe}\t{id}";
    const args = ["--quiet", "--enable=warning,style", "-I", support, `--template=${template}`, folder];
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
    return sourcesBelow([folder]).flatMap((file) => {
      const args = [
        "-c",
        "-o",
        "/dev/null",
        "-fanalyzer",
        "-O1",
        "-Wall",
        "-I",
        support,
        "-fdiagnostics-path-format=none",
        file,
      ];
      const { stderr } = spawnSync(file.endsWith(".c") ? "gcc" : "g++", args, {
        encoding: "utf8",
      });
      return [...stderr.matchAll(/^([^:\n]+):(\d+):\d+: warning: .*\[CWE-(\d+)\].*\[-W([\w-]+)/gm)].map(
        (match) => ({
          path: match[1],
          start: { line: Number(match[2]) },
          cwe: [Number(match[3])],
          rule: match[4],
        }),
      );
    });
  },
  "clang-tidy"(folder, support) {
    const files = sourcesBelow([folder]).filter((file) => !file.startsWith(support) && !file.endsWith(".h"));
    const args = ["--quiet", "--checks=-*,clang-analyzer-*,bugprone-*,cert-err33-c,cert-env33-c", ...files];
    const { stdout } = spawnSync("clang-tidy-19", [...args, "--", `-I${support}`], {
      encoding: "utf8",
      maxBuffer: 1 << 28,
    });
    return [...stdout.matchAll(/^([^:\n]+):(\d+):\d+: (?:warning|error): .*\[([\w.-]+)/gm)].map((match) => ({
      path: match[1],
      start: { line: Number(match[2]) },
      cwe: Object.keys(CLANG_CHECKS).flatMap((check) =>
        match[3].startsWith(check) ? CLANG_CHECKS[check] : [],
      ),
      rule: match[3],
    }));
  },
};
