/**
 * The files of a fuzz target: a harness for libFuzzer and AFL++, seeds, a dictionary, a Makefile and a page that says how
 * to run them. The bytes go into a block of exactly their size, so that the first byte beyond it is noticed.
 */
import type { FuzzParameter, FuzzTarget } from "./target";

export interface GeneratedFile {
  /** Relative to the target's folder, with `/`. */
  readonly path: string;
  readonly content: string | Uint8Array;
}

/** Paths as seen from the folder that the files are written to. */
export type Relative = (absolute: string) => string;

/** Bytes that a buffer for results has. */
const ROOM = 4096;

/** A name for files and programs, from the function's: `ns::parse` becomes `fuzz_ns_parse`. */
export function programName(target: FuzzTarget): string {
  return `fuzz_${target.name.replace(/\W+/g, "_")}`;
}

export function generate(target: FuzzTarget, relative: Relative): GeneratedFile[] {
  const words = dictionary(target);
  return [
    { path: harnessName(target), content: harness(target, relative) },
    ...(target.missing.length === 0 ? [] : [{ path: "stubs.c", content: stubs(target) }]),
    { path: "Makefile", content: makefile(target, relative) },
    { path: "README.md", content: readme(target, relative) },
    { path: "words.dict", content: words },
    ...seeds(target),
  ];
}

function harnessName(target: FuzzTarget): string {
  return `${programName(target)}.${target.language === "cpp" ? "cpp" : "c"}`;
}

function harness(target: FuzzTarget, relative: Relative): string {
  const { name, parameters, language } = target;
  const isCpp = language === "cpp";
  const numbers = parameters.filter(({ role }) => role === "number");
  const data = parameters.find(({ role }) => role === "bytes" || role === "string" || role === "object");
  const lines = [
    `/* Feeds ${name}() with what libFuzzer or AFL++ comes up with. Yours to change. */`,
    ...["stddef", "stdint", "stdlib", "string"].map((header) => `#include <${header}.h>`),
    "",
    ...(target.includesSource
      ? [`#include "${relative(target.path)}"`]
      : target.includes.map((spec) => `#include ${spec}`)),
    "",
  ];
  if (isCpp) lines.push("#include <string>", "#include <string_view>", "#include <vector>", "");
  const signature = "LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)";
  lines.push(
    isCpp ? `extern "C" int ${signature};` : `int ${signature};`,
    "",
    isCpp ? `extern "C" int ${signature}` : `int ${signature}`,
    "{",
  );
  for (const p of parameters) lines.push(...declaration(p, isCpp));
  for (const p of numbers)
    lines.push(
      `    if (size < sizeof fuzz_${p.name})`,
      "        return 0;",
      `    size -= sizeof fuzz_${p.name};`,
      `    memcpy(&fuzz_${p.name}, data + size, sizeof fuzz_${p.name});`,
      // Any other value of a bool is no bool.
      ...(/^(bool|_Bool)$/.test(p.type) ? [`    fuzz_${p.name} = data[size] & 1;`] : []),
    );
  const isText = data?.role === "string";
  const cast = (type: string, value: string) =>
    isCpp ? `static_cast<${type}>(${value})` : `(${type})${value}`;
  if (data !== undefined && data.role !== "object")
    lines.push(
      `    uint8_t *input = ${cast("uint8_t *", `malloc(${isText ? "size + 1" : "size == 0 ? 1 : size"})`)};`,
      "    if (input == NULL)",
      "        return 0;",
      // memcpy() must not be given null, which an empty input may be.
      "    if (size > 0)",
      "        memcpy(input, data, size);",
      ...(isText ? ["    input[size] = 0;"] : []),
    );
  const pointer = (type: string, value: string) =>
    isCpp ? `reinterpret_cast<${type} *>(${value})` : `(${type} *)${value}`;
  const argument = ({ name, role, type, isReference }: FuzzParameter): string => {
    switch (role) {
      case "bytes":
      case "string":
        return pointer(type, "input");
      case "length":
        return cast(type, "size");
      case "end":
        return pointer(type, "(input + size)");
      case "object":
        return objectOf(type);
      case "number":
        return `fuzz_${name}`;
      case "zeroed":
        return isReference ? `fuzz_${name}` : `&fuzz_${name}`;
      case "buffer":
        return pointer(type, `fuzz_${name}`);
      case "room":
        return cast(type, String(ROOM));
    }
  };
  const list = parameters.map(argument);
  lines.push("", `    (void)${name}(${list.join(", ")});`);
  if (data !== undefined && data.role !== "object") lines.push("    free(input);");
  lines.push("    return 0;", "}");
  return `${lines.join("\n")}\n`;
}

