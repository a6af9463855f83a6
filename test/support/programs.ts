/**
 * Random small C programs over integers, arrays, pointers, strings and blocks of the heap. A program is a function of
 * lines; each line exists twice: as it is analysed, and as it is run, where it says first that it was reached. Data is
 * constant, so what happens when it runs is the only thing that can happen.
 */
import fc from "fast-check";

export interface Program {
  readonly name: string;
  /** As analysed, and as run; line i of the one is line i of the other. */
  readonly analysed: readonly string[];
  readonly run: readonly string[];
}

/** What a statement is made of: a kind, and numbers that choose among what is there. */
interface Draft {
  readonly kind: number;
  readonly picks: readonly number[];
  readonly body: readonly Draft[];
}

export interface Draught {
  readonly sizes: readonly number[];
  readonly statements: readonly Draft[];
}

const picks = fc.array(fc.nat(9999), { minLength: 14, maxLength: 14 });
const plain = fc.record({ kind: fc.nat(999), picks, body: fc.constant<readonly Draft[]>([]) });
const nested = fc.record({ kind: fc.nat(999), picks, body: fc.array(plain, { minLength: 1, maxLength: 3 }) });

/** The random part of a program. */
export const draughts = fc.record({
  sizes: fc.array(fc.nat(9999), { minLength: 16, maxLength: 16 }),
  statements: fc.array(nested, { minLength: 2, maxLength: 8 }),
});

/** What all programs of a file share; the harness that runs them declares the rest. */
export const PRELUDE = [
  "#include <stdio.h>",
  "#include <stdlib.h>",
  "#include <string.h>",
  "struct item { int v[3]; char name[6]; int n; };",
  "static int shared[6];",
  "static const int table[5] = { 3, 1, 4, 1, 5 };",
  "static int clamp(int x, int low, int high) { return x < low ? low : x > high ? high : x; }",
  "static void put(int *to, int i, int x) { to[i] = x; }",
  "static int sum(const int *of, int n) { int s = 0; for (int i = 0; i < n; i++) s += of[i]; return s; }",
];

const INTS = ["i", "j", "n"];
const NARROW: readonly (readonly [string, string])[] = [
  ["u", "unsigned"],
  ["c", "signed char"],
  ["s", "short"],
  ["z", "unsigned long"],
  ["y", "unsigned char"],
];
const EXTREMES = [2147483647, -2147483647, 1073741824, 65536, 255, 1000];
const COMPARISONS = ["<", "<=", ">", ">=", "==", "!="];

/** The program that a draught stands for. */
export function programOf(name: string, { sizes, statements }: Draught, withLoops: boolean): Program {
  return new Writer(name, sizes, withLoops).program(statements);
}

class Writer {
  private readonly used = new Set<string>();
  private readonly analysed: string[] = [];
  private readonly run: string[] = [];
  private picks: readonly number[] = [];
  private at = 0;
  private depth = 0;
  private readonly counters: string[] = [];

  constructor(
    private readonly name: string,
    private readonly sizes: readonly number[],
    private readonly withLoops: boolean,
  ) {}

  program(statements: readonly Draft[]): Program {
    for (const s of statements) this.statement(s);
    const head = this.declarations();
    const marked = this.run.map((line, i) => line.replaceAll("@", String(head.length + 1 + i)));
    return {
      name: this.name,
      analysed: [`static void ${this.name}(void) {`, ...head.map(([line]) => line), ...this.analysed, "}"],
      run: [`static void ${this.name}(void) {`, ...head.map(([, line]) => line), ...marked, "}"],
    };
  }

  /* Choices */

  private pick(below: number): number {
    const n = this.picks[this.at++ % this.picks.length] ?? 0;
    return n % below;
  }

  private one<T>(of: readonly T[]): T {
    return of[this.pick(of.length)];
  }

  private size(i: number, least: number, most: number): number {
    return least + (this.sizes[i % this.sizes.length] % (most - least + 1));
  }

