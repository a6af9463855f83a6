/** One line on a terminal's standard error that counts the files done, drawn a few times a second and wiped at the end. */
import type { Output } from "./io";

export interface Progress {
  update(done: number, total: number): void;
  clear(): void;
}

const INTERVAL = 100;
const WIPE = "\r\x1b[K";

/** Does nothing unless a person reads along. */
export function createProgress(output: Output, now: () => number): Progress {
  let drawn = false;
  let last = Number.NEGATIVE_INFINITY;
  return {
    update(done, total) {
      if (!output.isTerminal || now() - last < INTERVAL) return;
      last = now();
      drawn = true;
      output.write(`${WIPE}Analysing: ${done} of ${total} files`);
    },
    clear() {
      if (drawn) output.write(WIPE);
      drawn = false;
    },
  };
}
