/** How a block ends: which ways on there are, what is known on each, and what leaves the function. */
import { reaches } from "../ir/cfg";
import { Op, type Terminator } from "../ir/ir";
import { TypeKind } from "../semantics/types";
import { acceptTexts } from "./acceptance";
import { Open } from "./branch-history";
import { askCharacter, askComparison } from "./characters";
import { terminatorSite } from "./events";
import type { Interpreter } from "./interpreter";
import { atReturn, losses, unbuilt } from "./losses";
import { pointerBehind } from "./memory";
import {
  assume,
  assumeAtMost,
  bound,
  confirm,
  differenceUpper,
  nullness,
  truth,
  typeMax,
  upper,
} from "./numbers";
import type { Site } from "./site";
import { Life, Origin, type State } from "./state";
import { UNINITIALISED, type Value, ValueKind } from "./values";

/** Leaves block b: hands the state on to where its end leads, or out of the function. */
export function terminate(machine: Interpreter, state: State, t: Terminator, b: number): void {
  switch (t.kind) {
    case "jump":
      machine.worklist.deliver(t.to, state);
      return;
    case "either":
      t.targets.forEach((to, i) => {
        machine.worklist.deliver(to, i === t.targets.length - 1 ? state : state.fork());
      });
      return;
    case "branch": {
      const site = terminatorSite(t);
      const v = machine.operand(state, t.condition, site);
      if (!isAssertion(machine, t)) machine.emit(state, "branch", { value: v, site });
      askComparison(state, v);
      const known = truth(state, v);
      machine.endless.note(state, v, b, known === -1);
      machine.branches.note(b, state, known === -1 ? openness(machine, state, v) : Open.Decided);
      if (known !== -1) {
        noteCheck(machine, state, v, site, b);
        confirm(state, v, known === 1, site);
      }
      if (known === 1) machine.worklist.deliver(t.ifTrue, state);
      else if (known === 0) machine.worklist.deliver(t.ifFalse, state);
      else {
        const isEquality = isEqualityOfUnknown(state, v);
        if (!isEquality) state.partWays(v);
        const other = state.fork();
        // That two numbers differ, one of which may be any, says of neither how it came about.
        if (isEquality) (state.values.kind[v] === ValueKind.Equal ? state : other).partWays(v);
        const isClaim =
          !machine.isOwnCode(site) && (machine.endsProgram(t.ifTrue) || machine.endsProgram(t.ifFalse));
        if (assume(state, v, true, site)) {
          if (isClaim) noteClaim(machine, state, v);
          decide(machine, state, v, true, b);
          acceptTexts(state, machine.questions);
          settleAnswers(machine, state, t.ifTrue);
          machine.worklist.deliver(t.ifTrue, state);
        }
        if (assume(other, v, false, site)) {
          if (isClaim) noteClaim(machine, other, v);
          endAtLimit(machine, other, v, t, b);
          decide(machine, other, v, false, b);
          acceptTexts(other, machine.questions);
          settleAnswers(machine, other, t.ifFalse);
          machine.worklist.deliver(t.ifFalse, other);
        }
      }
      return;
    }
    case "switch":
      switchOn(machine, state, t);
      return;
    case "return": {
      const v = t.value === -1 ? -1 : machine.get(state, t.value);
      const site = terminatorSite(t);
      const checked = t.value !== -1 && v === UNINITIALISED ? machine.operand(state, t.value, site) : v;
      atReturn(machine, state, checked, site, t.explicit);
      return;
    }
    case "throw":
      losses(machine, state, terminatorSite(t), "thrown", -1);
      unbuilt(machine, state, terminatorSite(t));
      machine.emit(state, "thrown", terminatorSite(t));
      return;
    default:
      return;
  }
}

/** Answers that are still asked for at a block and have just been found become constants, which keep ways apart. */
function settleAnswers(machine: Interpreter, state: State, block: number): void {
  const { values } = machine;
  for (const r of machine.answers.at(block)) {
    const v = state.register(r);
    if (values.isConstant(v) || v === UNINITIALISED) continue;
    const known = truth(state, v);
    if (known === 0) state.setRegister(r, values.zero);
    else if (known === 1 && (values.isComparison(v) || upper(state, v) === 1))
      state.setRegister(r, values.one);
  }
}

/**
 * A null that a helper returned is asked about here: from now on this function knows of it. What lies somewhere behind a
 * null is asked for itself.
 */
function noteCheck(machine: Interpreter, state: State, condition: Value, site: Site, block: number): void {
  const { values } = machine;
  const isComparison = values.isComparison(condition) && values.b[condition] === values.zero;
  const v = isComparison ? values.a[condition] : condition;
  if (values.kind[v] === ValueKind.Address) {
    if (nullness(state, pointerBehind(values, v)) === 1) state.decide(v, { isTrue: true, block });
    return;
  }
  const c = state.constraint(v);
  if (c !== undefined && c.site === null && c.lo === 0 && c.hi === 0) {
    const { lo, hi, not } = c;
    const origin = Origin.Check;
    state.setConstraint(v, { lo, hi, loOrigin: origin, hiOrigin: origin, site, not });
  }
}

