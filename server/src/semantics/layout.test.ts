import { describe, expect, it } from "vitest";
import { environmentOf } from "./testing";
import { findField } from "./type-queries";

/** Sizes and alignments as printed by GCC 14 on x86-64. */
const C: readonly (readonly [string, number, number])[] = [
  ["struct T { char c; short s; int i; long l; };", 16, 8],
  ["struct T { char c; double d; char e; };", 24, 8],
  ["struct T { int a:3, b:5, c:25; };", 8, 4],
  ["struct T { char a; int b:9; char c; };", 4, 4],
  ["struct T { unsigned a:4; unsigned :0; unsigned b:4; };", 8, 4],
  ["struct T { short a:9; int b:20; char c; };", 8, 4],
  ["struct __attribute__((packed)) T { char a; int b; short c; };", 7, 1],
  ["struct T { int n; char data[]; };", 4, 4],
  ["struct T { char tag; union { int i; char b[6]; }; short end; };", 16, 4],
  ["union T { char c[5]; int i; };", 8, 4],
  ["struct A { char c; short s; int i; long l; }; struct T { struct A a[2]; char x; };", 40, 8],
  ["struct T { _Bool b; long double ld; };", 32, 16],
  ["struct T { char a; _Alignas(16) char b; };", 32, 16],
  ["struct T { unsigned long long a:40; unsigned b:10; unsigned char c:7; };", 8, 8],
  ["struct __attribute__((packed)) T { char a; int b:5; int c:30; };", 6, 1],
  ["struct T { char c; struct { short s; char t; } in; char u; } __attribute__((aligned(8)));", 8, 8],
  ["struct T { char a; int b; short c; } __attribute__((packed));", 7, 1],
  ["#pragma pack(push, 2)\nstruct T { char a; int b; char c; };\n#pragma pack(pop)", 8, 2],
  ["#pragma pack(1)\n#pragma pack()\nstruct T { char a; int b; };", 8, 4],
  ["#define BIT(x) unsigned x:1\nstruct T { int a; BIT(b); BIT(c); };", 8, 4],
  ["#define PRIVATE(x) private_##x\nstruct T { int a; char *PRIVATE(b); };", 16, 8],
  ["struct T { void (*f)(int); char *names[3]; float x; };", 40, 8],
  ["struct T { };", 0, 1],
  ["enum small { X1 = 1 }; struct T { enum small e; char z:2; char y:7; };", 8, 4],
];

const CPP: readonly (readonly [string, number, number])[] = [
  ["struct T {};", 1, 1],
  ["struct Empty {}; struct T : Empty { int x; };", 4, 4],
  ["struct T { virtual ~T(); int a; char b; };", 16, 8],
  ["struct V { virtual ~V(); int a; char b; }; struct T : V { char c; };", 16, 8],
  ["struct X { int a; char b; }; struct T : X { char c; };", 12, 4],
  ["struct Z { Z(); int a; char b; }; struct T : Z { char c; };", 8, 4],
  ["struct T { int &r; char c; };", 16, 8],
  ["struct X { int a; char b; }; struct Z { Z(); int a; char b; }; struct T : X, Z { double d; };", 24, 8],
  ["struct V { virtual void f(); }; struct T : V { int x; virtual void g(); };", 16, 8],
  ["class P { int x; public: ~P(); static int s; char c; }; class T : public P { char d; };", 8, 4],
];

describe("layout", () => {
  it.each(C)("C: %s", (text, size, align) => {
    const type = environmentOf(text).tag("struct", "T");
    expect([type.size, type.align]).toEqual([size, align]);
  });

  it.each(CPP)("C++: %s", (text, size, align) => {
    const type = environmentOf(text, { language: "cpp" }).tag("struct", "T");
    expect([type.size, type.align]).toEqual([size, align]);
  });

  it.each([
    ["struct T { char tag; union { int i; char b[6]; }; short end; };", "b", 4],
    ["struct T { char tag; union { int i; char b[6]; }; short end; };", "end", 12],
    ["struct T { char a; int b:9; char c; };", "c", 3],
    ["struct T { short a:9; int b:20; char c; };", "c", 4],
    ["struct __attribute__((packed)) T { char a; int b; short c; };", "c", 5],
    ["struct T { int a; struct unknown u; int b; };", "a", 0],
    ["struct T { int a; struct unknown u; int b; };", "b", -1],
  ])("%s: %s stands at %d", (text, name, offset) => {
    const record = environmentOf(text).record("T");
    expect(record && findField(record, name)?.offset).toBe(offset);
  });

  it("leaves a record that holds itself without size", () => {
    const environment = environmentOf("struct T { struct T t; int x; };");
    expect(environment.tag("struct", "T").size).toBe(-1);
  });

  it("knows the library's structures, as GNU libc has them", () => {
    const environment = environmentOf("struct tm;");
    const sizes = {
      stat: 144,
      dirent: 280,
      utsname: 390,
      sockaddr_in: 16,
      sockaddr_in6: 28,
      sockaddr_un: 110,
      sockaddr_storage: 128,
      addrinfo: 48,
      termios: 60,
      rusage: 144,
      tm: 56,
      passwd: 48,
      flock: 32,
      msghdr: 56,
    };
    for (const [name, size] of Object.entries(sizes))
      expect([name, environment.record(name)?.size]).toEqual([name, size]);
  });

  it("reads packing of a nameless record behind a typedef", () => {
    const text = "typedef struct { char a; int b; } __attribute__((packed)) T; T t[2];";
    expect(environmentOf(text).variable("t")!.type.size).toBe(10);
  });

  it("finds inherited fields at their place in the derived class", () => {
    const environment = environmentOf(
      "struct A { int a; }; struct B : A { int b; }; struct T : B { int c; };",
      {
        language: "cpp",
      },
    );
    const record = environment.record("T")!;
    expect(["a", "b", "c"].map((name) => findField(record, name)?.offset)).toEqual([0, 4, 8]);
  });
});
