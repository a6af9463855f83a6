/**
 * Which CWE numbers speak of the same fault: tools name one weakness by its parent, its child or its neighbour, and a
 * comparison that took only the same number for a hit would measure naming.
 */

const FAMILIES = [
  // Writes outside of a buffer, with their causes of the same line.
  [119, 120, 121, 122, 123, 124, 129, 131, 170, 193, 242, 251, 676, 680, 785, 786, 787, 788, 805, 806, 823],
  // Reads outside of a buffer.
  [119, 125, 126, 127, 129, 170, 193, 786, 788, 805, 823],
  [78, 77, 88],
  [426, 427, 114],
  [22, 23, 36, 73],
  [89, 564],
  [134, 133, 686, 685],
  [190, 680, 128],
  [191],
  [194, 195, 196, 197, 681, 192],
  [252, 253, 690, 391],
  [476, 690, 252],
  [401, 771, 772, 400],
  [404, 772, 773, 775, 771],
  [415, 416, 825, 675, 672],
  [416, 415, 825, 672, 562],
  [457, 665, 456, 824, 908],
  [467, 131, 682],
  [562, 825],
  [590, 761, 763, 762, 415],
  [761, 590, 763],
  [762, 763, 590],
  [468, 469],
  [480, 481, 482, 483],
  [484],
  [369],
  [242, 676, 120, 121],
  [561, 570, 571],
];

/** The number itself and those that speak of the same fault. */
export function relatives(cwe) {
  return new Set([cwe, ...FAMILIES.filter((family) => family.includes(cwe) && leads(family, cwe)).flat()]);
}

/** Broad numbers (119, 676) belong to families, but bring no family along. */
function leads(family, cwe) {
  return ![119, 676, 682, 400].includes(cwe) && family.length > 1;
}

/** What warnings of gcc and clang that name no CWE speak of, by option without its value. */
export const WARNINGS = {
  "alloc-size-larger-than": [789, 195],
  "array-bounds": [787, 125],
  "conditional-uninitialized": [457],
  "constant-conversion": [197],
  "dangling-pointer": [562, 825],
  "div-by-zero": [369],
  "division-by-zero": [369],
  "format-overflow": [787],
  "format-security": [134],
  "fortify-source": [787],
  "free-nonheap-object": [590],
  "integer-overflow": [190],
  "maybe-uninitialized": [457],
  "mismatched-dealloc": [762],
  "mismatched-new-delete": [762],
  nonnull: [476],
  "null-dereference": [476],
  overflow: [190, 197],
  "return-local-addr": [562],
  "return-stack-address": [562],
  "sign-compare": [195],
  "sizeof-pointer-memaccess": [467],
  "sometimes-uninitialized": [457],
  "stringop-overflow": [787],
  "stringop-overread": [125],
  uninitialized: [457],
  "unused-result": [252],
  "use-after-free": [416],
};

/** What checks of clang-tidy and the clang analyzer speak of, as their documentation describes them. */
export const CLANG_CHECKS = {
  "clang-analyzer-core.NullDereference": [476],
  "clang-analyzer-core.NonNullParamChecker": [476],
  "clang-analyzer-core.DivideZero": [369],
  "clang-analyzer-core.StackAddressEscape": [562],
  "clang-analyzer-core.uninitialized.": [457],
  "clang-analyzer-core.CallAndMessage": [457, 476],
  "clang-analyzer-core.UndefinedBinaryOperatorResult": [457],
  "clang-analyzer-unix.Malloc": [401, 415, 416, 590, 761],
  "clang-analyzer-unix.MismatchedDeallocator": [762],
  "clang-analyzer-unix.MallocSizeof": [131, 467],
  "clang-analyzer-unix.cstring.": [120, 125, 787],
  "clang-analyzer-unix.cstring.NullArg": [476],
  "clang-analyzer-unix.Stream": [775, 476],
  "clang-analyzer-cplusplus.NewDelete": [415, 416, 401, 590],
  "clang-analyzer-cplusplus.ArrayDelete": [762],
  "clang-analyzer-optin.taint.TaintedAlloc": [789],
  "clang-analyzer-security.ArrayBound": [787, 125],
  "clang-analyzer-security.insecureAPI.gets": [242, 120],
  "clang-analyzer-security.insecureAPI.strcpy": [120],
  "clang-analyzer-security.insecureAPI.UncheckedReturn": [252],
  "clang-analyzer-deadcode.DeadStores": [563],
  "bugprone-sizeof-expression": [467],
  "bugprone-not-null-terminated-result": [170],
  "bugprone-unused-return-value": [252],
  "bugprone-suspicious-string-compare": [697],
  "bugprone-narrowing-conversions": [197, 195, 681],
  "bugprone-signed-char-misuse": [194],
  "bugprone-implicit-widening-of-multiplication-result": [190],
  "bugprone-unsafe-functions": [242, 676, 120],
  "cert-err33-c": [252, 253],
  "cert-env33-c": [78],
};
