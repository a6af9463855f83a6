/** The part of the bench of proofs that is the engine's: scans folders with somebody looking on. */
import { BoundsWatch, Standing, type WatchedPlace } from "../server/src/checkers/flow/proof";
import { createAnalyser } from "../server/src/engine/analyser";
import { indexModels } from "../server/src/models/load";
import type { FunctionModel } from "../server/src/models/model";
import type { Rules } from "../server/src/rules/rule";
import { type GrammarBytes, loadGrammars } from "../server/src/syntax/grammars";
import { gather } from "../server/src/workspace/gather";
import { scan } from "../server/src/workspace/scan";

export interface Parts {
  readonly grammars: GrammarBytes;
  readonly rules: Rules;
  readonly models: readonly FunctionModel[];
}

/** What became of the accesses and copies below an absolute folder. */
export async function placesBelow(folder: string, parts: Parts): Promise<readonly WatchedPlace[]> {
  const grammars = await loadGrammars(parts.grammars);
  const observer = new BoundsWatch();
  const gathered = await gather([folder], { knownRules: new Set(parts.rules.keys()) });
  await scan(gathered, {
    on: {
      createAnalyser: (own) =>
        createAnalyser({ grammars, rules: parts.rules, models: indexModels(parts.models, own), observer }),
    },
  });
  return observer.places;
}

export const STANDINGS = {
  proved: Standing.Proved,
  unknownPosition: Standing.UnknownPosition,
  unknownSize: Standing.UnknownSize,
  reported: Standing.Reported,
};
