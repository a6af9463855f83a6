import { describe, expect, test } from "vitest";
import { indexModels, loadModels } from "./load";
import { RETURN } from "./model";

/** The one model of a text with one entry, whose lines are given without their common indentation. */
function modelOf(entry: string, defaults = "") {
  const body = entry.trim().split("\n").join("\n    ");
  const { models, problems } = loadModels(`${defaults}functions:\n  - ${body}\n`);
  expect(problems).toEqual([]);
  return models[0];
}

function problemsOf(text: string): string[] {
  return loadModels(text).problems.map(({ line, column, message }) => `${line}:${column} ${message}`);
}

describe("effects", () => {
  test("an allocator and its release", () => {
    expect(
      modelOf("prototype: void *pool_get(size_t size)\nallocates: { family: pool, size: size }"),
    ).toMatchObject({
      name: "pool_get",
      params: ["size"],
      paramTypes: ["size_t"],
      returnType: "void *",
      mayReturnNull: true,
      nullLikelihood: "evidence",
      allocates: {
        family: "pool",
        to: RETURN,
        size: { kind: "param", index: 0 },
        mayFail: true,
        failure: "null",
      },
    });
    expect(modelOf("prototype: void pool_put(void *p)\nreleases: { pool: p }").releases).toEqual([
      { family: "pool", param: 0, size: null },
    ]);
    const unmap = "prototype: int unmap(void *p, size_t n)\nreleases: { mapping: { ptr: p, size: n } }";
    expect(modelOf(unmap).releases).toEqual([
      { family: "mapping", param: 0, size: { kind: "param", index: 1 } },
    ]);
  });

  test("failure shows in the result's type unless it is said", () => {
    const failure = (entry: string) => modelOf(entry).allocates?.failure;
    expect(failure("prototype: int open(const char *path)\nallocates: descriptor")).toBe("negative");
    expect(failure("prototype: FILE *fopen(const char *path)\nallocates: file")).toBe("null");
    expect(failure("prototype: int take(void **out)\nallocates: { family: heap, to: out }")).toBe("status");
    expect(
      failure("prototype: int make(char **out)\nallocates: { family: heap, to: out, fails: negative }"),
    ).toBe("negative");
    const never = modelOf(
      "prototype: void *must(size_t n)\nallocates: { family: heap, size: n, fails: never }",
    );
    expect(never).toMatchObject({ mayReturnNull: false, allocates: { mayFail: false } });
  });

  test("writes: exact, limited, unbounded, formatted", () => {
    const writes = (entry: string) => modelOf(entry).writes;
    expect(
      writes(
        "prototype: char *copy(char *to, const char *from)\nwrites: { to: to, copy: from, size: strlen(from) + 1, terminates: yes }",
      ),
    ).toEqual([
      {
        param: 0,
        size: { kind: "add", left: { kind: "strlen", index: 1 }, right: { kind: "constant", value: 1 } },
        upTo: false,
        content: "copy",
        from: 1,
        terminates: "yes",
        longest: Infinity,
        append: false,
        most: null,
        ifSet: null,
      },
    ]);
    expect(
      writes(
        "prototype: int get(int fd, void *to, size_t n)\nwrites: { to: to, up-to: n, content: outside }",
      )[0],
    ).toMatchObject({ upTo: true, content: "outside", terminates: "no" });
    expect(
      writes(
        "prototype: char *gets(char *to)\nwrites: { to: to, size: unbounded, content: outside, terminates: yes }",
      )[0],
    ).toMatchObject({ size: null, terminates: "yes" });
    expect(
      writes(
        "prototype: int print(char *to, const char *f, ...)\nwrites: { to: to, content: format }\nformat: { printf: f }",
      )[0],
    ).toMatchObject({ size: null, content: "format" });
  });

  test("writes: numbers that say how much came, and transfers of one direction", () => {
    const writes = (effect: string) =>
      modelOf(`prototype: int transfer(int way, void *to, size_t n, int *got)\nwrites: ${effect}`).writes;
    expect(writes("{ to: got, size: sizeof(*got), most: n }")[0]).toMatchObject({
      most: { kind: "param", index: 2 },
    });
    expect(writes("{ to: to, up-to: n, terminates: if-short, longest: 255 }")[0]).toMatchObject({
      longest: 255,
    });
    expect(writes("{ to: to, up-to: n, if-set: { way: 0x80 } }")[0]).toMatchObject({
      ifSet: { param: 0, bits: 128 },
    });
    const wrong =
      "functions:\n  - prototype: int f(int way, void *to)\n    writes: { to: to, size: 1, if-set: { way: up } }\n";
    expect(problemsOf(wrong)).toEqual(["3:47 if-set takes a number, the bits"]);
  });

  test("members within bounds", () => {
    const entry = (range: string) =>
      `prototype: struct tm *broken_down(time_t t)\nmembers: { return: { tm_mon: ${range} } }`;
    expect(modelOf(entry("0..11")).members).toEqual([{ of: RETURN, name: "tm_mon", min: 0, max: 11 }]);
    expect(loadModels(`functions:\n  - ${entry("many").replace("\n", "\n    ")}\n`).problems).toHaveLength(1);
  });

  test("formats, outside data, sinks and flows", () => {
    const model = modelOf(
      "prototype: int scan(const char *text, const char *format, ...)\nformat: { scanf: format }\ntaints: { input: ... }\nflows: { text: [..., return] }\nsinks: { format: format }",
    );
    expect(model.format).toEqual({ style: "scanf", param: 1, first: 2, extended: false });
    expect(model.sources).toEqual([{ kind: "input", to: 2 }]);
    expect(model.flows).toEqual([
      { from: 0, to: 2 },
      { from: 0, to: RETURN },
    ]);
    expect(model.sinks).toEqual([{ kind: "format", param: 1 }]);
  });

  test("results", () => {
    const model = (returns: string) => modelOf(`prototype: char *f(char *s, int n)\nreturns: ${returns}`);
    expect(model("s")).toMatchObject({ returnsParam: 0, mayReturnNull: false });
    expect(model("never").noReturn).toBe(true);
    expect(model("{ is: s, null: check }")).toMatchObject({
      returnsParam: 0,
      mayReturnNull: true,
      nullLikelihood: "evidence",
    });
    expect(model("{ into: s, null: rare }")).toMatchObject({ returnsInto: 0, nullLikelihood: "rare" });
    expect(model("{ min: -1, max: n }").returnsRange).toEqual({
      min: { kind: "constant", value: -1 },
      max: { kind: "param", index: 1 },
    });
    expect(model("{ length: s }").returnsLength).toBe(0);
    expect(model("{ would-be-length: true }").returnsWouldBeLength).toBe(true);
  });

  test("how a number tells of failure", () => {
    const load = (fails: string) =>
      loadModels(`functions:\n  - prototype: int f(void)\n    fails: ${fails}\n`);
    expect(load("negative-error").models[0].fails).toBe("negative-error");
    expect(load("sometimes").problems).toHaveLength(1);
  });

  test("a bare prototype is a function that does nothing of note", () => {
    expect(loadModels("functions:\n  - int abs(int value)\n").models[0]).toMatchObject({
      name: "abs",
      contained: true,
      writes: [],
      mustCheck: false,
    });
  });
});

