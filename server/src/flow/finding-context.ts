/** What checkers may ask of the interpreter while they are told of an event. */
import type { IrFunction } from "../ir/ir";
import { type DataModel, TypeKind } from "../semantics/types";
import type { Making } from "./agreements";
import { stringArguments } from "./calls/formats";
import type { Call, Context, Note, Report } from "./events";
import type { Interpreter } from "./interpreter";
import { lower, upper } from "./numbers";
import type { Site } from "./site";
import { Origin, type State } from "./state";
import { type Region, RegionKind, type Value, ValueKind } from "./values";

export class FindingContext implements Context {
  constructor(private readonly machine: Interpreter) {}

  readonly notes = new Map<string, Note>();

  get state(): State {
    return this.machine.state;
  }

  get function(): IrFunction {
    return this.machine.fn;
  }

  get source(): string {
    return this.machine.source;
  }

  get dataModel(): DataModel {
    return this.machine.dataModel;
  }

  get pointerSize(): number {
    return this.machine.pointerSize;
  }

  isEmpty(v: Value): boolean {
    const region = this.state.values.regionOf(v);
    return region !== -1 && this.machine.isEmpty(this.state, region);
  }

  isUnlimited(v: Value): boolean {
    return this.machine.endless.isUnlimited(this.state, v);
  }

  isFromOutside(v: Value): boolean {
    const { values } = this.state;
    if (values.kind[v] !== ValueKind.JoinRegister) return false;
    const head = values.meetingBlock(v);
    return this.isLoopHead(head) && !this.machine.strides.writes(head, values.b[v]);
  }

  isLoopHead(block: number): boolean {
    return this.machine.cfg.isLoopHead[block] === 1;
  }

  get stackLimit(): number {
    return this.machine.stackLimit;
  }

  text(site: Site): string {
    return this.machine.text(site).trim();
  }

  stringArguments(call: Call): readonly number[] {
    return stringArguments(this.machine, call);
  }

  fieldOffset(region: Region): number {
    return this.machine.fieldOffset(region);
  }

  argument(call: Call, i: number): string {
    const spans = call.instruction.argSpans;
    if (spans === null || 2 * i + 1 >= spans.length) return "";
    return this.machine.text({ start: spans[2 * i], end: spans[2 * i + 1] }).trim();
  }

  extent(v: Value): Value {
    const region = this.machine.values.regionOf(v);
    return region === -1 ? -1 : this.machine.extent(this.state, region);
  }

  room(v: Value): Value {
    return this.machine.roomOf(this.state, v);
  }

  roomText(v: Value, expression: string): string {
    const values = this.machine.values;
    const region = values.regionOf(v);
    if (region === -1) return "";
    const room = this.room(v);
    const kind = values.regionKind[region];
    const declaredArray = values.regionType[region]?.kind === TypeKind.Array;
    const wholeArray = declaredArray && values.offsetOf(v) === values.zero && kind !== RegionKind.Pointee;
    if (wholeArray && /^[\w.>[\]-]+$/.test(expression)) return `sizeof ${expression}`;
    return room !== -1 && values.isConstant(room) && values.number[room] > 0
      ? String(values.number[room])
      : "";
  }

  sizeText(v: Value): string {
    const values = this.machine.values;
    if (v === -1) return "";
    if (values.isConstant(v)) return String(values.number[v]);
    const lo = lower(this.state, v);
    const hi = upper(this.state, v);
    if (lo === hi) return String(lo);
    return hi < Infinity && hi < 2 ** 31 ? `up to ${hi}` : "";
  }

  agreement(allocated: Site): Making | undefined {
    for (const [made, making] of this.machine.agreements.makes) if (made === allocated) return making;
    return undefined;
  }

  isOwnCode(site: Site): boolean {
    return this.machine.isOwnCode(site);
  }

  isSameCode(a: Site, b: Site): boolean {
    return this.machine.isSameCode(a, b);
  }

  isDecidedIn(site: Site): boolean {
    return this.machine.isDecidedIn(this.state, site);
  }

  objectText(v: Value): string {
    return this.machine.describeObject(this.state, v);
  }

  literal(v: Value | undefined): string | undefined {
    return this.machine.literalText(v);
  }

  isConstantText(v: Value): boolean {
    return this.machine.isConstantText(v);
  }

  holder(v: Value): number {
    const { variables } = this.machine.fn;
    for (let i = 0; i < variables.length; i++)
      if (!variables[i].memory && this.state.register(i) === v) return i;
    return -1;
  }

  reportUnlessVetoed(key: string, report: Report): void {
    this.machine.reports.addUnlessVetoed(key, report);
  }

  veto(key: string): void {
    this.machine.reports.veto(key);
  }

  witness(key: string, place: number): void {
    this.machine.reports.witness(key, place);
  }

  reportIfWitnessed(key: string | readonly string[], place: number, report: Report): void {
    this.machine.reports.addIfWitnessed(key, place, report);
  }

  report(report: Report): void {
    const nulls = this.nullParameters();
    this.machine.report(nulls.length === 0 ? report : { ...report, nulls });
  }

  /** The parameters that this way asked about, and that are null on it. */
  private nullParameters(): readonly number[] {
    const { values } = this.state;
    return this.function.variables.flatMap(({ param, type }, i) => {
      if (param < 0 || type.kind !== TypeKind.Pointer) return [];
      const c = this.state.constraint(values.existing(ValueKind.Initial, i, 0) ?? -1);
      return c?.hi === 0 && c.hiOrigin === Origin.Check ? [param] : [];
    });
  }
}
