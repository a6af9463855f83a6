/** Objects whose last reference is lost while they still have to be released. */
import { saysEnd } from "../../flow/conventions";
import type { Context, Listener, Report } from "../../flow/events";
import { lower, nullness, truth, upper } from "../../flow/numbers";
import type { Site } from "../../flow/site";
import { type Lending, Life, type ObjectFacts, type State } from "../../flow/state";
import { type Region, RegionKind, UNINITIALISED, type Value, ValueKind } from "../../flow/values";
import type { Variable } from "../../ir/ir";
import { TypeKind } from "../../semantics/types";
import { saysFailure } from "./failure";
import { history } from "./lifetime";

/** Usual name of the function that releases a family, where it is not in the family's own models. */
const RELEASERS: Readonly<Record<string, string>> = {
  heap: "free",
  file: "fclose",
  descriptor: "close",
  dir: "closedir",
  pipe: "pclose",
};

const WAYS: Readonly<Record<string, string>> = {
  overwritten: "is overwritten here",
  scope: "goes out of scope here",
  released: "is held by the block that is released here alone,",
  returned: "is still held when the function returns here",
  thrown: "is still held when the exception leaves the function here",
  unbuilt: "is held by an object that this exception leaves unfinished, so that its destructor does not run,",
};

export const leaks: Listener = {
  release({ value }, context) {
    const { state } = context;
    const region = state.values.regionOf(value);
    const f = region === -1 ? undefined : state.factsOf(region);
    for (const l of f?.lent ?? []) {
      const answer = answerOf(state, l);
      // Whether there is anything at all the answer of who made it has to tell.
      if (l.site === f?.allocated) continue;
      // Where one answer was excluded, it is the one that says that all went well.
      const excluded = (state.constraint(l.result)?.not ?? 0) > 0 ? "positive" : null;
      const answers = answer === "" ? ANSWERS.filter((a) => a !== excluded) : [answer];
      for (const a of answers) context.witness(lentKey(l, a), 0);
      context.witness(lentKey(l, ANY_ANSWER), 0);
    }
  },

  return({ value }, context) {
    for (const { life, lent, allocated, released } of context.state.allFacts.values()) {
      if (released === null) continue;
      const isAgreed = allocated !== null && context.agreement(allocated) !== undefined;
      if (!isAgreed && (life !== Life.Released || lent === null)) continue;
      if (isFailing(value, context)) break;
      if (isAgreed) context.witness(releasedKey(allocated), 0);
      for (const l of lent ?? [])
        if (l.site !== allocated) context.witness(releasedKey(l.site), 0);
        else if (isTold(context.state, l)) context.witness(lentKey(l, answerOf(context.state, l)), 0);
    }
    // What the caller is given after others have read it was not theirs.
    const { state } = context;
    const region = value > UNINITIALISED ? state.values.existingPointee(value) : undefined;
    const f = region === undefined ? undefined : state.allFacts.get(region);
    for (const l of f?.lent ?? [])
      if (l.toRead || f?.memory === false) context.witness(lentKey(l, ANY_ANSWER), 0);
  },

  loss(event, context) {
    const { state } = context;
    // When main returns, the process ends and the system takes everything back.
    if (event.how === "returned" && context.function.name === "main") return;
    const f = state.factsOf(event.region);
    // What lies on the stack goes with it.
    if (state.doubtful || f.family === "stack") return;
    if (event.how === "thrown" && isBeingMade(f, event.site)) return;
    // Room for no elements: what was to keep it made no round.
    if (f.size > UNINITIALISED && !state.values.isConstant(f.size) && upper(state, f.size) <= 0) return;
    // What a helper keeps to itself and loses is its own fault, whoever calls it.
    if (f.allocated !== null && !context.isOwnCode(event.site) && context.isSameCode(f.allocated, event.site))
      return;
    if (event.how === "reallocated") {
      context.report({
        rule: "memory-leak",
        site: event.site,
        message:
          "If the block cannot be enlarged, null is stored over its only address: it is still there then, and can never be released.",
        confidence: "definite",
        steps: [],
      });
      return;
    }
    const { memory } = f;
    const agreement = f.allocated === null ? undefined : context.agreement(f.allocated);
    // A variable of a helper's, whose body stands here: it is told of there.
    if (agreement !== undefined && agreement.how !== "result" && !context.isOwnCode(f.allocated!)) return;
    const agreed = agreement?.releaser ?? "";
    const isAgreed = agreement !== undefined;
    const { variables } = context.function;
    const holder =
      agreement === undefined || agreement.how === "result"
        ? holderOf(variables, state, event.region)
        : variables[agreement.variable];
    // Of a class that is not known: a smart pointer, as likely as not.
    if (holder?.type.kind === TypeKind.Unknown && f.family.startsWith("new")) return;
    const owner = holder?.name ?? "";
    const subject = owner === "" ? `What ${f.allocator}() returned` : `'${owner}'`;
    const isCallee = event.how === "thrown" && !/^(?:throw|try)\b/.test(context.text(event.site));
    const way = isCallee
      ? "is still held when an exception of this call leaves the function"
      : WAYS[event.how];
    const releaser = isAgreed ? agreed : RELEASERS[f.family];
    const report: Report = {
      rule: memory ? "memory-leak" : "resource-leak",
      site: event.site,
      message: `${subject} ${way} and nothing else refers to ${lossOf(f, agreed)}.`,
      // Whether a function throws this time its caller may know.
      confidence: isCallee || isAgreed ? "evidence" : "definite",
      steps: history(f),
      facts: {
        acquireName: f.allocator,
        family: f.family,
        how: event.how,
        ...(owner === "" ? {} : { variable: owner, pointer: owner }),
        ...(releaser === undefined ? {} : { release: releaser }),
        ...(f.allocated === null ? {} : { allocStart: f.allocated.start, allocEnd: f.allocated.end }),
      },
    };
    if (f.lent === null && !isAgreed) context.report(report);
    else {
      // Who fails and was only to read has nothing to keep; of all others it has to be seen what they leave to us.
      const fails = event.how === "returned" && saysFailure(event.value, context);
      const isOnlyUsed = (l: Lending) => l.toRead || ((!memory || isAgreed) && !mayEnd(context.text(l.site)));
      const lent = (f.lent ?? []).filter((l) => l.site !== f.allocated);
      const made = f.lent?.find((l) => l.site === f.allocated);
      if (made !== undefined && !isTold(state, made)) return;
      // Who is not known to own it may well have handed it over where nothing says that something failed.
      if (isAgreed && !fails && event.how === "returned" && lent.some((l) => !l.toRead)) return;
      const keys = lent.map((l) => lentKey(l, fails && isOnlyUsed(l) ? ANY_ANSWER : answerOf(state, l)));
      if (made !== undefined) keys.push(lentKey(made, answerOf(state, made)));
      // What its name does not say to be made may be somebody else's, and have an end only sometimes.
      const isFailure = event.how === "returned" && isFailing(event.value, context);
      if (agreement?.isSaid === false && !isFailure) return;
      // What is released only where something fails is where it belongs in all other cases.
      if (event.how === "returned" && !isFailure) {
        for (const l of lent) if (!l.toRead) keys.push(releasedKey(l.site));
        if (isAgreed && f.allocated !== null) keys.push(releasedKey(f.allocated));
      }
      context.reportIfWitnessed(keys, 0, report);
    }
  },
};

