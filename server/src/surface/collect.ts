/**
 * Makes a function's dependence graph from its IR: follows its data through registers and memory until nothing changes,
 * then notes what reaches calls, results, shared memory, uses and checks.
 */
import { analyseCfg, type Cfg, dominates } from "../ir/cfg";
import { CompareOp, type Instruction, type IrFunction, Op } from "../ir/ir";
import { spell } from "../semantics/type-queries";
import { type Type, TypeKind } from "../semantics/types";
import { callEffects } from "./calls";
import { type Collection, isPointer, leadsToFields, type Meaning, recordAt } from "./collection";
import type {
  Check,
  Edge,
  Entry,
  FunctionDependence,
  HandedOver,
  Node,
  ProjectCall,
  Use,
} from "./dependence";
import { Memory } from "./memory";
import { usesOf } from "./uses";

export interface CollectInput {
  readonly function: IrFunction;
  readonly id: string;
  /** Where the function's unit starts in the file. */
  readonly offset: number;
  meaningOf(call: Instruction): Meaning;
  /** Definitions of the project that a function's name means. */
  definitionsOf(name: string): readonly string[];
}

/** Rounds until a function counts as settled: each follows one more step of what is handed on backwards. */
const MAX_ROUNDS = 16;

/** The place in a function where something happens, for the question what comes before it. */
export interface Point {
  readonly block: number;
  readonly at: number;
}

interface FoundCheck extends Check {
  readonly point: Point;
  readonly sources: ReadonlySet<number>;
}

export function collect(input: CollectInput): FunctionDependence {
  const { function: fn, offset } = input;
  const memory = new Memory(fn.registers);
  const entries: Entry[] = [];
  const collection = prepare(input, memory, entries);
  fn.variables.forEach((v, i) => {
    if (v.param >= 0) receive(collection, i, entries, offset);
  });
  for (let round = 0; round < MAX_ROUNDS; round++) {
    for (const { instructions } of fn.blocks) for (const ins of instructions) step(collection, ins);
    if (!memory.settle()) break;
  }
  return finish(input, collection, entries);
}

function prepare(input: CollectInput, memory: Memory, entries: Entry[]): Collection {
  const { function: fn, offset } = input;
  const writers = new Map<number, Instruction>();
  const meanings = new Map<Instruction, Meaning>();
  const calls = new Map<Instruction, number>();
  const entryOf = new Map<Instruction, number>();
  for (const { instructions } of fn.blocks)
    for (const ins of instructions) {
      if (ins.dst >= fn.variables.length) writers.set(ins.dst, ins);
      if (ins.op !== Op.Call || ins.callee === null) continue;
      const meaning = input.meaningOf(ins);
      meanings.set(ins, meaning);
      // The targets of a call through a field are found when all files are known.
      if (meaning.targets.length > 0 || ins.callee.kind === "pointer") calls.set(ins, calls.size);
      const kind = meaning.model?.sources.find((source) => source.kind !== "random")?.kind;
      if (kind === undefined) continue;
      entryOf.set(ins, entries.length);
      entries.push({ kind, name: ins.callee.name, start: ins.start + offset, end: ins.end + offset });
    }
  return { fn, memory, writers, meanings, calls, entries: entryOf };
}

/** Parameters bring the caller's data; those of `main` bring the command line's and the environment's. */
function receive({ fn, memory }: Collection, variable: number, entries: Entry[], offset: number): void {
  const { param, type, memory: inMemory, name, start, end } = fn.variables[variable];
  const source = memory.source({ kind: "parameter", index: param });
  const place = memory.place(`parameter ${param}`);
  if (!leadsToFields(type)) memory.addContent(place, [source]);
  if (!inMemory) {
    if (isPointer(type)) memory.addRoots(variable, [place]);
    else memory.addValue(variable, [source]);
    if (type.kind === TypeKind.Unknown) memory.addRoots(variable, [place]);
  }
  const kind = fn.name === "main" || fn.name === "wmain" ? MAIN_PARAMETERS[param] : undefined;
  if (kind === undefined) return;
  const entry = { kind: "entry", index: entries.length } as const;
  entries.push({ kind, name, start: start + offset, end: end + offset });
  memory.addContent(place, [memory.source(entry)]);
}

const MAIN_PARAMETERS = [undefined, "arguments", "environment"] as const;

/** Whether a value of the type may hold data by itself, and not only lead to it. */
function isPlain(type: Type): boolean {
  return !isPointer(type);
}

