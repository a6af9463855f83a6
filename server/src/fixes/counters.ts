/** Loops that their counter cannot end: a wider counter, or one that is asked before it is counted down. */
import { declaredName } from "../checkers/tree/functions";
import { TypeKind } from "../semantics/types";
import { Field, Kind } from "../syntax/kinds";
import { NONE } from "../syntax/tree";
import { childByField, firstNamedChild, kindOf, nodeText, textIs } from "../syntax/walk";
import { around, sourceOf, spanOf } from "./code";
import { replace } from "./edits";
import { type Code, onCode } from "./fix";

/** `for (uint8_t i = 0; i < 256; i++)` with a counter that can hold the bound. */
export const widerCounter = onCode("wider-counter", (code) => {
  const counter = countedBy(code);
  if (counter === undefined) return [];
  const { declaration, name } = counter;
  const { tree } = code.unit;
  const type = childByField(tree, declaration, Field.Type);
  const held = code.unit.typeOf(name);
  if (held?.kind !== TypeKind.Int || held.size > 2) return [];
  const wider = held.signed ? "int" : "size_t";
  return [{ title: `Count in '${wider}'`, edits: [replace(spanOf(code, type), wider)], safe: false }];
});

/** `for (size_t i = n - 1; i >= 0; i--)` becomes `for (size_t i = n; i-- > 0;)`. */
export const countDown = onCode("count-down", (code) => {
  const counter = countedBy(code);
  if (counter === undefined) return [];
  const { tree } = code.unit;
  const { loop, declaration, name } = counter;
  const condition = childByField(tree, loop, Field.Condition);
  const update = childByField(tree, loop, Field.Update);
  const text = nodeText(tree, name);
  if (kindOf(tree, childByField(tree, condition, Field.Operator)) !== Kind.TokenGreaterEqual) return [];
  if (!textIs(tree, childByField(tree, condition, Field.Right), "0")) return [];
  if (kindOf(tree, update) !== Kind.UpdateExpression || !/^(--\w+|\w+--)$/.test(nodeText(tree, update)))
    return [];
  const value = childByField(tree, childByField(tree, declaration, Field.Declarator), Field.Value);
  if (kindOf(tree, value) !== Kind.BinaryExpression) return [];
  if (kindOf(tree, childByField(tree, value, Field.Operator)) !== Kind.TokenMinus) return [];
  if (!textIs(tree, childByField(tree, value, Field.Right), "1")) return [];
  const first = sourceOf(code, childByField(tree, value, Field.Left));
  const { start } = spanOf(code, condition);
  return [
    {
      title: `Ask before counting down: '${text}-- > 0'`,
      edits: [
        replace(spanOf(code, value), first),
        replace({ start, end: spanOf(code, update).end }, `${text}-- > 0;`),
      ],
      safe: false,
    },
  ];
});

interface Counter {
  readonly loop: number;
  readonly declaration: number;
  readonly name: number;
}

/** The loop around the finding that declares the one counter which its condition compares. */
function countedBy(code: Code): Counter | undefined {
  const { tree } = code.unit;
  const loop = around(code, code.node, Kind.ForStatement);
  if (loop === NONE) return undefined;
  const declaration = childByField(tree, loop, Field.Initializer);
  if (kindOf(tree, declaration) !== Kind.Declaration) return undefined;
  const declarator = childByField(tree, declaration, Field.Declarator);
  const condition = childByField(tree, loop, Field.Condition);
  if (kindOf(tree, declarator) !== Kind.InitDeclarator || kindOf(tree, condition) !== Kind.BinaryExpression)
    return undefined;
  const name = firstNamedChild(tree, condition);
  const isCounter =
    kindOf(tree, name) === Kind.Identifier &&
    textIs(tree, declaredName(tree, declarator), nodeText(tree, name));
  return isCounter ? { loop, declaration, name } : undefined;
}
