/** What a call returns. */

import { CompareOp, type Instruction } from "../../ir/ir";
import { type FunctionModel, RETURN } from "../../models/model";
import { type Type, TypeKind } from "../../semantics/types";
import { compare } from "../arithmetic";
import { textRegion } from "../characters";
import type { Call } from "../events";
import type { Interpreter } from "../interpreter";
import { countedSize } from "../memory";
import { assume, assumeAtMost, bound, differenceUpper, limitOrigin, lower, truth, upper } from "../numbers";
import { type BuiltText, factsWith, NO_FACTS, Origin, type State, Termination } from "../state";
import { outsideOf, taintOfText } from "../taint";
import { RegionKind, type Taint, UNINITIALISED, type Value, ValueKind, type Values } from "../values";
import { allocate, allocateThrough, reallocate } from "./allocations";
import { noteConsulted } from "./consulted";
import { containerName } from "./counts";
import { formatLength } from "./formats";
import { sizeOf, stringLength, unitOf } from "./lengths";
import { streamKind } from "./sources";
import { flowText, ownText, resultText } from "./texts";

export function result(
  machine: Interpreter,
  state: State,
  instruction: Instruction,
  call: Call,
  model: FunctionModel,
): State[] {
  const out = model.allocates;
  if (out !== null && out.to !== RETURN) return allocateThrough(machine, state, instruction, call, out);
  const dst = instruction.dst;
  for (const flow of model.flows) flowText(machine, state, call, flow.from, flow.to);
  for (const source of model.sources) {
    const target = call.args[source.to];
    // What is read straight into memory says so where it is written; `getline` hands out a pointer.
    const isRead = model.writes.some((w) => w.param === source.to && w.content === "outside");
    if (target === undefined || isRead) continue;
    const region = machine.values.regionOf(target);
    const kind = source.kind === "file" ? streamKind(machine, state, call) : source.kind;
    if (region !== -1) state.updateFacts(region, { outside: { source: kind, site: instruction } });
  }
  if (model.returnsParam >= 0 && !model.mayReturnNull) {
    if (dst !== -1)
      machine.setRegister(
        state,
        dst,
        call.args[model.returnsParam] ?? machine.fresh(state, instruction.type),
      );
    return [state];
  }
  const told = model.returnsTruth >= 0 ? call.args[model.returnsTruth] : undefined;
  if (told !== undefined && told > UNINITIALISED) {
    const isSet = compare(state, CompareOp.NotEqual, told, machine.values.zero, null);
    if (dst !== -1)
      machine.setRegister(state, dst, isSet === -1 ? machine.fresh(state, instruction.type) : isSet);
    return [state];
  }
  if (model.returnsMagnitude >= 0 && call.args[model.returnsMagnitude] > UNINITIALISED)
    return magnitude(machine, state, instruction, call.args[model.returnsMagnitude]);
  if (model.returnsLength >= 0 && call.args[model.returnsLength] !== undefined) {
    if (dst !== -1)
      machine.setRegister(
        state,
        dst,
        stringLength(
          machine,
          state,
          call.args[model.returnsLength],
          unitOf(machine, call, model.returnsLength),
        ),
      );
    return [state];
  }
  const values = machine.values;
  const compared = comparisonOf(machine, call, model);
  if (compared !== undefined) {
    if (dst !== -1) machine.setRegister(state, dst, values.constant(compared));
    return [state];
  }
  if (model.returnsEmpty >= 0 && call.args[model.returnsEmpty] > UNINITIALISED) {
    const length = stringLength(machine, state, call.args[model.returnsEmpty]);
    const isEmpty = compare(state, CompareOp.Equal, length, values.zero, null);
    if (dst !== -1)
      machine.setRegister(state, dst, isEmpty === -1 ? machine.fresh(state, instruction.type) : isEmpty);
    return [state];
  }
  if (
    model.isMethod &&
    model.flows.some((f) => f.from === 0 && f.to === RETURN) &&
    (instruction.type.kind === TypeKind.Pointer || isCharacter(machine, call, model))
  )
    return [charactersOf(machine, state, instruction, call)];
  const type = resultType(instruction.type, model);
  const match = matchOf(machine, state, call, model, type);
  const v = match === -1 ? machine.fresh(state, type) : match;
  if (dst !== -1) noteConsulted(machine, call, v);
  let builtText: BuiltText | null = null;
  let outside: Taint | null = null;
  if (dst !== -1) machine.setRegister(state, dst, v);
  for (const source of model.sources) {
    if (source.to !== RETURN) continue;
    const taint: Taint = { source: source.kind, site: instruction };
    values.taint[v] ??= taint;
    state.updateFacts(values.pointee(v), { outside: taint, version: machine.epoch });
  }
  const isFormatted =
    model.format?.style === "printf" &&
    out?.string === true &&
    machine.literalText(call.args[model.format.param]) !== undefined;
  // What a format that is known lets in, it says itself.
  if (!isFormatted && model.flows.some((f) => f.to === RETURN)) resultText(machine, state, call, model, v);
  else if (model.elements === "refer") elementText(machine, state, call, v);
  else if (model.sources.length === 0 && out === null && model.returnsInto < 0)
    state.updateFacts(values.pointee(v), {
      text: ownText(instruction),
    });
  if (instruction.type.kind === TypeKind.Int)
    for (const { from, to } of model.flows)
      if (to === RETURN && call.args[from] > UNINITIALISED) values.reordered.set(v, call.args[from]);
  if (model.returnsInto >= 0 && call.args[model.returnsInto] !== undefined) {
    const inside = values.regionOf(call.args[model.returnsInto]);
    if (inside !== -1) state.updateFacts(values.pointee(v), { inside, outside: outsideOf(state, inside) });
  }
  if (model.format?.style === "printf" && out?.string) {
    const formatted = formatLength(machine, state, call);
    if (formatted !== null) {
      builtText = {
        site: instruction,
        part: formatted.part,
        given: formatted.given,
        harmless: !formatted.variable,
        lead: formatted.lead,
        quotes: formatted.quotes,
      };
      if (isFormatted) outside = values.taint[v] = formatted.outside;
    }
  }
  if (model.returnsRange !== null) {
    const { min, max } = model.returnsRange;
    const lo = sizeOf(machine, state, call, min);
    const hi = sizeOf(machine, state, call, max);
    if (lo !== -1 && values.isConstant(lo)) {
      bound(state, v, values.number[lo], Infinity, null, Origin.Derived);
      // What is known from a body may well be unable to fail as it is called here.
      if (values.number[lo] === -1 && model.format === null && model.returnType !== "")
        values.failing.set(v, { name: call.name, site: instruction });
      noteReceived(values, call, model, v);
    }
    if (hi !== -1) {
      // The function may well return its greatest result: as good as a check that lets it pass.
      if (upper(state, hi) < Infinity)
        bound(state, v, -Infinity, upper(state, hi), instruction, limitOrigin(state, hi, "hi"));
      if (!values.isConstant(hi)) assumeAtMost(state, v, hi, 0, null);
    }
  }
  if (model.returnsWouldBeLength) neededLength(machine, state, call, v);
  if (out !== null) {
    allocate(machine, state, instruction, call, out, v);
    if (builtText !== null)
      state.updateFacts(values.pointee(v), isFormatted ? { text: builtText, outside } : { text: builtText });
    if (model.wraps >= 0) wrap(machine, state, call, model.wraps, v);
    if (model.reallocates >= 0) return reallocate(machine, state, instruction, call, model, v);
    return [state];
  }
  if (model.mayReturnNull && model.returnType === "" && call.callee.summary === model)
    values.nullable.set(v, { name: call.name, site: instruction });
  const mayFail = model.nullLikelihood === "evidence" || searchesOutside(machine, state, call, model);
  if (model.mayReturnNull && mayFail)
    state.updateFacts(values.pointee(v), { mayFail: true, allocated: instruction, allocator: call.name });
  return [state];
}

