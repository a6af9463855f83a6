/**
 * A command that is formatted into a buffer for `system()` becomes a list of arguments for `posix_spawn`: no shell reads
 * it, so what the values are made of does not matter. Only where every value is a word of its own.
 */
import { argument, argumentCount, plainCalleeName } from "../checkers/tree/calls";
import type { TextEdit } from "../findings";
import { Kind } from "../syntax/kinds";
import { NONE } from "../syntax/tree";
import { kindOf, nodeText } from "../syntax/walk";
import {
  argumentText,
  callOf,
  functionAround,
  isWholeStatement,
  linesBefore,
  removeStatement,
  sourceOf,
  spanOf,
  statementAround,
  unusedName,
} from "./code";
import { replace } from "./edits";
import { type Code, onCode } from "./fix";
import { includeEdits } from "./headers";

/** Where programs of the system are, for those that the command names without saying it. */
const USUAL_FOLDER = "/usr/bin/";

const FORMATTERS: Readonly<Record<string, number>> = { sprintf: 1, snprintf: 2 };

export const argumentVector = onCode("argument-vector", (code, finding) => {
  const { tree } = code.unit;
  const call = callOf(code, finding, (name) => name === "system");
  const command = call === NONE ? NONE : argument(tree, call, 0);
  if (kindOf(tree, command) !== Kind.Identifier) return [];
  const format = formatOf(code, call, nodeText(tree, command));
  const words = format === NONE ? undefined : wordsOf(code, format);
  const built = format === NONE ? undefined : removeStatement(code, statementAround(code, format));
  if (words === undefined || built === undefined) return [];
  const list = unusedName(code, call, "arguments");
  const child = unusedName(code, call, "child");
  const status = unusedName(code, call, "status");
  const program = words[0];
  const started = linesBefore(code, statementAround(code, call), [
    `char *const ${list}[] = {${words.join(", ")}, NULL};`,
    "extern char **environ;",
    `pid_t ${child};`,
    `int ${status} = -1;`,
    `if (posix_spawn(&${child}, ${list}[0], NULL, NULL, ${list}, environ) == 0)`,
    `    waitpid(${child}, &${status}, 0);`,
  ]);
  if (started === undefined) return [];
  const asked: TextEdit | undefined = isWholeStatement(code, call)
    ? removeStatement(code, statementAround(code, call))
    : replace(spanOf(code, call), status);
  if (asked === undefined) return [];
  const edits = [
    built,
    started,
    asked,
    ...includeEdits(code.file, "spawn.h"),
    ...includeEdits(code.file, "sys/wait.h"),
  ];
  return [{ title: `Start ${program} with a list of arguments, without a shell`, edits, safe: false }];
});

/** The last statement before the call that formats into the buffer; `NONE` if there are others, too. */
function formatOf(code: Code, call: number, buffer: string): number {
  const { tree } = code.unit;
  let found = NONE;
  for (let n = functionAround(code); n < call; n++) {
    if (tree.kind[n] !== Kind.CallExpression || argumentText(code, n, 0) !== buffer) continue;
    if (found !== NONE || !(plainCalleeName(tree, n) in FORMATTERS) || !isWholeStatement(code, n))
      return NONE;
    found = n;
  }
  return found;
}

/** The words of a command as elements of an argument list; undefined if the shell makes more of it than words. */
function wordsOf(code: Code, call: number): string[] | undefined {
  const { tree } = code.unit;
  const index = FORMATTERS[plainCalleeName(tree, call)];
  const format = argument(tree, call, index);
  if (kindOf(tree, format) !== Kind.StringLiteral) return undefined;
  let next = index + 1;
  const words: string[] = [];
  for (const word of sourceOf(code, format).slice(1, -1).trim().split(/ +/)) {
    if (/^(?:%s|'%s'|\\"%s\\")$/.test(word)) words.push(`(char *)${argumentText(code, call, next++)}`);
    else if (/^[\w./:=,@+-]+$/.test(word)) words.push(`"${word}"`);
    else return undefined;
  }
  if (next === index + 1 || next !== argumentCount(tree, call) || !words[0].startsWith('"')) return undefined;
  if (!words[0].startsWith('"/')) words[0] = `"${USUAL_FOLDER}${words[0].slice(1)}`;
  return words;
}
