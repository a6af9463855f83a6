/** A file name from outside is made full by `realpath` and compared with the folder that it has to stay in. */
import { argument, plainCalleeName } from "../checkers/tree/calls";
import { NONE } from "../syntax/tree";
import {
  argumentText,
  callOf,
  canDeclareBefore,
  ifLines,
  linesBefore,
  spanOf,
  statementAround,
  unusedName,
} from "./code";
import { replace } from "./edits";
import { failureExit, nullOf } from "./exits";
import { textFact } from "./facts";
import { type Code, onCode } from "./fix";
import { standardHeaderEdits } from "./headers";
import { isRepeatable } from "./sizes";

/** Functions that take the name of a file that there is already: only such names can be made full. */
const TAKES_EXISTING = new Set([
  "access",
  "chdir",
  "chmod",
  "opendir",
  "remove",
  "rmdir",
  "stat",
  "truncate",
  "unlink",
]);

export const folderCheck = onCode("folder-check", (code, finding) => {
  const { tree } = code.unit;
  const callee = textFact(finding, "call")?.replace(/^std::/, "");
  const call = callOf(code, finding, (name) => name === callee);
  if (call === NONE || finding.facts.argumentIndex !== 0 || !opensExisting(code, call)) return [];
  const name = argumentText(code, call, 0);
  const isResolved = finding.facts.resolved === 1;
  const folder = folderOf(code, isResolved ? undefined : (textFact(finding, "lead") ?? ""));
  const statement = statementAround(code, call);
  const exit = failureExit(code, call);
  if (folder === undefined || exit === undefined || !isRepeatable(name.replace(".c_str()", ""))) return [];
  if (!canDeclareBefore(code, statement)) return [];
  const full = isResolved ? name : unusedName(code, call, "full");
  const leaves = `strncmp(${full}, ${folder}, strlen(${folder})) != 0`;
  const lines = isResolved
    ? ifLines(code, call, leaves, [exit])
    : [
        `char ${full}[PATH_MAX];`,
        ...ifLines(code, call, `realpath(${name}, ${full}) == ${nullOf(code)} || ${leaves}`, [exit]),
      ];
  const checked = linesBefore(code, statement, lines);
  if (checked === undefined) return [];
  const headers = isResolved ? ["string.h"] : ["limits.h", "stdlib.h", "string.h"];
  const edits = [
    checked,
    ...(isResolved ? [] : [replace(spanOf(code, argument(tree, call, 0)), full)]),
    ...headers.flatMap((header) => standardHeaderEdits(code, header)),
  ];
  return [{ title: `Leave if the full name is not below ${folder}`, edits, safe: false }];
});

function opensExisting(code: Code, call: number): boolean {
  const name = plainCalleeName(code.unit.tree, call);
  const how = argumentText(code, call, 1);
  if (name === "fopen") return /^"r/.test(how);
  if (name === "open") return /\bO_RDONLY\b/.test(how) && !/\bO_CREAT\b/.test(how);
  return TAKES_EXISTING.has(name);
}

const FOLDER = /^"\/(?:[\w.-]+\/)+"$/;

/**
 * The folder as it is to be written: by the name of the macro that stands for it, if there is one. Without a text that
 * begins with it, the only macro that stands for any.
 */
function folderOf({ unit }: Code, lead: string | undefined): string | undefined {
  const wanted = lead === undefined ? undefined : `"${lead}"`;
  const names: string[] = [];
  for (const { directives } of unit.includes.files)
    for (const directive of directives)
      if (directive.kind === "define" && FOLDER.test(directive.macro.body))
        if (wanted === undefined || directive.macro.body === wanted) names.push(directive.macro.name);
  if (wanted === undefined) return names.length === 1 ? names[0] : undefined;
  return FOLDER.test(wanted) ? (names[0] ?? wanted) : undefined;
}