function step(collection: Collection, ins: Instruction): void {
  const { memory } = collection;
  switch (ins.op) {
    case Op.Cast:
      memory.addValue(ins.dst, memory.value(ins.a));
      memory.addRoots(ins.dst, memory.rootsOf(ins.a));
      // Bytes that are looked at as a record.
      if (leadsToFields(ins.type) && ins.from?.to?.kind === TypeKind.Int && ins.from.to.size === 1)
        for (const from of memory.rootsOf(ins.a))
          memory.copy(from, memory.sharedPlace(`${ins.type.to?.record?.name}.*`));
      break;
    case Op.Copy:
    case Op.Unary:
      memory.addValue(ins.dst, memory.value(ins.a));
      memory.addRoots(ins.dst, memory.rootsOf(ins.a));
      break;
    case Op.Binary:
    case Op.PointerDiff:
      memory.addValue(ins.dst, memory.value(ins.a));
      memory.addValue(ins.dst, memory.value(ins.b));
      break;
    case Op.PointerAdd:
      memory.addValue(ins.dst, memory.value(ins.a));
      memory.addValue(ins.dst, memory.value(ins.b));
      memory.addRoots(ins.dst, memory.rootsOf(ins.a));
      break;
    case Op.VariableAddress:
      memory.addRoots(ins.dst, [variablePlace(collection, ins.imm)]);
      break;
    case Op.GlobalAddress:
      // What went wrong last is no data.
      if (ins.name !== "errno") memory.addRoots(ins.dst, [memory.sharedPlace(ins.name)]);
      break;
    case Op.FieldAddress:
      memory.addRoots(ins.dst, fieldPlaces(collection, ins));
      break;
    case Op.Load:
      if (isPlain(ins.type)) memory.addValue(ins.dst, contentsOf(memory, ins.a));
      if ((isPointer(ins.type) && !leadsToFields(ins.type)) || ins.type.kind === TypeKind.Unknown)
        memory.addRoots(ins.dst, memory.rootsOf(ins.a));
      break;
    case Op.Store:
      for (const place of memory.rootsOf(ins.a)) {
        if (isPlain(ins.type)) memory.addContent(place, memory.value(ins.b));
        for (const from of memory.rootsOf(ins.b)) link(memory, from, place);
      }
      break;
    case Op.CopyMemory:
      for (const place of memory.rootsOf(ins.a))
        for (const from of memory.rootsOf(ins.b)) memory.copy(from, place);
      break;
    case Op.Call:
      callEffects(collection, ins);
      break;
    case Op.Opaque:
      for (const a of ins.args ?? []) memory.addValue(ins.dst, memory.reach(a));
      break;
    default:
      break;
  }
}

/** A pointer to `from` is kept in `place`: who reads the one reads the other; what only this function knows is the same. */
function link(memory: Memory, from: number, place: number): void {
  memory.copy(from, place);
  const name = memory.nameOf(from);
  if (name.startsWith("variable ") || name.startsWith("made ")) memory.copy(place, from);
}

function contentsOf(memory: Memory, address: number): Set<number> {
  const all = new Set<number>();
  for (const place of memory.rootsOf(address)) for (const source of memory.content(place)) all.add(source);
  return all;
}

function variablePlace({ fn, memory }: Collection, variable: number): number {
  const { param } = fn.variables[variable];
  return memory.place(param >= 0 ? `parameter ${param}` : `variable ${variable}`);
}

/** The fields of all records of a type are one place; those of a record that is not known are the record itself. */
function fieldPlaces(collection: Collection, ins: Instruction): Iterable<number> {
  const { memory } = collection;
  const record = recordAt(collection, ins.a);
  if (record === "") return memory.rootsOf(ins.a);
  const place = memory.sharedPlace(`${record}.${ins.name}`);
  memory.copy(memory.sharedPlace(`${record}.*`), place);
  return [place];
}