  private use(name: string): string {
    this.used.add(name);
    return name;
  }

  /* Declarations */

  private get lengths(): Readonly<Record<string, number>> {
    return {
      a: this.size(0, 2, 8),
      b: this.size(1, 2, 8),
      h: this.size(2, 2, 8),
      t: this.size(3, 4, 16),
      w: this.size(4, 4, 16),
      r: this.size(5, 2, 4),
      m: this.size(6, 2, 4),
    };
  }

  private get columns(): number {
    return this.size(7, 2, 5);
  }

  /** Lines as analysed and as run: there, arrays lie so far apart that nothing lands in a neighbour. */
  private declarations(): readonly (readonly [string, string])[] {
    const { lengths, columns } = this;
    const lines: (readonly [string, string])[] = [];
    const same = (line: string) => lines.push([line, line]);
    const array = (type: string, name: string, bounds: string, value: string) =>
      lines.push([`  ${type} ${name}${bounds} = ${value};`, `  ${type} ${name}${bounds} APART = ${value};`]);
    const has = (name: string) => this.used.has(name);
    const text = (n: number, i: number) => `"${"abcdefghijklmnop".slice(0, this.size(i, 0, n - 1))}"`;
    INTS.forEach((name, i) => {
      if (has(name)) same(`  int ${name} = ${this.start(i)};`);
    });
    NARROW.forEach(([name, type], i) => {
      if (has(name)) same(`  ${type} ${name} = ${this.size(i + 3, 0, 12)};`);
    });
    if (has("p")) this.used.add("a");
    if (has("q")) this.used.add("t");
    if (has("a")) array("int", "a", `[${lengths.a}]`, "{ 1, 2 }");
    if (has("b")) array("int", "b", `[${lengths.b}]`, "{ 0 }");
    if (has("t")) array("char", "t", `[${lengths.t}]`, text(lengths.t, 8));
    if (has("w")) array("char", "w", `[${lengths.w}]`, text(lengths.w, 9));
    if (has("r")) array("struct item", "r", `[${lengths.r}]`, "{ { { 0 }, { 0 }, 0 } }");
    if (has("m")) array("int", "m", `[${lengths.m}][${columns}]`, "{ { 0 } }");
    if (has("h")) {
      same(`  int *h = calloc(${lengths.h}, sizeof(int));`);
      same("  if (h == NULL) return;");
    }
    if (has("x")) {
      same(`  char *x = malloc(${this.size(10, 4, 16)});`);
      same("  if (x == NULL) return;");
      same(`  strcpy(x, ${text(4, 11)});`);
    }
    if (has("p")) same("  int *p = a;");
    if (has("q")) same("  char *q = t;");
    return lines;
  }

  private start(i: number): number {
    const n = this.size(i + 12, 0, 19);
    return n < 17 ? n - 4 : EXTREMES[this.sizes[i] % EXTREMES.length];
  }

  /* Expressions */

  private literal(): number {
    const n = this.pick(40);
    return n < 36 ? (n % 18) - 4 : EXTREMES[n % EXTREMES.length];
  }

  private variable(): string {
    const n = this.pick(12);
    if (this.counters.length > 0 && n < 4) return this.counters[n % this.counters.length];
    return this.use(n < 9 ? INTS[n % 3] : NARROW[n % NARROW.length][0]);
  }

  private element(): string {
    switch (this.pick(7)) {
      case 0:
        return `${this.use("b")}[${this.index(this.lengths.b)}]`;
      case 1:
        return `${this.use("r")}[${this.index(this.lengths.r)}].v[${this.index(3)}]`;
      case 2:
        return `${this.use("m")}[${this.index(this.lengths.m)}][${this.index(this.columns)}]`;
      case 3:
        // What a table holds is not followed, so nothing may hang on it.
        return `(⟨table[${this.index(5)}]⟩ & 0)`;
      case 4:
        return `${this.use("p")}[${this.pick(5) - 1}]`;
      default:
        return `${this.use("a")}[${this.index(this.lengths.a)}]`;
    }
  }

