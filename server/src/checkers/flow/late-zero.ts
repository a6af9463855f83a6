/** CWE-369: a number is divided by first, and only then compared with 0. */
import type { Arithmetic, Branch, Context, Listener } from "../../flow/events";
import { lower } from "../../flow/numbers";
import type { Site } from "../../flow/site";
import type { State } from "../../flow/state";
import { type Value, ValueKind, type Values } from "../../flow/values";
import { successors } from "../../ir/cfg";
import { BinaryOp, type Block, CompareOp, type Instruction, Op } from "../../ir/ir";
import { TypeKind } from "../../semantics/types";
import { withoutComments } from "../../text/words";
import { quoted } from "../wording";

export const lateZero: Listener = {
  arithmetic(event, context) {
    if (!isQuotient(event) || !context.isOwnCode(event.site)) return;
    context.notes.set(quotientKey(event.site), { site: event.site, text: "" });
    const divisor = unconverted(context.state.values, event.right);
    if (context.state.values.isSymbol(divisor))
      context.notes.set(dividedKey(divisor), { site: event.site, text: "" });
  },

  branch(event, context) {
    if (!context.isOwnCode(event.site)) return;
    const { state } = context;
    if (state.doubtful) return;
    const v = askedForZero(context, event.value);
    // Other questions have no key: branches are many.
    if (v === -1 ? !state.values.isConstant(event.value) : state.values.type[v]?.kind !== TypeKind.Int)
      return;
    const key = `late-zero ${event.site.start}`;
    const found = v === -1 ? null : nonZeroSince(state, v);
    const quotient =
      found !== null
        ? context.notes.get(quotientKey(found))?.site
        : v === -1
          ? undefined
          : quotientLedAround(event, context, v);
    if (quotient === undefined) {
      // A place that is also reached without the division has every reason to ask.
      context.veto(key);
      return;
    }
    const name = numberAsked(event, context);
    if (name === "" || !spelling(context, quotient).includes(name)) return;
    context.reportUnlessVetoed(key, {
      rule: "division-by-zero",
      site: quotient,
      message: `${quoted(name)} is the divisor here, and only afterwards compared with 0: if it can be 0, this is too late.`,
      confidence: "evidence",
      steps: [{ site: event.site, message: "compared with 0 here" }],
    });
  },
};

function isQuotient({ op, type }: Arithmetic): boolean {
  return (op === BinaryOp.Divide || op === BinaryOp.Remainder) && type.kind === TypeKind.Int;
}

function quotientKey({ start, end }: Site): string {
  return `divided by at ${start} ${end}`;
}

/** What v was before it was converted. */
function unconverted({ kind, a }: Values, v: Value): Value {
  let at = v;
  while (kind[at] === ValueKind.Convert) at = a[at];
  return at;
}

function dividedKey(divisor: Value): string {
  return `divided by ${divisor}`;
}

/**
 * The division by v that every way to the question passes but for those on which there is nothing to divide:
 * `limit != 0 && n > limit / v` asks whether there is a limit, which says nothing of v.
 */
function quotientLedAround(event: Branch, context: Context, v: Value): Site | undefined {
  const site = context.notes.get(dividedKey(unconverted(context.state.values, v)))?.site;
  const { blocks, variables } = context.function;
  if (site === undefined) return undefined;
  const around = (ins: Instruction) =>
    ins.op === Op.Binary && ins.start === site.start && ins.end === site.end;
  const within = blocks.find(({ instructions }) => instructions.some(around));
  const before = blocks.filter((b) => within !== undefined && successors(b.terminator).includes(within.id));
  const [asking] = before;
  if (within === undefined || before.length !== 1 || asking.terminator.kind !== "branch") return undefined;
  const dividend = sourceOf(within.instructions, within.instructions.find(around)!.a);
  const asked = sourceOf(asking.instructions, asking.terminator.condition);
  if (
    dividend >= variables.length ||
    dividend !== asked ||
    within.instructions.some((ins) => ins.dst === dividend)
  )
    return undefined;
  return reachesAround(blocks, asking.id, event.site) ? undefined : site;
}

/** What a register was copied from, converted from or compared with 0 for, within a block. */
function sourceOf(instructions: readonly Instruction[], register: number): number {
  let at = register;
  for (let i = instructions.length - 1; i >= 0; i--) {
    const { dst, op, a, b, imm } = instructions[i];
    if (dst !== at) continue;
    const isAsked = op === Op.Compare && imm === CompareOp.NotEqual && isZero(instructions, b);
    if (op !== Op.Copy && op !== Op.Cast && !isAsked) return at;
    at = a;
  }
  return at;
}

function isZero(instructions: readonly Instruction[], register: number): boolean {
  const ins = instructions.find(({ dst }) => dst === register);
  return ins?.op === Op.Cast ? isZero(instructions, ins.a) : ins?.op === Op.Const && ins.imm === 0;
}

/** Whether a question can be reached from the function's start without passing a block. */
function reachesAround(blocks: readonly Block[], block: number, question: Site): boolean {
  const seen = new Set([block]);
  const todo = [0];
  for (let b = todo.pop(); b !== undefined; b = todo.pop()) {
    if (seen.has(b)) continue;
    seen.add(b);
    const { terminator } = blocks[b];
    if (
      terminator.kind === "branch" &&
      terminator.start === question.start &&
      terminator.end === question.end
    )
      return true;
    todo.push(...successors(terminator));
  }
  return false;
}

/** The number of which a condition asks whether it is 0; -1 for none. */
function askedForZero({ state }: Context, condition: Value): Value {
  const { values } = state;
  const k = values.kind[condition];
  let v = condition;
  if (k === ValueKind.Equal || k === ValueKind.NotEqual) {
    if (values.b[condition] !== values.zero) return -1;
    v = values.a[condition];
  } else if (values.isComparison(condition)) {
    // `n > 0`, which asks just that of a number without sign.
    if (values.a[condition] !== values.zero) return -1;
    v = values.b[condition];
    if (lower(state, v) < 0) return -1;
  }
  return values.isConstant(v) ? -1 : v;
}

/** What told that a number, or what it was converted from, is not 0: the newest check or use; null for nothing. */
function nonZeroSince(state: State, v: Value): Site | null {
  for (let at = v; ; at = state.values.a[at]) {
    const c = state.constraint(at);
    if (c !== undefined && (c.not === 0 || c.lo > 0)) return c.site;
    if (state.values.kind[at] !== ValueKind.Convert) return null;
  }
}

/** The number as a condition has it that asks whether it is 0 and nothing else; "" for other conditions. */
function numberAsked({ site }: Branch, context: Context): string {
  return PLAIN.exec(spelling(context, site))?.[1] ?? "";
}

const PLAIN = /^[!(]*([\w.>[\]-]+?)(?:(?:==|!=|>)0[uUlL]*)?[)]*$/;

/** The source without comments and blanks. */
function spelling(context: Context, site: Site): string {
  return withoutComments(context.text(site)).replace(/\s+/g, "");
}
