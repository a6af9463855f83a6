import { describe, expect, it } from "vitest";
import { typeOf } from "./expression-types";
import { environmentOf, expressionIn } from "./testing";
import { spell } from "./type-queries";

describe("types of expressions in C", () => {
  const scope = environmentOf(`
    struct inner { short s; }; struct s { int n; char name[8]; struct inner *in; const struct s *next; unsigned bit:3; };
    struct s object, *pointer; const struct s *frozen; char *text; int table[4][5]; unsigned char byte; long wide;
    int (*callback)(double); double half(int); enum e { A } colour;
  `);
  it.each([
    ["object.n", "int"],
    ["pointer->name", "char[8]"],
    ["pointer->in->s", "short"],
    ["frozen->n", "const int"],
    ["frozen->next->next", "const s *const"],
    ["*text", "char"],
    ["&object", "s *"],
    ["table[1]", "int[5]"],
    ["table[1][2]", "int"],
    ["*table", "int[5]"],
    ["byte + byte", "int"],
    ["byte + wide", "long"],
    ["byte << 1", "int"],
    ["text + 1", "char *"],
    ["1 + text", "char *"],
    ["text - text", "long"],
    ["text == 0", "int"],
    ["!text", "int"],
    ["-byte", "int"],
    ["(short)1", "short"],
    ["callback(1)", "int"],
    ["(*callback)(1)", "int"],
    ["half(1)", "double"],
    ["half(1) + 1", "double"],
    ["1 ? text : 0", "char *"],
    ["1 ? (void *)0 : pointer", "s *"],
    ["(text, wide)", "long"],
    ["sizeof(int)", "unsigned long"],
    ['"abc"', "char[4]"],
    ["A", "int"],
    ["colour", "e"],
    ["byte = 1", "unsigned char"],
    ["byte++", "unsigned char"],
    ["unknown", "?"],
    ["unknown + 1", "?"],
    ["object.missing", "?"],
    ["errno", "int"],
    ["stderr", "FILE *"],
    ["(struct s){0}", "s"],
  ])("%s is %s", (text, type) => {
    const { tree, node } = expressionIn(text);
    expect(spell(typeOf(scope, tree, node))).toBe(type);
  });
});

describe("types of expressions in C++", () => {
  const scope = environmentOf(
    `
    struct S { int x; S *clone() const; static S make(int); }; S object; S &reference = object; std::string name; std::vector<S> list;
    std::unique_ptr<S> owner; S operator+(const S &, const S &); enum class E { A };
    `,
    { language: "cpp" },
  );
  it.each([
    ["new S(1)", "S *"],
    ["new int[3]", "int *"],
    ["reference.x", "int"],
    ["object.clone()->x", "int"],
    ["S::make(1)", "S"],
    ["owner->x", "int"],
    ["*owner", "S"],
    ["owner.get()", "S *"],
    ["list[0].x", "int"],
    ["list.size()", "unsigned long"],
    ["name.c_str()", "const char *"],
    ['name + "x"', "std::string"],
    ["name.data()[0]", "char"],
    ["static_cast<short>(1)", "short"],
    ["std::move(object)", "S"],
    ["E::A", "E"],
    ["object + object", "?"],
    ["1 == 2", "bool"],
    ["nullptr", "void *"],
    ["int(1)", "int"],
    ['"x"', "const char[2]"],
  ])("%s is %s", (text, type) => {
    const { tree, node } = expressionIn(text, "cpp");
    expect(spell(typeOf(scope, tree, node))).toBe(type);
  });

  it("ends for long chains of calls", () => {
    const { tree, node } = expressionIn(`object${".clone()->with(1)".repeat(60)}`, "cpp");
    expect(spell(typeOf(scope, tree, node))).toBe("?");
  });
});
