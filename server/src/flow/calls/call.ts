/**
 * Runs a call by the model of its callee; or, without one, by the worst that an unknown function may do
 * short of releasing what it is given (`engine` decision: an unknown callee is assumed neither to free nor to null).
 */
import type { Callee, Instruction } from "../../ir/ir";
import type { FunctionModel } from "../../models/model";
import { type Type, TypeKind } from "../../semantics/types";
import { askAboutFolder, askArrival, askTexts } from "../acceptance";
import { onElements } from "../containers";
import { assembledBytes, requestedBytes, saysExpected, saysLeave, saysShare } from "../conventions";
import type { Call } from "../events";
import type { Interpreter } from "../interpreter";
import { giveLock, locksAcross, takeLock } from "../locks";
import { losses } from "../losses";
import { forgetHolders, havoc, havocWorld, lend, publish, publishHeld, read } from "../memory";
import { bound, nullness } from "../numbers";
import type { Site } from "../site";
import { type Lending, Life, Origin, type State } from "../state";
import { outsideOf } from "../taint";
import { RegionKind, UNINITIALISED, type Value, ValueKind, type Values } from "../values";
import { makeAgreed } from "./allocations";
import { arrivalOf, noteArrival } from "./arrivals";
import { noteConsulted } from "./consulted";
import { countAfter, countPart, reachElement, reachPart, recount } from "./counts";
import { formatReads, readText } from "./formats";
import { innerTargets, taintInner } from "./inner-sources";
import { endsWithText, sizeOf, sourceLength } from "./lengths";
import { limitMembers } from "./members";
import { giveBack, recordsMade, release, releasesAll } from "./releases";
import { resolve, resolvedBy } from "./resolving";
import { noteLook, result } from "./results";
import { scanInto } from "./scanning";
import { escapeTexts, textOf } from "./texts";
import { applyWrite, emitWrite, isWritten } from "./writes";

/** Runs one call. Returns the states after it: more than one where success and failure differ in what matters. */
export function runCall(machine: Interpreter, state: State, instruction: Instruction, call: Call): State[] {
  reachElement(machine, state, call);
  const part = reachPart(machine, state, call);
  const count = countAfter(machine, state, call);
  if (call.callee.kind === "constructor" && count !== undefined) askForElements(machine, state, call, count);
  const states = applyEffects(machine, state, instruction, call);
  for (const after of states) recount(machine, after, call, count);
  if (part !== undefined && instruction.dst !== -1)
    for (const after of states) countPart(machine, after, machine.registerOf(after, instruction.dst), part);
  noteLook(machine, call);
  return states;
}

/** One more holds the object from now on: who gives it back does not end it. */
function share(values: Values, v: Value): void {
  const region = v <= UNINITIALISED ? -1 : values.regionOf(v);
  if (region !== -1 && values.regionKind[region] === RegionKind.Pointee)
    values.several.add(values.regionOwner[region]);
}

