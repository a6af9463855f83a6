/** Members of a record that a function fills in, as far as their numbers are within bounds. */
import { type FunctionModel, RETURN } from "../../models/model";
import { TypeKind } from "../../semantics/types";
import type { Call } from "../events";
import type { Interpreter } from "../interpreter";
import { write } from "../memory";
import { bound } from "../numbers";
import { Origin, type State } from "../state";
import { UNINITIALISED } from "../values";

/** Numbers of the symbols that an instruction makes for members. */
const FIRST = 128;

export function limitMembers(
  machine: Interpreter,
  state: State,
  { args, instruction }: Call,
  { members }: FunctionModel,
): void {
  const { values } = machine;
  members.forEach(({ of, name, min, max }, i) => {
    const { dst } = instruction;
    const isKept = of !== RETURN || dst !== -1;
    const address = !isKept ? undefined : of === RETURN ? machine.registerOf(state, dst) : args[of];
    if (address === undefined || address === UNINITIALISED) return;
    const region = of === RETURN ? values.pointee(address) : values.regionOf(address);
    if (region === -1) return;
    const record = values.regionType[region]?.record ?? instruction.type.to?.record;
    const type = record?.fields.find((field) => field.name === name)?.type;
    if (type?.kind !== TypeKind.Int) return;
    const v = machine.fresh(state, type, FIRST + i);
    bound(state, v, min, max, null, Origin.Derived);
    const member = values.address(values.field(address, name, type), values.zero);
    write(state, member, type.size, v, machine.epoch);
  });
}
