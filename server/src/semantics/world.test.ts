import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseFile } from "../syntax/testing";
import { environmentOf } from "./testing";
import { spell } from "./type-queries";

const BASE = {
  limit: "#define LIMIT 8",
  inner: "struct inner { int values[LIMIT]; };",
  outer: "struct outer { struct inner in; struct outer *next; };",
  user: "int use(struct outer *o);",
  other: "int unrelated(double);",
  body: "int run(void) { return 1; }",
};

const text = (changes: Partial<typeof BASE> = {}) => Object.values({ ...BASE, ...changes }).join("\n");

describe("fingerprints", () => {
  const before = environmentOf(text());
  const names = ["LIMIT", "inner", "outer", "use", "unrelated", "run"];
  const changed = (after: ReturnType<typeof environmentOf>) =>
    names.filter((name) => before.fingerprint(name) !== after.fingerprint(name));

  it("stay when only a body, a comment or white space changes", () => {
    const after = environmentOf(
      text({ body: "int run(void) { return 2; /* x */ }", user: "int  use(struct outer *o); // x" }),
    );
    expect(changed(after)).toEqual([]);
    expect(after.world).toBe(before.world);
  });

  it.each([
    [{ limit: "#define LIMIT 9" }, ["LIMIT", "inner", "outer", "use"]],
    [{ inner: "struct inner { long values[LIMIT]; };" }, ["inner", "outer", "use"]],
    [{ outer: "struct outer { struct inner in; };" }, ["outer", "use"]],
    [{ other: "int unrelated(float);" }, ["unrelated"]],
    [{ body: "long run(void) { return 1; }" }, ["run"]],
    [{ inner: "struct inner { int values[LIMIT]; } __attribute__((packed));" }, ["inner", "outer", "use"]],
  ])("%o changes %j", (changes, expected) => {
    expect(changed(environmentOf(text(changes)))).toEqual(expected);
  });

  it("keep the types of what did not change", () => {
    const after = environmentOf(text({ other: "int unrelated(float);" }));
    expect(after.tag("struct", "outer")).toBe(before.tag("struct", "outer"));
    expect(environmentOf(text({ limit: "#define LIMIT 9" })).tag("struct", "outer").size).toBe(48);
    expect(before.tag("struct", "outer").size).toBe(40);
  });

  it("do not depend on the order of declarations or on the order of questions", () => {
    const declarations = Object.values(BASE);
    fc.assert(
      fc.property(
        fc.shuffledSubarray(declarations, { minLength: declarations.length }),
        fc.shuffledSubarray(names, { minLength: names.length }),
        (order, questions) => {
          const environment = environmentOf(order.join("\n"));
          for (const name of questions) expect(environment.fingerprint(name)).toBe(before.fingerprint(name));
        },
      ),
    );
  });

  it("are 0 for what nothing is called by", () => {
    expect(before.fingerprint("missing")).toBe(0);
  });
});