describe("names", () => {
  test("aliases and defaults", () => {
    const { models } = loadModels(
      "header: <pool.h>\nsource: manual\nfunctions:\n  - prototype: void *get(int n)\n    also: [take]\n  - prototype: void *own(int n)\n    header: '\"own.h\"'\n",
    );
    expect(models.map(({ name, header, source }) => [name, header, source])).toEqual([
      ["get", "<pool.h>", "manual"],
      ["take", "<pool.h>", "manual"],
      ["own", '"own.h"', "manual"],
    ]);
  });

  test("methods have their object as parameter 0, constructors their class's name", () => {
    const { models } = loadModels(
      "class: [std::string, std::wstring]\nfunctions:\n  - prototype: T(const char *text)\n    flows: { text: this }\n  - prototype: size_type size()\n    also: [length]\n  - prototype: T &append(const T &text)\n",
    );
    expect(models.map(({ name }) => name)).toEqual([
      "std::string::string",
      "std::wstring::wstring",
      "std::string::size",
      "std::string::length",
      "std::wstring::size",
      "std::wstring::length",
      "std::string::append",
      "std::wstring::append",
    ]);
    expect(models[7]).toMatchObject({
      returnType: "std::wstring &",
      paramTypes: ["std::wstring *", "const std::wstring &"],
    });
    expect(models[0]).toMatchObject({
      isMethod: true,
      params: ["this", "text"],
      paramTypes: ["std::string *", "const char *"],
      flows: [{ from: 1, to: 0 }],
    });
  });

  test("a later group of models replaces an earlier one by name", () => {
    const shipped = loadModels("functions:\n  - void *f(int a)\n").models;
    const own = loadModels("functions:\n  - void *f(int a, int b)\n").models;
    expect(indexModels(shipped, own).get("f")?.params).toEqual(["a", "b"]);
  });
});

describe("problems", () => {
  test.each([
    [
      "functions:\n  - prototype: void *f(int a)\n    allocate: heap\n",
      '3:5 a model has no key "allocate" - did you mean "allocates"?',
    ],
    ["functions:\n  - allocates: heap\n", "2:5 a model needs a prototype"],
    ["functions:\n  - prototype: malloc\n", "2:22 a prototype needs a parameter list in parentheses"],
    [
      "functions:\n  - prototype: void f(char *dst)\n    writes: { to: dts, size: 1 }\n",
      '3:19 f has no parameter "dts" - did you mean "dst"?',
    ],
    [
      "functions:\n  - prototype: void f(char *dst, int n)\n    writes: { to: dst, size: n + m }\n",
      '3:34 "m" is not a parameter',
    ],
    [
      'functions:\n  - prototype: void f(char *dst, int n)\n    writes: { to: dst, size: "n + m" }\n',
      '3:35 "m" is not a parameter',
    ],
    [
      "functions:\n  - prototype: void f(char *dst)\n    writes: { to: dst }\n",
      "3:13 writes needs size (exact), up-to (a limit), or size: unbounded",
    ],
    [
      "functions:\n  - prototype: void f(char *dst)\n    taints: { internet: dst }\n",
      '3:15 this mapping has no key "internet"',
    ],
    ["functions:\n  - void f(int a)\n  - void f(int b)\n", "3:5 f is modelled twice"],
    ["models:\n  - void f(int a)\n", '1:1 a model file has no key "models"'],
    ["- a\n", "1:1 a model file must be a mapping"],
    [
      "functions: [\n",
      "2:1 Flow sequence in block collection must be sufficiently indented and end with a ]",
    ],
  ])("%j", (text, expected) => expect(problemsOf(text)).toContain(expected));

  test("what is right is loaded beside what is wrong", () => {
    const { models, problems } = loadModels("functions:\n  - malloc\n  - void f(int a)\n");
    expect(problems).toHaveLength(1);
    expect(models.map(({ name }) => name)).toEqual(["f"]);
  });

  test.each([
    "",
    "---\n",
    "\0",
    "functions:\n",
    "functions: 7\n",
    "[".repeat(20_000),
    "&a [*a]",
    "? [a]\n: b\n",
    "a: !!binary x",
  ])("never throws: %j", (text) => expect(() => loadModels(text)).not.toThrow());
});
