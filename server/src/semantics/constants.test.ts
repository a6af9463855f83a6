import { describe, expect, it } from "vitest";
import { evaluate, stringLiteral } from "./constants";
import { environmentOf, expressionIn } from "./testing";
import { spell } from "./type-queries";

const SOURCE = `
enum { ZERO, TWO = 2, THREE, BIG = 1 << 20 };
static const int limit = TWO * 8;
static const char *text = "x";
struct s { char a; int b[4]; };
struct t { int n; struct s inner; };
struct s array[5];
char name[] = "hello";
int n;
`;

describe("constant expressions", () => {
  const c = environmentOf(SOURCE);
  it.each([
    ["1 + 2 * 3", 7],
    ["(1 << 4) | 0x0f", 31],
    ["-7 / 2", -3],
    ["-7 % 3", -1],
    ["1 / 0", undefined],
    ["~0u", 4294967295],
    ["-1 < 1u", 0],
    ["(unsigned char)300", 44],
    ["(char)200", -56],
    ["THREE == 3 ? limit : n", 16],
    ["n", undefined],
    ["n && 0", undefined],
    ["0 && n", 0],
    ["1 || n", 1],
    ["sizeof(struct s)", 20],
    ["sizeof(struct s *)", 8],
    ["sizeof array / sizeof(array[0])", 5],
    ["sizeof(array) / sizeof(*array)", 5],
    ["sizeof(name)", 6],
    ["sizeof n", 4],
    ["sizeof(int[3][2])", 24],
    ["sizeof((struct s *)0)->b", 16],
    ["sizeof(unknown_t)", undefined],
    ["offsetof(struct s, b)", 4],
    ["offsetof(struct s, b[2])", undefined],
    ["offsetof(struct t, inner.b)", 8],
    ["(size_t)-1 == SIZE_MAX", 1],
    ["(short)+70000", 4464],
    ["'a' + 1", 98],
    ["(limit) - 1", 15],
    ["(int)sizeof(long) * -1", -8],
    ["1.5 + 1", undefined],
    ["INT_MAX", 2147483647],
    ["UINT32_MAX + 1", 0],
    ["INT64_MAX == 9223372036854775807", 1],
    ["SIZE_MAX", 2 ** 64],
    ["UINT64_C(1) << 40", 2 ** 40],
    ["BUFSIZ * 2", 16384],
    ["O_CREAT | O_EXCL", 0o300],
    ["1 << 40", undefined],
  ])("%s is %s", (text, value) => {
    const { tree, node } = expressionIn(text);
    expect(evaluate(c, tree, node)?.value).toBe(value);
  });

  const cpp = environmentOf(
    "enum class E : unsigned char { A = 3 }; namespace n { constexpr int k{4}; struct S { static const int m = 9; }; } enum F { G };",
    { language: "cpp" },
  );
  it.each([
    ["static_cast<int>(E::A) + n::k", 7],
    ["n::S::m", 9],
    ["int(3.5)", undefined],
    ["unsigned(-1)", 4294967295],
    ["std::size_t{4}", 4],
    ["F::G", 0],
    ["true + 1", 2],
  ])("C++: %s is %s", (text, value) => {
    const { tree, node } = expressionIn(text, "cpp");
    expect(evaluate(cpp, tree, node)?.value).toBe(value);
  });

  it("survives deep nesting", () => {
    const { tree, node } = expressionIn(`${"1+".repeat(5000)}1`);
    expect(evaluate(c, tree, node)).toBeUndefined();
  });
});

describe("string literals", () => {
  const scope = environmentOf("");
  it.each([
    ['"a\\n" "b"', "a\nb", "char"],
    ['L"wide"', "wide", "int"],
    ['"%" PRIu32', "%u", "char"],
    ['"%" UNKNOWN', undefined, "char"],
    ['u8"é"', "\xc3\xa9", "char"],
  ])("%s", (text, value, element) => {
    const { tree, node } = expressionIn(text);
    const literal = stringLiteral(scope, tree, node);
    expect([literal.value, spell(literal.element)]).toEqual([value, element]);
  });
});
