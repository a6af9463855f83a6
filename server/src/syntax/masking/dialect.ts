/**
 * What compilers and libraries add to C and C++, as data: words that are no part of either grammar, and what the
 * length-preserving view makes of them. A word that the project itself defines as a macro is judged by its
 * definition instead. Sources: the manuals of GCC, Clang, MSVC, IAR, Keil, TI and SDCC, the headers of CMSIS, Linux,
 * Qt and Windows.
 */

import { UNKNOWN_PIECE } from "../tree";

/** What the masking does with a word. */
export const enum Action {
  None,
  /** A macro, but one that stands for ordinary code (a constant, a type, an expression): left as it is. */
  Ordinary,
  /** Defined as nothing: the word goes. */
  Empty,
  /** Defined as nothing, with parameters: goes where no call can stand, elsewhere it is a call that does nothing. */
  EmptyCall,
  /** The word goes. */
  Blank,
  /** The word goes, and the parenthesised arguments after it, if any. */
  BlankCall,
  /** The word and the parentheses after it go, what is between them stays. */
  Unwrap,
  /** `NAME(type, expression)` becomes a cast. */
  Cast,
  /** The head of a loop: `NAME(...)` and a statement. */
  Loop,
  /** The head of a branch, or of a block that runs once. */
  Branch,
  /** A whole statement or declaration: needs no `;` after it. */
  Statement,
  /** Another word takes its place: see `REPLACEMENTS`, or the macro's own body. */
  Replace,
  /** Only where a declaration has a word too many: names such as `code` or `near` that programs also use freely. */
  Weak,
}

/** The literal that takes the place of a macro between string literals. */
export const UNKNOWN_LITERAL = `"${UNKNOWN_PIECE}"`;

const BLANK = `
  __cdecl _cdecl cdecl __stdcall _stdcall __fastcall _fastcall __thiscall __vectorcall __clrcall __pascal _pascal
  WINAPI WINAPIV APIENTRY CALLBACK APIPRIVATE PASCAL STDMETHODCALLTYPE STDMETHODVCALLTYPE STDAPICALLTYPE NTAPI
  __far __near __huge _far _near _huge __ptr32 __ptr64 __sptr __uptr __unaligned _unaligned __w64
  __packed __packed__ __interrupt __irq __fiq __task __ramfunc __ramfunc__ __flash __farflash __hugeflash __eeprom
  __tiny __xdata __idata __pdata __sfr __no_init __root __weak __used __unused __saveds __monitor __nested __arm
  __thumb __noreturn_attr __noinline __noinline__ __always_inline __force_inline __INLINE __FORCE_INLINE
  __ALWAYS_INLINE __NO_INIT __IO __I __O __IM __OM __IOM __RAM_FUNC __USED __WEAK __PACKED __UNUSED
  __init __exit __initdata __initconst __exitdata __devinit __devexit __user __kernel __iomem __must_check __cold
  __hot __pure __attribute_const__ __attribute_pure__ __malloc __force __rcu __percpu __read_mostly asmlinkage
  __visible __maybe_unused __always_unused __sched __net_init __net_exit __ref __refdata __latent_entropy
  __randomize_layout __nocast __bitwise __ro_after_init __section __printf_like
  __extension__ __THROW __THROWNL __nonnull_all __wur __leaf __BEGIN_DECLS __END_DECLS G_BEGIN_DECLS G_END_DECLS
  __must_use_result _Nonnull _Nullable _Null_unspecified __nonnull __nullable __single __unsafe_indexable
  Q_OBJECT Q_GADGET Q_EMIT Q_INVOKABLE Q_SCRIPTABLE Q_DECL_OVERRIDE Q_DECL_FINAL Q_DECL_EXPORT Q_DECL_IMPORT
  Q_DECL_NOTHROW Q_DECL_NOEXCEPT Q_DECL_CONSTEXPR Q_DECL_RELAXED_CONSTEXPR Q_DECL_UNUSED Q_REQUIRED_RESULT
  Q_ALWAYS_INLINE Q_NEVER_INLINE QT_BEGIN_NAMESPACE QT_END_NAMESPACE Q_CORE_EXPORT Q_GUI_EXPORT Q_WIDGETS_EXPORT
  JNIEXPORT JNICALL JNIIMPORT
`;

const BLANK_CALL = `
  __attribute__ __attribute __declspec _declspec __pragma _Pragma __at __attribute_format__ __nonnull
  __attribute_alloc_size__ __section__ __aligned __aligned__ __alignof_attr __malloc_like __printf __scanf __format_arg
  __acquires __releases __must_hold __guarded_by __diagnose_as __counted_by __counted_by_le __sized_by
  Q_PROPERTY Q_ENUM Q_ENUMS Q_ENUM_NS Q_FLAG Q_FLAGS Q_INTERFACES Q_CLASSINFO Q_DECLARE_FLAGS Q_DISABLE_COPY
  Q_DISABLE_COPY_MOVE Q_DECLARE_PRIVATE Q_DECLARE_PUBLIC Q_DECLARE_TR_FUNCTIONS Q_PLUGIN_METADATA Q_REVISION
  Q_DECLARE_METATYPE Q_DECLARE_TYPEINFO Q_DECLARE_OPERATORS_FOR_FLAGS Q_PRIVATE_SLOT Q_DECL_DEPRECATED_X
`;

const UNWRAP = `
  OF _ANSI_ARGS_ PARAMS PROTO __P _Atomic PyAPI_FUNC PyAPI_DATA CJSON_PUBLIC STDMETHODIMP_ STDAPI_ XMLPUBFUN
`;

