/**
 * Locks that are kept by mistake: a path that returns without giving back what other paths of the same function give
 * back, and locks that are taken or given twice in a row.
 */
import type { Context, Listener, LockChange } from "../../flow/events";
import { holdsAny } from "../../flow/locks";
import { truth } from "../../flow/numbers";
import type { Site } from "../../flow/site";
import { LockState } from "../../flow/state";
import { UNINITIALISED, type Value } from "../../flow/values";
import { quoted } from "../wording";
import { saysFailure } from "./failure";

export const locks: Listener = {
  lock(event, context) {
    if (context.state.doubtful) return;
    if (!event.takes && context.isOwnCode(event.call.instruction)) givenUnheld(event, context);
    if (event.since === null) return;
    // A helper may take or give a lock in a callee of its own that is not followed.
    const isSame = context.isSameCode(event.since, event.call.instruction);
    if (!isSame && !event.takes) return;
    if (event.takes && event.before === LockState.Held && !event.recursive) {
      reportTwice(event, context, "is taken again by", "that already holds it: it waits for itself for ever");
    } else if (!event.takes && event.before === LockState.Given) {
      reportTwice(
        event,
        context,
        "was given back already, and",
        "gives back what is not held, or somebody else's",
      );
    }
  },

  return({ site, value }, context) {
    atExit(context, site, value, saysFailure(value, context), "The function returns");
  },

  thrown(site, context) {
    if (context.isOwnCode(site)) atExit(context, site, -1, true, "The exception leaves the function");
  },
};

/** What a result may say: 0, something else, or nothing that is known. */
const ANSWERS = [0, 1, -1];

/** What is held and what was given back where a function is left. */
function atExit(context: Context, site: Site, result: Value, failure: boolean, leaves: string): void {
  const { state } = context;
  if (state.allFacts.size === 0) return;
  const holds = holdsAny(state);
  const told = result > UNINITIALISED ? truth(state, result) : -1;
  for (const [region, f] of state.allFacts) {
    if (f.lock === LockState.Given) {
      // With another lock in hand this one was only on the way: the last of a row, the one before in a list.
      if (holds) continue;
      context.witness(`${region} given`, site.start);
      if (!failure)
        for (const answer of told === -1 ? ANSWERS : [told, -1])
          context.witness(`${region} given for ${answer}`, site.start);
      continue;
    }
    if ((f.lock !== LockState.Held && f.lock !== LockState.HeldAcross) || state.doubtful || f.locked === null)
      continue;
    if (isMeantToHold(context.function.name)) continue;
    const name = lockName(context, f.locked);
    const report = {
      rule: "lock-not-released",
      site,
      message: `${leaves} here and still holds ${name}, which it gives back on other paths: whoever wants it next waits for ever.`,
      confidence: "evidence",
      steps: [{ site: f.locked, message: "taken here" }],
    } as const;
    // Failure is where unlocking is forgotten. A success that holds the lock may be the function's purpose, unless
    // it gives it back in success elsewhere too, with the same answer, at this very place or further down.
    if (failure) context.reportIfWitnessed(`${region} given`, 0, report);
    else context.reportIfWitnessed(`${region} given for ${told}`, site.start, report);
  }
}

/** A common way out that gives back what some ways to it have taken, and others have not. */
function givenUnheld({ call, before }: LockChange, context: Context): void {
  const { instruction } = call;
  const key = `given ${instruction.start} ${instruction.end}`;
  if (before === LockState.Held || before === LockState.HeldAcross) context.witness(key, 0);
  else if (before === LockState.None)
    context.reportIfWitnessed(key, 0, {
      rule: "lock-not-released",
      site: instruction,
      message: `${call.name}() gives back ${lockName(context, instruction)}, which was not taken on every way to here: on one it is not held, or is somebody else's.`,
      confidence: "evidence",
      steps: [],
    });
}

function reportTwice(event: LockChange, context: Context, what: string, consequence: string): void {
  const { call, since } = event;
  if (since === null) return;
  if (event.takes && isOfAnotherSystem(context, since, call.name)) return;
  const name = lockName(context, call.instruction);
  context.report({
    rule: "lock-not-released",
    site: call.instruction,
    message: event.takes
      ? `${name} ${what} the thread ${consequence}.`
      : `${name} ${what} ${call.name}() ${consequence}.`,
    confidence: "evidence",
    steps: [{ site: since, message: event.takes ? "taken here" : "given back here" }],
  });
}

/** Whether the call at a site is one of another library: taken by both, the lock is for builds with either of them. */
function isOfAnotherSystem({ function: fn }: Context, site: Site, name: string): boolean {
  const isThere = (ins: Site) => ins.start === site.start && ins.end === site.end;
  for (const { instructions } of fn.blocks)
    for (const ins of instructions)
      if (ins.callee != null && isThere(ins) && ins.callee.name.slice(0, 3) !== name.slice(0, 3)) return true;
  return false;
}

/** The lock as the call at `site` names it. */
function lockName(context: Context, site: { readonly start: number; readonly end: number }): string {
  const text = context.text(site);
  const open = text.indexOf("(");
  const argument =
    open === -1
      ? ""
      : text
          .slice(open + 1, text.lastIndexOf(")"))
          .split(",")[0]
          .trim();
  const object =
    argument === ""
      ? text.slice(0, Math.max(open, 0)).replace(/(\.|->)\w+$/, "")
      : argument.replace(/^&/, "");
  return quoted(object) || "the lock";
}

/** Functions that are called for the lock itself. */
function isMeantToHold(name: string): boolean {
  return /lock|acquire|enter|begin|take|hold|claim|reserve|grab|suspend|critical|mutex|guard/i.test(name);
}
