/**
 * Runs generated programs under the address and undefined-behaviour sanitizers of gcc: all of them compiled as one
 * file, each run in a child of its own, which leaves behind what it reached and where it stopped.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { Program } from "./programs";

export interface Run {
  /** The line, counted within the program from 0, at which it was stopped; -1 if it ran to its end. */
  readonly trapped: number;
  readonly signal: string;
  /** Lines that were reached. */
  readonly reached: ReadonlySet<number>;
  /** Lines at which a number did not fit into what it was stored in. */
  readonly lossy: ReadonlySet<number>;
  readonly timedOut: boolean;
}

const COMPILER = process.env.CC ?? "gcc";
const MOST_LINES = 256;

/** Whether there is a compiler with the sanitizers. */
export function hasSanitizers(): boolean {
  const folder = mkdtempSync(path.join(os.tmpdir(), "parapet-cc-"));
  try {
    const file = path.join(folder, "empty.c");
    writeFileSync(file, "int main(void) { return 0; }\n");
    const { status } = spawnSync(COMPILER, [...FLAGS, "-o", path.join(folder, "empty"), file]);
    return status === 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Shifts into or beyond the sign bit are left out: every compiler defines them. Library functions are called and not
 * built in, so that the sanitizer sees what they touch.
 */
const FLAGS = [
  "-std=gnu11",
  "-w",
  "-O0",
  "-fno-builtin",
  "-fsanitize=address,undefined,bounds-strict",
  "-fno-sanitize=shift-base,alignment",
  "-fsanitize-undefined-trap-on-error",
];

/** Before the programs: what their marks are. */
const HARNESS = `
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>
static volatile unsigned char *reached_;
static volatile int *now_;
#define APART __attribute__((aligned(256)))
#define AT(n) (*now_ = (n), reached_[n] |= 1)
#define NOW(e) ({ __auto_type v_ = (e); v_; })
#define KEPT(n, T, e) ({ __auto_type k_ = (e); if ((__int128)k_ != (__int128)(T)k_) reached_[n] |= 2; (T)k_; })
`;

const MAIN = `
int main(void)
{
    char *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    now_ = (volatile int *)page;
    reached_ = (volatile unsigned char *)page + 64;
    if (freopen("/dev/null", "w", stderr) == NULL) return 2;
    for (int i = 0; i < (int)(sizeof programs_ / sizeof programs_[0]); i++) {
        memset(page, 0, 4096);
        fflush(stdout);
        pid_t child = fork();
        if (child == 0) {
            alarm(2);
            programs_[i]();
            _exit(0);
        }
        int status = 0;
        waitpid(child, &status, 0);
        int clean = WIFEXITED(status) && WEXITSTATUS(status) == 0;
        printf("%d %d %d", clean ? -1 : *now_, WIFSIGNALED(status) ? WTERMSIG(status) : 0, SIGALRM);
        for (int n = 0; n < ${MOST_LINES}; n++) if (reached_[n]) printf(" %d:%d", n, reached_[n]);
        printf("\\n");
    }
    return 0;
}
`;

/** What happened in each program. Throws with the compiler's words when they are no C. */
export function execute(prelude: readonly string[], programs: readonly Program[]): Run[] {
  const folder = mkdtempSync(path.join(os.tmpdir(), "parapet-run-"));
  try {
    const names = programs.map(({ name }) => name).join(", ");
    const text = [
      ...prelude,
      HARNESS,
      ...programs.flatMap(({ run }) => run),
      `static void (*const programs_[])(void) = { ${names} };`,
      MAIN,
    ].join("\n");
    const file = path.join(folder, "programs.c");
    const binary = path.join(folder, "programs");
    writeFileSync(file, text);
    const compiled = spawnSync(COMPILER, [...FLAGS, "-o", binary, file], { encoding: "utf8" });
    if (compiled.status !== 0) throw new Error(`the programs do not compile:\n${compiled.stderr}`);
    const env = { ...process.env, ASAN_OPTIONS: "detect_leaks=0:redzone=256:symbolize=0:exitcode=77" };
    const { stdout, status } = spawnSync(binary, { encoding: "utf8", env, maxBuffer: 1 << 26 });
    if (status !== 0) throw new Error(`the programs could not be run: ${status}`);
    return stdout.trimEnd().split("\n").map(runOf);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function runOf(line: string): Run {
  const [trapped, signal, alarm, ...marks] = line.split(" ");
  const pairs = marks.map((mark) => mark.split(":").map(Number));
  return {
    trapped: Number(trapped),
    signal: signal === "0" ? "address" : signal === "4" ? "undefined" : `signal ${signal}`,
    reached: new Set(pairs.map(([n]) => n)),
    lossy: new Set(pairs.filter(([, bits]) => (bits & 2) !== 0).map(([n]) => n)),
    timedOut: signal === alarm,
  };
}
