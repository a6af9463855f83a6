import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { newAnalyser, SAMPLES, sourcesIn } from "../../../test/support/analyser";
import { DEFAULT_SETTINGS, type Host } from "../engine/api";
import type { FileDependences } from "./dependence";
import { type Location, type SurfaceReport, surfaceOf } from "./report";

type Files = Readonly<Record<string, string>>;

function dependences(files: Files, order = Object.keys(files)): FileDependences[] {
  const analyser = newAnalyser();
  const sources = order.filter((name) => !name.endsWith(".h"));
  const host: Host = {
    resolveInclude: (_, spec) => Object.keys(files).find((name) => name.endsWith(`/${spec}`)),
    read: (name) => files[name],
    sources: () => sources,
  };
  return order.map((name) => analyser.dependences({ path: name, text: files[name] }, DEFAULT_SETTINGS, host));
}

/** The report in words: entries with what they reach and decide, and with what is compared before. */
function words(files: Files, report: SurfaceReport = surfaceOf(dependences(files), "/p/")): string[] {
  const code = ({ path, start, end }: Location) => files[path].slice(start, end);
  const name = (f: number) => report.functions[f].name;
  return report.entries.flatMap((entry) => [
    `${entry.kind} ${entry.name} in ${name(entry.function)}`,
    ...entry.reached
      .filter(({ from }) => from !== -1)
      .map((r) => `  ${name(r.function)} by ${r.by} from ${name(r.from)}`),
    ...entry.uses.map(
      (use) =>
        `  ${use.kind} ${use.name} in ${name(use.function)}${use.checks.map((check) => ` after ${code(check)}`).join("")}`,
    ),
  ]);
}

const one = (text: string, name = "/p/a.c") => words({ [name]: text });

const RECEIVE = "#include <sys/socket.h>\n#include <string.h>\n#include <stdlib.h>\n";

