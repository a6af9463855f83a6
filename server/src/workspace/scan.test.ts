import { mkdirSync, mkdtempSync, realpathSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { beforeAll, describe, expect, test } from "vitest";
import type { Gathered } from "./gather";
import { gather } from "./gather";
import { type Scan, type ScanOptions, scan } from "./scan";

/** A worker whose engine does as the file's text says, bundled from the real loop as the delivered one is. */
const WORKER = `
import { parentPort, workerData } from "node:worker_threads";
import { serveTasks } from "./worker-loop";
const counts = { nodesExported: 1, functions: 2, functionsNotUnderstood: 0, instructionsLowered: 0,
  instructionsInterpreted: 0, statesKept: 0, merges: 0, functionsCutShort: 0 };
serveTasks(parentPort, workerData, () => ({
  analyse({ path, text }) {
    if (text.includes("hang")) for (;;);
    if (text.includes("wait")) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1500);
    if (text.includes("exit")) process.exit(3);
    if (text.includes("throw")) throw new Error("as asked");
    if (text.includes("slow")) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50);
    return { path, language: "c", findings: [], suppressed: [], skipped: [], counts };
  },
  fixes: () => [],
}));
`;

let folder: string;
let worker: URL;

async function bundle(contents: string, name: string): Promise<URL> {
  const outfile = path.join(folder, name);
  await build({
    stdin: { contents, resolveDir: import.meta.dirname, loader: "ts" },
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    logLevel: "silent",
    banner: {
      js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);',
    },
  });
  return pathToFileURL(outfile);
}

beforeAll(async () => {
  folder = realpathSync(mkdtempSync(path.join(tmpdir(), "parapet-")));
  worker = await bundle(WORKER, "worker.mjs");
});

async function files(texts: Record<string, string>): Promise<Gathered> {
  const root = mkdtempSync(path.join(folder, "src-"));
  for (const [name, text] of Object.entries(texts)) writeFileSync(path.join(root, name), text);
  return gather([root], { knownRules: new Set() });
}

const run = (gathered: Gathered, more: Partial<ScanOptions> = {}) =>
  scan(gathered, { on: { worker }, jobs: 2, timeLimit: 20_000, ...more });
const analysed = ({ files }: Scan) => files.map(({ result }) => path.basename(result.path));
const told = ({ problems }: Scan) => problems.map((p) => `${path.basename(p.path ?? "")}: ${p.message}`);

describe("scan on workers", () => {
  test("gives the same answer, sorted, whatever the number of workers", async () => {
    const names = Array.from({ length: 30 }, (_, i) => `f${i}.c`);
    const gathered = await files(
      Object.fromEntries(names.map((name, i) => [name, " ".repeat((i * 7919) % 50)])),
    );
    const progress: number[] = [];
    const one = await run(gathered, { jobs: 1, onProgress: (done) => progress.push(done) });
    expect(analysed(one)).toEqual([...names].sort());
    expect(one.counts.functions).toBe(60);
    expect(progress).toEqual(Array.from({ length: 31 }, (_, i) => i));
    expect(await run(gathered, { jobs: 4 })).toEqual(one);
  });

  test("a crash, an exception and a hang cost their own file", async () => {
    const gathered = await files({
      "a.c": "",
      "b.c": "exit",
      "c.c": "throw",
      "d.c": "hang",
      "e.c": "",
      "f.c": "hang",
    });
    const done = await run(gathered, { timeLimit: 1000 });
    expect(analysed(done)).toEqual(["a.c", "e.c"]);
    expect(told(done)).toEqual([
      "b.c: the analysis stopped unexpectedly",
      "c.c: internal error: as asked",
      "d.c: took longer than 1 s and was given up",
      "f.c: took longer than 1 s and was given up",
    ]);
  });

  test("only work counts: a machine that is busy with other things costs no file", async () => {
    const done = await run(await files({ "a.c": "wait" }), { jobs: 1, timeLimit: 1000 });
    expect(analysed(done)).toEqual(["a.c"]);
  });

  test("can be cancelled, and says so", async () => {
    const gathered = await files(
      Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`f${i}.c`, "slow"])),
    );
    const controller = new AbortController();
    const done = await run(gathered, {
      signal: controller.signal,
      onProgress: (count) => void (count === 5 && controller.abort()),
    });
    expect(done.cancelled).toBe(true);
    expect(done.files).toHaveLength(5);
    expect(done.total).toBe(40);
  });

  test("reports files as they are done", async () => {
    const seen: string[] = [];
    await run(await files({ "a.c": "", "b.c": "" }), {
      onFile: ({ result }) => seen.push(path.basename(result.path)),
    });
    expect(seen.sort()).toEqual(["a.c", "b.c"]);
  });

  test("fails as a whole, in words, when no worker starts", async () => {
    const broken = await bundle('throw new Error("no engine here");', "broken.mjs");
    const done = await run(await files({ "a.c": "" }), { on: { worker: broken } });
    expect(done.problems).toEqual([
      {
        kind: "run",
        level: "error",
        message: "the analysis could not be started: internal error: no engine here",
      },
    ]);
  });

  test("has nothing to do without files", async () => {
    expect((await run(await files({}))).files).toEqual([]);
  });
});

describe("gather", () => {
  test("gives each path the settings of its project, and files to the first that names them", async () => {
    const one = mkdtempSync(path.join(folder, "one-"));
    const two = mkdtempSync(path.join(folder, "two-"));
    writeFileSync(
      path.join(one, ".parapet.yaml"),
      "dataModel: ilp32\nexclude: [skip.c]\nmodels: mine.yaml\n",
    );
    writeFileSync(path.join(one, "mine.yaml"), "functions: 7\n");
    for (const name of ["a.c", "skip.c", "x.h"]) writeFileSync(path.join(one, name), "");
    writeFileSync(path.join(two, "b.c"), "");
    const gathered = await gather([path.join(one, "a.c"), one, two, two], { knownRules: new Set() });
    expect(gathered.projects.map(({ settings }) => settings.dataModel)).toEqual(["ilp32", "lp64"]);
    expect(gathered.projects[0].headers).toEqual([path.join(one, "x.h")]);
    const tasks = gathered.tasks.map((task) => `${path.basename(task.path)} ${task.project}`);
    expect(tasks).toEqual(["a.c 0", "x.h 0", "b.c 1"]);
    expect(gathered.problems).toMatchObject([{ kind: "configuration", path: path.join(one, "mine.yaml") }]);
  });

  test("reads the models of a project's own folder without being told", async () => {
    const root = mkdtempSync(path.join(folder, "models-"));
    const models = path.join(root, ".parapet", "models");
    mkdirSync(models, { recursive: true });
    writeFileSync(path.join(root, "a.c"), "");
    writeFileSync(path.join(models, "pool.yaml"), "functions:\n  - void pool_put(void *block)\n  - 7\n");
    const { projects, problems } = await gather([root], { knownRules: new Set() });
    expect(projects[0].models.map(({ name }) => name)).toEqual(["pool_put"]);
    expect(problems).toMatchObject([{ path: path.join(models, "pool.yaml"), line: 3, column: 6 }]);
  });
});