function declaration({ name, role, type }: FuzzParameter, isCpp: boolean): string[] {
  switch (role) {
    case "number":
      return [`    ${type} fuzz_${name};`];
    case "zeroed":
      return isCpp
        ? [`    ${type} fuzz_${name}{};`]
        : [`    ${type} fuzz_${name};`, `    memset(&fuzz_${name}, 0, sizeof fuzz_${name});`];
    case "buffer":
      return [`    static uint8_t fuzz_${name}[${ROOM}];`];
    default:
      return [];
  }
}

function objectOf(type: string): string {
  if (/string(_view)?$/.test(type)) return `${type}(reinterpret_cast<const char *>(data), size)`;
  const element = /<\s*(?:const\s+)?(.*?)\s*>/.exec(type)?.[1] ?? "uint8_t";
  const vector = `std::vector<${element.replace(/\s*const$/, "")}>(data, data + size)`;
  return type.includes("span") ? `${type}(${vector})` : vector;
}

function stubs({ missing }: FuzzTarget): string {
  const functions = missing.map((name) => `__attribute__((weak)) long ${name}(void) { return 0; }`);
  return `/* Functions that the project declares and does not define, such as those of the hardware. Each answers 0; write
 * what the real ones would do where it matters. Headers are left out on purpose: only the names count for the linker. */
${functions.join("\n")}
`;
}

