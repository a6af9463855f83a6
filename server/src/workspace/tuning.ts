/**
 * Settings of V8 for a process that scans and then ends. Left alone, its optimising compiler takes as much processor time
 * as the analysis itself, on the very cores that further workers want: a scan is too short to get that back. What V8
 * does not know of these it ignores.
 */
import v8 from "node:v8";

const FLAGS: readonly string[] = [
  // Functions into which fewer others are copied compile faster, and run no slower here.
  "--max-inlined-bytecode-size-cumulative=300",
  // Bytes of bytecode that a function runs before it is worth optimising; about twice the usual.
  "--interrupt-budget=300000",
];

/** To be called before workers are started: they take the settings of their process. */
export function tuneForScanning(): void {
  for (const flag of FLAGS) v8.setFlagsFromString(flag);
}
