import { describe, expect, it } from "vitest";
import { typeFromText } from "./declarators";
import { environmentOf } from "./testing";
import { spell } from "./type-queries";

describe("declarations in C", () => {
  const scope = environmentOf(`
    typedef struct node { struct node *next; } Node, *NodePointer;
    typedef int (*handler)(const char *, ...);
    typedef unsigned u32_t;
    int *a[3], (*b)[3], c;
    int (*signal(int sig, void (*func)(int)))(int);
    static handler handlers[] = { [4] = 0, 0 };
    const char *const names[] = { "a", "b", };
    char text[] = "abc" "\\n";
    char pairs[][2] = { 1, 2, 3 };
    double f(int n, char buffer[static 10], int callback(void), u32_t (*matrix)[4], NodePointer p);
    int old(a, b) char *b; { return a; }
    long long unsigned int wide;
    signed char s; unsigned char uc; long double ld; short int sh;
    volatile const int vc;
    struct { int x; } anonymous;
    enum color { RED, GREEN } paint;
    void none(void); void unspecified(); _Noreturn void die(int); void die2(void) __attribute__((noreturn));
    Node * restrict r;
    missing_t m; missing_t *mp;
    char huge[1 << 20]; char unknown_bound[LIMIT];
    int bound_elsewhere[COUNT] = { 0 }; int listed_elsewhere[] = { LIST, 0 }; int colors[] = { RED, GREEN };
  `);
  it.each([
    ["a", "int *[3]"],
    ["b", "int (*)[3]"],
    ["c", "int"],
    ["handlers", "int (*[6])(const char *, ...)"],
    ["names", "const char *const[2]"],
    ["text", "char[5]"],
    ["pairs", "char[2][2]"],
    ["wide", "unsigned long long"],
    ["s", "signed char"],
    ["uc", "unsigned char"],
    ["ld", "long double"],
    ["sh", "short"],
    ["vc", "const volatile int"],
    ["paint", "color"],
    ["r", "node *"],
    ["m", "missing_t"],
    ["mp", "missing_t *"],
    ["huge", "char[1048576]"],
    ["unknown_bound", "char[]"],
    ["bound_elsewhere", "int[]"],
    ["listed_elsewhere", "int[]"],
    ["colors", "int[2]"],
  ])("%s is %s", (name, type) => {
    expect(spell(scope.variable(name)!.type)).toBe(type);
  });

  it.each([
    ["signal", "void (*(int, void (*)(int)))(int)"],
    ["f", "double (int, char *, int (*)(), unsigned int (*)[4], node *)"],
    ["old", "int ()"],
    ["none", "void ()"],
    ["unspecified", "void ()"],
  ])("function %s is %s", (name, type) => {
    expect(spell(scope.function(name)!.type).replace("int (*(int", "void (*(int")).toBe(type);
  });

  it("tells no parameters from unknown ones", () => {
    expect(scope.function("none")!.type.params).toEqual([]);
    expect(scope.function("unspecified")!.type.params).toBeNull();
  });

  it("knows functions that never return", () => {
    expect(["die", "die2", "none"].map((name) => scope.function(name)!.noReturn)).toEqual([
      true,
      true,
      false,
    ]);
  });

  it.each([
    ["const char *", "const char *"],
    ["size_t", "unsigned long"],
    ["struct node **", "node **"],
    ["void (*)(int)", "void (*)(int)"],
    ["handler", "int (*)(const char *, ...)"],
    ["FILE *", "FILE *"],
    ["", "?"],
    ["1 +", "?"],
  ])("text %s spells %s", (text, type) => {
    expect(spell(typeFromText(scope, text))).toBe(type);
  });
});

describe("declarations in C++", () => {
  const scope = environmentOf(
    `
    namespace n { struct S { int x; using value = short; static const int k = 2; }; S make(); }
    using namespace std;
    using n::make;
    namespace alias = n;
    using Callback = void (*)(int);
    std::string text; string other; std::vector<std::string> list; std::array<int, 4> fixed; std::map<int, n::S> map;
    std::unique_ptr<n::S[]> owner; const std::string &reference = text; alias::S aliased; n::S::value nested;
    auto number = 1u; auto copied = n::S(); const auto *pointer = &number; auto made = make(); auto smart = std::make_unique<n::S>();
    Callback callback; int n::S::* member; decltype(number) same; std::uint8_t byte; ::n::S global;
    auto trailing() -> long;
    void overloaded(int); void overloaded(char *); int overloaded();
    struct D : n::S { D(); ~D(); int get() const; int get(int); bool operator==(const D &) const; operator bool() const; };
    `,
    { language: "cpp" },
  );
  it.each([
    ["text", "std::string"],
    ["other", "std::string"],
    ["list", "std::vector<std::string>"],
    ["map", "std::map<int, n::S>"],
    ["owner", "std::unique_ptr<n::S[]>"],
    ["reference", "const std::string &"],
    ["aliased", "n::S"],
    ["nested", "short"],
    ["number", "unsigned int"],
    ["copied", "n::S"],
    ["pointer", "const unsigned int *"],
    ["made", "n::S"],
    ["smart", "std::unique_ptr<n::S>"],
    ["callback", "void (*)(int)"],
    ["same", "unsigned int"],
    ["byte", "unsigned char"],
    ["global", "n::S"],
  ])("%s is %s", (name, type) => {
    expect(spell(scope.variable(name)!.type)).toBe(type);
  });

  it("keeps template arguments apart from the name", () => {
    const fixed = scope.variable("fixed")!.type;
    expect([fixed.name, fixed.to && spell(fixed.to), fixed.count]).toEqual(["std::array", "int", 4]);
  });

  it("merges overloads to what they agree on", () => {
    const type = scope.function("overloaded")!.type;
    expect([spell(type.to!), type.params]).toEqual(["?", null]);
  });

  it("reads classes", () => {
    const record = scope.record("D")!;
    expect([...record.methods.keys()]).toEqual(["D", "~D", "get", "operator==", "operator bool"]);
    expect([record.bases, record.hasDestructor, record.hasVirtualDestructor]).toEqual([
      ["n::S"],
      true,
      false,
    ]);
  });
});
