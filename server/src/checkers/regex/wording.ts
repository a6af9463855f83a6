/** What the two checkers of regular expressions, of calls and of declarations, ask and say alike. */
import { quoted } from "../wording";
import type { Explosion, Extent } from "./explosion";

/** What has to be matched in code that uses std::regex: all of the text, unless it only searches. */
export function extentIn(source: string): Extent {
  return /\bregex_match\b/.test(source) ? "whole" : "part";
}

/** Whether an argument asks for a grammar other than ECMAScript's (ISO C++17 [re.synopt]). */
export function isOtherGrammar(argument: string): boolean {
  return /\b(?:basic|extended|awk|grep|egrep)\b/.test(argument) && !/["']/.test(argument);
}

export function explosionMessage({ loop, prefix, pump, suffix }: Explosion): string {
  const text = JSON.stringify(`${prefix}${pump.repeat(3)}...${suffix}`);
  return `${quoted(loop)} can match the same characters in several ways, and all are tried where a match fails: for a text such as ${text}, each further ${JSON.stringify(pump)} doubles the time.`;
}
