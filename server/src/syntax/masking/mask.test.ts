import { describe, expect, test } from "vitest";
import { parseFile } from "../testing";
import { type Language, UNKNOWN_PIECE } from "../tree";

/** Code without the blanks that mean nothing, for comparison. */
function squeeze(text: string): string {
  return text
    .trim()
    .replace(/\s+/g, " ")
    .replace(/ ?([^\w"\ue000$]) ?/g, "$1");
}

/** The squeezed view of a file; fails when a unit does not parse or has not the length of its source. */
function view(text: string, language: Language = "c"): string {
  const units: string[] = [];
  for (const unit of parseFile(text, { language }).units) {
    expect([unit.text, unit.tree().hasError]).toEqual([unit.text, false]);
    expect(unit.text.length).toBe(unit.end - unit.start);
    units.push(unit.text);
  }
  return squeeze(units.join(" "));
}

/** The squeezed view of a function's body. */
function body(text: string, language: Language = "c"): string {
  return view(`void f(void) {\n${text}\n}`, language).slice("void f(void){".length, -1);
}

const BOTH: readonly Language[] = ["c", "cpp"];

describe("macros that make members leave one", () => {
  test.each([
    ["struct s { FIELDS };", "struct s { FIELD; };"],
    ["struct s { int a; FIELDS(int, 3) };", "struct s { int a; FIELDS; };"],
    ["struct s { FIELDS(int, 3); int a; };", "struct s { FIELDS; int a; };"],
  ])("%s", (before, after) => {
    expect(view(before)).toBe(squeeze(after));
  });
});

describe("attributes, conventions and export words go", () => {
  test.each([
    ["__attribute__((packed)) int x;", "int x;"],
    ["int x __attribute__((aligned(4))) = 3;", "int x = 3;"],
    ["char buf[10] ALIGNED(4) = {0};", "char buf[10] = {0};"],
    ["int x UNUSED;", "int x;"],
    ["MUST_CHECK int f(void);", "int f(void);"],
    ["MUST_CHECK\nint f(void) { return 1; }", "int f(void) { return 1; }"],
    ["EXPORT foo_t *f(void);", "foo_t *f(void);"],
    ["lower_export int f(void);", "int f(void);"],
    ["int WINAPI f(void);", "int f(void);"],
    ["BOOL CALLCONV f(void);", "CALLCONV f(void);"],
    ["BOOL APIENTRY f(void);", "BOOL f(void);"],
    ["void f(const char *s, ...) PRINTF_LIKE(1, 2);", "void f(const char *s, ...) ;"],
    ["void f(int a UNUSED, int *RESTRICT b) { }", "void f(int a , int * b) { }"],
    ["struct PACKED s { int a; };", "struct s { int a; };"],
    ["typedef struct { int a; } PACKED s_t;", "typedef struct { int a; } s_t;"],
    ["typedef int (CALLCONV *callback)(int);", "typedef int ( *callback)(int);"],
    ['DEPRECATED("x") int f(void);', "int f(void);"],
    ["__declspec(dllexport) int x;", "int x;"],
    ["__packed struct s { int a; };", "struct s { int a; };"],
    ["__interrupt void isr(void) { }", "void isr(void) { }"],
    ["struct regs { __IO uint32_t cr; };", "struct regs { uint32_t cr; };"],
    ["__no_init int x;", "int x;"],
    ["int x @ 0x20;", "int x ;"],
    ['const int t[2] @ ".rom" = {1, 2};', "const int t[2] = {1, 2};"],
    ["int x __at(0x20);", "int x ;"],
    ["static local_unused const item_t x[] = {1};", "static const item_t x[] = {1};"],
    ['MODULE_LICENSE("GPL")\nint x;', "int x;"],
    ["unsigned long int x;", "unsigned long int x;"],
    ["typedef unsigned __int64 u64;", "typedef unsigned __int64 u64;"],
    ["static __inline int f(void) { return 1; }", "static __inline int f(void) { return 1; }"],
    ["int f(struct s const *__restrict p);", "int f(struct s const * p);"],
  ])("%j", (text, expected) => {
    for (const language of BOTH) expect(view(text, language)).toBe(squeeze(expected));
  });

  test("C++ ones", () => {
    expect(view("class EXPORT X : public Y { int a; };", "cpp")).toBe(
      squeeze("class X : public Y { int a; };"),
    );
    expect(view("class LIB_EXPORT X;", "cpp")).toBe(squeeze("class X;"));
    expect(view("struct X { void f() const OVERRIDE; };", "cpp")).toBe(
      squeeze("struct X { void f() const ; };"),
    );
    expect(view("EXPORT std::string f(int a);", "cpp")).toBe(squeeze("std::string f(int a);"));
    expect(view("END_BLOCK\n\nX::X() : a(1) { }", "cpp")).toBe(squeeze("X::X() : a(1) { }"));
    expect(
      view("class W : public Q {\n  Q_OBJECT\nsignals:\n  void s();\npublic slots:\n  void t();\n};", "cpp"),
    ).toBe(squeeze("class W : public Q { public : void s(); public : void t(); };"));
  });

  test("what matters to the analysis stays", () => {
    expect(view("__attribute__((noreturn)) void f(void);")).toBe(squeeze("[[noreturn]] void f(void);"));
    expect(view("void f(const char *, ...) __attribute__((format(printf, 1, 2)));")).toContain(
      "format(printf,1,2)",
    );
    expect(body("switch (x) { case 1: a(); __attribute__((fallthrough)); default: b(); }")).toContain(
      "[[fallthrough]]",
    );
    expect(body("FALLTHROUGH;")).toBe(squeeze("FALLTHROUGH;"));
  });
});

describe("macros that make a head of their arguments leave the head", () => {
  test.each([
    ["EXPORT(char *, API name, (int n), NORETURN);", "char * name(int n);"],
    ["EXPORT(7, const char *, name, (void));", "const char * name(void);"],
    [
      "FUNCTION(int, name, (struct s *p, int n), PURE) { return n; }",
      "int name(struct s *p, int n){ return n; }",
    ],
    ["FUNCTION(int, name, ()) { return 1; }", "int name(){ return 1; }"],
    ["FUNCTION(int, name, (0)) { return 1; }", "FUNCTION(_){ return 1; }"],
  ])("%s", (before, after) => {
    expect(view(before)).toBe(squeeze(after));
  });
});

describe("macros are judged by their definitions", () => {
  test.each([
    ['#define API __attribute__((visibility("default"))) extern\nAPI int f(void);', "int f(void);"],
    ["#define STATIC static\nSTATIC int x;", "static int x;"],
    ["#define my_attr\nmy_attr int x;", "int x;"],
    ["#define A B\n#define B const\nA int x;", "int x;"],
    ["#define A B\n#define B A\nA x;", "A x;"],
    ["#define OF(args) args\nint f OF((int a));", "int f (int a) ;"],
    ["#define T(type) type\nT(int *) f(void);", "int * f(void);"],
    ["#define u32 unsigned int\nu32 f(u32 a);", "u32 f(u32 a);"],
    ['#define BEGIN_C extern "C" {\n#define END_C }\nBEGIN_C\nint x;\nEND_C\nint y;', "int x; int y;"],
    ["#define TAIL , int extra\nint f(int a TAIL);", "int f(int a );"],
    [
      "#ifdef X\n#define Attr <unspecified>\n#else\n#define Attr __attribute__((x))\n#endif\nAttr int x;",
      "int x;",
    ],
  ])("%j", (text, expected) => {
    expect(view(text)).toBe(squeeze(expected));
  });

  test("also by those of headers", () => {
    const headerMacros = [{ name: "api", params: null, variadic: false, body: "extern", start: 0, end: 0 }];
    const file = parseFile("api foo_t *f(void);", { headerMacros });
    expect(file.units[0].text).toBe("foo_t *f(void);");
  });

  test("casts stay casts", () => {
    const define = "#define my_cast(T, e) (static_cast< T >(e))\n";
    expect(view(`${define}int x = my_cast(int, a + b) * 2;`, "cpp")).toBe(
      squeeze("int x = (int)( a + b) * 2;"),
    );
    expect(view("int x = other_cast(Foo *, p);", "cpp")).toBe(squeeze("int x = (Foo *)( p);"));
  });

  test("statements get what they lack", () => {
    const define = "#define CHECK(x) if (!(x)) return;\n#define END_IT do_it();\n";
    expect(view(`${define}void f(void) { CHECK(a)\n b(); END_IT\n c(); END_IT }`)).toBe(
      squeeze("void f(void) { CHECK(a); b(); END_IT; c(); END_IT;}"),
    );
  });
});

test("values of an initialiser are no argument in C", () => {
  expect(body("send(LIST({ A, 1 }, { B, 2 }));", "c")).toBe(squeeze("send(LIST(_, _));"));
  expect(body("send(LIST({ A, 1 }, { B, 2 }));", "cpp")).toBe(squeeze("send(LIST({ A, 1 }, { B, 2 }));"));
});

describe("macros in the place of statements", () => {
  test.each([
    ["LIST_FOREACH(item, &list, link) { use(item); }", "while (_(&item, &list,&link)){ use(item); }"],
    ["IF_DEBUG(x) { use(x); }", "if(_(&x)){ use(x); }"],
    ["LL_FOREACH(b->topics, topic){ use(topic); }", "while(_,    b->topics, topic){ use(topic); }"],
    ["for_each_bit(i, m) x(i);", "while(_(&i,&m))x(i);"],
    ["forever { x(); }", "for(;;) { x(); }"],
    ["BLOCK { x(); }", "{ x(); }"],
    ["TRACE(a)\n b();", "TRACE(a); b();"],
    ["{ TRACE(a) }", "{ TRACE(a);}"],
    ["ON_FAIL(return -1;);", "if(_){ return -1;};"],
    ["SIMULATE( return X; );", "if(_){ return X;};"],
    ["SIMULATE(break);", "if(_) break;;"],
    ["ON( x = 1; y = 2; )\n b();", "ON(_); b();"],
    ["CHECK(a, b, return -1;);", "CHECK(a, b, _);"],
    ["CHECK(a, x = 1; goto done);", "CHECK(a, _);"],
    ["MAYBE\n x = 3;", "x = 3;"],
    ["TYPE\n x;", "TYPE x;"],
    ["STAILQ_HEAD(a, b) head;", "STAILQ_HEAD head;"],
    ["switch (x) { case 1 ... 5: y(); }", "switch (x) { case 1 ?: 5: y(); }"],
    ["goto *table[x];", "goto table;"],
    ["__asm { mov eax, ebx }", ";"],
    ["__asm mov eax, ebx", ";"],
    ['asm volatile ("nop" ::: "memory");', 'asm volatile ("nop" ::: "memory");'],
    ["CHECK(a)\n else b();", "if(_(&a)); else b();"],
  ])("%j", (text, expected) => {
    for (const language of BOTH) expect(body(text, language)).toBe(squeeze(expected));
  });

  test("at file level", () => {
    expect(view('TEST("name", [x]) { run(); }')).toBe(squeeze("TEST(_ ) { run(); }"));
    expect(view("TEST(Group, Name) { run(); }")).toBe(squeeze("TEST(Group ) { run(); }"));
    expect(view("TEST(Group, Name) { run(); }", "cpp")).toBe(squeeze("TEST(Group, Name) { run(); }"));
    expect(view("FIXTURE(a)(int x) { run(x); }", "cpp")).toBe(squeeze("FIXTURE (int x) { run(x); }"));
    expect(view("MAIN_FUNCTION { run(); }", "cpp")).toBe(squeeze("MAIN_FUNCT(_) { run(); }"));
    expect(view('FLAG(int, size, 8, "size");\nint x;', "cpp")).toBe(squeeze("int x;"));
    expect(view("EXPAND_A(x)\nEXPAND_B(y)\nint x;")).toBe(squeeze("int x;"));
  });
});

describe("arguments that are no expressions", () => {
  test.each([
    ["p = va_arg(ap, struct s *);", "p = va_arg(ap, s_ );"],
    ["p = va_arg(ap, char *);", "p = va_arg(ap, _);"],
    ["p = container_of(q, struct s, m);", "p = container_of(q, s, m);"],
    ["check(a, ==, b);", "check(a, _ , b);"],
    ["make(a,,b);", "make(a,b);"],
    ["x = sizeof(struct s *);", "x = sizeof(struct s *);"],
    ["x = f(a * b, c & d);", "x = f(a * b, c & d);"],
  ])("%j", (text, expected) => {
    for (const language of BOTH) expect(body(text, language)).toBe(squeeze(expected));
  });
});

describe("numbers added to sizes are no casts", () => {
  test.each([
    ["x = sizeof(int)+4*n;", "x = sizeof(int)+Ｅ*n;"],
    ["x = sizeof(struct s *)-10;", "x = sizeof(struct s *)-Ｂ0;"],
    ["x = sizeof(int) + 4;", "x = sizeof(int) + 4;"],
    ["x = sizeof(int)*4;", "x = sizeof(int)*4;"],
  ])("%j", (text, expected) => {
    for (const language of BOTH) expect(body(text, language)).toBe(squeeze(expected));
  });
});

describe("text of macros", () => {
  test("in C++ a macro between literals becomes one", () => {
    expect(body('printf("%" PRIu32 "\\n", x);', "cpp")).toBe(squeeze('printf("%" "u" "\\n", x);'));
    expect(body('printf("%" PRId64 "x", x);', "cpp")).toBe(squeeze('printf("%" "ld" "x", x);'));
    expect(body('f("a" VERSION);', "cpp")).toBe(squeeze(`f("a" "${UNKNOWN_PIECE}" );`));
    expect(view('#define VERSION "1"\nchar s[] = "a" VERSION;', "cpp")).toBe(squeeze('char s[] = "a" "1" ;'));
    expect(body('f("a"_km, "b"s);', "cpp")).toBe(squeeze('f("a"_km, "b"s);'));
  });

  test("C knows names between literals, calls it does not", () => {
    expect(body('f("%" PRIu32 "x", 1);')).toBe(squeeze('f("%" PRIu32 "x", 1);'));
    expect(body('f("a" STR(x) "b");')).toBe(`f("a" "${UNKNOWN_PIECE}" "b");`);
    expect(body('f(QUOTE("x") " is " QUOTE("y"));')).toBe(
      squeeze(`f("${UNKNOWN_PIECE}" " is " "${UNKNOWN_PIECE}" );`),
    );
    expect(body('f((char *) "a");')).toBe('f((char*)"a");');
    expect(body("s = HEAD BODY TAIL;")).toBe(squeeze(`s = "${UNKNOWN_PIECE}" ;`));
  });

  test("a scaled number has no value that anybody knows", () => {
    expect(body("n = 64 KB + 1;")).toBe(squeeze("n = _ + 1;"));
  });
});

describe("what the C++ grammar lacks", () => {
  test.each([
    ["p = new T*[n];", "p = new T_[n];"],
    ["p = new const char *[n];", "p = new char_ [n];"],
    ["delete[] (p);", "delete[] p ;"],
    ["delete[] *p;", "delete[]+*p;"],
    ["operator delete[](p, std::nothrow);", "operator_delete (p, std::nothrow);"],
    ["int Ratios::*m = 0;", "int *m = 0;"],
    ["emit changed(1);", "changed(1);"],
  ])("%j", (text, expected) => {
    expect(body(text, "cpp")).toBe(squeeze(expected));
  });

  test("declarations", () => {
    expect(view("struct X { enum : int { A }; };", "cpp")).toBe(squeeze("struct X { enum { A }; };"));
    expect(view("extern template class X<int>;\nint x;", "cpp")).toBe(squeeze("int x;"));
    expect(view("void f(X) = delete;", "cpp")).toBe(squeeze("void f(X) ;"));
    expect(view("Iterator(Item) next;", "cpp")).toBe(squeeze("Iterator next;"));
  });
});

describe("ordinary code is left alone", () => {
  test.each([
    "int far(int near, char data[]) { return data[near]; }",
    "MY_TYPE *make(MY_TYPE a, const OTHER *b);",
    "static MY_TYPE table[] = { { A, B }, { C, D | E } };",
    "enum { A = 1, B, C };",
    "typedef struct NODE NODE;",
    "struct NODE value;",
    "BOOL f(HANDLE h) { DWORD n = 0; return Read(h, &n) && n > MAX; }",
    "int f(void) { return (int)SIZE * -1; }",
    'void f(void) { LOG("x %d", a); if (A) B(); else C(); }',
    "int f(a, b) int a; char *b; { return a; }",
    "void f(void) { x: y(); goto x; }",
    "int (*table[])(int) = { f, g };",
    'void f(void) { int (*p)(char *, int) = q; p("", 1); }',
    "void f(void) { do { x(); } while (0); for (;;) break; }",
    "struct s { unsigned a : 3; unsigned long b; char *data; };",
    "void f(void) { T *a = (T *)b; U c = *(U *)d; e = (T){ 1 }; }",
    "#define MAX(a, b) ((a) > (b) ? (a) : (b))\nint x = MAX(1, 2);",
    "#define LOG(x)\nvoid f(void) { LOG(1); }",
  ])("C: %j", (text) => {
    const code = text.replace(/^#.*$/gm, "").trim();
    expect(view(text)).toBe(squeeze(code));
  });

  test.each([
    "template <class T> class X { T data() const { return d; } T d; };",
    "class X { public: X(int a) : a_(a) {} ~X() = default; private: int a_; };",
    "void f() { std::vector<Foo *> v; for (auto &x : v) x->g(); }",
    "void f() { auto l = [&](int a, T *b) { return a; }; l(1, nullptr); }",
    "std::map<std::string, int> f(const std::string &a, T &&b);",
    'void f() { Foo x(a, b); Bar y{1, 2}; throw Baz("x"); }',
    "bool operator==(const X &a, const X &b) { return a.v == b.v; }",
    'static_assert(sizeof(int) == 4, "int");',
    "void f() { if (auto p = g(); p) h(p); int *q = new int[3]; delete[] q; }",
    "using b::c;",
  ])("C++: %j", (text) => {
    expect(view(text, "cpp")).toBe(squeeze(text));
  });
});
