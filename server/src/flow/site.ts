/** A place in the source that explains something: an instruction, a branch. Unit-relative UTF-16 code units. */
export interface Site {
  readonly start: number;
  readonly end: number;
}