const LOOPS = `
  list_for_each list_for_each_entry list_for_each_entry_safe list_for_each_safe list_for_each_prev
  hlist_for_each_entry hlist_for_each_entry_safe for_each_set_bit rcu_for_each
  TAILQ_FOREACH TAILQ_FOREACH_SAFE TAILQ_FOREACH_REVERSE STAILQ_FOREACH STAILQ_FOREACH_SAFE LIST_FOREACH
  LIST_FOREACH_SAFE SLIST_FOREACH SLIST_FOREACH_SAFE SIMPLEQ_FOREACH RB_FOREACH RB_FOREACH_SAFE QTAILQ_FOREACH
  QLIST_FOREACH QSIMPLEQ_FOREACH HASH_ITER LL_FOREACH LL_FOREACH_SAFE DL_FOREACH DL_FOREACH_SAFE CDL_FOREACH
  SYS_SLIST_FOR_EACH_NODE SYS_SLIST_FOR_EACH_NODE_SAFE SYS_SLIST_FOR_EACH_CONTAINER SYS_DLIST_FOR_EACH_NODE
  SYS_DLIST_FOR_EACH_CONTAINER cJSON_ArrayForEach BOOST_FOREACH Q_FOREACH foreach FOR_EACH FOREACH
`;

const WEAK = `
  code xdata idata pdata data bdata near far huge interrupt reentrant small compact large using IN OUT INOUT OPTIONAL
  CONST VOID FAR NEAR HUGE EXPORT IMPORT API STATIC INLINE LOCAL GLOBAL PRIVATE PUBLIC restrict notrace noinline
  noreturn
`;

/** Words with what takes their place where it fits. */
const REPLACED: Readonly<Record<string, string>> = {
  __STATIC_INLINE: "static inline",
  __STATIC_FORCEINLINE: "static inline",
  __NO_RETURN: "_Noreturn",
  __const: "const",
  __const__: "const",
  __volatile: "volatile",
  __signed: "signed",
  __signed__: "signed",
  Q_FOREVER: "for(;;)",
  forever: "for(;;)",
  Q_SIGNALS: "public",
  signals: "public",
  emit: "",
  Q_SLOTS: "",
  slots: "",
  Q_NULLPTR: "nullptr",
};

/** Words of Qt's classes that mean something only before a `:`. */
export const SECTION_WORDS: ReadonlySet<string> = new Set(["Q_SIGNALS", "signals", "Q_SLOTS", "slots"]);

/** Actions by word. */
export const DIALECT: ReadonlyMap<string, Action> = new Map<string, Action>([
  ...entries(BLANK, Action.Blank),
  ...entries(BLANK_CALL, Action.BlankCall),
  ...entries(UNWRAP, Action.Unwrap),
  ...entries(LOOPS, Action.Loop),
  ...entries(WEAK, Action.Weak),
  ...Object.keys(REPLACED).map((word): [string, Action] => [word, Action.Replace]),
]);

export const REPLACEMENTS: ReadonlyMap<string, string> = new Map(Object.entries(REPLACED));

function entries(words: string, action: Action): [string, Action][] {
  return words
    .trim()
    .split(/\s+/)
    .map((word) => [word, action]);
}

/** Attributes that say something about values or control flow: kept where the grammars accept them. */
export const TELLING_ATTRIBUTES: ReadonlySet<string> = new Set(
  `format __format__ noreturn __noreturn__ cleanup malloc __malloc__ alloc_size __alloc_size__ nonnull __nonnull__
  returns_nonnull warn_unused_result __warn_unused_result__ sentinel`.split(/\s+/),
);

/** Words of `__attribute__` and what the same is in the standard's form. */
export const STANDARD_ATTRIBUTES: ReadonlyMap<string, string> = new Map([
  ["noreturn", "[[noreturn]]"],
  ["__noreturn__", "[[noreturn]]"],
  ["fallthrough", "[[fallthrough]]"],
  ["__fallthrough__", "[[fallthrough]]"],
]);

/** Reserved words that are types. */
export const COMPILER_TYPES: ReadonlySet<string> = new Set(
  `__int8 __int16 __int32 __int64 __int128 __int128_t __uint128_t _int64 __m64 __m128 __m128d __m128i __m256 __m256d
  __m256i __m512i __fp16 __bf16 _Float16 _Float32 _Float64 _Float128 __float128 _Decimal32 _Decimal64 _Decimal128
  __va_list __gnuc_va_list __builtin_va_list _Imaginary`.split(/\s+/),
);

/** Calls whose arguments may be types in either grammar. */
export const TAKES_TYPES: ReadonlySet<string> = new Set(["offsetof", "__builtin_offsetof"]);

/** Length modifiers of the `PRI` and `SCN` macros of <inttypes.h> under LP64. */
const WIDTHS: Readonly<Record<string, string>> = {
  "8": "hh",
  "16": "h",
  "32": "",
  "64": "l",
  LEAST8: "hh",
  LEAST16: "h",
  LEAST32: "",
  LEAST64: "l",
  MAX: "j",
  PTR: "l",
};

/** The conversion that a macro such as `PRIu32` stands for, without quotes; undefined for other words. */
export function formatMacro(word: string): string | undefined {
  if (!word.startsWith("PRI") && !word.startsWith("SCN")) return undefined;
  const width = WIDTHS[word.substring(4)];
  return width === undefined || !"diouxX".includes(word[3]) ? undefined : width + word[3];
}

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
