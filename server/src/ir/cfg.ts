/**
 * The shape of a function's control flow. `arrange` brings the blocks that lowering made into their final form: empty
 * blocks skipped, straight lines merged, unreachable ones dropped, reverse post-order. `analyseCfg` then answers what
 * the interpreter asks: predecessors, dominators, loops, and which temporaries outlive their block.
 */
import { type Block, type IrFunction, Op, type Terminator } from "./ir";

/** The successors, each once, in source order. */
export function successors(terminator: Terminator): readonly number[] {
  switch (terminator.kind) {
    case "jump":
      return [terminator.to];
    case "branch":
      return [terminator.ifTrue, terminator.ifFalse];
    case "either":
      return terminator.targets;
    case "switch": {
      const targets = new Set<number>();
      for (const c of terminator.cases) targets.add(c.to);
      targets.add(terminator.otherwise);
      return [...targets];
    }
    default:
      return [];
  }
}

/** The same terminator with every target sent through `map`; a choice between equal targets becomes a jump. */
export function retarget(t: Terminator, map: (target: number) => number): Terminator {
  switch (t.kind) {
    case "jump":
      return { kind: "jump", to: map(t.to) };
    case "branch": {
      const ifTrue = map(t.ifTrue);
      const ifFalse = map(t.ifFalse);
      if (ifTrue === ifFalse) return { kind: "jump", to: ifTrue };
      return { kind: "branch", condition: t.condition, ifTrue, ifFalse, start: t.start, end: t.end };
    }
    case "either": {
      const targets = [...new Set(t.targets.map(map))];
      return targets.length === 1 ? { kind: "jump", to: targets[0] } : { kind: "either", targets };
    }
    case "switch": {
      const cases = t.cases.map((c) => ({ low: c.low, high: c.high, to: map(c.to) }));
      const otherwise = map(t.otherwise);
      if (cases.every((c) => c.to === otherwise)) return { kind: "jump", to: otherwise };
      return { kind: "switch", value: t.value, cases, otherwise, start: t.start, end: t.end };
    }
    default:
      return t;
  }
}

/** Reverse post-order of the blocks that are reachable from block 0, by an explicit stack. */
function reversePostOrder(blocks: readonly Block[]): number[] {
  const order: number[] = [];
  const seen = new Uint8Array(blocks.length);
  const stack: number[] = [0];
  const pending: (readonly number[])[] = [successors(blocks[0].terminator)];
  // Last successor first, so that after the reversal a loop's body precedes what follows the loop.
  const next: number[] = [pending[0].length];
  seen[0] = 1;
  while (stack.length > 0) {
    const top = stack.length - 1;
    if (next[top] === 0) {
      order.push(stack[top]);
      stack.pop();
      pending.pop();
      next.pop();
      continue;
    }
    const target = pending[top][--next[top]];
    if (seen[target]) continue;
    seen[target] = 1;
    stack.push(target);
    const targets = successors(blocks[target].terminator);
    pending.push(targets);
    next.push(targets.length);
  }
  return order.reverse();
}

/** Where control arrives that is sent to `block`, past blocks that only jump on. */
function destination(blocks: readonly Block[], block: number): number {
  let at = block;
  for (let steps = 0; steps < blocks.length; steps++) {
    const { instructions, terminator } = blocks[at];
    if (instructions.length > 0 || terminator.kind !== "jump" || terminator.to === at) break;
    at = terminator.to;
  }
  return at;
}

/** The final blocks, in reverse post-order with ids as indexes. Instructions are moved, not copied; block 0 stays first. */
export function arrange(blocks: readonly Block[]): Block[] {
  const arrival = (target: number) => destination(blocks, target);
  for (const block of blocks) block.terminator = retarget(block.terminator, arrival);
  const references = new Int32Array(blocks.length);
  const reachable = reversePostOrder(blocks);
  for (const id of reachable) {
    for (const target of successors(blocks[id].terminator)) references[target]++;
  }
  const merged = new Uint8Array(blocks.length);
  for (const id of reachable) {
    if (merged[id]) continue;
    const block = blocks[id];
    for (;;) {
      const { terminator } = block;
      if (terminator.kind !== "jump") break;
      const to = terminator.to;
      if (to === id || to === 0 || references[to] !== 1) break;
      merged[to] = 1;
      for (const instruction of blocks[to].instructions) block.instructions.push(instruction);
      block.terminator = blocks[to].terminator;
    }
  }
  const order = reversePostOrder(blocks);
  const numbers = new Int32Array(blocks.length);
  for (let i = 0; i < order.length; i++) numbers[order[i]] = i;
  const renumber = (target: number) => numbers[target];
  return order.map((id, index) => ({
    id: index,
    instructions: blocks[id].instructions,
    terminator: retarget(blocks[id].terminator, renumber),
  }));
}

export interface Cfg {
  readonly successors: readonly (readonly number[])[];
  readonly predecessors: readonly (readonly number[])[];
  /** Immediate dominator of each block; -1 for the entry. */
  readonly dominator: Int32Array;
  /** 1 for targets of back edges, where iteration has to widen. */
  readonly isLoopHead: Uint8Array;
  /** Head of the innermost loop that the block belongs to (a head belongs to its own loop); -1 outside of loops. */
  readonly loop: Int32Array;
  /** By block: for a loop head the head of the loop around it; else -1. */
  readonly outerLoop: Int32Array;
  /** By register: 1 for a temporary that is used in another block than the one that writes it. */
  readonly crossesBlocks: Uint8Array;
}

