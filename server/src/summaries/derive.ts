/**
 * What callers need to know of a function, in the vocabulary of the models of library functions: found out while the
 * function itself is interpreted, at no more cost than looking on.
 */
import { isTextExamined } from "../flow/characters";
import type { Call, Context, Listener } from "../flow/events";
import { pathTo, stepsWithin } from "../flow/inner-paths";
import { isOfNoBytes, lower, nullness, truth, upper } from "../flow/numbers";
import { Fill, Life, Origin, type State } from "../flow/state";
import { taintOfText, unlimitedTaint } from "../flow/taint";
import { type Region, RegionKind, type Taint, UNINITIALISED, type Value, ValueKind } from "../flow/values";
import { successors } from "../ir/cfg";
import { type Instruction, type IrFunction, Op } from "../ir/ir";
import {
  type AllocateEffect,
  blankModel,
  type FunctionModel,
  type InnerSource,
  RETURN,
  type SinkKind,
  type SizeExpression,
  type SourceKind,
} from "../models/model";
import { type Type, TypeKind } from "../semantics/types";
import { effectsOf, paramBit } from "./effects";
import { HandedOut } from "./handed-out";

/** Members of parameters of which it is told that outside data comes in there: some are enough. */
const MAX_INNER = 8;

/** Sinks for which a text that is put together is no fault of its own: who hands over the parts has to be asked. */
const TOLD_WHEN_BUILT: ReadonlySet<SinkKind> = new Set<SinkKind>(["path", "library", "regex"]);

type ModelOf = (call: Instruction) => FunctionModel | undefined;

export interface Summariser {
  /** Looks on while the function is interpreted. */
  readonly listener: Listener;
  /** The summary, once interpretation has ended. `complete` is false if it was cut short or code was not understood. */
  finish(complete: boolean): Summary;
}

export interface Summary {
  readonly model: FunctionModel;
  /**
   * Whether it releases a parameter or not is decided by memory, and its result does not tell: callers know from
   * elsewhere which it is, so following both ways would only find what cannot happen.
   */
  readonly isAmbiguous: boolean;
  /** The global variables that decide it, if nothing else does: a caller that has set them knows. */
  readonly deciders: readonly string[];
  /** It returns null on some ways, and something else on others. */
  readonly isNullable: boolean;
  /** It writes to what callers may know by another name. */
  readonly isDeep: boolean;
  /** Parameters that it may store away. */
  readonly keeps: readonly number[];
}

/** What is known of one parameter, over all ways to return. */
interface Param {
  readonly variable: number;
  /** What is handed out through it; null if it points to no pointer or number. */
  readonly out: HandedOut | null;
  /** Released on some path; on every one where it is not null. */
  released: boolean;
  alwaysReleased: boolean;
  family: string;
  /** Used on every path, before any question about it. */
  alwaysUsed: boolean;
  /** A pointer that was asked for and found on every way that comes back. */
  alwaysSet: boolean;
  source: SourceKind | null;
  /** Its text becomes part of another text. */
  isPart: boolean;
  /** The function looks for quotes in the text. */
  asksQuotes: boolean;
}

/** What is returned, over all ways to return. */
interface Returned {
  /** One of them is null. */
  nullable: boolean;
  /** All others are objects of this kind that the caller is to release. */
  fresh: AllocateEffect | null;
  other: boolean;
  low: number;
  high: number;
  source: SourceKind | null;
  param: number;
  /** Parameters that are 0 exactly where it is: bits. */
  truth: number;
  /** A text that was put together from parts that vary. */
  isBuilt: boolean;
}

