/**
 * What library functions do, as data: the vocabulary of `rules/models/**.yaml`, in the form that the engine reads.
 * `models/load.ts` makes it from YAML. Where a field names a parameter, it holds the parameter's index; for methods
 * index 0 is the object (`this`), as in the IR. `RETURN` names the result. In a variadic function the index one past
 * the last named parameter (`params.length`) stands for all variable arguments.
 *
 * An effect through a parameter that is null at the call does not take place, unless the parameter is in `nonNull`.
 */

/** Stands for the function's result wherever a parameter's index is asked for. */
export const LAST_ELEMENT = -2;
export const RETURN = -1;

/** A size in bytes as an expression over the arguments. */
export type SizeExpression =
  | { readonly kind: "constant"; readonly value: number }
  | { readonly kind: "param"; readonly index: number }
  /** Length of the C string that the parameter points to, without its terminator, in elements. */
  | { readonly kind: "strlen"; readonly index: number }
  /** `sizeof` what the parameter points to, by its declared type at the call. */
  | { readonly kind: "pointee"; readonly index: number }
  | {
      readonly kind: "add" | "subtract" | "multiply" | "divide" | "min";
      readonly left: SizeExpression;
      readonly right: SizeExpression;
    };

/** Where data from outside comes from. */
export const SOURCE_KINDS = [
  "network",
  "serial",
  "bluetooth",
  "usb",
  "can",
  "file",
  /** Names that lie in a folder: others may have chosen them, but each is one name without a separator. */
  "listing",
  "environment",
  "arguments",
  /** What somebody types or chooses: standard input, dialogs. */
  "input",
  "ipc",
  "database",
  /** Any number of its range, though no attacker chooses which. */
  "random",
] as const;

export type SourceKind = (typeof SOURCE_KINDS)[number];

/** What a parameter is interpreted as. Each kind but the last belongs to one rule, or to none. */
export type SinkKind =
  | "sql"
  | "command"
  /** Starts with the name of a program, which is looked for along the search path. */
  | "program"
  | "path"
  /** A name that is only asked about: whether it exists, who may read it. */
  | "path-question"
  | "format"
  | "library"
  /** Settings of the system or of programs that are started: their environment, a host's name. */
  | "setting"
  | "log"
  | "ldap"
  | "xpath"
  | "regex"
  /** Software for a device: it becomes what the device runs, so that it has to be known who made it. */
  | "image"
  /** How long the program waits, in any unit. */
  | "duration"
  /** Bytes that go to another machine, to user space, over a bus. */
  | "sent"
  /** Bytes that go into a file or to whatever a descriptor stands for. */
  | "stored"
  | "allocation-size";

/**
 * How a function that looks at a text tells that it is one of those that the program expects: by a result of 0, given
 * that what it is compared with is fixed (`equal`) or whatever it is matched with (`zero`), by one that is not 0, by one
 * that is null although a separator was looked for (`absent`), or just by being asked at all: any object (`asked`), one
 * that the program fixes (`listed`), with an alphabet (`spanned`) or a separator (`searched`) as the next argument.
 * `numbered` is for a number that is read from it: whoever asks whether the text ends where the number does.
 * `printed` is enough for a log, `signed` for what has to bear a signature: a digest or a tag is made of it. `same` is `equal` the other way round: a result that is not 0. `cut` is `absent`, and
 * where the separator is one of file names, what stands behind it is a name.
 */
export type Acceptance =
  | "equal"
  | "same"
  | "zero"
  | "nonzero"
  | "absent"
  | "asked"
  | "printed"
  | "signed"
  | "cut"
  | "listed"
  | "numbered"
  | "spanned"
  | "searched";

/** Outside data in a part of what a parameter points to, or behind a pointer that lies there. */
export interface InnerSource {
  readonly kind: SourceKind;
  readonly to: number;
  /** Names of members, and `*` where the pointer is followed that lies so far. */
  readonly path: readonly string[];
}

/** Values of a parameter: names of macros or enumerators, numbers, beginnings of texts (those that end in `*`), and parts. */
export interface ArgumentTest {
  readonly param: number;
  readonly names: readonly string[];
  readonly numbers: readonly number[];
  readonly prefixes: readonly string[];
  /** What the text has in it, with something behind (`*password=*`). */
  readonly parts: readonly string[];
  /** A text or bytes that the program itself contains, and that nobody takes for a place to fill in (`fixed`). */
  readonly fixed: boolean;
}

