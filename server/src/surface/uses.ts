/** The uses of data that decide what a program does: what sinks take, how much is copied, which element is touched. */
import { type Instruction, Op } from "../ir/ir";
import type { FunctionModel, SizeExpression } from "../models/model";
import type { Span } from "../text/span";
import { isOutput } from "./calls";
import type { Collection } from "./collection";
import type { UseKind } from "./dependence";

interface FoundUse extends Span {
  readonly kind: UseKind;
  readonly name: string;
  readonly sources: ReadonlySet<number>;
}

export function usesOf(collection: Collection, ins: Instruction): FoundUse[] {
  switch (ins.op) {
    case Op.Call:
      return callUses(collection, ins);
    case Op.Load:
    case Op.Store:
      return indexUse(collection, ins);
    case Op.Enter: {
      const { fn, memory } = collection;
      const { length, name } = fn.variables[ins.imm];
      if (length < 0) return [];
      return [
        { kind: "allocation-size", name, sources: memory.value(length), start: ins.start, end: ins.end },
      ];
    }
    default:
      return [];
  }
}

/** `a[i]`: the index that the address was just computed with. */
function indexUse({ memory, writers }: Collection, ins: Instruction): FoundUse[] {
  let writer = writers.get(ins.a);
  if (writer?.op === Op.FieldAddress) writer = writers.get(writer.a);
  if (writer?.op !== Op.PointerAdd || writers.get(writer.b)?.op === Op.Const) return [];
  const { start, end } = writer;
  return [{ kind: "index", name: "", sources: memory.value(writer.b), start, end }];
}

function callUses({ memory, meanings }: Collection, ins: Instruction): FoundUse[] {
  const model = meanings.get(ins)?.model;
  if (model === undefined) return [];
  const args = ins.args ?? [];
  const found = new Map<UseKind, Set<number>>();
  const add = (kind: UseKind, sources: Iterable<number>) => {
    const known = found.get(kind) ?? new Set();
    for (const source of sources) known.add(source);
    found.set(kind, known);
  };
  const reach = (index: number) => (index < args.length ? memory.reach(args[index]) : []);
  const value = (index: number) => (index < args.length ? memory.value(args[index]) : []);
  // Where a program is looked for is the same use of the data as what it is told.
  for (const { kind, param } of model.sinks)
    if (kind !== "program") add(kind, kind === "allocation-size" ? value(param) : reach(param));
  if (model.format !== null) add("format", reach(model.format.param));
  for (const w of model.writes) {
    if (w.size !== null) for (const p of numbersOf(w.size)) add("copy-size", value(p));
    const isText = w.content === "copy" || w.content === "format";
    if (isText && !w.upTo && (w.size === null || textsOf(w.size)))
      add("unbounded-copy", w.content === "copy" ? reach(w.from) : formatted(model, reach, args.length));
  }
  if (!isOutput(model))
    for (const { size } of model.reads)
      if (size !== "string") for (const p of numbersOf(size)) add("copy-size", value(p));
  const name = ins.callee?.name ?? "";
  return [...found].flatMap(([kind, sources]) =>
    sources.size === 0 ? [] : [{ kind, name, sources, start: ins.start, end: ins.end }],
  );
}

function formatted(
  model: FunctionModel,
  reach: (index: number) => Iterable<number>,
  count: number,
): number[] {
  const all: number[] = [];
  for (let i = model.format?.first ?? count; i < count; i++) all.push(...reach(i));
  return all;
}

/** The parameters that a size is computed from as numbers. */
function numbersOf(size: SizeExpression): number[] {
  switch (size.kind) {
    case "param":
      return [size.index];
    case "add":
    case "subtract":
    case "multiply":
    case "min":
      return [...numbersOf(size.left), ...numbersOf(size.right)];
    default:
      return [];
  }
}

/** Whether a size is as long as a text is. */
function textsOf(size: SizeExpression): boolean {
  switch (size.kind) {
    case "strlen":
      return true;
    case "add":
    case "multiply":
      return textsOf(size.left) || textsOf(size.right);
    default:
      return false;
  }
}
