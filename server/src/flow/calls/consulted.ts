/** Numbers that are handed to a function whose answer says whether they will do. */
import { TypeKind } from "../../semantics/types";
import { saysCheck } from "../conventions";
import type { Call } from "../events";
import type { Interpreter } from "../interpreter";
import { type Value, ValueKind, type Values } from "../values";

/** Notes which numbers a function is asked about that says by its name that it checks what it is handed. */
export function noteConsulted({ values }: Interpreter, { name, args }: Call, answer: Value): void {
  if (answer === -1 || !saysCheck(name)) return;
  for (const a of args) {
    const number = plainNumber(values, a);
    if (number === -1) continue;
    const known = values.consulted.get(number);
    if (known === undefined) values.consulted.set(number, [answer]);
    else if (!known.includes(answer)) known.push(answer);
  }
}

/** The symbol that a number is, as it is or converted; -1 if it is none. */
function plainNumber(values: Values, v: Value): Value {
  let at = v;
  while (values.kind[at] === ValueKind.Convert) at = values.a[at];
  return values.isSymbol(at) && values.type[at]?.kind !== TypeKind.Pointer ? at : -1;
}