/** What is put into a container makes all of it as foreign as that, and so every element that is taken out again. */
function elementText({ values }: Interpreter, state: State, { args, instruction }: Call, v: Value): void {
  const region = args[0] === undefined ? -1 : values.regionOf(args[0]);
  const outside = region === -1 ? null : outsideOf(state, region);
  const element = values.pointee(v);
  if (region !== -1) values.holders.set(element, region);
  const text = (outside === null ? null : state.factsOf(region).text) ?? ownText(instruction);
  state.updateFacts(element, outside === null ? { text } : { text: { ...text, harmless: false }, outside });
}

/**
 * Whether a call looks for something in a text from outside that no other call was asked about: whoever sent it may have
 * left that out.
 */
function searchesOutside(machine: Interpreter, state: State, call: Call, model: FunctionModel): boolean {
  const text = model.returnsInto < 0 ? undefined : call.args[model.returnsInto];
  if (text === undefined || text === UNINITIALISED) return false;
  // Of what is no text, other functions of the library may tell that it is not there.
  if (call.instruction.type.to?.kind !== TypeKind.Int) return false;
  const { values } = machine;
  const result = values.existing(ValueKind.Result, machine.epoch, 0);
  const found = result === undefined ? null : state.factsOf(values.pointee(result)).outside;
  if (found === null && taintOfText(state, text) === null) return false;
  const place = textRegion(values, text);
  const looking = place === -1 ? undefined : machine.lookedAt.get(place);
  return looking === undefined || looking === machine.epoch;
}

