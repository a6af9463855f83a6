/**
 * Functions whose bodies are not in sight, but whose declarations say what they are for: `void house_free(void *)` takes
 * any block and gives nothing back, `void *house_malloc(size_t)` makes a block of so many bytes. A release of one kind of object (`void session_free(struct session *)`) may as well
 * only empty it, so nothing is concluded from such a name.
 */
import type { Callee } from "../ir/ir";
import { blankModel, type FunctionModel, type SizeExpression, type WriteEffect } from "../models/model";
import { type Type, TypeKind } from "../semantics/types";

const known = new Map<string, FunctionModel>();

/** The model of a deallocator by its declaration and its name, or that of the pointer it is called through. */
export function deallocatorModel({ kind, type }: Callee, name: string): FunctionModel | undefined {
  if (kind !== "function" && kind !== "pointer") return undefined;
  if (type === null || type.params?.length !== 1 || type.variadic) return undefined;
  const [param] = type.params;
  const isGeneric = param.kind === TypeKind.Pointer && param.to?.kind === TypeKind.Void && !param.to.isConst;
  if (!isGeneric || type.to?.kind !== TypeKind.Void || !saysFree(name)) return undefined;
  let model = known.get(name);
  if (model === undefined) {
    // Of which family is not known: it must not be called a mismatch.
    const releases = [{ param: 0, family: "", size: null }];
    known.set(name, (model = { ...blankModel(name), params: ["ptr"], releases }));
  }
  return model;
}

/** By name whether it says that memory is asked for. */
const asking = new Map<string, boolean>();

const OPEN_ARRAY = /\[\s*\]$/;

/**
 * Which argument of a call is the number of bytes that it asks for; -1 if its declaration and its name, `name`, do not
 * say that it allocates. Who owns the block, and whether there always is one, such a name does not tell.
 */
export function requestedBytes({ type, templateArguments }: Callee, name: string): number {
  // `std::make_unique<T[]>(n)`: an array of no told length can only be made with one.
  if (templateArguments !== "" && OPEN_ARRAY.test(templateArguments)) return 0;
  if (name === "" || type === null || type.params === null || type.to?.kind !== TypeKind.Pointer) return -1;
  let says = asking.get(name);
  if (says === undefined) asking.set(name, (says = saysAllocate(name.toLowerCase())));
  if (!says) return -1;
  let size = -1;
  for (let i = 0; i < type.params.length; i++)
    if (type.params[i].kind === TypeKind.Int) {
      // Of two numbers one counts elements.
      if (size !== -1) return -1;
      size = i;
    }
  return size;
}

function saysAllocate(name: string): boolean {
  if (name.includes("dealloc") || name.includes("calloc")) return false;
  return (
    name.includes("malloc") || name.includes("realloc") || name.endsWith("alloc") || name.endsWith("allocate")
  );
}

/** By name whether it says that something is asked about. */
const checking = new Map<string, boolean>();

/** Whether a function by its name tells whether what it is handed will do: `is_valid_size(n)`, `checkLength(n)`. */
export function saysCheck(name: string): boolean {
  let says = checking.get(name);
  if (says === undefined) checking.set(name, (says = wordsOf(name).some((word) => CHECKS.has(word))));
  return says;
}

const CHECKS = new Set([
  "is",
  "check",
  "valid",
  "validate",
  "verify",
  "acceptable",
  "allowed",
  "sane",
  "fits",
]);

/** By name whether it says that something is given back, or made. */
const givingBack = new Map<string, boolean>();
const making = new Map<string, boolean>();

/** Whether a function by its name gives back what it is handed: `message_unref`, `DestroyImage`; the verb comes first or last. */
export function saysGiveBack(name: string): boolean {
  let says = givingBack.get(name);
  if (says === undefined) {
    const ending = POINTER_ENDINGS.find((e) => name.endsWith(e)) ?? "";
    const words = wordsOf(name.slice(0, name.length - ending.length));
    givingBack.set(name, (says = GIVES_BACK.has(words[0]) || GIVES_BACK.has(words[words.length - 1])));
  }
  return says;
}

const GIVES_BACK = new Set(
  "close deallocate decref delete deref destroy dispose free release unref".split(" "),
);

/** Whether a function by its name makes something that its caller has to give back. */
export function saysMake(name: string): boolean {
  let says = making.get(name);
  if (says === undefined) {
    const words = wordsOf(name);
    making.set(name, (says = words.some((w) => MAKES.has(w)) && !words.some((w) => FINDS.has(w))));
  }
  return says;
}

/** By name whether it says that something is found. */
const finding = new Map<string, boolean>();

/** Whether a function by its name hands out what somebody else keeps. */
export function saysFind(name: string): boolean {
  let says = finding.get(name);
  if (says === undefined) finding.set(name, (says = wordsOf(name).some((w) => FINDS.has(w))));
  return says;
}

const MAKES = new Set(
  (
    "acquire alloc allocate build calloc clone connect copy create dup duplicate load make malloc new open parse strdup " +
    "zalloc"
  ).split(" "),
);

/** What is found is somebody else's. */
const FINDS = new Set(
  "current default find first get head instance last lookup next peek prev search shared static tail".split(
    " ",
  ),
);

/** Whether a function by its name may end what it is handed, or take it over. */
export function saysEnd(name: string): boolean {
  return wordsOf(name).some((w) => ENDS.has(w) || w.endsWith("free") || w.endsWith("close"));
}

const ENDS = new Set(
  (
    "abort adopt attach clean cleanup close delete destroy dispose drop end err error fail free own release take unref " +
    "wrap"
  ).split(" "),
);

