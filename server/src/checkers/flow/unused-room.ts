/**
 * A buffer that is handed in together with its size, and filled by another length, while the size is not looked at
 * anywhere in the function: whoever calls it relies on a check that is not there.
 */
import type { Access, Call, Context, Listener, TextWrite } from "../../flow/events";
import { Origin, type State } from "../../flow/state";
import { RegionKind, UNINITIALISED, type Value, ValueKind } from "../../flow/values";
import { type IrFunction, Op, type Variable } from "../../ir/ir";
import { TypeKind } from "../../semantics/types";
import { withoutComments } from "../../text/words";
import { quoted } from "../wording";
import { callFacts } from "./bounds";

export const unusedRoom: Listener = {
  access(event, context) {
    const { call, size, write, upTo } = event;
    if (!write || call === null || upTo || size <= UNINITIALISED) return;
    const { state } = context;
    // What is limited by a constant may be what all callers have room for.
    if (state.values.isConstant(size) || isLimitedByConstant(state, size)) return;
    const told = untold(event, call, context);
    if (told !== undefined) report("unchecked-length", event, call, told, context);
  },

  textWrite(event, context) {
    if (!event.unbounded) return;
    const told = untold(event, event.call, context);
    if (told !== undefined) report("unbounded-copy", event, event.call, told, context);
  },
};

/** Whether a comparison on this path limits a length, or what it is computed from by a constant, by a number. */
function isLimitedByConstant(state: State, size: Value): boolean {
  const { values } = state;
  for (let at = size; ; at = values.a[at]) {
    const c = state.constraint(at);
    if (c?.hiOrigin === Origin.Check && c.hi < Infinity) return true;
    const k = values.kind[at];
    if (k !== ValueKind.Convert && k !== ValueKind.Offset && k !== ValueKind.Scale) return false;
  }
}

/** A pointer parameter, and the one behind it that says how much there is room for. */
export interface Told {
  readonly buffer: Variable;
  readonly room: Variable;
}

/** The parameters that an address and the size of what it points into come from, if nothing in the function reads the latter. */
function untold(event: Access | TextWrite, call: Call, context: Context): Told | undefined {
  const told = bufferAndRoom(event.address, call, context);
  if (told === undefined || isRead(context.function, context.function.variables.indexOf(told.room)))
    return undefined;
  return isSetAside(context, told.room.name) ? undefined : told;
}

/** The parameter that the address a call writes to comes from, and the one behind it that says how large its target is. */
export function bufferAndRoom(address: Value, call: Call, context: Context): Told | undefined {
  const { state, function: fn } = context;
  if (state.doubtful || !context.isOwnCode(call.instruction)) return undefined;
  const buffer = parameterAt(context, address);
  if (buffer === undefined) return undefined;
  const room = fn.variables.find(({ param }) => param === buffer.param + 1);
  return room !== undefined && saysSize(room) ? { buffer, room } : undefined;
}

/** The parameter whose target an address lies in, wherever in it; undefined if that is not known. */
function parameterAt({ state: { values }, function: fn }: Context, address: Value): Variable | undefined {
  const region = values.regionOf(address);
  if (region === -1 || values.regionKind[region] !== RegionKind.Pointee) return undefined;
  const owner = values.regionOwner[region];
  const variable = values.kind[owner] === ValueKind.Initial ? fn.variables[values.a[owner]] : undefined;
  return variable !== undefined && variable.param >= 0 && !variable.type.to?.isConst ? variable : undefined;
}

/** Whether a parameter behind a buffer says how large it is: by its type, or by what it is called. */
function saysSize({ name, type }: Variable): boolean {
  if (type.kind !== TypeKind.Int || type.size < 2) return false;
  return type.name === "size_t" || /(?:size|len|length|cap|capacity|max|room|avail|sz)$/i.test(name);
}

/** `(void)size;` says that whoever wrote it knows what it stands for, as a callback does whose items are bytes. */
function isSetAside({ source, function: fn }: Context, name: string): boolean {
  return new RegExp(`\\(\\s*void\\s*\\)\\s*${name}\\s*;`).test(
    withoutComments(source.slice(fn.start, fn.end)),
  );
}

function isRead({ blocks, variables }: IrFunction, variable: number): boolean {
  return blocks.some(
    ({ instructions, terminator }) =>
      instructions.some(
        ({ op, a, b, imm, args }) =>
          a === variable ||
          b === variable ||
          args?.includes(variable) ||
          (op === Op.VariableAddress && variables[imm] === variables[variable]),
      ) ||
      (terminator.kind === "branch" && terminator.condition === variable) ||
      (terminator.kind === "return" && terminator.value === variable),
  );
}

function report(
  rule: string,
  { param }: Access | TextWrite,
  call: Call,
  { buffer, room }: Told,
  context: Context,
): void {
  context.report({
    rule,
    site: call.instruction,
    message: `${call.name}() fills ${quoted(buffer.name)}, and nothing in this function looks at ${quoted(room.name)}, which says how much fits there.`,
    confidence: "evidence",
    steps: [{ site: room, message: "never used" }],
    facts: { ...callFacts(call, context, param), dstSize: room.name },
  });
}
