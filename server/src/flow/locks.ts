/**
 * Locks as states of objects: what a call that takes or gives one does to it, and what other calls may. A lock that is
 * taken only under a condition is not followed: the condition that gives it back may be anything.
 */
import type { LockEffect } from "../models/model";
import type { Call } from "./events";
import type { Interpreter } from "./interpreter";
import { assume, bound } from "./numbers";
import { factsWith, LockState, type ObjectFacts, Origin, type State } from "./state";
import { type Region, RegionKind, UNINITIALISED } from "./values";

/** The object that stands for the lock, the same however often its address was read; -1 if it cannot be told. */
function lockRegion(machine: Interpreter, call: Call, effect: LockEffect): Region {
  const { values } = machine;
  if (effect.param < 0) return values.named(RegionKind.Global, effect.global, null);
  const v = call.args[effect.param];
  if (v === undefined || v <= UNINITIALISED || values.isConstant(v)) return -1;
  const address = values.timeless(v);
  return values.offsetOf(address) === values.zero ? values.regionOf(address) : -1;
}

/** The states after a call that takes a lock: one in which it holds it, and one in which it failed if anybody asks. */
export function takeLock(machine: Interpreter, state: State, call: Call, effect: LockEffect): State[] {
  const region = lockRegion(machine, call, effect);
  if (region === -1) return [state];
  const f = state.factsOf(region);
  machine.emitLock(state, {
    call,
    region,
    takes: true,
    recursive: effect.recursive,
    before: f.lock,
    since: f.locked,
  });
  const { dst } = call.instruction;
  const failed = effect.failure !== "never" && machine.isRead(dst) ? state.fork() : null;
  const again = f.lock === LockState.Held || f.lock === LockState.HeldAcross;
  const followed = !again && !machine.isOptional() && f.lock !== LockState.Unknown;
  state.setFacts(
    region,
    factsWith(f, {
      lock: followed ? LockState.Held : LockState.Unknown,
      locked: call.instruction,
    }),
  );
  if (failed === null) return [state];
  // Who gives a lock back to take it again reckons with having it, whatever a helper makes of the answer.
  if (f.lock === LockState.Given) failed.setFacts(region, factsWith(f, { lock: LockState.Unknown }));
  const status = machine.registerOf(state, dst);
  const isZero = (s: State) => bound(s, status, 0, 0, null, Origin.Derived);
  const zeroFails = effect.failure === "zero";
  // Success is 1 where it is compared with a name for it: pdTRUE.
  const succeeds = zeroFails ? bound(state, status, 1, 1, null, Origin.Derived) : isZero(state);
  const fails = zeroFails ? isZero(failed) : assume(failed, status, true, null);
  return succeeds ? (fails ? [state, failed] : [state]) : [failed];
}

/** `isFirst`: no code that is not known has run before, which may have taken locks for this function. */
export function giveLock(
  machine: Interpreter,
  state: State,
  call: Call,
  effect: LockEffect,
  isFirst: boolean,
): void {
  const region = lockRegion(machine, call, effect);
  const f = region === -1 ? undefined : state.factsOf(region);
  if (f === undefined || f.lock === LockState.None || f.lock === LockState.Unknown) {
    const isUntouched = f !== undefined && f.lock === LockState.None && f.locked === null;
    if (isFirst && isUntouched && !holdsAny(state)) emitGiven(machine, state, call, effect, region, f);
    // Perhaps one of those that are held, under another name.
    changeLocks(state, LockState.Unknown, LockState.Unknown);
    return;
  }
  emitGiven(machine, state, call, effect, region, f);
  state.setFacts(region, factsWith(f, { lock: LockState.Given, locked: call.instruction }));
}

function emitGiven(
  machine: Interpreter,
  state: State,
  call: Call,
  effect: LockEffect,
  region: Region,
  f: ObjectFacts,
): void {
  const { recursive } = effect;
  machine.emitLock(state, { call, region, takes: false, recursive, before: f.lock, since: f.locked });
}

export function holdsAny(state: State): boolean {
  for (const f of state.allFacts.values())
    if (f.lock === LockState.Held || f.lock === LockState.HeldAcross) return true;
  return false;
}

/** A function that is not known runs: a lock may have been given and taken back meanwhile, or given for good. */
export function locksAcross(machine: Interpreter, state: State, call: Call): void {
  const held = soundsLikeAnEnd(call.name) ? LockState.Unknown : LockState.HeldAcross;
  changeLocks(state, held, LockState.None);
  for (const [region, f] of [...state.allFacts])
    if (
      f.lock === LockState.HeldAcross &&
      call.args.some((a) => a > UNINITIALISED && machine.values.regionOf(a) === region)
    )
      state.setFacts(region, factsWith(f, { lock: LockState.Unknown }));
}

/** Code runs of which nothing is known. */
export function forgetLocks(state: State): void {
  changeLocks(state, LockState.Unknown, LockState.Unknown);
}

function changeLocks(state: State, held: LockState, given: LockState): void {
  for (const [region, f] of state.allFacts) {
    if (f.lock === LockState.None || f.lock === LockState.Unknown) continue;
    const lock = f.lock === LockState.Given ? given : held;
    if (lock !== f.lock) state.setFacts(region, factsWith(f, { lock }));
  }
}

const ENDS =
  /unlock|release|leave|exit|give|end|free|close|destroy|delete|done|finish|clean|abort|fail|err|put|stop|drop|return|post|up$|deinit|teardown|unref|yield|wait|sleep/i;

/** Whether the name of an unknown function lets expect that it gives locks back. Asked only while a lock is held. */
function soundsLikeAnEnd(name: string): boolean {
  return name === "" || ENDS.test(name);
}
