/** `sprintf` and `vsprintf` with the size of their destination. */
import { argument, plainCalleeName } from "../checkers/tree/calls";
import { NONE } from "../syntax/tree";
import { calleeSpan, callOf, callPrefix, spanOf } from "./code";
import { insert, replace } from "./edits";
import { onCode } from "./fix";
import { roomOf } from "./sizes";

const BOUNDED: Readonly<Record<string, string>> = { sprintf: "snprintf", vsprintf: "vsnprintf" };

export const boundedFormat = onCode("bounded-format", (code, finding) => {
  const call = callOf(code, finding, (name) => name in BOUNDED);
  if (call === NONE) return [];
  const { tree } = code.unit;
  const dst = argument(tree, call, 0);
  const room = roomOf(code, finding, dst);
  if (!room) return [];
  const name = BOUNDED[plainCalleeName(tree, call)];
  return [
    {
      title: `Format at most ${room.expression} bytes with '${name}'`,
      edits: [
        replace(calleeSpan(code, call), callPrefix(code, call) + name),
        insert(spanOf(code, dst).end, `, ${room.expression}`),
      ],
      safe: room.isCertain,
    },
  ];
});
