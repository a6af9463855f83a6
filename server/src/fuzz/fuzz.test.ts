import { describe, expect, test } from "vitest";
import { newAnalyser } from "../../../test/support/analyser";
import { DEFAULT_SETTINGS, type Host } from "../engine/api";
import { generate } from "./harness";
import type { FuzzTarget } from "./target";

type Files = Readonly<Record<string, string>>;

function target(files: Files, name: string): FuzzTarget | undefined {
  const names = Object.keys(files);
  const host: Host = {
    resolveInclude: (_, spec) => names.find((candidate) => candidate.endsWith(`/${spec}`)),
    read: (path) => files[path],
    sources: () => names.filter((candidate) => !candidate.endsWith(".h")),
  };
  return newAnalyser().fuzzTarget({ path: names[0], text: files[names[0]] }, DEFAULT_SETTINGS, host, {
    name,
  });
}

const rolesOf = (signature: string, cpp = false) =>
  target({ [cpp ? "/p/a.cpp" : "/p/a.c"]: `${PRELUDE}${signature} {}` }, "f")?.parameters.map(
    ({ name, role, type }) => `${name}: ${role} ${type}`,
  );

const PRELUDE = `typedef unsigned char uint8_t; typedef unsigned long size_t;
struct message { int kind; };
`;

describe("what can be fuzzed", () => {
  test("bytes with their length, with an end, and texts", () => {
    expect(rolesOf("int f(const uint8_t *data, size_t size)")).toEqual([
      "data: bytes uint8_t",
      "size: length size_t",
    ]);
    expect(rolesOf("int f(const char *p, const char *end)")).toEqual(["p: bytes char", "end: end char"]);
    expect(rolesOf("int f(const char *text)")).toEqual(["text: string char"]);
    expect(rolesOf("int f(const void *data, int len, struct message *out)")).toEqual([
      "data: bytes void",
      "len: length int",
      "out: zeroed struct message",
    ]);
  });

  test("results get room, numbers come from the end of the bytes", () => {
    expect(rolesOf("int f(const char *text, int kind, char *out, size_t out_len)")).toEqual([
      "text: string char",
      "kind: number int",
      "out: buffer char",
      "out_len: room size_t",
    ]);
  });

  test("objects of C++", () => {
    expect(rolesOf("int f(const std::string &text)", true)).toEqual(["text: object std::string"]);
    expect(rolesOf("int f(std::string_view text, message &out)", true)).toEqual([
      "text: object std::string_view",
      "out: zeroed message",
    ]);
    expect(rolesOf("int f(std::span<const uint8_t> data)", true)).toEqual([
      "data: object std::span<const uint8_t>",
    ]);
  });

  test("nothing is offered that would not compile, or takes no data", () => {
    expect(rolesOf("int f(int a, int b)")).toBeUndefined();
    expect(rolesOf("int f(const char *text, struct unseen *x)")).toBeUndefined();
    expect(rolesOf("int f(const char *text, void (*then)(void))")).toBeUndefined();
    expect(rolesOf("int f(const char *format, ...)")).toBeUndefined();
    expect(rolesOf("int f(const char *a, const char *b)")).toBeUndefined();
    expect(rolesOf("template <class T> int f(const char *text)", true)).toBeUndefined();
  });
});

describe("what is built with it", () => {
  const files = {
    "/p/a.c": `#include "a.h"
#include "helper.h"
static int inner(const char *text) { return strcmp(text, "start"); }
int f(const char *text) { if (text[0] == 42) return radio(text); return help(text); }
int main(void) { return 0; }`,
    "/p/a.h": "int f(const char *text);",
    "/p/helper.h": "int help(const char *text);\nint radio(const char *text);",
    "/p/helper.c": '#include "helper.h"\nint help(const char *text) { return text[1]; }',
    "/p/other.c": "int other(void) { return 0; }",
  };

  test("the files that it calls, and stand-ins for what nobody defines", () => {
    expect(target(files, "f")).toMatchObject({
      includesSource: false,
      includes: ['"a.h"', '"helper.h"'],
      sources: ["/p/a.c", "/p/helper.c"],
      includeFolders: ["/p"],
      missing: ["radio"],
      numbers: [42],
    });
  });

  test("a static function is included with its file, which is not compiled again", () => {
    expect(target(files, "inner")).toMatchObject({ includesSource: true, sources: [], texts: ["start"] });
  });

  test("the files are the same every time", () => {
    const made = generate(target(files, "f")!, (absolute) => `../..${absolute}`);
    expect(made.map(({ path }) => path)).toEqual([
      "fuzz_f.c",
      "stubs.c",
      "Makefile",
      "README.md",
      "words.dict",
      "seeds/zeros",
      "seeds/ascending",
      "seeds/number-42",
    ]);
    const harness = String(made[0].content);
    expect(harness).toContain('#include "a.h"');
    expect(harness).toContain("f((char *)input)");
  });
});