/** Notes which texts a call answers something about: to a search in them that comes later the answer may be known. */
export function noteLook(machine: Interpreter, { instruction, args, model }: Call): void {
  if (instruction.dst === -1 || (model !== undefined && model.returnsLength >= 0)) return;
  args.forEach((v, i) => {
    if (v === UNINITIALISED || model?.writes.some(({ param }) => param === i)) return;
    const place = textRegion(machine.values, v);
    if (place !== -1 && !machine.lookedAt.has(place)) machine.lookedAt.set(place, machine.epoch);
  });
}

/** A result that counts the bytes that came in from outside: others decide how many there are. */
function noteReceived(values: Values, { instruction }: Call, model: FunctionModel, v: Value): void {
  const isRead = model.writes.some((w) => w.upTo && w.content === "outside" && w.terminates === "no");
  if (isRead && model.sources.length > 0)
    values.received.set(v, { source: model.sources[0].kind, site: instruction });
}

/** What was open already goes into what was opened now, and is closed with it. */
function wrap({ values }: Interpreter, state: State, call: Call, param: number, result: Value): void {
  const v = call.args[param];
  if (v === undefined || v <= UNINITIALISED || values.isConstant(v)) return;
  state.updateFacts(values.pointee(v), { inside: values.pointee(result) });
}

/** What snprintf returns: the length of the whole text, whether it fitted or not. */
function neededLength(machine: Interpreter, state: State, call: Call, v: Value): void {
  const formatted = formatLength(machine, state, call);
  const write = call.model?.writes.find((w) => w.content === "format");
  const size = write === undefined ? -1 : sizeOf(machine, state, call, write.size);
  if (formatted === null || size === -1) return;
  const { high, variable, unbounded } = formatted;
  const { values } = machine;
  if (high !== -1 && upper(state, high) < Infinity)
    bound(state, v, -1, upper(state, high) - 1, null, Origin.Derived);
  // Numbers fill the room that was made for them in theory only: of them nothing is said without both sizes.
  // Texts that nothing declares, such as a macro that the build defines, are short.
  const isOpen =
    high === -1 || upper(state, high) < Infinity || unbounded || !isOfTextsUndeclared(values, high);
  const mayBeLonger = variable
    ? isOpen && (high === -1 || differenceUpper(state, high, size) > 0)
    : high !== -1 &&
      values.isConstant(high) &&
      values.isConstant(size) &&
      values.number[high] > values.number[size];
  // As much as the same text was found to need before.
  const symbols = new Set<Value>();
  values.collectSymbols(size, symbols);
  for (const s of symbols) if (values.needed.has(s)) return;
  if (mayBeLonger) values.needed.set(v, { call: call.name, site: call.instruction });
}

/**
 * What a comparison of two texts that are both written down gives, as far as it is the same whichever way capitals are
 * taken: 0 or, for any other, 1; undefined if it is no such comparison.
 */
function comparisonOf(machine: Interpreter, call: Call, model: FunctionModel): number | undefined {
  if (model.accepts.length !== 2 || model.accepts.some(({ by }) => by !== "equal")) return undefined;
  const [a, b] = model.accepts.map(({ param }) => machine.literalText(call.args[param]));
  const most = charactersCompared(machine, call, model);
  if (a === undefined || b === undefined || most === undefined) return undefined;
  const [x, y] = [a, b].map((text) => `${text}\0`.slice(0, most));
  if (x === y) return 0;
  return x.toLowerCase() === y.toLowerCase() ? undefined : 1;
}

/** How many characters a comparison looks at, if the texts do not end before; undefined if that is not known. */
function charactersCompared(
  { values }: Interpreter,
  { args }: Call,
  { reads }: FunctionModel,
): number | undefined {
  let most = Infinity;
  for (const { size } of reads) {
    // `min(n, strlen(a) + 1)`
    const limit =
      size !== "string" && size.kind === "min" && size.left.kind === "param" ? size.left.index : -1;
    if (limit === -1) continue;
    if (!values.isConstant(args[limit])) return undefined;
    most = values.number[args[limit]];
  }
  return most;
}

/** Whether a length counts in a text that nothing declares. */
function isOfTextsUndeclared(values: Values, length: Value): boolean {
  const symbols = new Set<Value>();
  values.collectSymbols(length, symbols);
  for (const s of symbols) {
    const text = values.kind[s] === ValueKind.Length ? values.a[s] : -1;
    const place = text !== -1 && values.kind[text] === ValueKind.Content ? values.a[text] : text;
    const region = place === -1 ? -1 : values.regionOf(place);
    if (region === -1 || values.regionKind[region] !== RegionKind.Global) continue;
    if ((values.regionType[region]?.kind ?? TypeKind.Unknown) === TypeKind.Unknown) return true;
  }
  return false;
}