  private index(length: number): string {
    switch (this.pick(9)) {
      case 0:
      case 1:
        return String(this.pick(length));
      case 2:
        return String(this.pick(length + 3) - 1);
      case 3:
        return `${this.variable()} & ${this.one([1, 3, 7])}`;
      case 4:
        return `(unsigned)${this.variable()} % ${length + (this.pick(3) === 0 ? 1 : 0)}`;
      case 5:
        return `${this.variable()} + ${this.pick(4) - 1}`;
      case 6:
        return `clamp(${this.variable()}, 0, ${length - this.pick(2)})`;
      default:
        return this.variable();
    }
  }

  /** What is computed at once stands in ⟨⟩: compilers fold expressions, and what overflowed in the middle is gone. */
  private expression(depth = 2): string {
    const n = this.pick(20);
    if (depth === 0 || n < 4) return n % 2 === 0 ? this.variable() : `⟨${this.literal()}⟩`;
    const left = this.expression(depth - 1);
    switch (n) {
      case 4:
      case 5:
      case 6:
        return `⟨(${left} + ${this.expression(depth - 1)})⟩`;
      case 7:
      case 8:
        return `⟨(${left} - ${this.expression(depth - 1)})⟩`;
      case 9:
        return `⟨(${left} * ${this.expression(depth - 1)})⟩`;
      case 10:
        return `⟨(${left} & ${this.one([1, 3, 7, 15, 255])})⟩`;
      case 11:
        return `⟨(${left} % ${this.pick(9) + 1})⟩`;
      case 12:
        return `⟨(${left} / ${this.expression(depth - 1)})⟩`;
      case 13:
        return `⟨(${left} % ${this.variable()})⟩`;
      case 14:
        return `⟨(${left} << ${this.variable()})⟩`;
      case 15:
        return `⟨(${left} >> ${this.pick(4)})⟩`;
      case 16:
        return `(${this.condition()} ? ${left} : ${this.expression(depth - 1)})`;
      case 17:
        return `(${left} ${this.one(["|", "^"])} ${this.pick(16)})`;
      case 18:
        return `(${this.one(["signed char", "unsigned char", "short", "unsigned"])})${left}`;
      default:
        return this.element();
    }
  }

  private condition(): string {
    const one = () =>
      `${this.variable()} ${this.one(COMPARISONS)} ${this.pick(3) === 0 ? this.variable() : this.literal()}`;
    switch (this.pick(5)) {
      case 0:
        return `${one()} && ${one()}`;
      case 1:
        return `${one()} || ${one()}`;
      default:
        return one();
    }
  }

  private text(): string {
    const name = this.one(["t", "w", "x", ""]);
    return name === "" ? `"${"ABCDEFGHIJKL".slice(0, this.pick(12))}"` : this.use(name);
  }

  /** A length for a copy into `name`: often the right one. */
  private length(name: string): string {
    switch (this.pick(5)) {
      case 0:
        return name === "x" ? "4" : `sizeof ${name}`;
      case 1:
        return `(${this.variable()} & 15)`;
      case 2:
        return name === "x" ? "strlen(x) + 1" : `sizeof ${name} - 1`;
      default:
        return String(this.pick(18));
    }
  }

  /* Statements */

  private line(analysed: string, run = analysed): void {
    const indent = "  ".repeat(this.depth + 1);
    this.analysed.push(indent + analysed.replace(/[⟨⟩]/g, ""));
    this.run.push(`${indent}AT(@); ${run.replaceAll("⟨", "NOW(").replaceAll("⟩", ")")}`);
  }

  private bare(text: string): void {
    const indent = "  ".repeat(this.depth + 1);
    this.analysed.push(indent + text);
    this.run.push(indent + text);
  }

  private assign(target: string, type: string, value: string): void {
    this.line(`${target} = ${value};`, `${target} = KEPT(@, ${type}, ${value});`);
  }

