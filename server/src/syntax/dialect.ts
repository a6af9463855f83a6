/**
 * What compilers and libraries add to C and C++, as data: words that are no part of either grammar, and what the
 * length-preserving view makes of them.
 */

/** Names of other platforms and compilers: taken as not defined where only one branch of a conditional can be kept. */
export const ASSUMED_UNDEFINED: readonly string[] = [
  "_WIN32",
  "_WIN64",
  "WIN32",
  "_WIN32_WCE",
  "_MSC_VER",
  "__BORLANDC__",
  "__WATCOMC__",
  "__CYGWIN__",
  "__MINGW32__",
  "__APPLE__",
  "__sun",
  "_AIX",
  "__hpux",
  "__VMS",
  "VMS",
  "MSDOS",
  "__DJGPP__",
  "__OS400__",
  "__SYMBIAN32__",
  "__TANDEM",
  "AMIGA",
];
