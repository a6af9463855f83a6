/**
 * The ends of objects of class type: at the end of a lifetime the destructor that the class declares is called, or else
 * those of its members and bases, in the order that C++ has them run (members last to first, then bases).
 */
import { simpleNameOf } from "../semantics/qualified-names";
import type { RecordInfo } from "../semantics/types";
import { emitCall, endOf, fieldAddress, leave, startOf, variableAddress } from "./builder";
import type { Lowering } from "./context";
import type { Callee, Instruction } from "./ir";

/** Members of members are followed so far. */
const MAX_DEPTH = 4;

/** The variable goes out of scope at `position` (UTF-16 code units, unit-relative). */
export function endLifetime(cx: Lowering, position: number, variable: number): void {
  const { type, memory, param } = cx.variables[variable];
  if (memory && param < 0 && type.record?.hasDestructor) {
    const { block, index } = mark(cx);
    destroy(cx, variableAddress(cx, 0, variable, cx.types.pointer(type)), type.record, 0);
    place(block.instructions, index, position, position + 1);
  }
  leave(cx, position, variable);
}

/** Ends the object that the expression `node`, in register `address`, points to. */
export function destroyAt(cx: Lowering, node: number, address: number, record: RecordInfo): void {
  const { block, index } = mark(cx);
  destroy(cx, address, record, 0);
  place(block.instructions, index, startOf(cx, node), endOf(cx, node));
}

/** What a destructor does after its body: the members and bases of the object at register `self` end. */
export function destroyParts(cx: Lowering, self: number, record: RecordInfo, position: number): void {
  const { block, index } = mark(cx);
  destroyFields(cx, self, record, 0);
  place(block.instructions, index, position, position + 1);
}

/** Whether the class says itself what happens at the end of its objects. */
function declaresDestructor(record: RecordInfo): boolean {
  return record.methods.has(`~${simpleNameOf(record.name)}`);
}

function destructorOf(record: RecordInfo): Callee {
  return {
    name: `${record.name}::~${simpleNameOf(record.name)}`,
    kind: "destructor",
    qualified: true,
    type: null,
    register: -1,
    templateArguments: "",
    summary: null,
    format: null,
    passed: null,
  };
}

function destroy(cx: Lowering, address: number, record: RecordInfo, depth: number): void {
  if (!declaresDestructor(record)) {
    if (depth < MAX_DEPTH) destroyFields(cx, address, record, depth + 1);
    return;
  }
  emitCall(cx, 0, destructorOf(record), [address], [0, 0], cx.types.void, false);
}

function destroyFields(cx: Lowering, address: number, record: RecordInfo, depth: number): void {
  if (record.tag === "union") return;
  for (let i = record.fields.length - 1; i >= 0; i--) {
    const { name, type, offset } = record.fields[i];
    if (!type.record?.hasDestructor) continue;
    destroy(cx, fieldAddress(cx, 0, address, name, offset, cx.types.pointer(type)), type.record, depth);
  }
}

function mark(cx: Lowering) {
  return { block: cx.current, index: cx.current.instructions.length };
}

/** Gives the instructions from `index` on their place in the source. */
function place(instructions: readonly Instruction[], index: number, start: number, end: number): void {
  for (let i = index; i < instructions.length; i++) {
    const made: { start: number; end: number; argSpans: readonly number[] | null } = instructions[i];
    made.start = start;
    made.end = end;
    if (made.argSpans !== null) made.argSpans = [start, end];
  }
}
