/** What a command may touch of the process around it, so that tests can put something else in its place. */
export interface Output {
  write(text: string): void;
  /** Whether a person reads along. */
  readonly isTerminal: boolean;
}

export interface Io {
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: NodeJS.ProcessEnv;
  /** Absolute. */
  readonly cwd: string;
  /** From now on an interrupt by the user aborts this signal instead of the process. */
  interrupt(): AbortSignal;
  /** Milliseconds from any fixed point. */
  now(): number;
}

/** What is promised to scripts. */
export const EXIT = { clean: 0, findings: 1, failure: 2, interrupted: 130 } as const;

/** A mistake on the command line: shown in one line with a pointer to the help. */
export class UsageError extends Error {}
