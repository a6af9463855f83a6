/** Bit-fields as expressions name them. */
import { dereferenced, findField } from "../../semantics/type-queries";
import { TypeKind } from "../../semantics/types";
import { Field, Kind } from "../../syntax/kinds";
import { childByField, kindOf, nodeText } from "../../syntax/walk";
import { withoutParentheses } from "./calls";
import type { UnitContext } from "./checker";

/** The width in bits of the bit-field that an expression names, `r.mode` or `r->mode`; 0 if it names none. */
export function bitFieldWidth(context: UnitContext, node: number): number {
  const { tree } = context;
  const plain = withoutParentheses(tree, node);
  if (kindOf(tree, plain) !== Kind.FieldExpression) return 0;
  const whole = context.typeOf(childByField(tree, plain, Field.Argument));
  if (whole === undefined) return 0;
  const record = whole.kind === TypeKind.Pointer ? whole.to : dereferenced(whole);
  if (record?.record == null) return 0;
  return findField(record.record, nodeText(tree, childByField(tree, plain, Field.Field)))?.bits ?? 0;
}
