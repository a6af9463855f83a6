/** Memory that is copied onto a part of itself is moved. */
import { argument, plainCalleeName } from "../checkers/tree/calls";
import { Field } from "../syntax/kinds";
import { NONE } from "../syntax/tree";
import { childByField } from "../syntax/walk";
import { argumentText, callOf, isWholeStatement, spanOf } from "./code";
import { replace } from "./edits";
import { onCode } from "./fix";
import { declareEdits } from "./headers";

/** `memcpy` becomes `memmove`, which takes the same; of `strcpy` the terminator comes along. */
export const moveMemory = onCode("move-memory", (code, finding) => {
  const call = callOf(code, finding, (name) => MOVES.has(name));
  if (call === NONE) return [];
  const { tree } = code.unit;
  const name = plainCalleeName(tree, call);
  const to = MOVES.get(name)!;
  const edits = [replace(spanOf(code, childByField(tree, call, Field.Function)), to)];
  if (name === "strcpy") {
    const source = argumentText(code, call, 1);
    if (!isWholeStatement(code, call) || source === "") return [];
    edits.push(replace(spanOf(code, argument(tree, call, 1)), `${source}, strlen(${source}) + 1`));
  }
  return [
    {
      title: `Move the memory, with '${to}'`,
      edits: [...edits, ...declareEdits(code, to, to === "wmemmove" ? "wchar.h" : "string.h")],
      safe: true,
    },
  ];
});

const MOVES = new Map([
  ["memcpy", "memmove"],
  ["wmemcpy", "wmemmove"],
  ["strcpy", "memmove"],
]);