/** By name whether it says that a reference is taken. */
const sharing = new Map<string, boolean>();

/** Whether a function by its name counts one more reference to what it is handed: `X509_up_ref`, `json_incref`. */
export function saysShare(name: string): boolean {
  let says = sharing.get(name);
  if (says === undefined) sharing.set(name, (says = SHARES.has(wordsOf(name).at(-1) ?? "")));
  return says;
}

const SHARES = new Set(["ref", "addref", "incref", "upref", "retain"]);

/** By name how many bytes make the number that it says is read; 0 for none. */
const reading = new Map<string, number>();

/**
 * How many bytes a function puts together into a number, by its declaration and its name: `get_u16(p)`,
 * `read32_le(p)`, `GET_BE24(p)`; 0 if they do not say that it does.
 */
export function assembledBytes({ kind }: Callee, name: string, result: Type): number {
  if (kind !== "function" || (result.kind !== TypeKind.Int && result.kind !== TypeKind.Unknown)) return 0;
  let bytes = reading.get(name);
  if (bytes === undefined) reading.set(name, (bytes = saysAssemble(name.toLowerCase())));
  return bytes;
}

function saysAssemble(name: string): number {
  if (!READS.some((word) => name.includes(word))) return 0;
  const digits = /(?<![0-9])(?:8|16|24|32|64)(?![0-9])/.exec(name)?.[0];
  if (digits !== undefined) return Number(digits) / 8;
  if (name.includes("short") || name.includes("word")) return 2;
  return name.includes("long") || name.includes("int") ? 4 : 0;
}

const READS = ["get", "read", "load", "ntoh", "unpack", "fetch", "peek", "extract", "decode"];

/**
 * The model of a house's own printf by its declaration: arguments of any number behind a text that is the format. What
 * else it does is not known; with a buffer and its size in front it writes no more than that.
 */
export function formatterModel({ kind, name, type }: Callee): FunctionModel | undefined {
  if (kind !== "function" || type === null || !type.variadic || !name.endsWith("printf")) return undefined;
  const count = type.params?.length ?? 0;
  const format = type.params?.[count - 1];
  if (format?.kind !== TypeKind.Pointer || format.to?.size !== 1 || !format.to.isConst) return undefined;
  let model = known.get(name);
  if (model !== undefined) return model;
  const isSized =
    count === 3 &&
    name.endsWith("nprintf") &&
    type.params?.[0].kind === TypeKind.Pointer &&
    type.params[1].kind === TypeKind.Int;
  model = {
    ...blankModel(name),
    variadic: true,
    // What it adds to the conversions of the standard is not known.
    format: { style: "printf", param: count - 1, first: count, extended: true },
    contained: isSized,
  };
  if (isSized) {
    const size: SizeExpression = { kind: "param", index: 1 };
    const writes: WriteEffect[] = [
      {
        param: 0,
        size,
        upTo: true,
        content: "format",
        from: -1,
        terminates: "yes",
        append: false,
        longest: Infinity,
        most: null,
        ifSet: null,
      },
    ];
    model = { ...model, writes };
  }
  known.set(name, model);
  return model;
}

/** By name whether it says that the call is a way out. */
const leaving = new Map<string, boolean>();

/**
 * Whether the name of a function that is not in sight says that it reports a failure by leaving: `lua_error`, `Fatal`,
 * `parser_abort`. Many return all the same, but code that goes on behind one as if nothing had failed was mostly written
 * by somebody who knows that it does not.
 */
export function saysLeave(name: string): boolean {
  let says = leaving.get(name);
  if (says === undefined) leaving.set(name, (says = wordsSayLeave(wordsOf(name))));
  return says;
}

/**
 * Whether a function by its name compares something with what a test expects: `assert_equal_int`, `test_assert_open`, not
 * `assert`.
 */
export function saysExpected(name: string): boolean {
  if (!/assert/i.test(name)) return false;
  const words = wordsOf(name);
  const at = words.findIndex((word) => word === "assert" || word === "assertion");
  return at >= 0 && at <= 1 && at < words.length - 1;
}

const WAYS_OUT = new Set("abort bail croak die error fatal panic raise throw unreachable".split(" "));

/** Of these it is the last word that counts: `test_fail`, but not `fail_unless`. */
const LAST_WORDS = new Set(["fail", "failed", "failure"]);

/** Who only tells of an error, asks for one or for what it says, comes back; and so does who leaves on a condition. */
const COMING_BACK = new Set(
  (
    "add assert callback cb check clear code count debug display dump expect free from get has if init is list log " +
    "message msg name new on print printf push report reset response send set show stack state status str string text " +
    "to trace unless warn warning write"
  ).split(" "),
);

function wordsSayLeave(words: readonly string[]): boolean {
  if (words.some((word) => COMING_BACK.has(word))) return false;
  return words.some((word) => WAYS_OUT.has(word)) || LAST_WORDS.has(words[words.length - 1]);
}

/** The words of an identifier, in small letters: `DUK_ERROR_TYPE`, `luaL_error`, `throwOutOfRange`. */
function wordsOf(name: string): string[] {
  const words = name.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+/g) ?? [];
  return words.map((word) => word.toLowerCase());
}

/** What names of pointers to functions end with. */
const POINTER_ENDINGS = ["_fn", "_fcn", "_func", "_cb", "_callback", "_hook"];

function saysFree(name: string): boolean {
  const ending = POINTER_ENDINGS.find((e) => name.endsWith(e)) ?? "";
  const verb = name.slice(0, name.length - ending.length);
  return verb.endsWith("free") || verb.endsWith("Free") || verb.endsWith("FREE");
}
