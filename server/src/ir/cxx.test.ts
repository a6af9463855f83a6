import { describe, expect, it } from "vitest";
import { ir } from "./testing";

describe("C++", () => {
  it("references", () => {
    expect(
      ir(
        `void g(int &); int &h(); void f(int &r, const int &c) { int x = 1; int &y = x; y = 2; r++; g(x); g(r); h() = c; }`,
        "cpp",
      ),
    ).toMatchInlineSnapshot(`
      "f(r: int&, c: int&) void
        x: int memory, y: int&
      b0:
        enter x
        %0 = &x
        %1 = 1 int
        *%0 = %1 int
        enter y
        %2 = &x
        y = %2
        %3 = 2 int
        *y = %3 int
        %4 = *r int
        %5 = 1 int
        %6 = %4 + %5 int
        *r = %6 int
        %7 = &x
        g(%7) void
        g(r) void
        %8 = h() int&
        %9 = *c int
        *%8 = %9 int
        leave y
        leave x
        end"
    `);
  });

  it("members and this", () => {
    expect(
      ir(
        `struct A { int x; int get() const { return x + this->x; } void set(int v); static int s(int); }; void A::set(int v) { x = v; get(); s(v); }`,
        "cpp",
      ),
    ).toMatchInlineSnapshot(`
      "A::get(this: A*) int
      b0:
        %0 = &this->x (+0)
        %1 = *%0 int
        %2 = &this->x (+0)
        %3 = *%2 int
        %4 = %1 + %3 int
        return %4

      A::set(this: A*, v: int) void
      b0:
        %0 = &this->x (+0)
        *%0 = v int
        %1 = method A::get(this) int
        %2 = method A::s(this, v) int
        end"
    `);
  });

  it("constructors, initialiser lists and destructors", () => {
    expect(
      ir(
        `struct B { B(int); ~B(); }; struct A : B { int x; B m; int &r; A(int v, int &w); }; A::A(int v, int &w) : B(v), x(v), m{1}, r(w) { x = 2; }`,
        "cpp",
      ),
    ).toMatchInlineSnapshot(`
      "A::A(this: A*, v: int, w: int&) void
      b0:
        constructor B::B(this, v) void
        %0 = &this->x (+0)
        *%0 = v int
        %1 = &this->m (+4)
        %2 = 1 int
        constructor B::B(%1, %2) void
        %3 = &this->r (+8)
        *%3 = w int*
        %4 = &this->x (+0)
        %5 = 2 int
        *%4 = %5 int
        end"
    `);
  });

  it("objects with lifetimes", () => {
    expect(
      ir(
        `struct A { A(int); ~A(); int x; }; A make(); void use(const A &); void f(int n) { A a(n); A b{1}; A c = A(2); A d = make(); if (n) return; use(make()); use(A(3)); }`,
        "cpp",
      ),
    ).toMatchInlineSnapshot(`
      "f(n: int) void
        a: A memory, b: A memory, c: A memory, d: A memory, tmp#5: A memory, tmp#6: A memory
      b0:
        enter a
        %0 = &a
        constructor A::A(%0, n) void
        enter b
        %1 = &b
        %2 = 1 int
        constructor A::A(%1, %2) void
        enter c
        %3 = &c
        %4 = 2 int
        constructor A::A(%3, %4) void
        enter d
        %5 = &d
        %6 = make() A
        copy %5 <- %6 4
        if n b1 else b2
      b1:
        %7 = &d
        destructor A::~A(%7) void
        leave d
        %8 = &c
        destructor A::~A(%8) void
        leave c
        %9 = &b
        destructor A::~A(%9) void
        leave b
        %10 = &a
        destructor A::~A(%10) void
        leave a
        return
      b2:
        enter tmp#5
        %11 = make() A
        %12 = &tmp#5
        copy %12 <- %11 4
        use(%12) void
        %13 = &tmp#5
        destructor A::~A(%13) void
        leave tmp#5
        enter tmp#6
        %14 = &tmp#6
        %15 = 3 int
        constructor A::A(%14, %15) void
        use(%14) void
        %16 = &tmp#6
        destructor A::~A(%16) void
        leave tmp#6
        %17 = &d
        destructor A::~A(%17) void
        leave d
        %18 = &c
        destructor A::~A(%18) void
        leave c
        %19 = &b
        destructor A::~A(%19) void
        leave b
        %20 = &a
        destructor A::~A(%20) void
        leave a
        end"
    `);
  });

  it("a reference keeps a temporary alive", () => {
    expect(
      ir(`struct A { ~A(); int x; }; A make(); int f() { const A &r = make(); return r.x; }`, "cpp"),
    ).toMatchInlineSnapshot(`
      "f() int
        r: A&, tmp#1: A memory
      b0:
        enter tmp#1
        enter r
        %0 = make() A
        %1 = &tmp#1
        copy %1 <- %0 4
        r = %1
        %2 = &r->x (+0)
        %3 = *%2 int
        %4 = &tmp#1
        destructor A::~A(%4) void
        leave tmp#1
        leave r
        return %3"
    `);
  });

  it("returned objects", () => {
    expect(
      ir(`struct A { ~A(); int x; }; A f(int n) { A a; a.x = n; return a; } A g(A *p) { return *p; }`, "cpp"),
    ).toMatchInlineSnapshot(`
      "f(n: int) A
        a: A memory
      b0:
        enter a
        %0 = &a
        %1 = &a
        %2 = &%1->x (+0)
        *%2 = n int
        %3 = &a
        return %3

      g(p: A*) A
      b0:
        return p"
    `);
  });

  it("new and delete", () => {
    expect(
      ir(
        `struct A { A(int); ~A(); }; void f(int n) { A *a = new A(n); int *b = new int[n]; char *c = new (std::nothrow) char[8]; delete a; delete[] b; int *d = new int(3); }`,
        "cpp",
      ),
    ).toMatchInlineSnapshot(`
      "f(n: int) void
        a: A*, b: int*, c: char*, d: int*
      b0:
        enter a
        %0 = 1 unsigned long
        %1 = operator operator new(%0) A*
        constructor A::A(%1, n) void
        a = %1
        enter b
        %2 = 4 unsigned long
        %3 = convert n int -> unsigned long
        %4 = %3 * %2 unsigned long
        %5 = operator operator new[](%4) int*
        b = %5
        enter c
        %6 = 1 unsigned long
        %7 = 8 unsigned long
        %8 = %7 * %6 unsigned long
        %9 = opaque()
        %10 = operator nothrow::operator new[](%8, %9) char*
        c = %10
        destructor A::~A(a) void
        operator operator delete(a) void
        operator operator delete[](b) void
        enter d
        %11 = 4 unsigned long
        %12 = operator operator new(%11) int*
        %13 = 3 int
        *%12 = %13 int
        d = %12
        leave d
        leave c
        leave b
        leave a
        end"
    `);
  });

  it("strings and streams", () => {
    expect(
      ir(
        `void f(const char *name, int n) { std::string s = "select "; s += name; std::string t = s + name + "x"; std::cout << t << n << std::endl; std::cin >> n; t.c_str(); }`,
        "cpp",
      ),
    ).toMatchInlineSnapshot(`
      "f(name: char*, n: int memory) void
        s: ?std::string memory, t: ?std::string memory, tmp#4: ?std::string memory
      b0:
        enter s
        %0 = &s
        %1 = "select "
        constructor std::string::string(%0, %1) void
        %2 = &s
        %3 = operator operator+=(%2, name) ?std::string&
        enter tmp#4
        enter t
        %4 = &t
        %5 = &s
        %6 = operator operator+(%5, name) ?std::string
        %7 = &tmp#4
        copy %7 <- %6 -1
        %8 = "x"
        %9 = operator operator+(%7, %8) ?std::string
        copy %4 <- %9 -1
        leave tmp#4
        %10 = &global std::cout
        %11 = &t
        %12 = operator operator<<(%10, %11) ?std::ostream&
        %13 = &n
        %14 = *%13 int
        %15 = operator operator<<(%12, %14) ?std::ostream&
        %16 = &global std::endl
        %17 = *%16 ?
        %18 = operator operator<<(%15, %17) ?std::ostream&
        %19 = &global std::cin
        %20 = &n
        %21 = operator operator>>(%19, %20) ?std::istream&
        %22 = &t
        %23 = method std::string::c_str(%22) char*
        leave t
        leave s
        end"
    `);
  });

  it("smart pointers and containers", () => {
    expect(
      ir(
        `struct A { int x; }; int f(std::unique_ptr<A> p, std::vector<int> &v, std::map<int, A> m) { v[2] = 1; auto it = m.find(1); return p->x + (*p).x + v[0] + it->second.x; }`,
        "cpp",
      ),
    ).toMatchInlineSnapshot(`
      "f(p: ?std::unique_ptr memory, v: ?std::vector&, m: ?std::map memory) int
        it: ?
      b0:
        %0 = 2 int
        %1 = operator operator[](v, %0) int&
        %2 = 1 int
        *%1 = %2 int
        enter it
        %3 = &m
        %4 = 1 int
        %5 = method std::map::find(%3, %4) ?
        it = %5
        %6 = &p
        %7 = operator operator->(%6) A*
        %8 = &%7->x (+0)
        %9 = *%8 int
        %10 = &p
        %11 = operator operator*(%10) A&
        %12 = &%11->x (+0)
        %13 = *%12 int
        %14 = %9 + %13 int
        %15 = 0 int
        %16 = operator operator[](v, %15) int&
        %17 = *%16 int
        %18 = %14 + %17 int
        %19 = &it->second (+-1)
        %20 = &%19->x (+-1)
        %21 = *%20 ?
        %22 = %18 + %21 ?
        %23 = convert %22 ? -> int
        leave it
        return %23"
    `);
  });

  it("range-for", () => {
    expect(
      ir(
        `int f() { int a[3] = {1, 2, 3}; int s = 0; for (int x : a) s += x; std::vector<int> v; for (auto &y : v) { if (y) break; s += y; } return s; }`,
        "cpp",
      ),
    ).toMatchInlineSnapshot(`
      "f() int
        a: int[3] memory, s: int, tmp#2: unsigned long, x: int, v: ?std::vector memory, y: int&
      b0:
        enter a
        %0 = &a
        zero %0 12
        %1 = 0 long
        %2 = %0 + %1 * 4 int*
        %3 = 1 int
        *%2 = %3 int
        %4 = 1 long
        %5 = %0 + %4 * 4 int*
        %6 = 2 int
        *%5 = %6 int
        %7 = 2 long
        %8 = %0 + %7 * 4 int*
        %9 = 3 int
        *%8 = %9 int
        enter s
        %10 = 0 int
        s = %10
        %11 = &a
        %12 = 0 unsigned long
        tmp#2 = %12
        jump b1
      b1:
        %13 = 3 unsigned long
        %14 = tmp#2 < %13 unsigned long
        if %14 b2 else b3
      b2:
        %15 = %11 + tmp#2 * 4 int*
        enter x
        %16 = *%15 int
        x = %16
        %17 = s + x int
        s = %17
        leave x
        %18 = 1 unsigned long
        %19 = tmp#2 + %18 unsigned long
        tmp#2 = %19
        jump b1
      b3:
        enter v
        %20 = &v
        constructor std::vector::vector(%20) void
        %21 = &v
        %22 = opaque(%21)
        jump b4
      b4:
        either b5 b8
      b5:
        %23 = opaque()
        enter y
        y = %23
        %24 = *y int
        if %24 b6 else b7
      b6:
        leave y
        jump b8
      b7:
        %25 = *y int
        %26 = s + %25 int
        s = %26
        leave y
        jump b4
      b8:
        %27 = s
        leave v
        leave s
        leave a
        return %27"
    `);
  });

  it("exceptions", () => {
    expect(
      ir(
        `struct A { ~A(); }; void g(int); int f(int n) { try { A a; g(n); if (n) throw 1; } catch (const std::exception &e) { return 1; } catch (...) { return 2; } return 0; } void h() { throw 3; }`,
        "cpp",
      ),
    ).toMatchInlineSnapshot(`
      "f(n: int) int
        a: A memory, e: ?std::exception&
      b0:
        enter a
        %0 = &a
        g(n) void
        either b1 b4
      b1:
        if n b2 else b3
      b2:
        %1 = 1 int
        %2 = &a
        destructor A::~A(%2) void
        leave a
        jump b5
      b3:
        %3 = &a
        destructor A::~A(%3) void
        leave a
        %4 = 0 int
        return %4
      b4:
        %5 = &a
        destructor A::~A(%5) void
        leave a
        jump b5
      b5:
        either b6 b7
      b6:
        enter e
        %6 = opaque()
        e = %6
        %7 = 1 int
        leave e
        return %7
      b7:
        %8 = 2 int
        return %8

      h() void
      b0:
        %0 = 3 int
        throw"
    `);
  });

  it("lambdas", () => {
    expect(
      ir(
        `int f(int n) { int a = 0, b = 1; auto g = [&a, b](int x) { a += x + b; return a; }; g(n); return a + [=] { return n; }(); }`,
        "cpp",
      ),
    ).toMatchInlineSnapshot(`
      "f(n: int) int
        a: int memory, b: int, g: ?
      b0:
        enter a
        %0 = &a
        %1 = 0 int
        *%0 = %1 int
        enter b
        %2 = 1 int
        b = %2
        enter g
        %3 = &a
        %4 = opaque(b, %3)
        g = %4
        %5 = &a
        %6 = opaque(%5)
        %7 = f::lambda(n) ?
        %8 = &a
        %9 = *%8 int
        %10 = opaque(n)
        %11 = (*%10)() ?
        %12 = %9 + %11 ?
        %13 = convert %12 ? -> int
        leave g
        leave b
        leave a
        return %13

      static f::lambda(x: int, a: int&, b: int&) ?
      b0:
        %0 = *a int
        %1 = *b int
        %2 = x + %1 int
        %3 = %0 + %2 int
        *a = %3 int
        %4 = *a int
        return %4

      static f::lambda(n: int&) ?
      b0:
        %0 = *n int
        return %0"
    `);
  });

  it("structured bindings and statements with initialisers", () => {
    expect(
      ir(
        `struct P { int a, b; }; P make(); int f(int n) { auto [x, y] = make(); if (int z = x; z > n) return z; while (int w = n--) x += w; return y; }`,
        "cpp",
      ),
    ).toMatchInlineSnapshot(`
      "f(n: int) int
        x: int&, y: int&, z: int, w: int
      b0:
        %0 = make() P
        %1 = &%0->a (+0)
        enter x
        x = %1
        %2 = &%0->b (+4)
        enter y
        y = %2
        enter z
        %3 = *x int
        z = %3
        %4 = z > n int
        if %4 b1 else b2
      b1:
        %5 = z
        leave z
        leave y
        leave x
        return %5
      b2:
        leave z
        jump b3
      b3:
        enter w
        %6 = n
        %7 = 1 int
        %8 = n - %7 int
        n = %8
        w = %6
        if w b4 else b5
      b4:
        %9 = *x int
        %10 = %9 + w int
        *x = %10 int
        leave w
        jump b3
      b5:
        leave w
        %11 = *y int
        leave y
        leave x
        return %11"
    `);
  });

  it("named casts and functional casts", () => {
    expect(
      ir(
        `struct B {}; struct D : B { int x; }; int f(B *b, long l, void *p) { D *d = dynamic_cast<D *>(b); return static_cast<int>(l) + int(l) + *reinterpret_cast<int *>(p) + d->x; }`,
        "cpp",
      ),
    ).toMatchInlineSnapshot(`
      "f(b: B*, l: long, p: void*) int
        d: D*
      b0:
        enter d
        %0 = opaque(b)
        d = %0
        %1 = cast l long -> int
        %2 = cast l long -> int
        %3 = %1 + %2 int
        %4 = cast p void* -> int*
        %5 = *%4 int
        %6 = %3 + %5 int
        %7 = &d->x (+0)
        %8 = *%7 int
        %9 = %6 + %8 int
        leave d
        return %9"
    `);
  });

  it("what an unknown function may take by reference is forgotten", () => {
    expect(ir(`int f() { int n = 0; int m; fill(n, m); return n + m; }`, "cpp")).toMatchInlineSnapshot(`
      "f() int
        n: int, m: int
      b0:
        enter n
        %0 = 0 int
        n = %0
        enter m
        %1 = opaque(m)
        m = %1
        %2 = fill(n, m) ?
        %3 = opaque(n)
        n = %3
        %4 = opaque(m)
        m = %4
        %5 = n + m int
        leave m
        leave n
        return %5"
    `);
  });

  it("the most vexing parse", () => {
    expect(
      ir(`struct A { A(int); }; void f(int n) { A a(n); Unknown b(n); A c(A); }`, "cpp"),
    ).toMatchInlineSnapshot(`
      "f(n: int) void
        a: A memory, b: ?Unknown
      b0:
        enter a
        %0 = &a
        constructor A::A(%0, n) void
        enter b
        %1 = opaque(n)
        b = %1
        leave b
        leave a
        end"
    `);
  });

  it("templates and namespaces", () => {
    expect(
      ir(
        `namespace n { template <typename T> T twice(T x) { return x + x; } struct A { template <class U> void put(U u) { v = u; } int v; }; } int f() { return n::twice<int>(2); }`,
        "cpp",
      ),
    ).toMatchInlineSnapshot(`
      "n::twice(x: ?T) ?T
      b0:
        %0 = x + x ?
        return %0

      n::A::put(this: n::A*, u: ?U) void
      b0:
        %0 = &this->v (+0)
        %1 = convert u ?U -> int
        *%0 = %1 int
        end

      f() int
      b0:
        %0 = 2 int
        %1 = n::twice<int>(%0) ?T
        %2 = convert %1 ?T -> int
        return %2"
    `);
  });

  it("overloaded operators", () => {
    expect(
      ir(
        `struct M { M operator*(const M &) const; int &operator[](int); M &operator=(const M &); explicit operator bool() const; int v; }; int f(M a, M b) { M c = a * b; c = a; c[1] = 2; if (a) return c[0]; return 0; }`,
        "cpp",
      ),
    ).toMatchInlineSnapshot(`
      "f(a: M memory, b: M memory) int
        c: M memory
      b0:
        enter c
        %0 = &c
        %1 = &a
        %2 = &b
        %3 = operator M::operator*(%1, %2) M
        copy %0 <- %3 4
        %4 = &c
        %5 = &a
        %6 = operator M::operator=(%4, %5) M&
        %7 = &c
        %8 = 1 int
        %9 = operator M::operator[](%7, %8) int&
        %10 = 2 int
        *%9 = %10 int
        %11 = &a
        %12 = operator M::operator bool(%11) bool
        if %12 b1 else b2
      b1:
        %13 = &c
        %14 = 0 int
        %15 = operator M::operator[](%13, %14) int&
        %16 = *%15 int
        leave c
        return %16
      b2:
        %17 = 0 int
        leave c
        return %17"
    `);
  });

  it("moves, elements and objects made by calls", () => {
    expect(
      ir(
        `void f(std::vector<std::string> v, int n) { auto u = std::make_unique<int>(4); std::unique_ptr<int> w = std::move(u); v.at(0) = v.back(); std::lock_guard<std::mutex> lock(m); std::swap(n, u); }`,
        "cpp",
      ),
    ).toMatchInlineSnapshot(`
      "f(v: ?std::vector memory, n: int) void
        u: ?std::unique_ptr memory, w: ?std::unique_ptr memory, lock: ?std::lock_guard memory
      b0:
        enter u
        %0 = &u
        %1 = 4 int
        %2 = std::make_unique<int>(%1) ?std::unique_ptr
        copy %0 <- %2 -1
        enter w
        %3 = &w
        %4 = &u
        %5 = std::move(%4) ?std::unique_ptr&
        constructor std::unique_ptr::unique_ptr(%3, %5) void
        %6 = &v
        %7 = 0 int
        %8 = method std::vector::at(%6, %7) ?std::string&
        %9 = &v
        %10 = method std::vector::back(%9) ?std::string&
        %11 = operator operator=(%8, %10) ?std::string&
        enter lock
        %12 = &lock
        %13 = &global m
        %14 = *%13 ?
        constructor std::lock_guard::lock_guard(%12, %14) void
        %15 = &u
        %16 = std::swap(n, %15) ?
        %17 = opaque(n)
        n = %17
        leave lock
        leave w
        leave u
        end"
    `);
  });
});
