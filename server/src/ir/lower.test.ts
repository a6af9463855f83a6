import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Op } from "./ir";
import { lowerText } from "./testing";
import { verify } from "./verify";

const C = `
#define MAX(a, b) ((a) > (b) ? (a) : (b))
#define TRY(e) do { if ((e) != 0) goto fail; } while (0)
struct node { struct node *next; int value; unsigned flag : 1; char name[8]; };
typedef int (*handler)(struct node *, int);
static int table[4] = { 1, 2 };
int use(struct node *n, int k);
int work(struct node *list, int count, handler h, char *text)
{
  struct node local = { .value = count, .name = "abc" }, *it;
  int i, sum = 0, vla[count + 1];
  for (it = list; it != 0; it = it->next) {
    if (it->flag && !h(it, sum)) continue;
    sum += it->value << 2;
    switch (it->value % 4) {
      case 0: sum++; break;
      case 1: { int inner = sum; use(&local, inner); }
      default: TRY(use(it, MAX(sum, count)));
    }
  }
  do { vla[i = count--] = sum ? *text++ : table[i & 3]; } while (count > 0 && text);
  while (sum --> 0) { static int calls; calls++; if (calls > 10) break; }
  assert(sum < 100);
  return ({ int r = sum; r * 2; }) + (int)sizeof(vla);
fail:
  use(&(struct node){ .next = list }, -1);
  return -1;
}
`;

const CPP = `
#include <string>
namespace app {
struct Shape { virtual ~Shape(); virtual double area() const = 0; int id = 0; };
class Square : public Shape {
 public:
  explicit Square(double side) : side_(side), label_("square") {}
  double area() const override { return side_ * side_; }
  Square &operator+=(const Square &o) { side_ += o.side_; return *this; }
 private:
  double side_; std::string label_;
};
template <typename T> T clamp(T v, T lo, T hi) { return v < lo ? lo : v > hi ? hi : v; }
std::string describe(const Shape &s, int &count) {
  try {
    std::string text = "area " + std::to_string(s.area());
    for (auto &c : text) { if (c == ' ') continue; count++; }
    auto more = [&](int n) { count += n; return text.size() + n; };
    if (auto *q = dynamic_cast<const Square *>(&s); q != nullptr) return text + std::to_string(more(2));
    if (count > 3) throw count;
    std::unique_ptr<Square> owned(new Square(clamp<double>(count, 0, 9)));
    *owned += Square{2.0};
    delete new int[3];
    return owned ? text : std::string();
  } catch (const std::exception &e) {
    return e.what();
  } catch (...) { count = 0; }
  const auto &[a, b] = std::make_pair(1, 2);
  return std::string(a, 'x');
}
}
`;

function sound(text: string, language: "c" | "cpp"): void {
  for (const fn of lowerText(text, language)) expect(verify(fn)).toEqual([]);
}

/** Pieces that cut, double and reorder code without regard to its meaning. */
const noise = fc.constantFrom(
  "{",
  "}",
  "(",
  ")",
  ";",
  "if (x)",
  "else",
  "goto fail;",
  "fail:",
  "case 3:",
  "default:",
  "break;",
  "continue;",
  "return",
  "=",
  "&",
  "*",
  "->next",
  "int q;",
  "struct node s = {",
  "while (1)",
  "do",
  "switch (count) {",
  "try {",
  "catch (...) {",
  "[&] {",
  "throw;",
  "delete",
  "new T",
  "MAX(",
  ",",
  '"',
  "'",
  "#if 0",
  "0x",
  "? :",
  "sizeof",
);

describe("lowering", () => {
  it("understands the samples whole", () => {
    for (const [text, language] of [
      [C, "c"],
      [CPP, "cpp"],
    ] as const) {
      const functions = lowerText(text, language);
      expect(functions.flatMap((fn) => fn.holes)).toEqual([]);
      sound(text, language);
    }
  });

  it("never throws and stays sound on code cut anywhere", () => {
    for (const [text, language] of [
      [C, "c"],
      [CPP, "cpp"],
    ] as const) {
      for (let end = 0; end < text.length; end += 23) sound(text.slice(0, end), language);
    }
  }, 60_000);

  it("never throws and stays sound on code with noise in it", () => {
    const edit = fc.record({
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      remove: fc.nat(30),
      insert: noise,
    });
    fc.assert(
      fc.property(
        fc.constantFrom("c" as const, "cpp" as const),
        fc.array(edit, { maxLength: 4 }),
        (language, edits) => {
          let text = language === "c" ? C : CPP;
          for (const { at, remove, insert } of edits) {
            const start = Math.floor(at * text.length);
            text = `${text.slice(0, start)} ${insert} ${text.slice(start + remove)}`;
          }
          sound(text, language);
        },
      ),
      { numRuns: 150, seed: 7 },
    );
  }, 60_000);

  it("gives up on absurd nesting without overflowing the stack", () => {
    const deep = 10_000;
    const texts = [
      `void f(int a) { ${"{".repeat(deep)}${"}".repeat(deep)} }`,
      `int f(int a) { return ${"(".repeat(deep)}a${")".repeat(deep)}; }`,
      `int f(int a) { return ${"!".repeat(deep)}a; }`,
      `int f(int a) { ${"if (a) ".repeat(deep)} return 1; return 0; }`,
      `int f(int a) { int x = ${"a ? 1 : ".repeat(deep)} 2; return x; }`,
    ];
    for (const text of texts) sound(text, "c");
  }, 60_000);

  it("walks long chains whole", () => {
    const many = 3000;
    const [sum] = lowerText(`int f(int a) { return ${"a + ".repeat(many)}a; }`);
    expect(sum.blocks[0].instructions.filter((i) => i.op === Op.Binary).length).toBe(many);
    const [all] = lowerText(`int f(int a) { if (${"a && ".repeat(many)}a) return 1; return 0; }`);
    expect(all.holes).toEqual([]);
    const chain = lowerText(`int f(int a) { ${"if (a == 1) a++; else ".repeat(many)} a--; return a; }`);
    expect(chain[0].holes).toEqual([]);
    sound(`int f(int a) { ${"if (a == 1) a++; else ".repeat(many)} a--; return a; }`, "c");
  }, 60_000);

  it("takes a function of twenty thousand lines in its stride", () => {
    const body = Array.from({ length: 20_000 }, (_, i) => `  if (p[${i}] > a) a += g(p + ${i});`).join("\n");
    const [fn] = lowerText(`int f(int *p, int a) {\n${body}\n  return a;\n}`);
    expect(fn.blocks.length).toBe(40_001);
  }, 60_000);
});
