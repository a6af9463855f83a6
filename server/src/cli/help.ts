/** Help texts, made from the same declarations that the options are read by. */
import type { OptionSpecs } from "./arguments";
import { SCAN_OPTIONS } from "./scan-options";

export const HELP_OPTION = {
  help: { type: "flag", short: "h", help: "show this help" },
} as const satisfies OptionSpecs;

export const LSP_OPTIONS = {
  stdio: { type: "flag", help: "speak over standard input and output (the only way)" },
  ...HELP_OPTION,
} as const satisfies OptionSpecs;

export const SURFACE_OPTIONS = {
  format: { type: "value", placeholder: "FORMAT", help: "text (default), json or html" },
  output: {
    type: "value",
    short: "o",
    placeholder: "FILE",
    help: "write the report there; its ending (.json, .html) tells the format",
  },
  ...HELP_OPTION,
} as const satisfies OptionSpecs;

export const FUZZ_OPTIONS = {
  output: {
    type: "value",
    short: "o",
    placeholder: "DIR",
    help: "write into this folder (default: fuzz/FUNCTION in the project)",
  },
  force: { type: "flag", help: "replace files that are there" },
  ...HELP_OPTION,
} as const satisfies OptionSpecs;

export const MAIN_HELP = `Parapet finds security weaknesses in C and C++ source, without a build.

Usage:
  parapet scan [options] [path ...]   analyse files and folders
  parapet surface [folder]            show where outside data comes in and gets to
  parapet fuzz FILE:FUNCTION          write a fuzz target for a function
  parapet rules                       list the rules
  parapet explain RULE                show the guidance for a rule
  parapet lsp --stdio                 run the language server, for editors

Options:
  -h, --help      show help, also for a command
      --version   show the version

Exit codes: 0 nothing found, 1 findings, 2 a mistake in usage or configuration, or
the scan could not be run.
`;

export const SCAN_HELP = `Analyses C and C++ files and folders (default: the current folder).

Usage: parapet scan [options] [path ...]

Below a folder, files ignored by .gitignore or excluded in .parapet.yaml are left
out. A file that is named itself is always analysed.

Options:
${optionHelp(SCAN_OPTIONS)}
Exit codes: 0 nothing found at the level of --fail-on, 1 findings, 2 a mistake in
usage or configuration, or the scan could not be run. A file that cannot be
analysed is reported and does not change the exit code.

Examples:
  parapet scan src include
  parapet scan --format sarif --output parapet.sarif --format text
  parapet scan --fail-on error --rule raw-new=off
`;

export const SURFACE_HELP = `Shows the attack surface: every place where data comes in from outside, the functions
that it reaches, what it is compared with on the way, what it can decide, and which
fuzz targets and tests reach the same code.

Usage: parapet surface [options] [folder]

Options:
${optionHelp(SURFACE_OPTIONS)}`;

export const FUZZ_HELP = `Writes a fuzz target for a function that takes data: a harness for libFuzzer and AFL++,
seeds, and a Makefile that builds and runs them.

Usage: parapet fuzz [options] FILE:FUNCTION

Options:
${optionHelp(FUZZ_OPTIONS)}`;

export const RULES_HELP = `Lists the rules: id, severity, CWE numbers and title.

Usage: parapet rules

Options:
${optionHelp(HELP_OPTION)}`;

export const EXPLAIN_HELP = `Shows the guidance for a rule: what goes wrong, how it is attacked, how to write it instead.

Usage: parapet explain RULE

Options:
${optionHelp(HELP_OPTION)}`;

export const LSP_HELP = `Runs the language server, for editors that speak the Language Server Protocol.

Usage: parapet lsp --stdio

Options:
${optionHelp(LSP_OPTIONS)}`;

function optionHelp(specs: OptionSpecs): string {
  const entries = Object.entries(specs).map(([name, spec]) => {
    const short = spec.short === undefined ? "    " : `-${spec.short}, `;
    const value = spec.type === "flag" ? "" : ` ${spec.placeholder}`;
    return { left: `  ${short}--${name}${value}`, help: spec.help.split("\n") };
  });
  const width = Math.max(...entries.map(({ left }) => left.length)) + 2;
  return entries
    .map(({ left, help }) =>
      help.map((line, i) => `${(i === 0 ? left : "").padEnd(width)}${line}\n`).join(""),
    )
    .join("");
}
