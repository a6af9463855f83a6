/**
 * How many elements the containers of the library have: what makes them and what their methods say of it, and which
 * element is reached by its number. As for texts, the number stays what it is until the object changes.
 */
import { LAST_ELEMENT } from "../../models/model";
import { TypeKind } from "../../semantics/types";
import { touch } from "../accesses";
import type { Call } from "../events";
import type { Interpreter } from "../interpreter";
import { countedSize, textChanged } from "../memory";
import { lower } from "../numbers";
import type { State } from "../state";
import { RegionKind, UNINITIALISED, type Value, ValueKind } from "../values";
import { stringLength } from "./lengths";

/** Containers whose elements are numbered, and made by a number of them or by a list. */
const MADE_BY_COUNT: ReadonlySet<string> = new Set(["std::vector", "std::deque", "std::string"]);

/** Tells of an element that a method reaches by its number. */
export function reachElement(machine: Interpreter, state: State, call: Call): void {
  const { model, args, instruction } = call;
  const [object] = args;
  if (model === undefined || model.element === -1 || object <= UNINITIALISED) return;
  const { values } = machine;
  const region = values.regionOf(object);
  const size = region === -1 ? -1 : countedSize(values.regionType[region]);
  if (size <= 0) return;
  const count = countOf(machine, state, object);
  const isLast = model.element === LAST_ELEMENT;
  // That an empty one has no last element is told where it is known to be empty.
  if (isLast && values.isConstant(count)) return;
  const index = isLast ? values.offset(count, -1) : args[model.element];
  if (index === undefined || index === UNINITIALISED) return;
  const elements = values.region(RegionKind.Characters, object, containerName(machine, object), null);
  const address = values.address(elements, values.scale(index, size));
  touch(machine, state, instruction, machine.storedThrough(instruction.dst) !== -1, address, size);
}

/** Remembers how many elements a view has that a call made. */
export function countPart(machine: Interpreter, state: State, view: Value, count: Value): void {
  if (view <= UNINITIALISED || count <= UNINITIALISED) return;
  state.updateFacts(machine.values.pointee(view), { length: count, version: machine.epoch });
}

/** The number of elements of the container at `object`, as a value. */
function countOf(machine: Interpreter, state: State, object: Value): Value {
  return stringLength(machine, state, object);
}

/**
 * What is to be known of the number of elements behind a call, by what it is before: -1 if it is not known any more,
 * undefined if the call leaves it as it is.
 */
export function countAfter(machine: Interpreter, state: State, call: Call): Value | undefined {
  const { values } = machine;
  const [object] = call.args;
  if (object === undefined || values.regionOf(object) === -1) return undefined;
  if (call.callee.kind === "constructor") return countMade(machine, call);
  const { holds } = call.model ?? { holds: null };
  switch (holds?.kind) {
    case "param":
      return call.args[holds.param] ?? -1;
    case "number":
      return values.constant(holds.number);
    case "change": {
      if (!takesOneElement(machine, call)) return -1;
      const count = values.offset(countOf(machine, state, object), holds.by);
      return lower(state, count) >= 0 ? count : -1;
    }
    default:
      return undefined;
  }
}

/** Whether a call has the arguments of its model, and not a list, a range or a number of elements. */
function takesOneElement(machine: Interpreter, call: Call): boolean {
  const last = call.args.length - 1;
  return (
    call.args.length === call.model?.params.length &&
    (last === 0 || !machine.text(machine.argumentSite(call, last)).startsWith("{"))
  );
}

/** Remembers the number of elements of the container that a call was made on. */
export function recount(machine: Interpreter, state: State, call: Call, count: Value | undefined): void {
  const region = count === undefined ? -1 : machine.values.regionOf(call.args[0]);
  if (count === undefined || region === -1) return;
  if (count > UNINITIALISED) state.updateFacts(region, { length: count, version: machine.epoch });
  else textChanged(state, region, machine.epoch);
}

/** How many elements a constructor makes: none, as many as a list has, or as many as its first argument says. */
function countMade(machine: Interpreter, call: Call): Value | undefined {
  const { values } = machine;
  const [object, first] = call.args;
  const type = values.regionType[values.regionOf(object)];
  if (type?.name === "std::span") return countSpanned(machine, call);
  if (type === null || !MADE_BY_COUNT.has(type.name)) return undefined;
  // A text that is made of one thing is made of a text.
  if (type.name === "std::string" && call.args.length !== 3) return undefined;
  if (first === undefined) return values.zero;
  const before = machine.source.slice(0, machine.argumentSite(call, 1).start).trimEnd();
  if (before.endsWith("{") && type.name !== "std::string") return values.constant(call.args.length - 1);
  // Two numbers in braces are two characters, and a text and its length no number of characters.
  if (before.endsWith("{")) return -1;
  const isNumber = values.isConstant(first) || values.type[first]?.kind === TypeKind.Int;
  return isNumber && call.args.length <= 3 && machine.argumentKind(call, 1) !== TypeKind.Pointer ? first : -1;
}

/** As many elements as a view is told to have, or as what it is made of has, where that cannot change. */
function countSpanned(machine: Interpreter, call: Call): Value {
  const { values } = machine;
  const last = call.args.length - 1;
  if (last === 2) return machine.argumentKind(call, 2) === TypeKind.Int ? call.args[2] : -1;
  const region = last === 1 ? values.regionOf(call.args[1]) : -1;
  if (region === -1 || values.offsetOf(call.args[1]) !== values.zero) return -1;
  const type = values.regionType[region];
  const isFixed = type?.kind === TypeKind.Array || type?.name === "std::array";
  return isFixed && type.count > 0 ? values.constant(type.count) : -1;
}

/**
 * Tells of the elements that a part of a container begins with and ends at: `view.subspan(2, 4)`. Gives how many there
 * are in the part; undefined where the call makes none.
 */
export function reachPart(machine: Interpreter, state: State, call: Call): Value | undefined {
  const { model, args, instruction } = call;
  if (model === undefined || model.part === null || args[0] <= UNINITIALISED) return undefined;
  const { values } = machine;
  const [object] = args;
  const { from, count } = model.part;
  const region = values.regionOf(object);
  const size = region === -1 ? -1 : countedSize(values.regionType[region]);
  if (size <= 0) return undefined;
  const start = from === -1 ? values.zero : args[from];
  const length = count === -1 ? undefined : args[count];
  if (start === undefined || start <= UNINITIALISED) return -1;
  if (length === undefined) return values.difference(countOf(machine, state, object), start);
  if (length <= UNINITIALISED) return -1;
  const elements = values.region(RegionKind.Characters, object, containerName(machine, object), null);
  const address = values.address(elements, values.scale(start, size));
  if (values.isConstant(length) && values.number[length] > 0)
    touch(machine, state, instruction, false, address, size * values.number[length]);
  return length;
}

/** The name of the variable or member that a container is, or that refers to it; "" if it has none. */
export function containerName({ values, fn }: Interpreter, object: Value): string {
  const region = values.regionOf(object);
  const owner = values.regionOwner[region];
  const isGiven =
    values.regionKind[region] === RegionKind.Pointee && values.kind[owner] === ValueKind.Initial;
  return isGiven ? fn.variables[values.a[owner]].name : values.regionName[region];
}
