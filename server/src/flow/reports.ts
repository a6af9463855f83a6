/** What the checkers reported of one function, until it is known which of it stays. */
import { type Cfg, dominates } from "../ir/cfg";
import type { BranchHistory } from "./branch-history";
import type { Report } from "./events";
import type { Site } from "./site";

export class Reports {
  private readonly kept = new Map<string, Report>();
  private readonly blockOf = new Map<Report, number>();
  private readonly tentative = new Map<string, Report>();
  private readonly vetoes = new Set<string>();
  /** The last place in the source at which a path was a witness to a key. */
  private readonly witnesses = new Map<string, number>();
  private readonly unproven: {
    readonly keys: readonly string[];
    readonly place: number;
    readonly report: Report;
  }[] = [];

  /** Takes what is reported in a block. Of two reports of a rule at a place the surer stays, then the shorter. */
  add(report: Report, block: number): void {
    this.blockOf.set(report, block);
    const key = `${report.rule} ${report.site.start} ${report.site.end}`;
    const old = this.kept.get(key);
    if (
      old === undefined ||
      (old.confidence === "evidence" && report.confidence === "definite") ||
      (old.confidence === report.confidence && report.steps.length < old.steps.length)
    )
      this.kept.set(key, report);
  }

  /** Takes a report that any other path may still refute. */
  addUnlessVetoed(key: string, report: Report): void {
    if (!this.tentative.has(key)) this.tentative.set(key, report);
  }

  veto(key: string): void {
    this.vetoes.add(key);
  }

  /** Takes a report that some path has to bear out, at `place` in the source or later. */
  addIfWitnessed(key: string | readonly string[], place: number, report: Report): void {
    this.unproven.push({ keys: typeof key === "string" ? [key] : key, place, report });
  }

  witness(key: string, place: number): void {
    if ((this.witnesses.get(key) ?? -1) < place) this.witnesses.set(key, place);
  }

  /** What stays after all paths were followed, the last of them to `block`. */
  settle(block: number, branches: BranchHistory, cfg: Cfg): Report[] {
    for (const [key, report] of this.tentative) if (!this.vetoes.has(key)) this.add(report, block);
    for (const { keys, place, report } of this.unproven)
      if (keys.every((key) => (this.witnesses.get(key) ?? -1) >= place)) this.add(report, block);
    const settled = [...this.kept.values()].filter((r) => {
      if (r.about === undefined) return true;
      const block = this.blockOf.get(r) ?? 0;
      return !branches.isGuarded(block, r.about) && !branches.isSetByRounds(block, r.about);
    });
    return this.withoutConsequences(settled, cfg);
  }

  /** Leaves out what follows from the same as a report that every path to it passes. */
  private withoutConsequences(reports: readonly Report[], cfg: Cfg): Report[] {
    const byCause = new Map<string, Report[]>();
    for (const r of reports) {
      if (r.cause === undefined) continue;
      const key = `${r.rule} ${r.cause.start}`;
      const same = byCause.get(key);
      if (same === undefined) byCause.set(key, [r]);
      else same.push(r);
    }
    return reports.filter((r) => {
      const same = r.cause === undefined ? undefined : byCause.get(`${r.rule} ${r.cause.start}`);
      return !same?.some((other) => this.comesBefore(other, r, cfg));
    });
  }

  private comesBefore(a: Report, b: Report, cfg: Cfg): boolean {
    const blockA = this.blockOf.get(a) ?? 0;
    const blockB = this.blockOf.get(b) ?? 0;
    return blockA === blockB ? a.site.start < b.site.start : dominates(cfg, blockA, blockB);
  }
}

/** Leaves the first use of each result that nobody looked at: whoever checks it there has checked it for the others. */
export function oncePerAllocation(reports: readonly Report[], isOwnCode: (site: Site) => boolean): Report[] {
  const first = new Map<number, Report>();
  const allocation = ({ rule, steps }: Report) =>
    rule === "unchecked-allocation" && steps.length > 0 && isOwnCode(steps[0].site)
      ? steps[0].site.start
      : -1;
  for (const r of reports) {
    const at = allocation(r);
    const known = first.get(at);
    if (known === undefined || r.site.start < known.site.start) first.set(at, r);
  }
  return reports.filter((r) => allocation(r) === -1 || first.get(allocation(r)) === r);
}