export function createSummariser(fn: IrFunction, modelOf: ModelOf): Summariser {
  const params: Param[] = [];
  fn.variables.forEach((v, variable) => {
    if (v.param < 0) return;
    params[v.param] = {
      variable: v.memory ? -1 : variable,
      out: isHolder(v.type.to) ? new HandedOut(v.param, v.type.to) : null,
      released: false,
      alwaysReleased: true,
      family: "",
      alwaysUsed: true,
      alwaysSet: v.type.kind === TypeKind.Pointer,
      source: null,
      isPart: false,
      asksQuotes: false,
    };
  });
  const returned: Returned = {
    nullable: false,
    fresh: null,
    other: false,
    low: Infinity,
    high: -Infinity,
    source: null,
    param: -2,
    truth: -1,
    isBuilt: false,
  };
  const sinks = new Map<string, FunctionModel["sinks"][number]>();
  const inner = new Map<string, InnerSource>();
  /** The parameter that it hands to printf or its kin as the format, if its own arguments follow it there. */
  let format = -1;
  let returns = 0;
  let throws = false;
  /** Texts in objects are told by what flows into them; pointers to characters lead to what they point to. */
  const returnsObject = fn.type.to?.kind === TypeKind.Unknown && fn.type.to.name !== "";
  const returnsText = returnsObject || (fn.type.to?.kind === TypeKind.Pointer && fn.type.to.to?.size === 1);
  /** By result and parameter: 1 for released, 2 for not, on ways that memory decided. */
  const outcomes = new Map<string, number>();
  let isAmbiguous = false;
  const deciders = new Set<string>();
  /** What functions were given that may keep it. */
  const given = new Set<Value>();

  const noteGiven = ({ model, args }: Call) => {
    args.forEach((v, i) => {
      if (v > UNINITIALISED && (model === undefined || model.retains.includes(i))) given.add(v);
    });
  };

  /** The value that parameter p came in with; -1 if nothing ever asked for it. */
  const initial = (state: State, p: Param): Value =>
    p.variable === -1 ? -1 : (state.values.existing(ValueKind.Initial, p.variable, 0) ?? -1);

  const paramOf = (state: State, v: Value): number => params.findIndex((p) => p && initial(state, p) === v);

  /** The string object whose characters are at v, or v itself. */
  const objectOf = ({ state: { values } }: Context, v: Value): Value => {
    const region = values.regionOf(v);
    return region !== -1 && values.regionKind[region] === RegionKind.Characters
      ? values.regionOwner[region]
      : v;
  };

  /** The parameter that is what varies in the text at v, if the function has not looked at it; -1 if there is none. */
  const builtFrom = (context: Context, v: Value, sink: SinkKind): number => {
    const { state } = context;
    const region = state.values.regionOf(v);
    const built = region === -1 ? null : state.factsOf(region).text;
    if (built === null || built.harmless || !context.isOwnCode(built.part)) return -1;
    if (built.given !== undefined && built.given !== -1) {
      const given = paramOf(state, built.given);
      return given !== -1 && !isAccepted(state, built.given, sink) ? given : -1;
    }
    const [name] = context.text(built.part).split(/\.(?:c_str|data)\(/);
    const variable = fn.variables.findIndex((own) => own.param >= 0 && own.name === name);
    if (variable === -1) return -1;
    const { param } = fn.variables[variable];
    const came = initial(state, params[param]);
    return came !== -1 && state.register(variable) === came && !isAccepted(state, came, sink) ? param : -1;
  };

  const noteSinks = (call: Call, context: Context) => {
    for (const sink of call.model?.sinks ?? []) {
      const v = call.args[sink.param];
      if (v === undefined || v <= UNINITIALISED) continue;
      const object = objectOf(context, v);
      const given = paramOf(context.state, object);
      const param =
        given === -1 && TOLD_WHEN_BUILT.has(sink.kind) ? builtFrom(context, object, sink.kind) : given;
      // What it has looked at itself is no concern of its callers.
      if (param !== -1 && !isAccepted(context.state, object, sink.kind))
        sinks.set(`${sink.kind} ${param}`, { kind: sink.kind, param });
    }
    const text = call.model?.format?.style === "printf" ? call.args[call.model.format.param] : undefined;
    if (fn.type.variadic && text !== undefined && text > UNINITIALISED) {
      const param = paramOf(context.state, text);
      if (param !== -1) format = param;
    }
  };

  /** Notes which parameters become part of texts: an object that is handed over by its value is a place of its own. */
  const noteParts = ({ model, args }: Call, { state }: Context) => {
    if (!returnsObject || model === undefined) return;
    for (const { from } of model.flows)
      for (let i = from; i < (from < model.params.length ? from + 1 : args.length); i++) {
        const v = args[i];
        if (v === undefined || v <= UNINITIALISED) continue;
        let param = paramOf(state, v);
        const region = param === -1 ? state.values.regionOf(v) : -1;
        if (region !== -1 && state.values.regionKind[region] === RegionKind.Variable)
          param = fn.variables[state.values.regionOwner[region]]?.param ?? -1;
        if (param >= 0) params[param].isPart = true;
      }
  };

  const noteParams = (state: State, result: Value) => {
    const told = result > UNINITIALISED && state.values.isConstant(result) ? result : -1;
    const byMemory = noteDeciders(state, deciders);
    for (const p of params) {
      const v = p === undefined ? -1 : initial(state, p);
      if (v === -1) {
        p?.out?.note(state, -1, result, given, () => null);
        if (p !== undefined) p.alwaysUsed = p.alwaysReleased = p.alwaysSet = false;
        continue;
      }
      p.out?.note(state, v, result, given, (size) => sizeOver(state, size));
      const region = state.values.existingPointee(v);
      const f = region === undefined ? undefined : state.allFacts.get(region);
      const isReleased = f?.life === Life.Released;
      if (isReleased) p.released = true;
      else if (nullness(state, v) !== 1) p.alwaysReleased = false;
      if (isReleased || nullness(state, v) !== 1) {
        const key = `${told} ${p.variable}`;
        const seen = (outcomes.get(key) ?? 0) | (isReleased ? 1 : 2) | (byMemory ? 4 : 0);
        outcomes.set(key, seen);
        if (seen === 7) isAmbiguous = true;
      }
      const c = state.constraint(v);
      if (c === undefined || c.lo < 1 || c.loOrigin !== Origin.Dereference) p.alwaysUsed = false;
      if (c === undefined || c.lo < 1 || c.loOrigin !== Origin.Check) p.alwaysSet = false;
      if (f?.outside) p.source ??= f.outside.source as SourceKind;
      if (region !== undefined && state.values.quotesAsked.has(region)) p.asksQuotes = true;
    }
  };

  const noteInner = (state: State, result: Value) => {
    if (fn.type.to?.record != null && result > UNINITIALISED) noteMembers(state, result);
    for (const [region, f] of state.allFacts) if (f.outside !== null) noteInnerAt(state, region, f.outside);
    for (const [region, { entries }] of state.contents)
      for (let i = 0; i < entries.length; i += 3) {
        const taint = entries[i] === state.values.zero ? unlimitedTaint(state, entries[i + 2]) : null;
        if (taint !== null) noteInnerAt(state, region, taint);
      }
  };

  /** What members of a record hold that is returned by its value. */
  const noteMembers = (state: State, result: Value) => {
    const { values } = state;
    const record = values.regionOf(result);
    for (const [region, { outside }] of state.allFacts) {
      if (outside === null || record === -1 || !values.isWithin(region, record)) continue;
      const path = stepsWithin(values, region, record);
      if (path !== undefined && path.length > 0 && inner.size < MAX_INNER)
        inner.set(`result ${path.join(" ")}`, { kind: outside.source, to: RETURN, path });
    }
  };

  const noteInnerAt = (state: State, region: Region, { source: kind }: Taint) => {
    const path = inner.size < MAX_INNER ? pathTo(state.values, region) : undefined;
    const to = path === undefined ? -1 : paramOf(state, path.from);
    if (path === undefined || to === -1) return;
    if (path.steps.length === 0) params[to].source ??= kind;
    else inner.set(`${to} ${path.steps.join(" ")}`, { kind, to, path: path.steps });
  };

  const noteResult = (state: State, v: Value) => {
    const { values } = state;
    const taint = returnsText ? taintOfText(state, v) : values.taintOf(v);
    if (taint !== null) returned.source ??= taint.source as SourceKind;
    const param = paramOf(state, v);
    returned.param = returned.param === -2 || returned.param === param ? param : -1;
    if (fn.type.to?.kind === TypeKind.Int) noteTruth(state, v);
    const region = values.existingPointee(v);
    const f = region === undefined ? undefined : state.allFacts.get(region);
    const object = returnsObject ? values.regionOf(v) : -1;
    if (object !== -1 && state.factsOf(object).text?.harmless === false) returned.isBuilt = true;
    const isHandle = values.type[v]?.kind === TypeKind.Int;
    // What is kept elsewhere as well, in a list, is not the caller's alone.
    const isKept = f?.escaped && f.lent === null;
    if (isKept) returned.other = true;
    else if (f !== undefined && f.family !== "" && f.life === Life.Live && values.isSymbol(v)) {
      const before = returned.fresh;
      if (before !== null && before.family !== f.family) returned.other = true;
      const mayFail =
        (before?.mayFail ?? false) ||
        (f.mayFail && !isOfNoBytes(state, f) && (isHandle ? lower(state, v) < 0 : nullness(state, v) !== 0));
      const size = sizeOver(state, f.size);
      returned.fresh = {
        family: f.family,
        to: RETURN,
        size: before === null || sameSize(before.size, size) ? size : null,
        content: before?.content === "filled" || !isRaw(state, v) ? "filled" : "raw",
        string: false,
        mayFail,
        failure: isHandle ? "negative" : "null",
        brings: null,
        count: 1,
      };
    } else if (fn.type.to?.kind === TypeKind.Pointer && nullness(state, v) === 1) returned.nullable = true;
    else if (fn.type.to?.kind === TypeKind.Int && values.isConstant(v) && values.number[v] < 0)
      returned.nullable = true;
    else returned.other = true;
    if (values.isConstant(v)) {
      returned.low = Math.min(returned.low, lower(state, v));
      returned.high = Math.max(returned.high, upper(state, v));
    } else {
      returned.low = -Infinity;
      returned.high = Infinity;
    }
  };

  /** Whether a parameter is 0 on this way is what the result may say. */
  const noteTruth = (state: State, v: Value) => {
    const { values } = state;
    const asked = values.kind[v] === ValueKind.NotEqual && values.b[v] === values.zero ? values.a[v] : v;
    params.forEach((p, i) => {
      const given = p === undefined ? -1 : initial(state, p);
      if (given !== -1 && (given === asked || sameTruth(state, given, v))) return;
      returned.truth &= ~paramBit(i);
    });
  };

  const sizeOver = (state: State, size: Value): SizeExpression | null => {
    if (size === -1) return null;
    if (state.values.isConstant(size)) return { kind: "constant", value: state.values.number[size] };
    const index = paramOf(state, size);
    return index === -1 ? null : { kind: "param", index };
  };

  /** The parameters that a text is put together from: those that are seen to be parts, or else all that may hold some. */
  const partsOf = (all: readonly Param[]): number[] => {
    const seen = all.flatMap((p, i) => (p?.isPart ? [i] : []));
    const mayHold = ({ variable }: Param) => fn.variables[variable]?.type.kind === TypeKind.Reference;
    return seen.length > 0 ? seen : all.flatMap((p, i) => (p !== undefined && mayHold(p) ? [i] : []));
  };

  const truthParam = (): number =>
    fn.type.to?.kind === TypeKind.Int
      ? params.findIndex((p, i) => p !== undefined && (returned.truth & paramBit(i)) !== 0)
      : -1;

  const finish = (complete: boolean): Summary => {
    const { changed, retained, stored, world, deep } = effectsOf(fn, modelOf);
    const some = (bits: number) =>
      params.flatMap((p, i) => (p !== undefined && bits & paramBit(i) ? [i] : []));
    const always = (holds: (p: Param) => boolean) =>
      returns === 0 || !complete ? [] : params.flatMap((p, i) => (p !== undefined && holds(p) ? [i] : []));
    const isReleased = (p: Param) => p.released && p.alwaysReleased && p.family !== "";
    const releases = always(isReleased).map((param) => ({ param, family: params[param].family, size: null }));
    const mayRelease = params.flatMap((p, i) => (p?.released && !isReleased(p) ? [i] : []));
    // Failure that a parameter tells, too, cannot be told from success by the result alone.
    const isTold = returned.nullable && changed !== 0;
    const fresh = complete && returns > 0 && !returned.other && !isTold ? returned.fresh : null;
    const out = complete && returns > 0 ? params.flatMap((p) => p?.out?.effect() ?? []) : [];
    const handedOut = out.length === 1 ? out[0] : null;
    // A parameter pack stands for the arguments that follow.
    const named = fn.type.params === null ? params.length - 1 : params.length;
    const isConstant = complete && returns > 0 && returned.low > -Infinity && returned.high < Infinity;
    const isNullable = returned.nullable && (returned.other || returned.fresh !== null);
    const number = (value: number): SizeExpression => ({ kind: "constant", value });
    const model: FunctionModel = {
      ...blankModel(fn.name),
      params: params.map((p) => (p === undefined ? "" : fn.variables[Math.max(p.variable, 0)].name)),
      variadic: fn.type.variadic,
      throws,
      noReturn: complete && !mayReturn(fn, modelOf),
      nonNull: always((p) => p.alwaysUsed),
      asserts: always((p) => p.alwaysSet)[0] ?? -1,
      allocates: fresh === null ? handedOut : { ...fresh, mayFail: fresh.mayFail || returned.nullable },
      releases,
      mayReturnNull: complete && isNullable && fresh === null,
      returnsParam: complete && returned.param >= 0 && returns > 0 ? returned.param : -1,
      returnsTruth: complete && returns > 0 ? truthParam() : -1,
      returnsRange:
        isConstant && fn.type.to?.kind === TypeKind.Int
          ? { min: number(returned.low), max: number(returned.high) }
          : null,
      sources: [
        ...(returned.source === null ? [] : [{ kind: returned.source, to: RETURN }]),
        ...params.flatMap((p, to) => (p?.source ? [{ kind: p.source, to }] : [])),
      ],
      innerSources: [...inner.values()],
      sinks: [...sinks.values()],
      flows: returned.isBuilt ? partsOf(params).map((from) => ({ from, to: RETURN })) : [],
      // Who makes another text of one and looks for quotes in it takes them out, or doubles them.
      escapes:
        returned.isBuilt && params.some((p) => p?.asksQuotes) ? [{ kind: "between-quotes", to: RETURN }] : [],
      format: format === -1 ? null : { style: "printf", param: format, first: named, extended: false },
      retains: [...new Set([...some(retained), ...mayRelease])],
      changes: some(changed),
      contained: !world && !deep,
    };
    const known = isAmbiguous && !deciders.has(OTHER_MEMORY) ? [...deciders] : [];
    return { model, isAmbiguous, deciders: known, isNullable, isDeep: deep, keeps: some(stored) };
  };

  return {
    listener: {
      call(event, context) {
        noteSinks(event, context);
        noteGiven(event);
        noteParts(event, context);
      },
      release(event, context) {
        const param = paramOf(context.state, event.value);
        if (param !== -1) params[param].family = event.family;
      },
      thrown(site, context) {
        throws ||= context.isOwnCode(site);
      },
      return(event, context) {
        returns++;
        noteParams(context.state, event.value);
        noteInner(context.state, event.value);
        if (event.value > UNINITIALISED) noteResult(context.state, event.value);
        else returned.other = true;
      },
    },
    finish,
  };
}

/** Whether something of the type may be what a function hands out: a pointer, or a number that stands for something open. */
function isHolder(type: Type | null | undefined): type is Type {
  return type != null && (type.kind === TypeKind.Pointer || (type.kind === TypeKind.Int && type.size >= 4));
}

/** Whether the function itself has asked whether a text is harmless in a kind of sink, or is one that it expects. */
function isAccepted({ values, allFacts }: State, text: Value, sink: SinkKind): boolean {
  const region = values.existingPointee(text) ?? -1;
  return region !== -1 && (allFacts.get(region)?.constant === true || isTextExamined(values, region, sink));
}

/** Stands for memory that is no global variable. */
const OTHER_MEMORY = "";

/** Whether what some memory held decided which way was taken; `deciders` takes the names of that memory. */
function noteDeciders(state: State, deciders: Set<string>): boolean {
  const { values } = state;
  const symbols = new Set<Value>();
  for (const question of state.allDecisions.keys()) values.collectSymbols(question, symbols);
  let found = false;
  for (const s of symbols) {
    if (values.kind[s] !== ValueKind.Content) continue;
    found = true;
    const region = values.regionOf(values.a[s]);
    const isGlobal = region !== -1 && values.regionKind[region] === RegionKind.Global;
    deciders.add(isGlobal ? values.regionName[region] : OTHER_MEMORY);
  }
  return found;
}

/** Whether of two numbers both are known to be 0, or both not to be. */
function sameTruth(state: State, a: Value, b: Value): boolean {
  const ofA = truth(state, a);
  return ofA !== -1 && ofA === truth(state, b);
}

/** Whether nothing was written yet to the block at v. */
function isRaw(state: State, v: Value): boolean {
  const { fill, entries } = state.content(state.values.pointee(v));
  return fill === Fill.Uninitialised && entries.length === 0 && !hasParts(state, v);
}

/** Whether something is known of a field of the block at v. */
function hasParts(state: State, v: Value): boolean {
  const block = state.values.pointee(v);
  for (const region of state.contents.keys())
    if (region !== block && state.values.isWithin(region, block)) return true;
  return false;
}

function sameSize(a: SizeExpression | null, b: SizeExpression | null): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/**
 * Whether control can reach a return, given which calls come back. Conditions count as undecided. Who only throws does
 * not come back to where it was called either.
 */
function mayReturn(fn: IrFunction, modelOf: ModelOf): boolean {
  const seen = new Uint8Array(fn.blocks.length);
  const work = [0];
  while (work.length > 0) {
    const b = work.pop()!;
    if (seen[b]) continue;
    seen[b] = 1;
    const { instructions, terminator } = fn.blocks[b];
    if (instructions.some((ins) => ins.op === Op.Call && modelOf(ins)?.noReturn)) continue;
    if (terminator.kind === "return") return true;
    work.push(...successors(terminator));
  }
  return false;
}