/** Whether one way on ends the program at once: the condition is claimed, not asked. */
function isAssertion(machine: Interpreter, t: Extract<Terminator, { kind: "branch" }>): boolean {
  for (const to of [t.ifTrue, t.ifFalse]) {
    const block = machine.fn.blocks[to];
    if (block.terminator.kind === "unreachable" && block.instructions.length === 0) return true;
  }
  return false;
}

/** A loop that counts up below a limit ends at it: what its body may do to the limit by other names is not meant. */
function endAtLimit(
  machine: Interpreter,
  state: State,
  condition: Value,
  t: Extract<Terminator, { kind: "branch" }>,
  b: number,
): void {
  const { values } = machine;
  if (machine.cfg.isLoopHead[b] !== 1 || values.kind[condition] !== ValueKind.Less) return;
  const { instructions } = machine.fn.blocks[b];
  const made = (register: number) => instructions.find(({ dst }) => dst === register);
  const compared = made(t.condition);
  if (compared?.op !== Op.Compare) return;
  const variable = (register: number) => {
    let at = register;
    for (let ins = made(at); ins?.op === Op.Cast; ins = made(at)) at = ins.a;
    return at;
  };
  if (!machine.strides.countsUpTo(b, variable(compared.a), variable(compared.b))) return;
  const counter = values.a[condition];
  const limit = values.b[condition];
  const before = state.constraint(limit);
  if (differenceUpper(state, limit, counter) >= 0) assumeAtMost(state, counter, limit, 0, null);
  // Nobody has asked whether the limit is 0: a loop that makes no round is there for other limits.
  const c = state.constraint(limit);
  if (c === undefined) return;
  const isNoRound = values.isConstant(counter) && c.hi === 0 && c.hiOrigin === Origin.Check;
  const hiOrigin = isNoRound ? Origin.Derived : c.hiOrigin;
  const loOrigin = isNoRound || c.lo !== before?.lo ? Origin.Derived : c.loOrigin;
  if (hiOrigin === c.hiOrigin && loOrigin === c.loOrigin) return;
  state.setConstraint(limit, { lo: c.lo, hi: c.hi, loOrigin, hiOrigin, site: c.site, not: c.not });
}

/** Remembers what a helper asserted of all that it is given: how large its callers' numbers get is not told by that. */
function noteClaim(machine: Interpreter, state: State, condition: Value): void {
  const { values } = machine;
  const symbols = new Set<Value>();
  values.collectSymbols(condition, symbols);
  for (const s of symbols) {
    const c = state.constraint(s);
    if (c !== undefined && c.hiOrigin === Origin.Check) values.claims.set(s, c.hi);
  }
}

/** Notes how a condition that reads memory was decided, and whether that contradicts how it was before. */
function decide(machine: Interpreter, state: State, condition: Value, isTrue: boolean, block: number): void {
  const { values } = machine;
  let subject = condition;
  let positive = isTrue;
  // x != 0, x and !(x == 0) are one question.
  for (
    let k = values.kind[subject];
    (k === ValueKind.Equal || k === ValueKind.NotEqual) && values.b[subject] === values.zero;
    k = values.kind[subject]
  ) {
    if (k === ValueKind.Equal) positive = !positive;
    subject = values.a[subject];
  }
  if (isFoundAgain(machine, state, subject, positive, block)) state.doubtful = true;
  if (isNoFailure(machine, state, condition, isTrue, block)) state.doubtful = true;
  const question = values.timeless(subject);
  const before = state.decision(question);
  if (before !== undefined && before.isTrue !== positive && before.block !== block) state.doubtful = true;
  if (
    before === undefined &&
    (question !== subject || values.kind[subject] === ValueKind.Content || subject >= values.one)
  )
    state.decide(question, { isTrue: positive, block });
}

/**
 * Whether a result that is not 0 turns out not to be negative, though both questions were asked of all that go on here:
 * `if (r != OK) free(p); if (r < 0) return r;`. Either asks whether the call failed; what is between them does not occur.
 */
function isNoFailure(
  machine: Interpreter,
  state: State,
  condition: Value,
  isTrue: boolean,
  block: number,
): boolean {
  const { values, cfg } = machine;
  if (isTrue || values.kind[condition] !== ValueKind.Less || values.b[condition] !== values.zero)
    return false;
  const result = values.a[condition];
  if (values.kind[result] !== ValueKind.Result || state.differencesFrom(result) !== undefined) return false;
  if (upper(state, result) < typeMax(values.type[result])) return false;
  const asked = state.decision(result);
  if (asked === undefined || !asked.isTrue || asked.block >= block) return false;
  return cfg.successors[asked.block].every((s) => reaches(cfg, s, block));
}

/**
 * Whether a helper finds a pointer that was released equal to one that it read from memory: an iterator, say, that asks
 * whether its element is still in the list. It is not, wherever that was changed.
 */
