/**
 * Names for findings that stay the same while lines move: built from the rule, the enclosing function and the text of
 * the line, not from where it stands. Equal ones in a file are told apart by their order.
 */
import { createHash } from "node:crypto";
import type { FileResult } from "../engine/api";
import type { Finding } from "../findings";
import type { Source } from "./sources";

/** By finding, reported or suppressed: a hash in hexadecimal digits, a colon, the ordinal from 1. */
export function fingerprintsOf(result: FileResult, source: Source): ReadonlyMap<Finding, string> {
  // Suppressed findings are counted too, so that suppressing one does not rename the next.
  const all = [...result.findings, ...result.suppressed].sort(
    (a, b) => a.start - b.start || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0),
  );
  const seen = new Map<string, number>();
  const prints = new Map<Finding, string>();
  for (const finding of all) {
    const line = source.lines.lineAt(finding.start);
    const text = source.text.slice(source.lines.start(line), source.lines.end(line));
    const key = [finding.rule, finding.function ?? "", text.replace(/\s+/g, "")].join("\0");
    const hash = createHash("sha256").update(key).digest("hex").slice(0, 16);
    const ordinal = (seen.get(hash) ?? 0) + 1;
    seen.set(hash, ordinal);
    prints.set(finding, `${hash}:${ordinal}`);
  }
  return prints;
}
