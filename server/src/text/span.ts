/**
 * A half-open range of a text: `start` inclusive, `end` exclusive, 0-based, in UTF-16 code units (the unit of
 * JavaScript strings, of web-tree-sitter and of the Language Server Protocol's default encoding).
 */
export interface Span {
  readonly start: number;
  readonly end: number;
}