function applyEffects(machine: Interpreter, state: State, instruction: Instruction, call: Call): State[] {
  const { model } = call;
  // A test that goes on behind what it did not expect has failed: what happens then is of no interest.
  if ((model === undefined || model.returnType === "") && saysExpected(call.name)) state.doubtful = true;
  if (call.args.length > 0 && saysShare(call.name)) share(machine.values, call.args[0]);
  if (model === undefined) return [unknownCall(machine, state, instruction, call)];
  const followed = model.elements === null ? undefined : onElements(machine, state, call, model.elements);
  // What is said of the elements alone is not all that the method does.
  if (model.elements !== null && followed === undefined) {
    if (!isWhole(model)) {
      const part = model.elements === "copy" ? outsideElement(machine, state, call) : null;
      const after = unknownCall(machine, state, instruction, call);
      const region = part === null ? -1 : machine.values.regionOf(call.args[0]);
      if (part !== null && region !== -1) after.updateFacts(region, part);
      return [after];
    }
    // Whoever gets at an element gets at what it refers to.
    if (model.elements === "refer") publishHeld(state, call.args[0]);
  }
  // It comes back only if that is not null.
  const claimed = call.args[model.asserts];
  if (
    claimed !== undefined &&
    claimed !== UNINITIALISED &&
    !bound(state, claimed, 1, Infinity, null, Origin.Derived)
  )
    return [];
  const isFirst = state.worldEpoch === 0;
  const isReleased = (p: number) => model.releases.some((r) => r.param === p);
  for (const p of model.nonNull)
    if ((!isReleased(p) || isLive(machine, state, call, p)) && !isCount(machine, call, p))
      machine.dereference(state, call, p);
  if (model.format?.style === "printf") formatReads(machine, state, call);
  for (const r of model.reads) {
    const address = call.args[r.param];
    if (address === undefined || isReleased(r.param)) continue;
    const size =
      r.size === "string" || endsWithText(state, address, r) ? -1 : sizeOf(machine, state, call, r.size);
    machine.emitAccess(state, {
      write: false,
      address,
      size,
      upTo: false,
      least: -1,
      site: instruction,
      instruction,
      call,
      param: r.param,
      stored: -1,
    });
    if (r.size === "string") readText(machine, state, call, address);
  }
  const arrival = arrivalOf(machine, state, call);
  const resolved = resolvedBy(machine, state, call);
  const filled = innerTargets(machine, state, call, false);
  const writes = model.writes.filter((w) => isWritten(state, call, w));
  const lengths = writes.map((w) => sourceLength(machine, state, call, w));
  const texts = writes.map((w) => emitWrite(machine, state, call, w));
  for (const r of model.releases)
    if (r.size === null || releasesAll(machine, state, call, r))
      release(machine, state, call, r.param, r.family);
  growContainer(machine, state, call, model);
  // Whatever else it does, what it writes is known afterwards.
  if (!model.contained) forgetReached(machine, state, call, model);
  writes.forEach((w, i) => {
    applyWrite(machine, state, call, w, lengths[i], texts[i]);
  });
  const partial = model.format?.style === "scanf" ? scanInto(machine, state, call, model.format) : [];
  if (followed === undefined)
    for (const p of model.retains) if (call.args[p] !== undefined) publish(state, call.args[p]);
  for (const p of model.changes)
    if (call.args[p] !== undefined) {
      publishHeld(state, call.args[p]);
      havoc(state, call.args[p], machine.epoch);
    }
  // A constructor that throws gives back the block that the object was to be made in.
  if (model.throws && call.callee.kind !== "constructor" && !isCaught(machine, instruction)) {
    // What it may have taken over by then is published; the rest has nobody who releases it.
    losses(machine, state.fork(), instruction, "thrown", -1);
  }
  if (model.unlocks !== null) giveLock(machine, state, call, model.unlocks, isFirst);
  else if (model.locks === null && !model.contained) locksAcross(machine, state, call);
  if (followed !== undefined && followed.result !== -1 && instruction.dst !== -1) {
    machine.setRegister(state, instruction.dst, followed.result);
    return [state];
  }
  const states = result(machine, state, instruction, call, model);
  for (const after of states) limitMembers(machine, after, call, model);
  if (machine.agreements.makes.has(instruction))
    for (const after of states)
      makeAgreed(
        machine,
        after,
        call,
        instruction.dst === -1 ? -1 : machine.registerOf(after, instruction.dst),
      );
  // What lies in a member now may be another place than before.
  filled.push(...innerTargets(machine, states[0], call, true));
  for (const after of states) {
    taintInner(after, call, filled);
    resolve(machine, after, call, resolved);
  }
  if (arrival !== undefined) noteArrival(machine, states[0], call, arrival);
  if (model.accepts.length > 0) askTexts(machine, states, call, model);
  if (model.sources.length > 0) askArrival(machine, states[0], call, model);
  if (model.escapes.length > 0) for (const s of states) escapeTexts(machine, s, call, model);
  for (const { state: ended, least, most } of partial) {
    bound(ended, machine.registerOf(state, instruction.dst), least, most, null, Origin.Derived);
    states.push(ended);
  }
  const { locks } = model;
  return locks === null ? states : states.flatMap((s) => takeLock(machine, s, call, locks));
}

/** Whether a `try` around a call takes what it throws. */
function isCaught({ fn, block }: Interpreter, call: Instruction): boolean {
  const { instructions, terminator } = fn.blocks[block];
  return terminator.kind === "either" && instructions.includes(call);
}

