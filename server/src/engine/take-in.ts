/**
 * What a function takes in from its callees before it is interpreted: the summaries of those whose bodies are known, and
 * the bodies themselves where they are small. And the other way round: what it offers to its callers.
 */
import { type Inlinable, inlineCalls, type Segment } from "../ir/inline";
import {
  type Callee,
  calleeWith,
  functionWith,
  type Instruction,
  type IrFunction,
  instructionWith,
  Op,
  type Variable,
} from "../ir/ir";
import { printFunction } from "../ir/print";
import type { FunctionModel } from "../models/model";
import { addText, hashValue, newHash } from "../semantics/hash";
import type { Scope } from "../semantics/scope";
import { isIntegral } from "../semantics/type-queries";
import { TypeKind } from "../semantics/types";
import type { Summary } from "../summaries/derive";
import { PASSED_ANYTHING, type Passed } from "../syntax/call-arguments";
import type { CheckedCalls } from "../syntax/checked-calls";
import { isOperatorName } from "../syntax/outline";
import {
  CALLERS,
  type CallTarget,
  CHECKED,
  type FunctionInfo,
  type Known,
  PASSED,
  QUESTIONS,
  QUESTIONS_BELOW,
  type Resolved,
  VARIABLE,
} from "./callee";
import { isTakenAsIs, Receivers } from "./receivers";

/** Instructions of a body that takes the place of its call, those of its own callees included. */
const MAX_BODY = 64;
/** Instructions that a function may take in, or as many as it has itself. */
const MAX_TAKEN = 256;
/** Functions that are asked about because a call through a pointer may mean them; a function that fills tables calls few. */
const MAX_POINTED = 32;

const NOT_CALLED: CheckedCalls = { asked: 0, used: 0 };

/** The callees that one unit asks for, remembered with what they were known for. */
export interface CalleeView {
  asked(): { readonly target: CallTarget; readonly hash: number }[];
  known(target: CallTarget): Known | undefined;
  /** The number that a global variable holds all the time. */
  constant(name: string): number | undefined;
  /** Whether the project has a call of a function of that name. */
  isCalled(name: string): boolean;
  /** How often the project asks how far a variable or member has got; `Infinity` if that is not known. */
  questions(name: string): number;
  /** How often it asks whether that can go any lower. */
  questionsBelow(name: string): number;
  /** How many of the project's calls of a function ask whether they got a pointer. */
  checked(name: string): CheckedCalls;
  /** What all calls pass for a parameter of a function that is called in its own file only. */
  passed(name: string, parameter: number): Passed;
}

export function createCalleeView(resolve: (target: CallTarget) => Resolved): CalleeView {
  const asked = new Map<string, { target: CallTarget } & Resolved>();
  const ask = (target: CallTarget) => {
    const key = `${target.name} ${target.args}`;
    let entry = asked.get(key);
    if (entry === undefined) asked.set(key, (entry = { target, ...resolve(target) }));
    return entry;
  };
  return {
    asked: () => [...asked.values()].map(({ target, hash }) => ({ target, hash })),
    known: (target) => ask(target).known,
    constant: (name) => ask({ name, args: VARIABLE }).value,
    isCalled: (name) => ask({ name, args: CALLERS }).isCalled === true,
    questions: (name) => ask({ name, args: QUESTIONS }).questions ?? Infinity,
    questionsBelow: (name) => ask({ name, args: QUESTIONS_BELOW }).questions ?? Infinity,
    checked: (name) => ask({ name, args: CHECKED }).checked ?? NOT_CALLED,
    passed: (name, parameter) => ask({ name, args: PASSED - parameter }).passed ?? PASSED_ANYTHING,
  };
}

/** A function together with what it took in. */
export interface Whole {
  readonly fn: IrFunction;
  readonly source: string;
  readonly segments: readonly Segment[];
  /** What is known of a function whose address it takes, if it is called by that with so many arguments. */
  readonly pointed: (name: string, args: number) => FunctionModel | undefined;
}

export function countInstructions(fn: IrFunction): number {
  let n = 0;
  for (const block of fn.blocks) n += block.instructions.length;
  return n;
}

