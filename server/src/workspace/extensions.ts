/** File name endings of C and C++ as data: what a scan looks for, and what an `#include` may name. */

/** Compared without regard to case: `.C` and `.H` mean C++, and old Windows trees shout all their names. */
export const SOURCE_EXTENSIONS: ReadonlySet<string> = new Set([
  ".c",
  ".h",
  ".cc",
  ".cpp",
  ".cxx",
  ".c++",
  ".cp",
  ".hh",
  ".hpp",
  ".hxx",
  ".h++",
  ".inl",
  ".ipp",
  ".tpp",
  ".txx",
  ".tcc",
  ".icc",
  ".cppm",
  ".ixx",
  ".ccm",
  ".cxxm",
  ".ino",
]);

/** Found by `#include` but not scanned by themselves, for they are often pieces of a statement or of a table. */
const FRAGMENT_EXTENSIONS: ReadonlySet<string> = new Set([".inc", ".def"]);

const HEADER_EXTENSIONS: ReadonlySet<string> = new Set([
  ".h",
  ".hh",
  ".hpp",
  ".hxx",
  ".h++",
  ".inl",
  ".ipp",
  ".tpp",
  ".txx",
  ".tcc",
  ".icc",
]);

/** The ending of a file name from its last dot, in lower case; `""` if there is none. */
function extensionOf(name: string): string {
  const dot = name.lastIndexOf(".");
  return dot <= 0 ? "" : name.slice(dot).toLowerCase();
}

export function isSource(name: string): boolean {
  return SOURCE_EXTENSIONS.has(extensionOf(name));
}

export function isHeader(name: string): boolean {
  const extension = extensionOf(name);
  return HEADER_EXTENSIONS.has(extension) || FRAGMENT_EXTENSIONS.has(extension);
}
