/** An argument that a model advises against becomes the one that it names instead. */
import { argument } from "../checkers/tree/calls";
import { NONE } from "../syntax/tree";
import { callOf, spanOf } from "./code";
import { replace } from "./edits";
import { onCode } from "./fix";

export const safeArgument = onCode("safe-argument", (code, finding) => {
  const { position, instead } = finding.facts;
  if (typeof position !== "string" || typeof instead !== "string") return [];
  const call = callOf(code, finding, (name) => name === finding.facts.call);
  const node = call === NONE ? NONE : argument(code.unit.tree, call, Number(position));
  if (node === NONE) return [];
  return [{ title: `Pass ${instead} instead`, edits: [replace(spanOf(code, node), instead)], safe: false }];
});
