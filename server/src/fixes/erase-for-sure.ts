/** `memset` of a secret becomes a function that is never left out: the one of the library that the file uses already. */
import { plainCalleeName } from "../checkers/tree/calls";
import { isMentioned } from "../checkers/tree/includes";
import type { TextEdit } from "../findings";
import { NONE } from "../syntax/tree";
import { argumentText, callOf, spanOf } from "./code";
import { replace } from "./edits";
import { type Candidate, type Code, onCode } from "./fix";
import { includeEdits } from "./headers";

interface Eraser {
  readonly name: string;
  /** Includes that show the library is at hand: the path's beginning. */
  readonly library: string;
  /** The header that declares it. */
  readonly header: string;
  readonly system: boolean;
}

const ERASERS: readonly Eraser[] = [
  { name: "mbedtls_platform_zeroize", library: "mbedtls/", header: "mbedtls/platform_util.h", system: false },
  { name: "OPENSSL_cleanse", library: "openssl/", header: "openssl/crypto.h", system: true },
  { name: "sodium_memzero", library: "sodium", header: "sodium.h", system: true },
  { name: "SecureZeroMemory", library: "windows.h", header: "windows.h", system: true },
];

export const eraseForSure = onCode("erase-for-sure", (code, finding) => {
  const call = callOf(code, finding, (name) =>
    /^(?:std::|__builtin_)?(?:memset|bzero|(?:Rtl)?ZeroMemory)$/.test(name),
  );
  if (call === NONE) return [];
  const { tree } = code.unit;
  const dst = argumentText(code, call, 0);
  const size = argumentText(code, call, plainCalleeName(tree, call).endsWith("memset") ? 2 : 1);
  if (dst === "" || size === "") return [];
  const span = spanOf(code, call);
  const offer = (text: string, name: string, more: readonly TextEdit[]): Candidate => ({
    title: `Erase with '${name}', which is never left out`,
    edits: [replace(span, text), ...more],
    safe: false,
  });
  const candidates: Candidate[] = [];
  for (const { name, library, header, system } of ERASERS)
    if (includesFrom(code, library)) {
      const more = includesFrom(code, header) || !system ? [] : includeEdits(code.file, header);
      if (system || includesFrom(code, header))
        candidates.push(offer(`${name}(${dst}, ${size})`, name, more));
    }
  if (isMentioned(code.unit.includes, "memset_s"))
    candidates.push(offer(`memset_s(${dst}, ${size}, 0, ${size})`, "memset_s", []));
  if (candidates.length > 0) return candidates;
  const files = code.unit.includes.files;
  return [
    offer(`explicit_bzero(${dst}, ${size})`, "explicit_bzero", includeEdits(code.file, "string.h", files)),
  ];
});

/** Whether the file, or a header of the project that it includes, includes a path that begins so. */
function includesFrom({ unit }: Code, path: string): boolean {
  return unit.includes.files.some(({ directives }) =>
    directives.some((d) => d.kind === "include" && d.path.startsWith(path)),
  );
}
