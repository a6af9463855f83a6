/**
 * Diagnostics for clients that do not pull: sent a moment after the last change. The moment grows with what the last
 * analysis of the document took, so that typing in a large file is never behind its analysis.
 */

export interface Publisher {
  /** The document is to be looked at soon; a look already planned is put off. */
  soon(uri: string): void;
  cancel(uri: string): void;
  close(): void;
}

/**
 * Analyses shorter than this are over before the next key is down, even one that repeats itself, so nothing is gained by
 * waiting. In milliseconds.
 */
const SHORT = 30;
const LONGEST = 500;

/**
 * How long to wait after a change, given what the last analysis took; both in milliseconds. An analysis that turns out
 * to be in vain then costs at most as much again as waiting did.
 */
export function pauseAfter(lastAnalysis: number): number {
  return lastAnalysis < SHORT ? 0 : Math.min(LONGEST, lastAnalysis);
}

export function createPublisher(
  lastAnalysis: (uri: string) => number,
  publish: (uri: string) => void,
): Publisher {
  const planned = new Map<string, NodeJS.Timeout>();
  const cancel = (uri: string) => {
    clearTimeout(planned.get(uri));
    planned.delete(uri);
  };
  return {
    soon(uri) {
      cancel(uri);
      planned.set(
        uri,
        setTimeout(
          () => {
            planned.delete(uri);
            publish(uri);
          },
          pauseAfter(lastAnalysis(uri)),
        ),
      );
    },
    cancel,
    close() {
      for (const uri of planned.keys()) cancel(uri);
    },
  };
}