export function takeIn(fn: IrFunction, source: string, scope: Scope, callees: CalleeView): Whole {
  const bodies = new Map<Instruction, Inlinable>();
  const named = namedCallees(fn);
  const receivers = new Receivers(fn);
  let room = Math.max(MAX_TAKEN, countInstructions(fn));
  const blocks = fn.blocks.map((block) => {
    let instructions: Instruction[] | undefined;
    block.instructions.forEach((ins, i) => {
      const { callee } = ins;
      if (ins.op === Op.Load) {
        const value = constantAt(ins, block.instructions, scope, callees);
        if (value === undefined) return;
        instructions ??= block.instructions.slice();
        instructions[i] = instructionWith(ins, { op: Op.Const, a: -1, imm: value });
        return;
      }
      if (callee === null || ins.args === null) return;
      let name = "";
      let known: Known | undefined;
      for (const candidate of namesOf(ins, named, receivers)) {
        name = candidate;
        known = callees.known({ name, args: ins.args.length });
        if (known !== undefined) break;
      }
      if (known === undefined || !isMeant(callee, known, scope, ins.args.length)) return;
      // A plain call means no member function of that name.
      if (callee.kind === "function" && known.model.params[0] === "this") return;
      const { body } = known;
      const call = instructionWith(ins, { callee: calleeWith(callee, { name, summary: known.model }) });
      instructions ??= block.instructions.slice();
      instructions[i] = call;
      if (
        body === undefined ||
        !isTaken(body.fn, ins.args, receivers) ||
        !body.deciders.every((name) => setGlobals(fn).has(name))
      )
        return;
      const size = countInstructions(body.fn);
      if (size > room) return;
      room -= size;
      bodies.set(call, body);
    });
    return instructions === undefined ? block : { id: block.id, instructions, terminator: block.terminator };
  });
  const whole = inlineCalls(functionWith(fn, { blocks }), source, (call) => bodies.get(call));
  return { ...whole, pointed: pointedIn(whole.fn, scope, callees) };
}

/** The functions whose addresses are taken, by those of their numbers of arguments that calls through pointers have. */
function pointedIn(fn: IrFunction, scope: Scope, callees: CalleeView): Whole["pointed"] {
  const names = new Set<string>();
  const counts = new Set<number>();
  for (const { instructions } of fn.blocks)
    for (const { op, name, callee, args } of instructions)
      if (op === Op.FunctionAddress) names.add(name);
      else if (callee?.kind === "pointer" && callee.summary === null && args !== null)
        counts.add(args.length);
  if (names.size * counts.size === 0 || names.size * counts.size > MAX_POINTED) return () => undefined;
  const models = new Map<string, FunctionModel>();
  for (const name of names)
    for (const args of counts) {
      const known = callees.known({ name, args });
      const library = scope.model(name);
      const isProjects = known !== undefined && (known.isStatic || library === undefined);
      const model = isProjects ? known.model : library;
      if (model !== undefined) models.set(`${name} ${args}`, model);
    }
  return (name, args) => models.get(`${name} ${args}`);
}

/** What a load of a global variable always gives, if that is the same for the whole project. */
function constantAt(
  load: Instruction,
  instructions: readonly Instruction[],
  scope: Scope,
  callees: CalleeView,
): number | undefined {
  if (!isIntegral(load.type) || load.type.isVolatile) return undefined;
  let name = "";
  for (const ins of instructions) {
    if (ins === load) break;
    if (ins.dst === load.a) name = ins.op === Op.GlobalAddress ? ins.name : "";
  }
  const declared = name === "" ? undefined : scope.variable(name);
  if (declared === undefined || declared.isStatic || declared.type.isVolatile) return undefined;
  return isIntegral(declared.type) ? callees.constant(name) : undefined;
}

/** The names under which the function that a call means may be known, the likeliest first. */
export function namesOf(
  { callee, args }: Instruction,
  named: ReadonlyMap<number, string>,
  receivers: Receivers,
): readonly string[] {
  if (callee === null || args === null) return [];
  const { name, kind } = callee;
  if (kind === "pointer") {
    const found = named.get(callee.register);
    return found === undefined ? [] : [found];
  }
  // A method of a class that is not known is anybody's.
  if (kind === "method" || kind === "destructor" || (kind === "operator" && name.includes("::")))
    return name.includes("::") && args.length > 0 ? receivers.candidates(name, args[0]) : [];
  // An operator that no class of the project has is a library's, and the project has others of that name.
  return name === "" || kind === "operator" ? [] : [name];
}

