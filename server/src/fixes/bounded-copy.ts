/** `strcpy`, `strcat` and kin with the size of their destination. */
import { argument, plainCalleeName } from "../checkers/tree/calls";
import type { Finding } from "../findings";
import { NONE } from "../syntax/tree";
import { argumentText, callOf, callPrefix, isWholeStatement, sourceOf, spanOf } from "./code";
import { replace } from "./edits";
import { type Candidate, type Code, onCode } from "./fix";
import { declareEdits } from "./headers";
import { isRepeatable, roomOf } from "./sizes";

const COPIES = new Set(["strcpy", "stpcpy", "lstrcpyA"]);

export const boundedCopy = onCode("bounded-copy", (code, finding) => {
  const call = callOf(code, finding, (name) => COPIES.has(name) || name === "strcat");
  if (call === NONE || !isWholeStatement(code, call)) return [];
  const { tree } = code.unit;
  return plainCalleeName(tree, call) === "strcat" ? append(code, finding, call) : copy(code, finding, call);
});

function copy(code: Code, finding: Finding, call: number): Candidate[] {
  const { tree } = code.unit;
  const dst = argument(tree, call, 0);
  const room = roomOf(code, finding, dst);
  if (!room) return [];
  const text = `${callPrefix(code, call)}snprintf(${sourceOf(code, dst)}, ${room.expression}, "%s", ${argumentText(code, call, 1)})`;
  return [
    {
      title: `Copy at most ${room.expression} bytes with 'snprintf'`,
      edits: [replace(spanOf(code, call), text), ...declareEdits(code, "snprintf", "stdio.h")],
      safe: room.isCertain,
    },
  ];
}

function append(code: Code, finding: Finding, call: number): Candidate[] {
  const dst = argument(code.unit.tree, call, 0);
  const room = roomOf(code, finding, dst);
  const to = sourceOf(code, dst);
  if (!room || !isRepeatable(to)) return [];
  const std = callPrefix(code, call);
  const src = argumentText(code, call, 1);
  const bounded = `${std}strncat(${to}, ${src}, ${room.expression} - ${std}strlen(${to}) - 1)`;
  const formatted = `${std}snprintf(${to} + ${std}strlen(${to}), ${room.expression} - ${std}strlen(${to}), "%s", ${src})`;
  return [
    {
      title: `Append at most what ${room.expression} bytes have room for`,
      edits: [replace(spanOf(code, call), bounded)],
      safe: room.isCertain,
    },
    {
      title: `Append with 'snprintf' within ${room.expression} bytes`,
      edits: [replace(spanOf(code, call), formatted), ...declareEdits(code, "snprintf", "stdio.h")],
      safe: room.isCertain,
    },
  ];
}