function lossOf({ memory, allocator }: ObjectFacts, agreed: string): string {
  if (agreed !== "")
    return `what ${allocator}() made: ${agreed}() gives it back on other ways, not on this one`;
  return memory
    ? `the block from ${allocator}(): it can never be released`
    : `it: what ${allocator}() opened is never closed`;
}

/** Whether an exception comes out of the very `new` that asked for a block, which gives it back then (C++17 [expr.new]p21). */
function isBeingMade({ allocated, family }: ObjectFacts, { start, end }: Site): boolean {
  return allocated !== null && family.startsWith("new") && allocated.start <= start && end <= allocated.end;
}

/** What is told apart in the answers of functions that are not known; "" if it is not known which. */
const ANSWERS = ["", "negative", "zero", "positive", "not negative", "not zero"];

const ANY_ANSWER = "any";

/** Names a call that was given an object, and what it answered. */
function lentKey({ site }: Lending, answer: string): string {
  return `lent ${site.start} ${site.end} ${answer}`;
}

/** Whether a call may close what it is given: who only works with a handle does not own it where that fails. */
function mayEnd(call: string): boolean {
  return saysEnd(call.slice(0, Math.max(0, call.indexOf("("))));
}

/** Says that what a call was given is released by the function on a way on which nothing fails. */
function releasedKey({ start, end }: Site): string {
  return `lent ${start} ${end} released in success`;
}

/** Whether the function fails on this way: by what it returns, or by what another answered. */
function isFailing(value: Value, context: Context): boolean {
  if (saysFailure(value, context)) return true;
  const { state } = context;
  const { values } = state;
  const asked = new Set<Value>();
  for (const question of state.allDecisions.keys()) values.collectSymbols(question, asked);
  for (const s of asked)
    if (values.kind[s] === ValueKind.Result && (upper(state, s) < 0 || isNullPointer(state, s))) return true;
  return false;
}

function isNullPointer(state: State, v: Value): boolean {
  return state.values.type[v]?.kind === TypeKind.Pointer && nullness(state, v) === 1;
}

/** Whether it is known which answer a call gave, as far as the way so far has asked. */
function isTold(state: State, l: Lending): boolean {
  if (l.result <= UNINITIALISED || answerOf(state, l) !== "") return true;
  for (const question of state.allDecisions.keys())
    if (state.values.mentions(question, l.result)) return false;
  return true;
}

function answerOf(state: State, { result }: Lending): string {
  if (result <= UNINITIALISED) return "";
  const least = lower(state, result);
  const most = upper(state, result);
  if (most < 0) return "negative";
  if (least === 0 && most === 0) return "zero";
  if (least > 0) return "positive";
  if (truth(state, result) === 1) return "not zero";
  return state.constraint(result) !== undefined && least === 0 ? "not negative" : "";
}

/** The variable whose value is the pointer to the region. */
function holderOf(variables: readonly Variable[], state: State, region: Region): Variable | undefined {
  const { values } = state;
  if (values.regionKind[region] !== RegionKind.Pointee) return undefined;
  const owner = values.regionOwner[region];
  return variables.find((_, i) => state.register(i) === owner);
}
