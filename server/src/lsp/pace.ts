/**
 * How long to wait after a change before a document is looked at again, told from what looking took so far. The pause
 * grows with it, so that typing in a large file is never behind its analysis. All numbers are milliseconds.
 */

/** Analyses shorter than this are over before the next key is down, even one that repeats itself: nothing is gained by waiting. */
const SHORT = 30;

/**
 * Those shorter than this are over before the next key of somebody who types fast, which comes after 100. The first edits
 * are among them, while the engine's own code is compiled: a pause as long as they take would double them. What has
 * piled up in a burst of changes is read in a breath.
 */
const MODERATE = 60;
const BREATH = 5;
const LONGEST = 500;

/** One that takes much longer than the others was held up, by collecting garbage for one: the least of so many counts. */
const REMEMBERED = 3;

/** After an edit there is only a part of a document to look at again: what the first look at all of it took is divided by this. */
const WHOLE = 50;

export interface Pace {
  /** The document was looked at in a version for the first time. */
  note(uri: string, version: number, milliseconds: number): void;
  /** How long to wait after the next change. */
  pause(uri: string): number;
  forget(uri: string): void;
}

interface Known {
  version: number;
  readonly whole: number;
  /** Of the last edits. */
  readonly edits: number[];
}

/** How long to wait where looking again is expected to take so long: one that turns out to be in vain then costs no more. */
export function pauseFor(expected: number): number {
  if (expected < SHORT) return 0;
  return expected < MODERATE ? BREATH : Math.min(LONGEST, expected);
}

export function createPace(): Pace {
  const documents = new Map<string, Known>();
  return {
    note(uri, version, milliseconds) {
      const known = documents.get(uri);
      if (known === undefined) documents.set(uri, { version, whole: milliseconds, edits: [] });
      else if (known.version !== version) {
        known.version = version;
        known.edits.push(milliseconds);
        if (known.edits.length > REMEMBERED) known.edits.shift();
      }
    },
    pause(uri) {
      const known = documents.get(uri);
      if (known === undefined) return 0;
      const { whole, edits } = known;
      return pauseFor(edits.length === 0 ? whole / WHOLE : Math.min(...edits));
    },
    forget: (uri) => void documents.delete(uri),
  };
}