function finish(input: CollectInput, collection: Collection, entries: readonly Entry[]): FunctionDependence {
  const { function: fn, offset } = input;
  const { memory } = collection;
  const cfg = analyseCfg(fn);
  const found = checksOf(collection, cfg);
  const edges: Edge[] = [];
  const connect = (sources: Iterable<number>, to: Node) => {
    for (const source of sources) {
      const from = memory.sources[source];
      if (from.kind === to.kind && from.kind === "shared" && to.kind === "shared" && from.name === to.name)
        continue;
      if (from.kind !== "verdict") edges.push({ from, to });
      else if (to.kind === "return") edges.push({ from, to: { kind: "judged" } });
      else if (to.kind === "check" || to.kind === "judged") edges.push({ from, to });
    }
  };
  const subjects = found.map(({ sources }) => subjectsOf(collection, sources));
  const before = (point: Point, sources: ReadonlySet<number>) =>
    found.flatMap((check, i) =>
      isBefore(cfg, check.point, point) && overlap(subjects[i], sources) ? [i] : [],
    );

  const calls: ProjectCall[] = [];
  const uses: Use[] = [];
  const handedOver: HandedOver[] = [];
  fn.blocks.forEach(({ instructions, terminator }, block) => {
    instructions.forEach((ins, at) => {
      const point = { block, at };
      if (collection.calls.has(ins)) {
        const index = calls.length;
        calls.push({
          ...callOf(collection, ins, offset),
          checks: (ins.args ?? []).map((a, argument) => {
            const sources = memory.reach(a);
            connect(sources, { kind: "argument", index, argument });
            return before(point, sources);
          }),
        });
      }
      for (const { kind, name, sources, start, end } of usesOf(collection, ins)) {
        const real = new Set([...sources].filter((source) => memory.sources[source].kind !== "verdict"));
        // What came in last fits where it was put.
        const isEnd =
          kind === "index" && [...real].every((source) => memory.sources[source].kind === "amount");
        if (real.size === 0 || isEnd) continue;
        connect(real, { kind: "use", index: uses.length });
        uses.push({ kind, name, start: start + offset, end: end + offset, checks: before(point, real) });
      }
      const given = handingOver(input, collection, ins);
      if (given !== undefined) handedOver.push(given);
    });
    if (terminator.kind === "return" && terminator.value >= 0)
      connect(memory.reach(terminator.value), { kind: "return" });
  });
  const returns = fn.type.to?.kind !== TypeKind.Void;
  found.forEach(({ sources }, index) => {
    connect(sources, { kind: "check", index });
    if (returns) connect(sources, { kind: "judged" });
  });
  for (let place = 0; place < memory.placeCount; place++) {
    const [kind, ...rest] = memory.nameOf(place).split(" ");
    if (kind === "shared") connect(memory.content(place), { kind: "shared", name: rest.join(" ") });
    if (kind !== "parameter") continue;
    const index = Number(rest[0]);
    const own = memory.source({ kind: "parameter", index });
    const others = [...memory.content(place)].filter((source) => source !== own);
    connect(others, { kind: "through", index });
  }
  return {
    id: input.id,
    name: fn.name,
    start: fn.start + offset,
    end: fn.end + offset,
    nameStart: fn.nameStart + offset,
    nameEnd: fn.nameEnd + offset,
    isStatic: fn.isStatic,
    variadic: fn.type.variadic,
    params: fn.variables
      .filter(({ param }) => param >= 0)
      .sort((a, b) => a.param - b.param)
      .map(({ name, type }) => ({ name, type: spell(type) })),
    entries,
    calls,
    uses,
    checks: found.map(({ start, end }) => ({ start: start + offset, end: end + offset })),
    handedOver,
    edges: distinct(edges),
  };
}

function callOf(
  { memory, meanings }: Collection,
  ins: Instruction,
  offset: number,
): Omit<ProjectCall, "checks"> {
  const { callee } = ins;
  let field = "";
  if (callee?.kind === "pointer" && callee.register >= 0)
    for (const root of memory.rootsOf(callee.register)) {
      const name = memory.nameOf(root);
      if (name.startsWith("shared ")) field = name.slice("shared ".length);
    }
  return {
    name: callee?.name || field.slice(field.lastIndexOf(".") + 1),
    targets: meanings.get(ins)?.targets ?? [],
    field,
    arguments: ins.args?.length ?? 0,
    start: ins.start + offset,
    end: ins.end + offset,
  };
}

/** The function whose address an instruction gives away: stores in memory, or hands to code outside of the project. */
function handingOver(input: CollectInput, collection: Collection, ins: Instruction): HandedOver | undefined {
  const { memory, writers, meanings } = collection;
  const span = { start: ins.start + input.offset, end: ins.end + input.offset };
  if (ins.op === Op.Store) {
    const name = functionAt(writers, ins.b);
    if (name === "") return undefined;
    for (const root of memory.rootsOf(ins.a)) {
      const place = memory.nameOf(root);
      if (place.startsWith("shared "))
        return { ...span, targets: input.definitionsOf(name), field: place.slice("shared ".length), to: "" };
    }
    return undefined;
  }
  if (ins.op !== Op.Call) return undefined;
  const meaning = meanings.get(ins);
  if (meaning === undefined || meaning.targets.length > 0 || meaning.model !== undefined) return undefined;
  for (const a of ins.args ?? []) {
    const name = functionAt(writers, a);
    const targets = name === "" ? [] : input.definitionsOf(name);
    if (targets.length > 0) return { ...span, targets, field: "", to: ins.callee?.name ?? "" };
  }
  return undefined;
}

