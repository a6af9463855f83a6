/**
 * The first edits after a start take several times as long as later ones, while V8 compiles what they run. Somebody who
 * opens a file reads before they type: in that pause edits are tried on a copy of its text, which nobody sees, until
 * they are about as fast as they get. Once for a process, and where the difference is felt.
 */

/** A file whose first analysis takes less has edits that are fast when cold, too. In milliseconds. */
const FELT = 300;
/** Nobody has typed for so long, and nothing else of what a start brings with it has happened. In milliseconds. */
const QUIET = 500;
/** What it may take of that pause, and one edit of the time until the first key. In milliseconds. */
const BUDGET = 3000;
const LONG = 150;
/** Edits that are tried, and the places that they are spread over. */
const EDITS = 128;
const PLACES = 16;

/** The end of a statement in a body: what is typed behind it stands in a function. */
const STATEMENT_END = /;(?=\r?\n[ \t]+[a-z])/g;

/** Broken for most of the time, as code is that is being typed. */
const TYPED = " if (i > 0) { i = 0; }";

/** Versions of a text that has more and more of a statement typed in, here and there; none if nothing is to be typed behind. */
export function* editsOf(text: string): Generator<string, undefined> {
  const ends = [...text.matchAll(STATEMENT_END)].map((match) => match.index + 1);
  for (let i = 0; i < EDITS && ends.length > 0; i++) {
    const at = ends[Math.floor(((i % PLACES) * ends.length) / PLACES)];
    yield text.slice(0, at) + TYPED.slice(0, 1 + (i % TYPED.length)) + text.slice(at);
  }
}

export interface Rehearsal {
  /**
   * A document was analysed, which took so many milliseconds. `tryOut` analyses another text in its place, and says
   * what that took.
   */
  analysed(uri: string, text: string, milliseconds: number, tryOut: (text: string) => number): void;
  /** Everything is to be looked at as it is: it goes on later. */
  putOff(): void;
  /** Somebody types in a document, or leaves: nothing more is tried. */
  end(uri?: string): void;
}

export function createRehearsal(): Rehearsal {
  let isOver = false;
  let running: { readonly uri: string; timer: NodeJS.Timeout; step(): void; restore(): void } | undefined;

  /** The engine gets back the text as it is, unless it is about to get a newer one. */
  const end = (uri?: string) => {
    if (running === undefined) return;
    clearTimeout(running.timer);
    const { restore } = running;
    const isReplaced = running.uri === uri;
    running = undefined;
    if (!isReplaced) restore();
  };

  return {
    analysed(uri, text, milliseconds, tryOut) {
      if (isOver || milliseconds < FELT) return;
      isOver = true;
      const edits = editsOf(text);
      let spent = 0;
      const step = () => {
        const next = edits.next().value;
        if (running === undefined || next === undefined || spent > BUDGET) return end();
        const took = tryOut(next);
        spent += took;
        if (took > LONG) return end();
        // What has come meanwhile goes first.
        running.timer = setTimeout(step, 1);
      };
      running = { uri, timer: setTimeout(step, QUIET), step, restore: () => void tryOut(text) };
    },
    putOff() {
      if (running === undefined) return;
      clearTimeout(running.timer);
      running.restore();
      running.timer = setTimeout(running.step, QUIET);
    },
    end,
  };
}
