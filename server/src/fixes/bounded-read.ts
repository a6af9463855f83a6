/** `gets` with the size of its buffer, and field widths for the `%s` and `%[` of `scanf` and kin. */
import { argument, plainCalleeName, withoutCasts } from "../checkers/tree/calls";
import type { Finding, TextEdit } from "../findings";
import { TypeKind } from "../semantics/types";
import { Kind } from "../syntax/kinds";
import { NONE } from "../syntax/tree";
import { kindOf } from "../syntax/walk";
import { callOf, callPrefix, isWholeStatement, linesAfter, sourceOf, spanOf, statementAround } from "./code";
import { insert, replace } from "./edits";
import { type Candidate, type Code, onCode } from "./fix";
import { declareEdits } from "./headers";
import { isRepeatable, roomOf } from "./sizes";

/** Index of the format among the parameters. */
const SCANNERS: Readonly<Record<string, number>> = { scanf: 0, fscanf: 1, sscanf: 1 };

export const boundedRead = onCode("bounded-read", (code, finding) => {
  const call = callOf(code, finding, (name) => name === "gets" || name in SCANNERS);
  if (call === NONE) return [];
  const name = plainCalleeName(code.unit.tree, call);
  return name === "gets" ? readLine(code, finding, call) : scanWithin(code, call, SCANNERS[name]);
});

/** `fgets` keeps the line break that `gets` drops, so a whole statement gets one that cuts it off. */
function readLine(code: Code, finding: Finding, call: number): Candidate[] {
  const dst = argument(code.unit.tree, call, 0);
  const room = roomOf(code, finding, dst);
  const to = sourceOf(code, dst);
  if (!room || !isRepeatable(to)) return [];
  const std = callPrefix(code, call);
  const edits: TextEdit[] = [replace(spanOf(code, call), `${std}fgets(${to}, ${room.expression}, stdin)`)];
  let title = `Read at most ${room.expression} bytes with 'fgets'`;
  if (isWholeStatement(code, call)) {
    const guarded = linesAfter(code, statementAround(code, call), [
      `${to}[${std}strcspn(${to}, "\\n")] = '\\0';`,
    ]);
    if (!guarded) return [];
    const statement = spanOf(code, statementAround(code, call));
    // The buffer is only a string if something was read.
    edits[0] = replace(
      statement,
      `if (${std}fgets(${to}, ${room.expression}, stdin) == NULL) ${to}[0] = '\\0';`,
    );
    edits.push(guarded, ...declareEdits(code, "strcspn", "string.h"));
    title += " and cut off the line break";
  }
  return [{ title, edits, safe: false }];
}

/** `%s` into an array of known size becomes `%15s`. */
function scanWithin(code: Code, call: number, formatIndex: number): Candidate[] {
  const { tree } = code.unit;
  const format = argument(tree, call, formatIndex);
  if (kindOf(tree, format) !== Kind.StringLiteral) return [];
  const text = sourceOf(code, format);
  const { start } = spanOf(code, format);
  const edits: TextEdit[] = [];
  let next = formatIndex + 1;
  const conversion = /%(?:%|(\*?)(\d*)(?:hh?|ll?|[jztLm])?(\[\^?\]?[^\]]*\]|[a-zA-Z]))/g;
  for (let match = conversion.exec(text); match !== null; match = conversion.exec(text)) {
    if (match[0] === "%%" || match[1] === "*") continue;
    const target = argument(tree, call, next++);
    const isString = match[3] === "s" || match[3].startsWith("[");
    if (!isString || match[2] !== "" || match[0].includes("m")) continue;
    const type = code.unit.typeOf(withoutCasts(tree, target));
    if (type?.kind !== TypeKind.Array || type.to?.size !== 1 || type.count < 2) return [];
    edits.push(insert(start + match.index + 1, String(type.count - 1)));
  }
  if (edits.length === 0) return [];
  return [{ title: "Limit the text read to the size of its buffer", edits, safe: true }];
}