/** A way to call the function that a rule advises against. */
export interface UnsafeUse {
  readonly rule: string;
  /** All of them hold; none: every call is meant. */
  readonly when: readonly ArgumentTest[];
  /** Functions whose call in the same function of the program puts it right. */
  readonly unless: readonly string[];
  /** Parts of words, one of which stands in the same function of the program: what makes it dangerous; none: it is by itself. */
  readonly with: readonly string[];
  /** A name that the argument has on one of two ways is enough: nobody may be asked to choose what is broken. */
  readonly choice: boolean;
  /** Only where nothing of the same function puts back what was before: the result is dropped, and it is the only such call. */
  readonly lasting: boolean;
  /** The message's second half: what such a call does. */
  readonly says: string;
  /** What to write instead of an argument. */
  readonly use: { readonly param: number; readonly text: string } | null;
}

/** A call that says where data from the network is to go from then on: a parameter, if the others are so. */
export interface DownloadEffect {
  readonly to: number;
  /** All of them hold. */
  readonly when: readonly ArgumentTest[];
}

/** A format string and the first of the arguments that it speaks of. */
export interface FormatEffect {
  readonly style: "printf" | "scanf" | "strftime";
  readonly param: number;
  readonly first: number;
  /** It knows conversions of its own, so arguments cannot be told from the standard's. */
  readonly extended: boolean;
}

/** Bytes written through a pointer parameter. */
export interface WriteEffect {
  readonly param: number;
  /** Bytes written; null: unbounded, nothing limits them (`gets`, `scanf("%s")`). */
  readonly size: SizeExpression | null;
  /** `size` is only a limit (`read`, `fgets`, `snprintf`): fewer may be written. */
  readonly upTo: boolean;
  /** What is written: bytes from outside, a copy of what another parameter points to, zeros, or formatted text. */
  readonly content: "unknown" | "outside" | "copy" | "zero" | "format" | "fill";
  /** For `copy`: the parameter read from. */
  readonly from: number;
  /** The result is a terminated string: always, never (raw bytes), or only if the source was short enough (`strncpy`). */
  readonly terminates: "yes" | "no" | "if-short";
  /** For `if-short`: no text has more bytes than this, its terminator not counted (of a format, of a protocol). */
  readonly longest: number;
  /** Written behind the string that is already there (`strcat`). */
  readonly append: boolean;
  /** What is written is a number from 0 up to this one: how many bytes came. Null: it may be anything. */
  readonly most: SizeExpression | null;
  /** Only where this parameter has one of these bits: the direction of a transfer. Null: always. */
  readonly ifSet: { readonly param: number; readonly bits: number } | null;
}

export interface ReadEffect {
  readonly param: number;
  /** Bytes read; "string": up to and with the terminator. */
  readonly size: SizeExpression | "string";
}

export interface AllocateEffect {
  /** Release must be of the same family: `heap`, `new`, `new[]`, `file`, `glib`, ... */
  readonly family: string;
  /** `RETURN`, or the pointer-to-pointer parameter through which it is handed out. */
  readonly to: number;
  readonly size: SizeExpression | null;
  /** What is in it: leftovers, zeros, or something that the function put there. */
  readonly content: "raw" | "zero" | "filled";
  /** The content is a terminated string (`strdup`). */
  readonly string: boolean;
  readonly mayFail: boolean;
  /** What failure looks like: a null pointer, -1 (descriptors), a status result that is not 0, or one that is. */
  readonly failure: "null" | "negative" | "status" | "zero";
  /** Where what is read from it comes from, if that is known better than by the function that reads (`socket`). */
  readonly brings: SourceKind | null;
  /** So many of them, one behind the other (`pipe`). */
  readonly count: number;
}

export interface ReleaseEffect {
  readonly family: string;
  readonly param: number;
  /** Only a release if this many bytes are all of it (`munmap`); null if no size is asked for. */
  readonly size: SizeExpression | null;
}

/**
 * How a result that is a number tells of failure: by being negative; by not being positive; by being a positive error
 * number where 0 is success; by being one of several negative ones where 0 is.
 */
