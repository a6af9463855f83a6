/** Rule metadata: the content of `rules/<group>/<id>/rule.yaml` and its guidance, as the engine and reports use it. */
import type { Confidence, Severity } from "../findings";
import type { SourceKind } from "../models/model";

export interface Rule {
  /** Stable for ever; lower-case words with hyphens. Equals the folder's name. */
  readonly id: string;
  /** The folder above: `lengths`, `numbers`, `memory`, `ownership`, `input`, `connections`, `secrets`, `warnings`, `parapet`. */
  readonly group: string;
  readonly title: string;
  readonly severity: Severity;
  /** The lowest confidence at which the rule speaks by default. */
  readonly confidence: Confidence;
  readonly enabled: boolean;
  /** CWE numbers, the most specific first. */
  readonly cwe: readonly number[];
  /** SEI CERT C / C++ ids, e.g. `STR31-C`. */
  readonly cert: readonly string[];
  /** Other standards as free text, e.g. `MISRA C:2012 Rule 21.6`. */
  readonly standards: readonly string[];
  /** Guidance topic, one of the security guide's: `input`, `lengths`, `memory`, `warnings`, `crypto`, `data`, `soup`. */
  readonly topic: string;
  /** Ids of the quick fixes that may be offered. */
  readonly fixes: readonly string[];
  /** For rules on outside data: the kinds of sources that they speak of. Empty: all. */
  readonly sources: readonly SourceKind[];
  /** Those that they speak of only where the data stands behind text that the program fixes. */
  readonly joinedSources: readonly SourceKind[];
  /** Diagnostic tags: `unnecessary`, `deprecated`. */
  readonly tags: readonly ("unnecessary" | "deprecated")[];
  /** One or two sentences for the hover, from the guidance's first paragraph. */
  readonly summary: string;
  /** The whole guidance page in Markdown. */
  readonly guidance: string;
}

export type Rules = ReadonlyMap<string, Rule>;