function functionAt(writers: ReadonlyMap<number, Instruction>, register: number): string {
  let writer = writers.get(register);
  for (let steps = 0; steps < 8 && (writer?.op === Op.Cast || writer?.op === Op.Copy); steps++)
    writer = writers.get(writer.a);
  return writer?.op === Op.FunctionAddress ? writer.name : "";
}

/** Comparisons of data: not those that only end a loop, nor those that ask a call whether it worked. */
function checksOf(collection: Collection, cfg: Cfg): FoundCheck[] {
  const { fn, memory } = collection;
  const checks: FoundCheck[] = [];
  fn.blocks.forEach(({ instructions, terminator }, block) => {
    instructions.forEach((ins, at) => {
      if (ins.op !== Op.Compare) return;
      const isEquality = ins.imm === CompareOp.Equal || ins.imm === CompareOp.NotEqual;
      const isEnd = cfg.isLoopHead[block] === 1 && !isEquality;
      const sources = new Set<number>();
      for (const side of [ins.a, ins.b])
        if (!isEnd || changesIn(collection, cfg, block, side))
          for (const source of memory.value(side)) sources.add(source);
      // Null is what a search answers that has found nothing.
      const isStatus =
        ins.from?.kind !== TypeKind.Pointer &&
        (isAtMostZero(collection, ins.a) || isAtMostZero(collection, ins.b));
      if (isStatus && isEquality && cfg.isLoopHead[block] === 1) return;
      // Whether there is anything at all limits nothing, but it is how verdicts are asked for.
      if (isStatus)
        for (const s of sources)
          if (isStatusOf(memory.sources[s]) || (isEquality && memory.sources[s].kind !== "verdict"))
            sources.delete(s);
      if (sources.size > 0) checks.push({ start: ins.start, end: ins.end, point: { block, at }, sources });
    });
    const { kind } = terminator;
    if (kind !== "switch" && (kind !== "branch" || isComparison(collection, terminator.condition))) return;
    const sources = new Set(memory.value(kind === "switch" ? terminator.value : terminator.condition));
    // Whether something is zero is asked of what a call answers, too.
    if (kind === "branch") for (const s of sources) if (isStatusOf(memory.sources[s])) sources.delete(s);
    const { start, end } = terminator;
    if (sources.size > 0) checks.push({ start, end, point: { block, at: instructions.length }, sources });
  });
  return checks;
}

function isComparison({ writers }: Collection, register: number): boolean {
  let writer = writers.get(register);
  while (writer?.op === Op.Cast) writer = writers.get(writer.a);
  return writer?.op === Op.Compare;
}

/** Whether a variable that is compared at the head of a loop changes in it: data that only limits the loop does not. */
function changesIn({ fn, writers }: Collection, cfg: Cfg, head: number, register: number): boolean {
  let at = register;
  while (writers.get(at)?.op === Op.Cast) at = writers.get(at)?.a ?? -1;
  // A variable is read by a copy or directly.
  if (writers.get(at)?.op === Op.Copy) at = writers.get(at)?.a ?? -1;
  if (at >= fn.variables.length) return true;
  return fn.blocks.some(
    ({ instructions }, b) => cfg.loop[b] === head && instructions.some((ins) => ins.dst === at),
  );
}

/** What a check is about: who compares a verdict asks about the data that the callee looked at. */
function subjectsOf({ memory, calls }: Collection, sources: ReadonlySet<number>): Set<number> {
  const all = new Set(sources);
  for (const source of sources) {
    const node = memory.sources[source];
    if (node.kind !== "verdict") continue;
    for (const [ins, index] of calls)
      if (index === node.index) for (const a of ins.args ?? []) for (const s of memory.reach(a)) all.add(s);
  }
  return all;
}

/** What the result of a call says of its success, rather than of data. */
function isStatusOf({ kind }: Node): boolean {
  return kind === "amount" || kind === "entry" || kind === "result";
}

function isAtMostZero({ writers }: Collection, register: number): boolean {
  let writer = writers.get(register);
  while (writer?.op === Op.Cast) writer = writers.get(writer.a);
  return writer?.op === Op.Const && writer.imm <= 0;
}

function isBefore(cfg: Cfg, a: Point, b: Point): boolean {
  return a.block === b.block ? a.at < b.at : dominates(cfg, a.block, b.block);
}

function overlap(a: ReadonlySet<number>, b: ReadonlySet<number>): boolean {
  for (const x of a) if (b.has(x)) return true;
  return false;
}

function distinct(edges: readonly Edge[]): Edge[] {
  const seen = new Map<string, Edge>();
  for (const edge of edges) seen.set(JSON.stringify(edge), edge);
  return [...seen.values()];
}
