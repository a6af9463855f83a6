/**
 * Fuzz targets as generated: written by the built command line, compiled by their own Makefile, and run. Machines without
 * clang's fuzzer or AFL++ skip what they cannot do, and say so.
 */
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { SAMPLES } from "./support/analyser";
import { ensureBuild, parapet } from "./support/cli";

const folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), "parapet-fuzz-")));
const sample = path.join(folder, "samples");

function run(command: string, args: readonly string[], cwd: string, seconds = 100) {
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd,
    encoding: "utf8",
    timeout: seconds * 1000,
    env: {
      ...process.env,
      AFL_SKIP_CPUFREQ: "1",
      AFL_USE_ASAN: "1",
      AFL_NO_UI: "1",
      AFL_NO_AFFINITY: "1",
      AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES: "1",
      AFL_BENCH_UNTIL_CRASH: "1",
    },
  });
  return { status, output: `${stdout}${stderr}` };
}

/** Whether a compiler can make a fuzz target, runtime and all. */
function canBuild(compiler: string, flags: string): boolean {
  const source = path.join(folder, "probe.c");
  writeFileSync(
    source,
    "#include <stddef.h>\nint LLVMFuzzerTestOneInput(const char *d, size_t n) { return n > 9 && d[9] == 1 ? -1 : 0; }\n",
  );
  return run(compiler, [...flags.split(" "), "-o", path.join(folder, "probe"), source], folder).status === 0;
}

const clang = ["clang", "clang-19", "clang-18", "clang-17", "clang-16"].find((name) =>
  canBuild(name, "-fsanitize=fuzzer,address,undefined"),
);
const hasAfl = canBuild("afl-clang-fast", "-fsanitize=fuzzer");
if (clang === undefined)
  console.warn("skipped: no clang that can build fuzz targets (Debian: apt-get install clang)");
if (!hasAfl) console.warn("skipped: no AFL++ (Debian: apt-get install afl++)");
const make = (...words: string[]) => [
  ...words,
  `CLANG=${clang}`,
  `CLANGXX=${clang?.replace("clang", "clang++")}`,
];

beforeAll(() => {
  ensureBuild();
  cpSync(SAMPLES, sample, { recursive: true });
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function write(name: string, cwd = sample): Promise<string> {
  const ran = await parapet(["fuzz", name, "--force"], cwd);
  expect(ran).toMatchObject({ code: 0, stderr: "" });
  return path.join(cwd, "fuzz", name.slice(name.lastIndexOf(":") + 1));
}

describe.skipIf(clang === undefined)("libFuzzer", () => {
  test("finds the sample's overflow within a minute", { timeout: 180_000 }, async () => {
    const target = await write("firmware/message.c:message_parse_labels");
    const { output } = run("make", make("run"), target);
    expect(output).toMatch(/AddressSanitizer: \S*buffer-overflow/);
    expect(output).toContain("message_parse_labels");
  });

  test("finds nothing in its twin", { timeout: 180_000 }, async () => {
    const target = await write("firmware/message.c:message_parse_labels_checked");
    const { status, output } = run("make", make("run", "SECONDS=5"), target);
    expect(output).toContain("Done ");
    expect(status).toBe(0);
  });

  test("static functions, texts, and C++ compile and run as generated", { timeout: 180_000 }, async () => {
    const project = path.join(folder, "project");
    cpSync(path.join(sample, "include"), path.join(project, "include"), { recursive: true });
    writeFileSync(path.join(project, ".parapet.yaml"), "");
    writeFileSync(
      path.join(project, "a.c"),
      '#include <string.h>\n#include <stdint.h>\nint sensor(int channel);\nstatic int key(const char *text, int flags, unsigned *end)\n{\n    *end = (unsigned)strcspn(text, "=");\n    return strcmp(text, "rate") == 0 ? sensor(flags) : 0;\n}\nint main(void) { unsigned end; return key("x", 1, &end); }\n',
    );
    writeFileSync(
      path.join(project, "b.cpp"),
      "#include <string>\n#include <string_view>\nnamespace wire {\nstd::size_t fields(std::string_view line, bool strict)\n{\n    return line.find(strict ? ';' : ',');\n}\nbool known(const std::string &name) { return name == \"pump\"; }\n}\n",
    );
    for (const name of ["a.c:key", "b.cpp:wire::fields", "b.cpp:wire::known"]) {
      const words = path.join(project, "fuzz", name.slice(name.indexOf(":") + 1).replaceAll("::", "_"));
      expect(await parapet(["fuzz", name, "-o", words], project)).toMatchObject({ code: 0, stderr: "" });
      const { status, output } = run("make", make("run", "SECONDS=1"), words);
      expect(output).toContain("Done ");
      expect(status).toBe(0);
    }
  });
});

describe.skipIf(!hasAfl)("AFL++", () => {
  test("finds the sample's overflow within a minute", { timeout: 180_000 }, async () => {
    const target = await write("firmware/message.c:message_parse_labels");
    expect(run("make", ["afl"], target)).toMatchObject({ status: 0 });
    const words = "-V 60 -m none -i seeds -o findings -x words.dict -- ./fuzz_message_parse_labels_afl";
    run("afl-fuzz", words.split(" "), target);
    const crashes = path.join(target, "findings", "default", "crashes");
    expect(existsSync(crashes) ? readdirSync(crashes).length : 0).toBeGreaterThan(1);
  });
});

test("nothing is written over, and what cannot be fuzzed is refused", async () => {
  const words = ["fuzz", "firmware/message.c:message_show_text"];
  expect(await parapet(words, sample)).toMatchObject({ code: 0, stderr: "" });
  const again = await parapet(words, sample);
  expect(again.code).toBe(2);
  expect(again.stderr).toContain("is there already");
  expect((await parapet([...words, "--force"], sample)).code).toBe(0);
  const refused = await parapet(["fuzz", "firmware/message.c:message_nurse_call"], sample);
  expect(refused).toMatchObject({ code: 2, stdout: "" });
  expect(refused.stderr).toContain("no fuzz target can be made");
});
