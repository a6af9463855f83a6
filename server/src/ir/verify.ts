/**
 * Checks the promises that `ir.ts` makes, for tests: targets in range, every temporary written once and before use,
 * instructions with the operands their operation needs, scopes entered and left alike on all paths.
 */
import { analyseCfg, type Cfg, dominates } from "./cfg";
import { type Instruction, type IrFunction, Op } from "./ir";

const NO_RESULT = new Set<Op>([
  Op.Store,
  Op.Zero,
  Op.InitString,
  Op.CopyMemory,
  Op.Enter,
  Op.Leave,
  Op.Offer,
]);
const OPTIONAL_RESULT = new Set<Op>([Op.Call, Op.Opaque]);
const ONE_OPERAND = new Set<Op>([
  Op.Copy,
  Op.Unary,
  Op.Cast,
  Op.FieldAddress,
  Op.Load,
  Op.Zero,
  Op.InitString,
  Op.Offer,
]);
const TWO_OPERANDS = new Set<Op>([
  Op.Binary,
  Op.Compare,
  Op.PointerAdd,
  Op.PointerDiff,
  Op.Store,
  Op.CopyMemory,
]);

/** What is wrong, one sentence each; empty for a sound function. */
export function verify(fn: IrFunction): string[] {
  const faults: string[] = [];
  const count = fn.blocks.length;
  if (count === 0) return ["no blocks"];
  fn.blocks.forEach((block, index) => {
    if (block.id !== index) faults.push(`block ${index} has id ${block.id}`);
  });
  for (const block of fn.blocks) {
    const t = block.terminator;
    const targets =
      t.kind === "jump"
        ? [t.to]
        : t.kind === "branch"
          ? [t.ifTrue, t.ifFalse]
          : t.kind === "either"
            ? t.targets
            : t.kind === "switch"
              ? [...t.cases.map((c) => c.to), t.otherwise]
              : [];
    for (const target of targets) {
      if (!(target >= 0 && target < count)) faults.push(`b${block.id} goes to b${target}`);
    }
  }
  if (faults.length > 0) return faults;
  const cfg = analyseCfg(fn);
  if (cfg.predecessors[0].length > 0) faults.push("the entry has predecessors");
  registers(fn, cfg, faults);
  scopes(fn, cfg, faults);
  for (const block of fn.blocks) for (const i of block.instructions) shape(fn, i, faults);
  return faults;
}

function shape(fn: IrFunction, i: Instruction, faults: string[]): void {
  const fail = (what: string) => faults.push(`op ${i.op} at ${i.start}: ${what}`);
  if (NO_RESULT.has(i.op) ? i.dst !== -1 : !OPTIONAL_RESULT.has(i.op) && i.dst < 0) fail(`dst ${i.dst}`);
  if (ONE_OPERAND.has(i.op) && (i.a < 0 || i.b !== -1)) fail("needs one operand");
  if (TWO_OPERANDS.has(i.op) && (i.a < 0 || i.b < 0)) fail("needs two operands");
  if (i.dst >= 0 && i.dst < fn.variables.length && i.op !== Op.Copy) fail("writes a variable");
  const isTyped = i.op === Op.Cast || i.op === Op.Compare;
  if (isTyped ? i.from === null : i.from !== null && i.op !== Op.FieldAddress) fail("from");
  if ((i.op === Op.Call) !== (i.callee !== null)) fail("callee");
  if (i.op === Op.Call && i.argSpans?.length !== 2 * (i.args?.length ?? -1)) fail("argSpans");
  if ((i.op === Op.String || i.op === Op.InitString) && !fn.strings[i.imm]) fail("string");
  if (i.op === Op.VariableAddress && !fn.variables[i.imm]?.memory) fail("address of a register");
  if (!i.type) fail("type");
  if (!(i.start >= 0 && i.end >= i.start)) fail("span");
  if (Number.isNaN(i.imm)) fail("imm");
}

function registers(fn: IrFunction, cfg: Cfg, faults: string[]): void {
  const variables = fn.variables.length;
  const block = new Int32Array(fn.registers).fill(-1);
  const position = new Int32Array(fn.registers);
  for (const { id, instructions } of fn.blocks) {
    instructions.forEach((instruction, index) => {
      const { dst } = instruction;
      if (dst >= fn.registers) faults.push(`register ${dst} is out of range`);
      if (dst < variables) return;
      if (block[dst] !== -1) faults.push(`%${dst - variables} is written twice`);
      block[dst] = id;
      position[dst] = index;
    });
  }
  const use = (register: number, at: number, index: number) => {
    if (register < 0) return;
    if (register < variables) {
      if (fn.variables[register].memory) faults.push(`register of ${fn.variables[register].name} is used`);
      return;
    }
    const from = block[register];
    const defined = from === at ? position[register] < index : from !== -1 && dominates(cfg, from, at);
    if (!defined) faults.push(`%${register - variables} is used in b${at} before it is written`);
  };
  for (const { id, instructions, terminator } of fn.blocks) {
    instructions.forEach((i, index) => {
      use(i.a, id, index);
      use(i.b, id, index);
      if (i.args) for (const arg of i.args) use(arg, id, index);
      if (i.callee) use(i.callee.register, id, index);
      if (i.dst >= 0 && i.dst < variables) use(i.dst, id, index);
      if (i.op === Op.Enter) use(fn.variables[i.imm].length, id, index);
    });
    const end = instructions.length;
    if (terminator.kind === "branch") {
      use(terminator.condition, id, end);
      if (terminator.condition < 0) faults.push(`b${id} tests nothing`);
    } else if (terminator.kind === "switch" || terminator.kind === "return") {
      use(terminator.value, id, end);
    }
  }
}

/** Forward over all paths: the set of entered variables must be the same wherever paths meet. */
function scopes(fn: IrFunction, cfg: Cfg, faults: string[]): void {
  const entered: (ReadonlySet<number> | undefined)[] = fn.blocks.map(() => undefined);
  entered[0] = new Set();
  for (const { id, instructions, terminator } of fn.blocks) {
    const before = entered[id];
    if (!before) continue;
    const live = new Set(before);
    for (const i of instructions) {
      if (i.op === Op.Enter) {
        if (live.has(i.imm))
          faults.push(`variable ${i.imm} ${fn.variables[i.imm].name} is entered twice in b${id}`);
        live.add(i.imm);
      } else if (i.op === Op.Leave && !live.delete(i.imm)) {
        faults.push(`variable ${i.imm} ${fn.variables[i.imm].name} is left in b${id} but not entered`);
      }
    }
    // A record that is returned by value lives on as the result.
    if (terminator.kind === "return" && live.size > 1) {
      faults.push(`variables ${[...live].join(", ")} are not left in b${id}`);
    }
    for (const target of cfg.successors[id]) {
      const there = entered[target];
      if (!there) entered[target] = live;
      else if (there.size !== live.size || [...live].some((v) => !there.has(v))) {
        faults.push(
          `b${target} is reached with {${[...there].join(" ")}} and, from b${id}, {${[...live].join(" ")}}`,
        );
      }
    }
  }
}