export const FAILURES = ["negative", "zero-or-negative", "error-number", "negative-error"] as const;

export type Failure = (typeof FAILURES)[number];

/** A lock that is taken or given back. */
export interface LockEffect {
  /** The parameter that is the lock or points to it; -1 for one that all share. */
  readonly param: number;
  /** The name of the one that all share. */
  readonly global: string;
  /** Whoever holds it may take it again. */
  readonly recursive: boolean;
  /** What failure to take it looks like: a status result that is not 0, or one that is. */
  readonly failure: "never" | "status" | "zero";
}

/**
 * What a method of a container does with the elements: the last argument becomes one; the result refers to one; they
 * are counted or left alone; all are gone; those of the argument are copied; others than were put in come in.
 */
export type ElementEffect = "put" | "refer" | "count" | "keep" | "clear" | "copy" | "mix";

/** How many elements an object has after a method: as many as an argument says, a number, or so many more than before. */
export type CountEffect =
  | { readonly kind: "param"; readonly param: number }
  | { readonly kind: "number"; readonly number: number }
  | { readonly kind: "change"; readonly by: number };

/** Whether what escapes a text also gives the quotes around it. */
export const ESCAPE_KINDS = ["with-quotes", "between-quotes"] as const;

export type EscapeKind = (typeof ESCAPE_KINDS)[number];

/** A member of the record that a parameter, or the result, points to, and what it is between afterwards. */
export interface MemberRange {
  readonly of: number;
  readonly name: string;
  readonly min: number;
  readonly max: number;
}