/** Make wants spaces in paths escaped, and the shell does too. */
function quoted(path: string): string {
  return path.replace(/([ $()'"&;])/g, "\\$1");
}

function makefile(target: FuzzTarget, relative: Relative): string {
  const program = programName(target);
  const sources = [
    harnessName(target),
    ...(target.missing.length === 0 ? [] : ["stubs.c"]),
    ...target.sources.map(relative),
  ].map((path, i) => ({ path, object: `${i}-${path.slice(path.lastIndexOf("/") + 1)}.o` }));
  const isCpp = (path: string) => /\.(cc|cpp|cxx|c\+\+|C)$/.test(path);
  const cpp = sources.some(({ path }) => isCpp(path));
  const rules = (folder: string, c: string, cxx: string) =>
    sources
      .map(
        ({ path, object }) =>
          `${folder}/${object}: ${quoted(path)}\n\t@mkdir -p ${folder}\n\t${isCpp(path) ? `${cxx} $(CXXFLAGS)` : `${c} $(CFLAGS)`} $(FLAGS) -c -o $@ ${quoted(path)}\n`,
      )
      .join("");
  const objects = (folder: string) => sources.map(({ object }) => `${folder}/${object}`).join(" ");
  return `# make        builds ${program} for libFuzzer; make run lets it run for a minute
# make afl    builds ${program}_afl for AFL++; make run-afl starts it
CLANG ?= clang
CLANGXX ?= clang++
AFL_CC ?= afl-clang-fast
AFL_CXX ?= afl-clang-fast++
CXXFLAGS ?= -std=gnu++20
SECONDS ?= 60
# Libraries that the sources need.
LDLIBS ?=
INCLUDES = ${target.includeFolders.map((folder) => `-I${quoted(relative(folder) || ".")}`).join(" ")}
# The program's own main() gives way to the fuzzer's.
FLAGS = -g -O1 -fno-omit-frame-pointer -Dmain=program_main $(INCLUDES) $(CPPFLAGS)
SANITIZERS = -fsanitize=fuzzer,address,undefined

${program}: FLAGS += $(SANITIZERS)
${program}: ${objects("obj")}
	${cpp ? "$(CLANGXX)" : "$(CLANG)"} $(SANITIZERS) -o $@ $^ $(LDLIBS)

${program}_afl: FLAGS += -fsanitize=fuzzer
${program}_afl: ${objects("obj-afl")}
	AFL_USE_ASAN=1 AFL_USE_UBSAN=1 ${cpp ? "$(AFL_CXX)" : "$(AFL_CC)"} -fsanitize=fuzzer -o $@ $^ $(LDLIBS)

.PHONY: run afl run-afl clean
run: ${program}
	mkdir -p corpus
	./${program} -max_total_time=$(SECONDS) -dict=words.dict corpus seeds

afl: ${program}_afl

run-afl: ${program}_afl
	afl-fuzz -m none -i seeds -o findings -x words.dict -- ./${program}_afl

clean:
	rm -rf obj obj-afl ${program} ${program}_afl

${rules("obj", "$(CLANG)", "$(CLANGXX)")}
${rules("obj-afl", "AFL_USE_ASAN=1 AFL_USE_UBSAN=1 $(AFL_CC)", "AFL_USE_ASAN=1 AFL_USE_UBSAN=1 $(AFL_CXX)")}`;
}

function readme(target: FuzzTarget, relative: Relative): string {
  const program = programName(target);
  const numbers = target.parameters.filter(({ role }) => role === "number").map(({ name }) => `\`${name}\``);
  return `# Fuzzing ${target.name}()

The harness hands what the fuzzer comes up with to \`${target.name}()\` of \`${relative(target.path)}\`, built with the
address and undefined-behaviour sanitizers, so that the first byte out of bounds ends the run with a report.${
    numbers.length === 0
      ? ""
      : `
${numbers.join(", ")} ${numbers.length === 1 ? "is" : "are"} taken from the last bytes of the input.`
  }

With clang and its libFuzzer (Debian: \`clang\`):

\`\`\`
make
make run
\`\`\`

With AFL++ (Debian: \`afl++\`):

\`\`\`
make afl
make run-afl
\`\`\`

A crash is written to \`crash-...\` (libFuzzer) or \`findings/default/crashes\` (AFL++); \`./${program} FILE\` runs it again.
\`seeds/\` holds inputs to begin with, \`words.dict\` the numbers and texts that the function compares its input with. Real
messages, one a file, are the best seeds: add them.
${
  target.missing.length === 0
    ? ""
    : `
\`stubs.c\` stands in for ${target.missing.length === 1 ? "a function" : "functions"} that the project declares but does not define. A crash behind one of them is only as real
as the stub.
`
}`;
}

function bytesOf(number: number): { little: Uint8Array; big: Uint8Array } {
  const width = number <= 0xff ? 1 : number <= 0xffff ? 2 : 4;
  const little = Uint8Array.from({ length: width }, (_, i) => Math.floor(number / 256 ** i) % 256);
  return { little, big: Uint8Array.from(little).reverse() };
}

function dictionary({ numbers, texts }: FuzzTarget): string {
  const word = (bytes: Iterable<number>) =>
    `"${[...bytes].map((b) => `\\x${b.toString(16).padStart(2, "0")}`).join("")}"`;
  const words = new Set<string>();
  for (const number of numbers) {
    const { little, big } = bytesOf(number);
    words.add(word(little)).add(word(big));
  }
  for (const text of texts) words.add(word(new TextEncoder().encode(text)));
  return `# What the function compares its input with.\n${[...words].map((w) => `${w}\n`).join("")}`;
}

function seeds({ numbers, texts }: FuzzTarget): GeneratedFile[] {
  const files = new Map<string, Uint8Array>();
  files.set("zeros", new Uint8Array(32));
  files.set(
    "ascending",
    Uint8Array.from({ length: 64 }, (_, i) => i),
  );
  for (const [i, text] of texts.slice(0, 16).entries())
    files.set(`text-${i + 1}`, new TextEncoder().encode(text));
  for (const number of numbers.slice(0, 16)) {
    // A message often begins with its kind, and says next how long it is.
    const { little } = bytesOf(number);
    files.set(`number-${number}`, Uint8Array.from([...little, 8, 1, 2, 3, 4, 5, 6, 7, 8]));
  }
  return [...files].map(([name, content]) => ({ path: `seeds/${name}`, content }));
}
