/**
 * A function that can be fuzzed, as plain data: how each parameter gets its value from the fuzzer's bytes, and what has
 * to be compiled with it. A function whose parameters cannot all be made is no target; better none than one that does
 * not compile.
 */
import { type Type, TypeKind } from "../semantics/types";
import type { Language } from "../syntax/tree";

export type Role =
  /** A pointer to the fuzzer's bytes. */
  | "bytes"
  /** How many bytes that pointer has; or the pointer behind the last. */
  | "length"
  | "end"
  /** A terminated text. */
  | "string"
  /** Made from a pointer and a length: `std::string`, `std::string_view`, `std::vector`, `std::span`. */
  | "object"
  /** A number, taken from the end of the bytes. */
  | "number"
  /** A pointer, or reference, to one zeroed object. */
  | "zeroed"
  /** A pointer to memory that is written to, and its size. */
  | "buffer"
  | "room";

export interface FuzzParameter {
  readonly name: string;
  readonly role: Role;
  /** The type to declare a variable of, as written in the source: of the object itself, without pointer and `const`. */
  readonly type: string;
  readonly isReference: boolean;
}

export interface FuzzTarget {
  /** As called: qualified in C++. */
  readonly name: string;
  readonly language: Language;
  /** Absolute path of the file that defines it. */
  readonly path: string;
  readonly parameters: readonly FuzzParameter[];
  /** The defining file is included whole, since nothing else declares the function. */
  readonly includesSource: boolean;
  /** What the defining file includes, as written, for a harness that only needs the declaration. */
  readonly includes: readonly string[];
  /** Absolute paths of source files to compile beside the harness. */
  readonly sources: readonly string[];
  /** Absolute folders for `-I`. */
  readonly includeFolders: readonly string[];
  /** Functions that these files call and that neither they nor a library defines. */
  readonly missing: readonly string[];
  /** Numbers and texts that the function compares its input with. */
  readonly numbers: readonly number[];
  readonly texts: readonly string[];
}

/** A parameter as declared. */
export interface Declared {
  readonly name: string;
  readonly type: Type;
  /** Its declaration in the source, e.g. `const uint8_t *data`. */
  readonly text: string;
}

const LENGTH_NAME = /len|size|count|bytes|^n$|^num|^cb|_n$/i;
const END_NAME = /end|last|limit/i;
const OUTPUT_NAME = /out|dst|dest|result|reply|target/i;
const OBJECT = /^(std::)?(basic_)?(string|string_view|vector|span)\b/;

/** How each parameter is given a value; undefined if one cannot be, or if none takes data. */
export function parametersFor(declared: readonly Declared[]): FuzzParameter[] | undefined {
  const parameters: FuzzParameter[] = [];
  let hasData = false;
  for (let i = 0; i < declared.length; i++) {
    const { name, type, text } = declared[i];
    if (name === "") return undefined;
    const next = declared[i + 1];
    const spelled = typeText(text, name);
    const isReference = type.kind === TypeKind.Reference;
    const add = (role: Role, type = spelled) => parameters.push({ name, role, type, isReference });
    if (isBytes(type)) {
      const isInput = type.to?.isConst === true || !OUTPUT_NAME.test(name);
      const isSized = next !== undefined && isNumber(next.type) && LENGTH_NAME.test(next.name);
      if (isSized) {
        if (isInput && hasData) return undefined;
        add(isInput ? "bytes" : "buffer");
        parameters.push({
          name: next.name,
          role: isInput ? "length" : "room",
          type: typeText(next.text, next.name),
          isReference: false,
        });
        hasData ||= isInput;
        i++;
        continue;
      }
      if (next !== undefined && next.type === type && END_NAME.test(next.name) && isInput && !hasData) {
        add("bytes");
        parameters.push({ name: next.name, role: "end", type: spelled, isReference });
        hasData = true;
        i++;
        continue;
      }
      if (!isText(type) || type.to?.isConst !== true || hasData) return undefined;
      add("string");
      hasData = true;
      continue;
    }
    if (OBJECT.test(spelled) && type.kind !== TypeKind.Pointer) {
      if (hasData || !isObjectOfBytes(spelled)) return undefined;
      add("object");
      hasData = true;
      continue;
    }
    if (isNumber(type)) {
      add("number");
      continue;
    }
    if (!isZeroable(type)) return undefined;
    add("zeroed");
  }
  return hasData ? parameters : undefined;
}

function isBytes({ kind, to }: Type): boolean {
  if (kind !== TypeKind.Pointer || to === null) return false;
  return to.kind === TypeKind.Void || (to.kind === TypeKind.Int && to.size === 1);
}

function isText({ to }: Type): boolean {
  return to?.name.includes("char") === true && !to.name.includes("unsigned");
}

function isNumber({ kind }: Type): boolean {
  return kind === TypeKind.Int || kind === TypeKind.Bool || kind === TypeKind.Enum || kind === TypeKind.Float;
}

function isObjectOfBytes(spelled: string): boolean {
  if (/^(std::)?string(_view)?$/.test(spelled)) return true;
  return /^(std::)?(vector|span)\s*<\s*(const\s+)?(unsigned char|char|(std::)?uint8_t)\s*(const\s*)?>$/.test(
    spelled,
  );
}

/** A pointer to a number or pointer that is filled in, or to a record that needs no constructor. */
function isZeroable({ kind, to }: Type): boolean {
  if ((kind !== TypeKind.Pointer && kind !== TypeKind.Reference) || to === null) return false;
  if (isNumber(to) || to.kind === TypeKind.Pointer) return true;
  const { record } = to;
  return (
    record?.complete === true && !record.hasDestructor && !record.hasVirtual && record.methods.size === 0
  );
}

/** The type in a parameter's declaration, without `const`, reference, outermost pointer or array, and default value. */
function typeText(text: string, name: string): string {
  const declaration = text
    .replace(/=[^=].*$/s, "")
    .replace(/\s+/g, " ")
    .trim();
  const at = declaration.lastIndexOf(name);
  const before = at === -1 ? declaration : declaration.slice(0, at);
  // What stands between angle brackets belongs to the name of the type.
  const words = before
    .replace(/\b(const|register|restrict|__restrict)\b(?![^<]*>)/g, " ")
    .replace(/\s+/g, " ")
    .trim();
  return words.replace(/\s*(\*|&&?)$/, "").trim();
}