export interface FunctionModel {
  /** As `Callee.name`. */
  readonly name: string;
  readonly params: readonly string[];
  /** Source text of each parameter's type and of the result, from the prototype, e.g. `const char *`. */
  readonly paramTypes: readonly string[];
  readonly returnType: string;
  /** Parameters that are `restrict`: what they point to must not overlap. */
  readonly restricted: readonly number[];
  readonly variadic: boolean;
  readonly isMethod: boolean;
  readonly noReturn: boolean;
  /** It throws an exception on some way; told of functions of the project only. */
  readonly throws: boolean;
  /** Never returns when this parameter is false (0): an assertion. -1 if none. */
  readonly asserts: number;
  /** The result must not be ignored: it is the only sign of failure. */
  readonly mustCheck: boolean;
  /** How the result tells of failure, if it is a number that does. */
  readonly fails: Failure | null;
  /** Parameters that must not be null. */
  readonly nonNull: readonly number[];
  /** Parameters that have to be an `unsigned char` or EOF: a byte with a sign is none. */
  readonly characters: readonly number[];
  /** Parameters that name something by its value and need it to be open: descriptors, handles. */
  readonly uses: readonly number[];
  readonly allocates: AllocateEffect | null;
  readonly releases: readonly ReleaseEffect[];
  readonly locks: LockEffect | null;
  readonly unlocks: LockEffect | null;
  /** The parameter that is closed together with the result (`fdopen`), or -1. */
  readonly wraps: number;
  /** `realloc`: the parameter whose block is released if, and only if, the result is not null. -1 if none. */
  readonly reallocates: number;
  readonly writes: readonly WriteEffect[];
  readonly members: readonly MemberRange[];
  readonly reads: readonly ReadEffect[];
  /** The result may be null, and that must be checked before use (beyond allocation: `fopen`, `strchr`, `getenv`). */
  readonly mayReturnNull: boolean;
  /** How likely null is in practice: `evidence` for those that every caller must check; `rare` says nothing by itself. */
  readonly nullLikelihood: "evidence" | "rare";
  /** The result is this parameter (`strcpy`), or -1. */
  readonly returnsParam: number;
  /** The result is 0 if the parameter is, and only then, or -1; only told of functions with a body. */
  readonly returnsTruth: number;
  /** The result is the parameter without its sign (`abs`), or -1. */
  readonly returnsMagnitude: number;
  /** The result points into what this parameter points to (`strchr`, `memchr`), or -1. */
  readonly returnsInto: number;
  /** The result is a number within these bounds; each side may be missing. */
  readonly returnsRange: { readonly min: SizeExpression | null; readonly max: SizeExpression | null } | null;
  /** The result is the length of the string parameter (`strlen`), or -1. */
  readonly returnsLength: number;
  /** The result says whether the parameter has no characters or elements (`std::vector::empty`), or -1. */
  readonly returnsEmpty: number;
  /** `snprintf` and kin: the result is what would have been written, which may exceed the limit. */
  readonly returnsWouldBeLength: boolean;
  readonly format: FormatEffect | null;
  readonly sources: readonly { readonly kind: SourceKind; readonly to: number }[];
  /** What comes in deeper inside of a parameter than what it points to; only told of functions with a body. */
  readonly innerSources: readonly InnerSource[];
  readonly sinks: readonly { readonly kind: SinkKind; readonly param: number }[];
  /** A regular expression whose matcher tries one way after the other, so that time may explode; -1 if none. */
  readonly backtracks: number;
  readonly accepts: readonly { readonly param: number; readonly by: Acceptance }[];
  readonly unsafe: readonly UnsafeUse[];
  readonly downloads: DownloadEffect | null;
  /** Parameter contents that flow into the result or another parameter as text (`std::string::append`, `QString::arg`). */
  readonly flows: readonly { readonly from: number; readonly to: number }[];
  /** Names of files that are made full, without `..` and links: from then on only the folder has to be asked about. */
  readonly resolves: readonly { readonly from: number; readonly to: number }[];
  /** Texts that are escaped for SQL: harmless wherever they stand, or only between quotes that others write. */
  readonly escapes: readonly { readonly kind: EscapeKind; readonly to: number }[];
  readonly elements: ElementEffect | null;
  readonly holds: CountEffect | null;
  /**
   * The parameter that numbers the element which a method reaches, without asking whether it is there, or `LAST_ELEMENT`;
   * -1 for none.
   */
  readonly element: number;
  /** The result is a view of elements of the object: from the parameter `from` on (-1: the first) so many (-1: the rest). */
  readonly part: { readonly from: number; readonly count: number } | null;
  /** Parameters that are kept beyond the call or whose ownership is taken. */
  readonly retains: readonly number[];
  /** Variables that a macro gives a value although only they themselves are named (`spin_lock_irqsave`). */
  readonly assigns: readonly number[];
  /** Parameters through which memory may change in a way that `writes` does not say. */
  readonly changes: readonly number[];
  /** Writes no memory but what `writes` and `changes` say and keeps no pointer; true unless the YAML says `opaque: true`. */
  readonly contained: boolean;
  /** Safer function of the same purpose, for messages: `snprintf` for `sprintf`. */
  readonly instead: string;
  /** What to include to have it declared, with its brackets or quotes: `<string.h>`; empty if unknown. */
  readonly header: string;
  /** Where the knowledge is from: a standard's clause or a manual page. */
  readonly source: string;
}

/** A model that says nothing but that the function exists. */
export function blankModel(name: string): FunctionModel {
  return {
    name,
    params: [],
    paramTypes: [],
    returnType: "",
    restricted: [],
    variadic: false,
    isMethod: false,
    noReturn: false,
    throws: false,
    asserts: -1,
    mustCheck: false,
    fails: null,
    nonNull: [],
    characters: [],
    uses: [],
    allocates: null,
    releases: [],
    locks: null,
    unlocks: null,
    wraps: -1,
    reallocates: -1,
    writes: [],
    members: [],
    reads: [],
    mayReturnNull: false,
    nullLikelihood: "rare",
    returnsParam: -1,
    returnsTruth: -1,
    returnsMagnitude: -1,
    returnsInto: -1,
    returnsRange: null,
    returnsLength: -1,
    returnsEmpty: -1,
    returnsWouldBeLength: false,
    format: null,
    sources: [],
    innerSources: [],
    sinks: [],
    backtracks: -1,
    accepts: [],
    unsafe: [],
    downloads: null,
    flows: [],
    resolves: [],
    escapes: [],
    elements: null,
    holds: null,
    element: -1,
    part: null,
    retains: [],
    assigns: [],
    changes: [],
    contained: true,
    instead: "",
    header: "",
    source: "",
  };
}

/** Models by callee name. */
export type Models = ReadonlyMap<string, FunctionModel>;
