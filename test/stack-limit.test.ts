/** The limit of the stack is a setting: the same analyser judges by whichever it is given. */
import { expect, test } from "vitest";
import { DEFAULT_SETTINGS } from "../server/src/engine/api";
import { LONELY, newAnalyser } from "./support/analyser";

const CODE = `
int send_all(const unsigned char *data, unsigned size);
int report(void) { unsigned char frame[600] = {0}; return send_all(frame, sizeof frame); }
int grow(unsigned char count) { int samples[count]; return send_all((unsigned char *)samples, sizeof samples); }
`;

test("findings follow the limit", () => {
  const analyser = newAnalyser();
  const rules = (maxStackFrame: number) =>
    analyser
      .analyse({ path: "report.c", text: CODE }, { ...DEFAULT_SETTINGS, maxStackFrame }, LONELY)
      .findings.map(({ rule }) => rule);
  expect(rules(DEFAULT_SETTINGS.maxStackFrame)).toEqual([]);
  expect(rules(512)).toEqual(["large-stack-frame", "unbounded-stack-allocation"]);
  expect(rules(600)).toEqual(["unbounded-stack-allocation"]);
  expect(rules(2048)).toEqual([]);
});