describe("look-ups", () => {
  it("are told to the recorder", () => {
    const seen: string[] = [];
    const view = environmentOf("typedef int number; enum { A };").view([], -1, (name) => seen.push(name));
    view.type("number");
    view.enumerator("A");
    view.tag("struct", "s");
    view.macro("M");
    expect(seen).toEqual(["number", "A", "s", "M"]);
  });

  it("let a file's declarations precede its headers', and both the library's", () => {
    const header = parseFile("#define N 1\n#define M 1\ntypedef short number; typedef long uint8_t;", {
      path: "a.h",
    });
    const environment = environmentOf("#define N 2\ntypedef int number;", { headers: [header] });
    expect(environment.macro("N")?.body).toBe("2");
    expect(environment.macro("M")?.body).toBe("1");
    expect(environment.macro("EOF")?.body).toBe("(-1)");
    expect(spell(environment.type("number")!)).toBe("int");
    expect(spell(environment.type("uint8_t")!)).toBe("long");
  });

  it("see macros as they are at a place", () => {
    const source = "#define N 1\nint a;\n#undef N\nint b;\n#define N 2\nint c;\n";
    const environment = environmentOf(source);
    const at = (name: string) => environment.view([], source.indexOf(`int ${name}`)).macro("N")?.body;
    expect([at("a"), at("b"), at("c")]).toEqual(["1", undefined, "2"]);
  });

  it("see macros that a function defines for itself", () => {
    const source =
      "int f(void) {\n#define STEP 3\n  return STEP;\n#undef STEP\n}\nint g(void) { return STEP; }\n";
    const environment = environmentOf(source);
    const at = (name: string) => environment.view([], source.indexOf(`int ${name}`)).macro("STEP")?.body;
    expect([at("f"), at("g")]).toEqual(["3", undefined]);
  });

  it("do not choose between numbers that a conditional's branches define differently", () => {
    const environment = environmentOf(
      "#ifdef SMALL\n#define SIZE 16\n#define NAME small\n#define GET(x) x.s\n#else\n#define SIZE 64\n#define NAME large\n#define GET(x) x.l\n#endif\n",
    );
    expect(environment.macro("SIZE")).toBeUndefined();
    expect(environment.macro("NAME")).toBeDefined();
    expect(environment.macro("GET")?.params).toEqual(["x"]);
  });

  it("find inherited names, aliases and using declarations", () => {
    const environment = environmentOf(
      `namespace a { struct B { enum { E = 3 }; static const int K = 4; typedef char unit; }; namespace in { int f(); } }
       struct D : a::B { unit u[E]; }; using a::in::f; namespace short_ = a::in;`,
      { language: "cpp" },
    );
    expect(environment.view(["D"]).enumerator("E")).toBe(3);
    expect(environment.view(["D"]).variable("K")?.value).toBe(4);
    expect(environment.tag("struct", "D").size).toBe(3);
    expect(environment.function("f")).toBe(environment.function("short_::f"));
  });

  it("resolve what leads back to itself by name", () => {
    const environment = environmentOf(
      "typedef struct db db; typedef struct stmt stmt; struct stmt { db *owner; }; struct db { stmt *first; db *next; };",
    );
    expect(spell(environment.type("db")!)).toBe("db");
    const owner = environment.record("stmt")!.fields[0].type;
    expect(owner.to).toBe(environment.tag("struct", "db"));
  });

  it("survive declarations that lead to themselves", () => {
    const environment = environmentOf(
      "typedef loop loop; typedef one two; typedef two one; #define A B\n#define B A\nenum { X = Y, Y = X }; const int v = v + 1; int a[A];\n",
    );
    for (const name of ["loop", "one", "two"]) environment.type(name);
    expect(environment.enumerator("X")).toBeUndefined();
    expect(environment.variable("v")?.value).toBeUndefined();
    expect(environment.variable("a")?.type.count).toBe(-1);
  });

  it("survive absurd nesting", () => {
    const deep = (open: string, close: string) => open.repeat(3000) + close.repeat(3000);
    const chain = Array.from({ length: 3000 }, (_, i) => `typedef t${i} t${i + 1};`)
      .reverse()
      .join("\n");
    const sources = [
      `int f(${deep("int g(", ")")});`,
      `int a[${deep("sizeof(x[", "])")}];`,
      deep("struct { ", "};"),
      `std::vector<${deep("std::vector<", ">")}> v;`,
      chain,
      `int ${deep("(*", ")")};`,
    ];
    for (const source of sources) {
      const environment = environmentOf(source, { language: source.includes("::") ? "cpp" : "c" });
      for (const name of ["f", "a", "v", "t3000", "g"]) {
        environment.type(name);
        environment.variable(name);
        environment.function(name);
        environment.fingerprint(name);
      }
    }
  });

  it("answer for any text", () => {
    const pieces = [
      "struct a {",
      "}",
      ";",
      "int",
      "x",
      "typedef",
      "(",
      ")",
      "*",
      "enum { A =",
      "#define A A\n",
      "A::",
      "template <",
      "[",
      "]",
      "class b : a",
      ",",
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 25 }), fc.boolean(), (parts, cpp) => {
        const environment = environmentOf(parts.join(" "), { language: cpp ? "cpp" : "c" });
        for (const name of ["a", "b", "x", "A", "A::x"]) {
          environment.type(name);
          environment.tag("struct", name);
          environment.variable(name);
          environment.function(name);
          environment.enumerator(name);
          environment.fingerprint(name);
        }
      }),
      { numRuns: 300 },
    );
  });
});
