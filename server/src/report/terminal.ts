/**
 * Text for terminals: colours, the width of characters, and nothing that a source file or file name could use to talk
 * to the terminal itself.
 */

export type Paint = (text: string) => string;

/** Names say the role, so that the choice of colours is made here. */
export interface Style {
  readonly error: Paint;
  readonly warning: Paint;
  readonly note: Paint;
  readonly strong: Paint;
  readonly faint: Paint;
}

const plain: Paint = (text) => text;
const sgr =
  (open: number, close: number): Paint =>
  (text) =>
    `\x1b[${open}m${text}\x1b[${close}m`;

const PLAIN: Style = { error: plain, warning: plain, note: plain, strong: plain, faint: plain };
const COLOURED: Style = {
  error: sgr(31, 39),
  warning: sgr(33, 39),
  note: sgr(36, 39),
  strong: sgr(1, 22),
  faint: sgr(2, 22),
};

export function styleFor(coloured: boolean): Style {
  return coloured ? COLOURED : PLAIN;
}

/**
 * Whether to colour, by the conventions of no-color.org and force-color.org: `NO_COLOR` set to anything but nothing
 * says no, then `FORCE_COLOR` yes (but `0`), else a terminal that is not dumb decides.
 */
export function wantsColour(env: NodeJS.ProcessEnv, isTerminal: boolean): boolean {
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR !== undefined && env.FORCE_COLOR !== "") return env.FORCE_COLOR !== "0";
  return isTerminal && env.TERM !== "dumb";
}

/** Control characters, and those that reorder text so that it reads as it is not ("Trojan Source", CVE-2021-42574). */
const UNPRINTABLE = /[\p{Cc}\p{Bidi_Control}\u2028\u2029\ufeff\p{Surrogate}]/gu;

/** One line without anything that moves the cursor, sets colours or turns text around; such characters show their code. */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, (c) => {
    const code = c.codePointAt(0)!.toString(16);
    return `<U+${code.toUpperCase().padStart(4, "0")}>`;
  });
}

const ZERO_WIDTH = /^[\p{Mn}\p{Me}\p{Cf}]$/u;
const WIDE =
  /^[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]$/u;

/** Columns that a printable text takes on a terminal. */
export function widthOf(text: string): number {
  let width = 0;
  for (const c of text) width += c < "\u0300" ? 1 : ZERO_WIDTH.test(c) ? 0 : WIDE.test(c) ? 2 : 1;
  return width;
}