  private statement(draft: Draft): void {
    const [picks, at] = [this.picks, this.at];
    this.picks = draft.picks;
    this.at = 0;
    if (draft.body.length > 0 && draft.kind % 4 === 0 && this.depth < 2) this.compound(draft);
    else this.simple(draft.kind);
    this.picks = picks;
    this.at = at;
  }

  private compound(draft: Draft): void {
    if (this.withLoops && this.pick(3) > 0) {
      this.loop(draft.body);
      return;
    }
    this.line(`if (${this.condition()}) {`);
    this.block(draft.body.slice(0, 2));
    if (draft.body.length > 2) {
      this.bare("} else {");
      this.block(draft.body.slice(2));
    }
    this.bare("}");
  }

  private block(body: readonly Draft[]): void {
    this.depth++;
    for (const s of body) this.statement(s);
    this.depth--;
  }

  private loop(body: readonly Draft[]): void {
    const k = `k${this.counters.length}`;
    const limit = this.one([
      String(this.pick(9)),
      `${this.use("n")} % 9`,
      String(this.lengths.a),
      "(int)(sizeof table / sizeof table[0])",
    ]);
    if (limit === String(this.lengths.a)) this.use("a");
    switch (this.pick(4)) {
      case 0:
        this.line(`for (int ${k} = ${limit} - 1; ${k} >= 0; ${k}--) {`);
        break;
      case 1:
        this.line(`for (int ${k} = ${this.pick(3)}; ${k} <= ${limit}; ${k}++) {`);
        break;
      case 2:
        this.line(`for (unsigned ${k} = 0; ${k} < ${this.pick(9)}u; ${k} += ${this.pick(2) + 1}) {`);
        break;
      default:
        this.line(`for (int ${k} = 0; ${k} < ${limit}; ${k}++) {`);
    }
    this.counters.push(k);
    this.block(body);
    if (this.pick(5) === 0) {
      this.depth++;
      this.line(`if (${this.condition()}) break;`);
      this.depth--;
    }
    this.counters.pop();
    this.bare("}");
  }