/** Whether the arguments are what the body's parameters are, and not what would be made into it first. */
function isTaken(fn: IrFunction, args: readonly number[], receivers: Receivers): boolean {
  return fn.variables.every(
    ({ type, param }) => param < 0 || isTakenAsIs(type, receivers.typeOf(args[param] ?? -1)),
  );
}

const globalsSet = new WeakMap<IrFunction, ReadonlySet<string>>();

/** The global variables that a function assigns to by name. */
function setGlobals(fn: IrFunction): ReadonlySet<string> {
  let names = globalsSet.get(fn);
  if (names !== undefined) return names;
  const found = new Set<string>();
  for (const block of fn.blocks) {
    const addresses = new Map<number, string>();
    for (const ins of block.instructions) {
      if (ins.op === Op.GlobalAddress) addresses.set(ins.dst, ins.name);
      const name = ins.op === Op.Store ? addresses.get(ins.a) : undefined;
      if (name !== undefined) found.add(name);
    }
  }
  globalsSet.set(fn, (names = found));
  return names;
}

/** Whether the project's function is what the call means, and not a library function that has a model. */
function isMeant(callee: Callee, known: Known, scope: Scope, args: number): boolean {
  if (known.isStatic || callee.kind === "pointer") return true;
  // Whose operands it is for was asked before.
  if (isOperatorName(callee.name)) return true;
  const model = scope.model(callee.name);
  return model === undefined || (model.params.length !== args && !model.variadic);
}

/** Functions whose address is the only thing ever assigned to a variable, by the variable's register. */
export function namedCallees(fn: IrFunction): ReadonlyMap<number, string> {
  const names = new Map<number, string>();
  const variable = new Map<number, string | null>();
  for (const block of fn.blocks)
    for (const ins of block.instructions) {
      if (ins.op === Op.FunctionAddress) names.set(ins.dst, ins.name);
      else if (ins.op === Op.Cast || ins.op === Op.Copy) {
        const name = names.get(ins.a);
        if (ins.dst >= fn.variables.length) {
          if (name !== undefined) names.set(ins.dst, name);
        } else variable.set(ins.dst, name !== undefined && !variable.has(ins.dst) ? name : null);
      } else if (ins.dst >= 0 && ins.dst < fn.variables.length) variable.set(ins.dst, null);
    }
  for (const [register, name] of variable) {
    if (name !== null && fn.variables[register].param < 0) names.set(register, name);
  }
  for (const block of fn.blocks)
    for (const ins of block.instructions)
      if (ins.op === Op.Copy && names.has(ins.a) && ins.dst >= fn.variables.length)
        names.set(ins.dst, names.get(ins.a) ?? "");
  return names;
}

export function infoOf(
  whole: Whole,
  { model, isAmbiguous, deciders, isNullable, isDeep, keeps }: Summary,
  complete: boolean,
  reports: ReadonlySet<string>,
): FunctionInfo {
  const hash = newHash();
  addText(hash, JSON.stringify(model));
  const types = whole.fn.type.params;
  if (!complete || (isAmbiguous && deciders.length === 0) || !isInlinable(whole.fn))
    return { model, types, body: undefined, hash: hashValue(hash) };
  addText(hash, printFunction(whole.fn));
  addText(hash, whole.source);
  for (const key of reports) addText(hash, key);
  for (const { definition } of whole.segments) addText(hash, definition);
  return {
    model,
    types,
    body: {
      fn: whole.fn,
      source: whole.source,
      segments: whole.segments,
      // What it writes without asking anything, its body says.
      fills: whole.fn.blocks.length === 1 ? [] : model.changes,
      isNullable,
      isDeep,
      keeps,
      deciders,
      reports,
    },
    hash: hashValue(hash),
  };
}

function isInlinable(fn: IrFunction): boolean {
  if (fn.type.variadic || fn.type.to?.record != null || countInstructions(fn) > MAX_BODY) return false;
  if (fn.type.to?.kind === TypeKind.Unknown && fn.type.to.name !== "") return false;
  if (fn.variables.some(isMade)) return false;
  return fn.blocks.every((block) => block.terminator.kind !== "throw");
}

/** A parameter that a copy constructor makes, or a reference to something of which not even the class is named. */
function isMade({ type, param }: Variable): boolean {
  if (param < 0) return false;
  if (type.kind === TypeKind.Reference) return type.to?.kind === TypeKind.Unknown && type.to.name === "";
  return type.record?.hasDestructor === true;
}