/** Whatever a function can reach may have changed; what flows on from its arguments is as foreign as it was. */
function forgetReached(machine: Interpreter, state: State, call: Call, model: FunctionModel): void {
  const kept = model.flows.map(({ from }) => {
    const v = call.args[from];
    const region = v === undefined ? -1 : machine.values.regionOf(v);
    return { region, outside: region === -1 ? null : outsideOf(state, region) };
  });
  const { format } = model;
  const isPrinted = format?.style === "printf" && isFormat(machine, call.args[format.param]);
  call.args.forEach((a, i) => {
    if (isPrinted && i >= format.first) return;
    publishHeld(state, a);
    havoc(state, a, machine.epoch);
    forgetHolders(state, a, machine.epoch);
  });
  havocWorld(state, machine.epoch);
  for (const { region, outside } of kept) if (outside !== null) state.updateFacts(region, { outside });
}

/** Tells of memory that a container of the library asks for. */
function growContainer(machine: Interpreter, state: State, call: Call, model: FunctionModel): void {
  if (model.allocates !== null) return;
  for (const { kind, param } of model.sinks) {
    const size = kind === "allocation-size" ? call.args[param] : undefined;
    if (size !== undefined && size > UNINITIALISED) machine.emitAllocation(state, { call, size });
  }
}

/** Tells of the memory for the elements that a container is made with, if a number says how many. */
function askForElements(machine: Interpreter, state: State, call: Call, count: Value): void {
  if (count > UNINITIALISED && count === call.args[1]) machine.emitAllocation(state, { call, size: count });
}

/** What a container is made of that is from outside: texts, other containers, or places in them; a number says how many. */
function outsideElement(machine: Interpreter, state: State, call: Call) {
  for (let i = 1; i < call.args.length; i++) {
    const part = machine.argumentKind(call, i) === TypeKind.Int ? null : textOf(machine, state, call, i);
    if (part !== null && part.outside !== null) return part;
  }
  return null;
}

/** Whether a model of a container's method says what else it does. */
export function isWhole(model: FunctionModel): boolean {
  if (model.elements === "put") return model.retains.length > 0;
  return (
    model.elements === "count" ||
    model.elements === "refer" ||
    model.elements === "mix" ||
    model.elements === "keep"
  );
}

/** Whether argument p names nothing that is gone already: what is to be said of that, its release says. */
function isLive(machine: Interpreter, state: State, call: Call, p: number): boolean {
  const region = call.args[p] === undefined ? -1 : machine.values.regionOf(call.args[p]);
  return region === -1 || state.factsOf(machine.values.rootRegion(region)).life === Life.Live;
}

/** Whether a constructor is given a number for a text, and more: so many of a character, `std::string(n, ' ')`. */
function isCount(machine: Interpreter, call: Call, p: number): boolean {
  return (
    call.callee.kind === "constructor" &&
    call.args.length > p + 1 &&
    machine.argumentKind(call, p) === TypeKind.Int
  );
}

function isBytes(type: Type | undefined): boolean {
  return type?.kind === TypeKind.Pointer && type.to?.kind === TypeKind.Int && type.to.size === 1;
}

function unknownCall(machine: Interpreter, state: State, instruction: Instruction, call: Call): State {
  // What is asked about a null pointer may answer that it is null: what follows goes together with the answer.
  if (
    instruction.type.kind !== TypeKind.Void &&
    call.args.some((a) => machine.values.isSymbol(a) && nullness(state, a) === 1)
  )
    state.doubtful = true;
  const { kind } = call.callee;
  // An object called `runtime_error` is made and goes nowhere by itself.
  if ((kind === "function" || kind === "method") && saysLeave(call.callee.name)) state.doubtful = true;
  const bytes = assembled(machine, state, instruction, call);
  locksAcross(machine, state, call);
  askForMemory(machine, state, call);
  for (const a of call.args) {
    takeClaim(machine, state, a, instruction);
    askAboutFolder(state, a);
  }
  const params = call.callee.type?.params ?? null;
  // The object of a method is no parameter of its type.
  const shift = kind === "method" || kind === "constructor" ? 1 : 0;
  const answer = instruction.dst === -1 ? -1 : machine.fresh(state, instruction.type);
  // What nobody declares answers something only if somebody looks at it.
  const answers =
    instruction.type.kind === TypeKind.Unknown
      ? machine.isRead(instruction.dst)
      : instruction.type.kind !== TypeKind.Void;
  const isFormatted = takesFormat(machine, call);
  giveBack(machine, state, call);
  const making = machine.agreements.makes.get(instruction);
  const handedOut = making?.how === "pointer" ? making.param : -1;
  call.args.forEach((a, i) => {
    // What is handed out there is all that it is for.
    if (a === UNINITIALISED || i === handedOut) return;
    // A member function that answers something does not take over the object it is asked of; one that only does
    // something may (`p->unref()`).
    const keeps = kind === "constructor" || (kind === "method" && answers);
    const declared = params?.[i - shift];
    const constant =
      declared === undefined
        ? isFormatted
        : declared.to?.isConst === true &&
          (declared.kind === TypeKind.Pointer || declared.kind === TypeKind.Reference);
    const lending = { site: instruction, result: answer, toRead: constant || isBytes(declared) };
    lendRecord(machine, state, a, lending);
    if (i === 0 && keeps) publishHeld(state, a);
    // Bytes that a function is to fill are no more its own than those it is to read.
    else if (shift === 0) lend(state, a, lending);
    else publish(state, a);
    if (constant) return;
    havoc(state, a, machine.epoch);
    forgetHolders(state, a, machine.epoch);
  });
  havocWorld(state, machine.epoch);
  if (instruction.dst !== -1) {
    machine.setRegister(state, instruction.dst, answer);
    noteConsulted(machine, call, answer);
    if (bytes !== -1) machine.values.reordered.set(answer, bytes);
  }
  if (making !== undefined) makeAgreed(machine, state, call, answer);
  return state;
}