function isFoundAgain(
  machine: Interpreter,
  state: State,
  question: Value,
  isTrue: boolean,
  block: number,
): boolean {
  const { values } = machine;
  const k = values.kind[question];
  if (k !== ValueKind.Equal && k !== ValueKind.NotEqual) return false;
  if (isTrue !== (k === ValueKind.Equal)) return false;
  if (machine.isOwnCode(terminatorSite(machine.fn.blocks[block].terminator))) return false;
  const isReleased = (v: Value) => {
    const region = values.existingPointee(v);
    return region !== undefined && state.allFacts.get(region)?.life === Life.Released;
  };
  const a = values.a[question];
  const b = values.b[question];
  return !values.isConstant(a) && !values.isConstant(b) && (isReleased(a) || isReleased(b));
}

/** Whether a question is whether two numbers are equal that nothing is known of but what they were read as. */
function isEqualityOfUnknown(state: State, question: Value): boolean {
  const { values } = state;
  const k = values.kind[question];
  if (k !== ValueKind.Equal && k !== ValueKind.NotEqual) return false;
  const isNumber = (v: Value) => values.isSymbol(v) && values.type[v]?.kind === TypeKind.Int;
  return isNumber(values.a[question]) && isNumber(values.b[question]);
}

function switchOn(machine: Interpreter, state: State, t: Extract<Terminator, { kind: "switch" }>): void {
  const site = terminatorSite(t);
  const values = machine.values;
  const v = machine.operand(state, t.value, site);
  machine.branches.note(
    machine.block,
    state,
    isStep(machine, v) ? Open.Step : isGiven(machine, v) ? Open.Kind : openness(machine, state, v),
  );
  state.partWays(v);
  machine.endless.note(state, v, machine.block, true);
  const rest = state.fork();
  let restPossible = true;
  // Cases that lead to the same place meet there.
  for (const c of t.cases) {
    askCharacter(state, v, c.low, false);
    const taken = rest.fork();
    if (bound(taken, v, c.low, c.high, site)) machine.worklist.deliver(c.to, taken);
    if (restPossible && c.low === c.high) {
      const different = values.binary(ValueKind.NotEqual, v, values.constant(c.low), null);
      if (values.isConstant(v)) restPossible = values.number[v] !== c.low;
      else restPossible = assume(rest, different, true, site);
    } else if (
      restPossible &&
      values.isConstant(v) &&
      values.number[v] >= c.low &&
      values.number[v] <= c.high
    )
      restPossible = false;
    if (!restPossible) return;
  }
  machine.worklist.deliver(t.otherwise, rest);
}

/** What of that the function does not know a condition asks about. */
function openness(machine: Interpreter, state: State, condition: Value): Open {
  if (machine.readsMemory(condition))
    return isIndependent(machine, state, condition) ? Open.Answer : Open.Memory;
  const { values } = machine;
  const k = values.kind[condition];
  const isKind =
    (k === ValueKind.Equal || k === ValueKind.NotEqual) &&
    isGiven(machine, values.a[condition]) &&
    values.isConstant(values.b[condition]) &&
    values.b[condition] !== values.zero;
  return isKind ? Open.Kind : Open.No;
}

/**
 * Whether a condition asks what a call answered that was given no pointer, and nothing that was asked about before; and
 * memory, of which it might know, was not asked about either.
 */
function isIndependent(machine: Interpreter, state: State, condition: Value): boolean {
  const { values } = machine;
  const symbols = new Set<Value>();
  values.collectSymbols(condition, symbols);
  const given = new Set<Value>();
  for (const s of symbols) {
    const isHere = values.kind[s] === ValueKind.Result && values.a[s] >= machine.firstEpoch[machine.block];
    const call = isHere ? machine.instructionAt(values.a[s]) : undefined;
    if (call?.op !== Op.Call || call.args === null) return false;
    for (const r of call.args) {
      const v = machine.get(state, r);
      const isNumber = values.isConstant(v) || values.type[v]?.kind === TypeKind.Int;
      if (v <= UNINITIALISED || !isNumber) return false;
      values.collectSymbols(v, given);
    }
  }
  const asked = new Set<Value>();
  for (const question of state.allDecisions.keys()) {
    if (machine.readsMemory(question)) return false;
    values.collectSymbols(question, asked);
  }
  for (const v of given) if (asked.has(v)) return false;
  return true;
}

/** Whether v is what a caller has passed. */
function isGiven(machine: Interpreter, v: Value): boolean {
  const { values } = machine;
  let at = v;
  while (values.kind[at] === ValueKind.Convert) at = values.a[at];
  return values.kind[at] === ValueKind.Initial;
}

/** Whether v was set in several places, as the step is that a loop has come to. */
function isStep(machine: Interpreter, v: Value): boolean {
  const { values } = machine;
  let at = v;
  while (values.kind[at] === ValueKind.Convert) at = values.a[at];
  return values.kind[at] === ValueKind.JoinRegister;
}
