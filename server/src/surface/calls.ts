/**
 * Where data goes in one call: by the callee's model; for a function of the project by nodes that its own graph is
 * joined to later; and through an unknown function to its result and, for a method, into its object.
 */
import { type Instruction, Op } from "../ir/ir";
import { type FunctionModel, RETURN } from "../models/model";
import { TypeKind } from "../semantics/types";
import { type Collection, isPointer, leadsToFields, recordAt } from "./collection";

export function callEffects(collection: Collection, ins: Instruction): void {
  const meaning = collection.meanings.get(ins);
  if (meaning === undefined) return;
  const call = collection.calls.get(ins);
  if (call !== undefined) projectCall(collection, ins, call);
  else if (meaning.model !== undefined) modelledCall(collection, ins, meaning.model);
  else unknownCall(collection, ins);
}

function projectCall({ memory }: Collection, ins: Instruction, index: number): void {
  const result = memory.source({ kind: "result", index });
  const verdict = memory.source({ kind: "verdict", index });
  memory.addValue(ins.dst, isPointer(ins.type) ? [verdict] : [result, verdict]);
  leadTo(memory, ins, [result]);
  const params = ins.callee?.type?.params ?? null;
  const { kind } = ins.callee ?? {};
  const shift = kind === "method" || kind === "constructor" ? 1 : 0;
  (ins.args ?? []).forEach((a, argument) => {
    const declared = params?.[argument - shift];
    if (declared?.to?.isConst === true) return;
    const filled = memory.source({ kind: "filled", index, argument });
    for (const place of memory.rootsOf(a)) memory.addContent(place, [filled]);
  });
}

function leadTo(memory: Collection["memory"], ins: Instruction, sources: Iterable<number>): void {
  if (ins.dst < 0 || ins.type.kind === TypeKind.Void || leadsToFields(ins.type)) return;
  if (!isPointer(ins.type) && ins.type.kind !== TypeKind.Unknown && ins.type.kind !== TypeKind.Record) return;
  const place = memory.place(`made ${ins.dst}`);
  memory.addContent(place, sources);
  memory.addRoots(ins.dst, [place]);
}

function modelledCall(collection: Collection, ins: Instruction, model: FunctionModel): void {
  const { memory } = collection;
  const args = ins.args ?? [];
  const named = model.params.length;
  /** The arguments that an index of the model stands for. */
  const argumentsAt = (index: number): readonly number[] =>
    model.variadic && index === named ? args.slice(named) : index < args.length ? [args[index]] : [];
  const reachAt = (index: number) => argumentsAt(index).flatMap((a) => [...memory.reach(a)]);
  const give = (to: number, sources: readonly number[]) => {
    if (to !== RETURN) for (const a of argumentsAt(to)) fill(collection, a, sources);
    else if (isPointer(ins.type)) leadTo(memory, ins, sources);
    else {
      memory.addValue(ins.dst, sources);
      leadTo(memory, ins, sources);
    }
  };

  const entry = collection.entries.get(ins);
  if (entry !== undefined) {
    const source = memory.source({ kind: "entry", index: entry });
    for (const { kind, to } of model.sources) if (kind !== "random") give(to, [source]);
    // How much came in is for the sender to say.
    if (ins.type.kind === TypeKind.Int && model.sources.every(({ to }) => to !== RETURN))
      memory.addValue(ins.dst, [memory.source({ kind: "amount", index: entry })]);
  }
  for (const w of model.writes) {
    if (w.content === "copy") give(w.param, reachAt(w.from));
    if (w.content === "format" && model.format?.style === "printf")
      give(
        w.param,
        args.slice(model.format.param).flatMap((a) => [...memory.reach(a)]),
      );
  }
  if (model.format?.style === "scanf" && entry === undefined) {
    const text = args.slice(0, model.format.param).flatMap((a) => [...memory.reach(a)]);
    for (const a of args.slice(model.format.first)) fill(collection, a, text);
  }
  for (const { from, to } of model.flows) {
    give(to, reachAt(from));
    if (to === RETURN && isPointer(ins.type))
      for (const a of argumentsAt(from)) memory.addRoots(ins.dst, memory.rootsOf(a));
  }
  if (model.elements === "put" && args.length > 1) give(0, [...memory.reach(args[args.length - 1])]);
  if (model.elements === "refer" && args.length > 0) give(RETURN, reachAt(0));
  for (const p of [model.returnsParam, model.returnsInto])
    for (const a of p < 0 ? [] : argumentsAt(p)) memory.addRoots(ins.dst, memory.rootsOf(a));
  // Whether something was found in a text is a question about it.
  if (model.returnsInto >= 0) memory.addValue(ins.dst, reachAt(model.returnsInto));
  const isAnswer = entry === undefined && ins.type.kind !== TypeKind.Void && !isPointer(ins.type);
  if (isAnswer && model.allocates === null && !isOutput(model))
    for (const a of args) memory.addValue(ins.dst, memory.reach(a));
  if (model.allocates?.string)
    leadTo(
      memory,
      ins,
      args.flatMap((a) => [...memory.reach(a)]),
    );
  else if (isPointer(ins.type)) leadTo(memory, ins, []);
}

/** A function of files and descriptors: its result says whether it worked, and not what it was given. */
export function isOutput({ uses, paramTypes }: FunctionModel): boolean {
  return uses.length > 0 || paramTypes.some((type) => type.includes("FILE"));
}

/** Data is written to where an argument points; a record that is written as a whole has it in all its fields. */
function fill(collection: Collection, register: number, sources: readonly number[]): void {
  const { memory } = collection;
  for (const place of memory.rootsOf(register)) memory.addContent(place, sources);
  const record = recordAt(collection, register);
  if (record !== "") memory.addContent(memory.sharedPlace(`${record}.*`), sources);
}

function unknownCall({ memory }: Collection, ins: Instruction): void {
  const args = ins.args ?? [];
  const all = args.flatMap((a) => [...memory.reach(a)]);
  if (!isPointer(ins.type)) memory.addValue(ins.dst, all);
  leadTo(memory, ins, all);
  const { kind } = ins.callee ?? {};
  if (ins.op === Op.Call && (kind === "method" || kind === "constructor" || kind === "operator"))
    for (const place of args.length > 0 ? memory.rootsOf(args[0]) : [])
      for (const a of args.slice(1)) memory.addContent(place, memory.reach(a));
}