/** Whoever is handed a record may take over what was made behind it. */
function lendRecord(machine: Interpreter, state: State, address: Value, lending: Lending): void {
  const { records } = machine.agreements;
  const region = records.size === 0 ? -1 : machine.values.regionOf(address);
  if (region === -1 || machine.values.regionKind[region] !== RegionKind.Variable) return;
  const variable = machine.values.regionOwner[region];
  if (!records.has(variable)) return;
  for (const made of recordsMade(machine, state, variable))
    lend(state, machine.values.regionOwner[made], lending);
}

/** Whether the last declared parameter is a format, as that of a house's own log: what it prints is only read. */
function takesFormat(machine: Interpreter, { callee, args }: Call): boolean {
  const { type } = callee;
  return (
    type?.variadic === true &&
    callee.kind === "function" &&
    isFormat(machine, args[(type.params?.length ?? 0) - 1])
  );
}

/** Whether an argument is a format whose conversions only read what they are given. */
function isFormat(machine: Interpreter, argument: Value | undefined): boolean {
  const text = machine.literalText(argument);
  return text?.includes("%") === true && !text.includes("%n");
}

/**
 * A function that is given `p != NULL` may be an assertion, of either sense: `assume(p != NULL)`, `fail_if(p == NULL)`.
 * What follows was written by somebody who has thought of null.
 */
function takeClaim({ values }: Interpreter, state: State, argument: Value, site: Site): void {
  if (!values.isComparison(argument) || values.b[argument] !== values.zero) return;
  const pointer = values.a[argument];
  if (!values.isSymbol(pointer) || values.type[pointer]?.kind !== TypeKind.Pointer) return;
  bound(state, pointer, 1, Infinity, site, Origin.Check);
}

/** The bytes that a call puts together into a number, if its name says that it does, as what is read there; else -1. */
function assembled(machine: Interpreter, state: State, instruction: Instruction, call: Call): Value {
  const count = assembledBytes(call.callee, call.name, instruction.type);
  const [from] = call.args;
  if (count === 0 || from === undefined || from <= UNINITIALISED) return -1;
  const byte = machine.values.regionType[machine.values.regionOf(from)];
  return byte == null ? -1 : read(state, from, 1, byte, machine.fn);
}

/** Tells the checkers of memory that a function asks for which nothing but its name and type says that of. */
function askForMemory(machine: Interpreter, state: State, call: Call): void {
  const { callee, args } = call;
  const isPointer = callee.kind === "pointer";
  if (!isPointer && callee.kind !== "function") return;
  const name = calledName(machine, state, callee);
  const size = args[requestedBytes(callee, name)];
  if (size !== undefined && size > UNINITIALISED)
    machine.emitAllocation(state, { call: isPointer ? { ...call, name } : call, size });
}

/** The name of a callee; of a call through a pointer that of the variable or field which holds the pointer, "" for none. */
export function calledName(machine: Interpreter, state: State, { kind, name, register }: Callee): string {
  if (kind !== "pointer") return name;
  const { values } = machine;
  const v = register === -1 ? UNINITIALISED : machine.registerOf(state, register);
  const place = values.kind[v] === ValueKind.Content ? values.regionOf(values.a[v]) : -1;
  return place === -1 ? "" : values.regionName[place];
}
