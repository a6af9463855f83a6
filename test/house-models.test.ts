/** The house allocator that `docs/models.md` shows does what the page says of it. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { createAnalyser } from "../server/src/engine/analyser";
import { DEFAULT_SETTINGS } from "../server/src/engine/api";
import { indexModels, loadModels } from "../server/src/models/load";
import { grammars } from "../server/src/syntax/testing";
import { LONELY, ROOT } from "./support/analyser";
import { testModels, testRules } from "./support/rules";

const CODE = `
#include <stdlib.h>
#include <string.h>
void *pool_get(size_t size);
void pool_put(void *block);
int leak(int n) { char *b = pool_get(16); if (b == NULL) return -1; b[0] = 1; if (n < 0) return -1; pool_put(b); return 0; }
void twice(void) { char *b = pool_get(16); pool_put(b); pool_put(b); }
void mixed(void) { char *b = pool_get(16); free(b); }
void unchecked(void) { char *b = pool_get(16); b[0] = 1; pool_put(b); }
void late(void) { char *b = pool_get(16); if (b == NULL) return; pool_put(b); b[0] = 1; }
int right(int n) { char *b = pool_get(16); if (b == NULL) return -1; memset(b, n, 16); n = b[3]; pool_put(b); return n; }
`;

test("the example of the page", () => {
  const page = readFileSync(path.join(ROOT, "docs/models.md"), "utf8");
  const example = /```yaml\n([\s\S]*?)```/.exec(page)?.[1] ?? "";
  const { models, problems } = loadModels(example);
  expect(problems).toEqual([]);
  expect(example.trim().split("\n")).toHaveLength(3);
  const all = new Map([...testModels(), ...indexModels(models)]);
  const analyser = createAnalyser({ grammars, rules: testRules(), models: all });
  const { findings } = analyser.analyse({ path: "pool.c", text: CODE }, DEFAULT_SETTINGS, LONELY);
  expect(findings.map((f) => `${f.function}: ${f.rule}`)).toEqual([
    "leak: memory-leak",
    "twice: double-free",
    "mixed: mismatched-deallocator",
    "unchecked: unchecked-allocation",
    "late: use-after-free",
  ]);
});