/** Whether a block belongs to the loop of a head, or to one inside of it. */
export function isInLoop({ loop, outerLoop }: Cfg, block: number, head: number): boolean {
  for (let at = loop[block]; at !== -1; at = outerLoop[at]) if (at === head) return true;
  return false;
}

/** Iterated intersection on the dominator tree (Cooper, Harvey, Kennedy: A Simple, Fast Dominance Algorithm). */
function dominators(predecessors: readonly (readonly number[])[]): Int32Array {
  const dominator = new Int32Array(predecessors.length).fill(-1);
  dominator[0] = 0;
  for (let changed = true; changed; ) {
    changed = false;
    for (let block = 1; block < predecessors.length; block++) {
      let common = -1;
      for (const from of predecessors[block]) {
        if (dominator[from] === -1) continue;
        if (common === -1) {
          common = from;
          continue;
        }
        let a = from;
        while (a !== common) {
          while (a > common) a = dominator[a];
          while (common > a) common = dominator[common];
        }
      }
      if (common !== dominator[block]) {
        dominator[block] = common;
        changed = true;
      }
    }
  }
  dominator[0] = -1;
  return dominator;
}

export function dominates(cfg: Cfg, a: number, b: number): boolean {
  let at = b;
  while (at > a) at = cfg.dominator[at];
  return at === a;
}

/**
 * Whether a way that never goes back leads from one block to another; ways through a block that `isEnd` names end there.
 */
export function reaches(
  cfg: Cfg,
  from: number,
  target: number,
  isEnd: (block: number) => boolean = () => false,
): boolean {
  const seen = new Set<number>([from]);
  const stack = [from];
  for (let b = stack.pop(); b !== undefined; b = stack.pop()) {
    if (b === target) return true;
    if (isEnd(b)) continue;
    for (const s of cfg.successors[b]) {
      // Blocks are numbered in reverse post-order: an edge to a lower number goes back.
      if (s <= b || s > target || seen.has(s)) continue;
      seen.add(s);
      stack.push(s);
    }
  }
  return false;
}

/**
 * Loops by their back edges. A retreating edge whose head does not dominate its source (a jump into a loop) makes a
 * loop too: its members are the blocks from which the source is reached without passing the head.
 */
function loops(predecessors: readonly (readonly number[])[]): Pick<Cfg, "isLoopHead" | "loop" | "outerLoop"> {
  const count = predecessors.length;
  const isLoopHead = new Uint8Array(count);
  const loop = new Int32Array(count).fill(-1);
  const outerLoop = new Int32Array(count).fill(-1);
  const stack: number[] = [];
  const mark = new Int32Array(count).fill(-1);
  // Inner loops have later heads, so going backwards meets them first and the outer loop only collects what is left.
  for (let head = count - 1; head >= 0; head--) {
    for (const source of predecessors[head]) {
      if (source < head) continue;
      isLoopHead[head] = 1;
      if (source !== head) stack.push(source);
    }
    if (!isLoopHead[head]) continue;
    loop[head] = head;
    while (stack.length > 0) {
      const block = stack.pop()!;
      if (block <= head || mark[block] === head) continue;
      mark[block] = head;
      if (loop[block] === -1) loop[block] = head;
      else {
        let inner = loop[block];
        while (inner !== head && outerLoop[inner] !== -1 && outerLoop[inner] !== head)
          inner = outerLoop[inner];
        if (inner !== head && outerLoop[inner] === -1) outerLoop[inner] = head;
      }
      for (const from of predecessors[block]) stack.push(from);
    }
  }
  return { isLoopHead, loop, outerLoop };
}

/** Which temporaries are used outside of the block that writes them. */
function crossing(fn: IrFunction): Uint8Array {
  const crosses = new Uint8Array(fn.registers);
  const writer = new Int32Array(fn.registers).fill(-1);
  for (const block of fn.blocks) {
    for (const instruction of block.instructions) {
      if (instruction.dst >= fn.variables.length) writer[instruction.dst] = block.id;
    }
  }
  const use = (register: number, block: number) => {
    if (register >= fn.variables.length && writer[register] !== block) crosses[register] = 1;
  };
  for (const block of fn.blocks) {
    for (const instruction of block.instructions) {
      use(instruction.a, block.id);
      use(instruction.b, block.id);
      if (instruction.args) for (const arg of instruction.args) use(arg, block.id);
      if (instruction.callee) use(instruction.callee.register, block.id);
      if (instruction.op === Op.Enter) use(fn.variables[instruction.imm].length, block.id);
    }
    const { terminator } = block;
    if (terminator.kind === "branch") use(terminator.condition, block.id);
    else if (terminator.kind === "switch" || terminator.kind === "return") use(terminator.value, block.id);
  }
  return crosses;
}

export function analyseCfg(fn: IrFunction): Cfg {
  const after = fn.blocks.map((block) => successors(block.terminator));
  const before: number[][] = fn.blocks.map(() => []);
  for (let block = 0; block < after.length; block++) {
    for (const target of after[block]) before[target].push(block);
  }
  return {
    successors: after,
    predecessors: before,
    dominator: dominators(before),
    ...loops(before),
    crossesBlocks: crossing(fn),
  };
}