  private simple(kind: number): void {
    const { lengths } = this;
    switch (kind % 24) {
      case 0:
      case 1:
        this.assign(this.use(this.one(INTS)), "int", this.expression());
        return;
      case 2: {
        const [name, type] = this.one(NARROW);
        this.assign(this.use(name), type, this.expression());
        return;
      }
      case 3:
        this.line(`${this.use("a")}[${this.index(lengths.a)}] = ${this.literal()};`);
        return;
      case 4:
        this.line(`${this.use("b")}[${this.index(lengths.b)}] = ${this.variable()};`);
        return;
      case 5:
        this.line(`${this.use("r")}[${this.index(lengths.r)}].v[${this.index(3)}] = ${this.variable()};`);
        return;
      case 6:
        this.line(`${this.use("r")}[${this.index(lengths.r)}].n = ${this.literal()};`);
        return;
      case 7:
        this.line(
          `${this.use("m")}[${this.index(lengths.m)}][${this.index(this.columns)}] = ${this.literal()};`,
        );
        return;
      case 8:
        this.pointer();
        return;
      case 9:
        this.line(this.one(["*p = 1;", "*p++ = 2;", "*p-- = 3;", "*(p + 1) = 4;", "p[2] = 5;", "*++p = 6;"]));
        this.use("p");
        return;
      case 10:
        this.use("q");
        this.line(this.one(["*q = 'x';", "*q++ = 'y';", "q[1] = 'z';", "*--q = 'w';"]));
        return;
      case 11: {
        const target = this.one(["t", "w", "x"]);
        this.line(`memset(${this.use(target)}, ${this.one(["0", "'f'"])}, ${this.length(target)});`);
        return;
      }
      case 12: {
        const [to, from] = this.one([
          ["t", "w"],
          ["w", "t"],
          ["x", "t"],
          ["t", "x"],
        ] as const);
        const n = this.length(to);
        this.line(`${this.one(["memcpy", "memmove"])}(${this.use(to)}, ${this.use(from)}, ${n});`);
        return;
      }
      case 13:
        this.copyText();
        return;
      case 14: {
        const target = this.one(["t", "w", "x"]);
        const n = this.length(target);
        const whole = this.one([
          `"%s", ${this.use(this.one(["i", "j"])) && this.other(target)}`,
          `"%d", ${this.use("i")}`,
          `"%d-%s", ${this.use("j")}, ${this.other(target)}`,
        ]);
        this.line(`snprintf(${this.use(target)}, ${n}, ${whole});`);
        return;
      }
      case 15: {
        const target = this.one(["t", "w", "x"]);
        this.line(
          `${this.use(target)}[${this.index(target === "x" ? 4 : lengths[target])}] = ${this.one(["'a'", "'\\0'", "0"])};`,
        );
        return;
      }
      case 16:
        this.assign(this.use(this.one(INTS)), "int", `(int)strlen(${this.text()})`);
        return;
      case 17:
        this.line(
          this.one([
            `free(${this.use("h")});`,
            `free(${this.use("x")});`,
            `free(${this.use("h")}); h = NULL;`,
          ]),
        );
        return;
      case 18:
        this.line(`${this.use("h")}[${this.index(lengths.h)}] = ${this.literal()};`);
        return;
      case 19:
        this.assign(this.use(this.one(INTS)), "int", this.element());
        return;
      case 20:
        this.line(
          `put(${this.use(this.one(["a", "b", "h"]))}, ${this.index(lengths.a)}, ${this.literal()});`,
        );
        return;
      case 21:
        if (!this.withLoops) break;
        this.assign(
          this.use("j"),
          "int",
          `sum(${this.use("a")}, ${lengths.a + (this.pick(4) === 0 ? 1 : 0)})`,
        );
        return;
      case 22:
        this.line(`${this.use(this.one(INTS))} ${this.one(["+=", "-=", "*="])} ${this.expression(1)};`);
        return;
    }
    this.line(`shared[${this.index(6)}] = ${this.variable()};`);
  }

  /** A text other than the one that is written: texts must not overlap. */
  private other(target: string): string {
    return this.use(target === "t" ? "w" : "t");
  }

  private pointer(): void {
    this.use("p");
    const { lengths } = this;
    switch (this.pick(8)) {
      case 0:
        this.line(`p = ${this.use("b")} + ${this.pick(lengths.b + 1)};`);
        return;
      case 1:
        this.line(`p = ${this.use("h")};`);
        return;
      case 2:
        this.line("p = NULL;");
        return;
      case 3:
        this.line(`p = &${this.use("a")}[${this.pick(lengths.a)}];`);
        return;
      case 4:
        this.line(`if (p != NULL) *p = ${this.variable()};`);
        return;
      case 5:
        this.line(this.one(["p++;", "p--;", "p += 2;"]));
        return;
      case 6:
        this.line(`while (p < a + ${lengths.a}) *p++ = 7;`.replace("while", this.withLoops ? "while" : "if"));
        return;
      default:
        this.line(`p = ${this.use("a")} + ${this.pick(lengths.a + 1)};`);
    }
  }

  private copyText(): void {
    const target = this.one(["t", "w", "x"]);
    const from = this.pick(3) === 0 ? `"${"ABCDEFGHIJKLMNOP".slice(0, this.pick(17))}"` : this.other(target);
    switch (this.pick(4)) {
      case 0:
        this.line(`strcat(${this.use(target)}, ${from});`);
        return;
      case 1:
        this.line(`strncpy(${this.use(target)}, ${from}, ${this.length(target)});`);
        return;
      case 2:
        this.line(`sprintf(${this.use(target)}, "%d%s", ${this.use("i")}, ${from});`);
        return;
      default:
        this.line(`strcpy(${this.use(target)}, ${from});`);
    }
  }
}