describe("attack surface", () => {
  test("data goes through a buffer to another function, and a length is compared before it counts", () => {
    const parser = (check: string) => `${RECEIVE}
static void parse(const unsigned char *data, char *out) { unsigned n = data[1]; ${check} memcpy(out, data, n); }
void serve(int fd, char *out) { unsigned char frame[64]; recv(fd, frame, sizeof frame, 0); parse(frame, out); }`;
    expect(one(parser(""))).toEqual([
      "network recv in serve",
      "  parse by parameter data from serve",
      "  copy-size memcpy in parse",
    ]);
    expect(one(parser("if (n > 16) return;"))).toContain("  copy-size memcpy in parse after n > 16");
  });

  test("how much came in says nothing about what came in", () => {
    const found = one(`${RECEIVE}
void serve(int fd, char *out) {
  unsigned char frame[64];
  long got = recv(fd, frame, sizeof frame, 0);
  if (got < 2) return;
  memcpy(out, frame + 2, frame[1]);
}`);
    expect(found).toEqual(["network recv in serve", "  copy-size memcpy in serve"]);
  });

  test("what a helper brings in comes out at its caller, across files", () => {
    const files = {
      "/p/io.c": `${RECEIVE}int take(int fd, char *to, unsigned n) { return recv(fd, to, n, 0); }`,
      "/p/main.c": `int take(int fd, char *to, unsigned n);
void run(int fd) { char text[80]; take(fd, text, 80); system(text); }`,
      "/p/other.c": "void idle(char *text) { system(text); }",
    };
    expect(words(files)).toEqual([
      "network recv in take",
      "  run by argument 2 of take() from take",
      "  command system in run",
    ]);
  });

  test("a helper gives each caller what is the caller's own", () => {
    const found = one(`${RECEIVE}
static char *same(char *text) { return text; }
void outside(void) { system(same(getenv("X"))); }
void inside(char *own) { system(same(own)); }`);
    expect(found).toEqual([
      "environment getenv in outside",
      "  same by parameter text from outside",
      "  command system in outside",
    ]);
  });

  test("a function that looks at the data and answers counts as a comparison", () => {
    const found = one(`${RECEIVE}
static int plausible(const char *text) { return strchr(text, ';') == NULL; }
void run(void) { char *text = getenv("X"); if (!plausible(text)) return; system(text); }`);
    expect(found.at(-1)).toMatch(/^ {2}command system in run after .*plausible\(text\)/);
  });

  test("fields, tables of functions, callbacks and the command line", () => {
    const files = {
      "/p/a.c": `${RECEIVE}
struct link { char name[16]; int size; };
void read_link(int fd, struct link *l) { recv(fd, l->name, sizeof l->name, 0); }
void show(struct link *l) { system(l->name); }
static void on_text(const char *text) { system(text); }
static void on_number(const char *text) { }
struct command { const char *name; void (*run)(const char *); };
static const struct command commands[] = { { "text", on_text }, { "number", on_number } };
void dispatch(int i) { commands[i].run(getenv("X")); }
static int received(const char *data, unsigned size) { return system(data); }
void start(void) { library_on_data(received); }
int main(int argc, char **argv) { return system(argv[1]); }`,
    };
    expect(words(files)).toEqual([
      "arguments argv in main",
      "  command system in main",
      "callback library_on_data in received",
      "  command system in received",
      "environment getenv in dispatch",
      "  on_number by parameter text from dispatch",
      "  on_text by parameter text from dispatch",
      "  command system in on_text",
      "network recv in read_link",
      "  show by field link.name from read_link",
      "  command system in show",
    ]);
  });

  test("records that a callback is given hold what came in", () => {
    const found = one(`#include <string.h>
struct transfer { unsigned char *buffer; int actual; void *user; };
struct device { char last[16]; };
static void on_transfer(struct transfer *t) { struct device *d = t->user; memcpy(d->last, t->buffer, t->actual); }
void start(struct transfer *t) { usb_fill(t, on_transfer); }`);
    expect(found[0]).toBe("callback usb_fill in on_transfer");
    expect(found.join("\n")).toMatch(/copy-size memcpy in on_transfer/);
  });

  test("C++ strings and methods", () => {
    const found = one(
      `#include <string>\n#include <cstdlib>
class Job { public: void run(const std::string &text) { system(text.c_str()); } };
void start() { std::string text = "ls "; text += getenv("X"); Job job; job.run(text); }`,
      "/p/a.cpp",
    );
    expect(found).toContain("environment getenv in start");
    expect(found).toContain("  command system in Job::run");
  });

  test("tells what fuzz targets and tests reach, and leaves out their own entries", () => {
    const files = {
      "/p/a.c": `${RECEIVE}
int parse(const char *text) { return text[0]; }
void run(void) { parse(getenv("X")); }`,
      "/p/fuzz/f.c":
        "int parse(const char *);\nint LLVMFuzzerTestOneInput(const char *d, unsigned long n) { return parse(d); }",
      "/p/test/t.c": "int parse(const char *);\nint main(int argc, char **argv) { return parse(argv[1]); }",
    };
    const report = surfaceOf(dependences(files), "/p/");
    expect(report.entries.map(({ name }) => name)).toEqual(["getenv"]);
    expect(report.inTests).toBe(1);
    const parse = report.functions.find(({ name }) => name === "parse");
    expect(parse).toMatchObject({ fuzzTargets: ["/p/fuzz/f.c"], tests: ["/p/test/t.c"] });
  });

  test("the order of files changes nothing", { timeout: 60_000 }, () => {
    const files = Object.fromEntries(sourcesIn(SAMPLES).map((file) => [file, readFileSync(file, "utf8")]));
    const names = Object.keys(files);
    const reports = [names, [...names].reverse()].map((order) =>
      surfaceOf(dependences(files, order), `${path.dirname(SAMPLES)}/`),
    );
    expect(reports[0].entries.length).toBeGreaterThan(30);
    expect(reports[1]).toEqual(reports[0]);
  });
});