/**
 * What a comparison with a text that is written down, and not empty, gives: the same whenever it is asked of the same
 * text, and no match where that was found to be another one. -1 if it is no such comparison.
 */
function matchOf(
  machine: Interpreter,
  state: State,
  call: Call,
  model: FunctionModel,
  type: Type | null,
): Value {
  const { args } = call;
  const { accepts } = model;
  if (accepts.length !== 2 || accepts.some(({ by }) => by !== "equal")) return -1;
  const place = accepts.findIndex(({ param }) => (machine.literalText(args[param]) ?? "") !== "");
  const text = place === -1 ? undefined : args[accepts[1 - place].param];
  const most = charactersCompared(machine, call, model) ?? 0;
  if (text === undefined || text === UNINITIALISED || most < 1) return -1;
  const { values, ages } = machine;
  const region = values.regionOf(text);
  if (region === -1) return -1;
  const { version } = state.factsOf(region);
  const { epoch } = state.content(region);
  const by = call.name;
  const fixed = `${machine.literalText(args[accepts[place].param])}\0`.slice(0, most);
  const others = values.matches.filter((m) => m.text === text && m.version === version && m.epoch === epoch);
  const known = others.find((m) => m.by === by && m.fixed === fixed);
  const result = known?.result ?? values.symbol(ValueKind.Match, text, values.matches.length, type);
  if (known === undefined) values.matches.push({ result, text, version, epoch, fixed, by });
  ages.noteEpoch(result, version);
  ages.noteEpoch(result, epoch);
  if (others.some((m) => m !== known && areDifferent(m.fixed, fixed) && truth(state, m.result) === 0))
    assume(state, result, true, null);
  return result;
}

/** Whether no text begins with both, whichever way capitals are taken. */
function areDifferent(x: string, y: string): boolean {
  const n = Math.min(x.length, y.length);
  return x.slice(0, n).toLowerCase() !== y.slice(0, n).toLowerCase();
}

/** The absolute value of v: itself or its negation, as it may be one or the other. */
function magnitude(machine: Interpreter, state: State, instruction: Instruction, v: Value): State[] {
  const { values } = machine;
  const { dst, type } = instruction;
  if (dst === -1) return [state];
  if (values.kind[v] === ValueKind.Float)
    machine.setRegister(state, dst, values.float(Math.abs(values.number[v])));
  else if (type.kind !== TypeKind.Int) machine.setRegister(state, dst, machine.fresh(state, type));
  else if (lower(state, v) >= 0) machine.setRegister(state, dst, v);
  else if (upper(state, v) < 0) machine.setRegister(state, dst, values.scale(v, -1));
  else {
    // Registers between instructions are shared by all states: one symbol has to serve, no less than either.
    const size = machine.fresh(state, type);
    bound(state, size, 0, Infinity, null, Origin.Derived);
    assumeAtMost(state, v, size, 0, null);
    assumeAtMost(state, values.scale(v, -1), size, 0, null);
    machine.setRegister(state, dst, size);
  }
  return [state];
}

/** Whether a method refers to the character of a text that a number tells. */
function isCharacter({ values }: Interpreter, { args }: Call, { element }: FunctionModel): boolean {
  const index = element < 0 ? undefined : args[element];
  return (
    index !== undefined &&
    index > UNINITIALISED &&
    countedSize(values.regionType[values.regionOf(args[0])]) === 1
  );
}

/** `c_str()` and kin: the characters that the string object at `this` manages. */
function charactersOf(machine: Interpreter, state: State, instruction: Instruction, call: Call): State {
  const { values } = machine;
  const object = call.args[0];
  const region = object === undefined ? -1 : values.regionOf(object);
  if (region === -1 || object === undefined) {
    if (instruction.dst !== -1)
      machine.setRegister(state, instruction.dst, machine.fresh(state, instruction.type));
    return state;
  }
  const characters = values.region(
    RegionKind.Characters,
    object,
    containerName(machine, object),
    instruction.type.to,
  );
  const f = state.factsOf(region);
  const before = state.factsOf(characters);
  state.setFacts(
    characters,
    factsWith(NO_FACTS, {
      constant: f.constant,
      text: f.text,
      outside: outsideOf(state, region),
      // How much came in through a pointer to them holds until the object itself changes.
      arrived: before.version > f.version ? before.arrived : -1,
      version: Math.max(before.version, f.version),
      termination: Termination.Terminated,
    }),
  );
  const isOne = call.model !== undefined && isCharacter(machine, call, call.model);
  const index = isOne ? call.args[call.model.element] : values.zero;
  if (instruction.dst !== -1) machine.setRegister(state, instruction.dst, values.address(characters, index));
  return state;
}

function resultType(type: Type, model: FunctionModel): Type | null {
  return type.kind === TypeKind.Unknown && model.returnType === "" ? null : type;
}
