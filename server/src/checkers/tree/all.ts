/** Every checker of the syntax tree. */
import { acceptingCallbacks } from "./accepting-callbacks";
import { allInterfaces } from "./all-interfaces";
import { assignmentInCondition } from "./assignment-in-condition";
import { autoPtr } from "./auto-ptr";
import type { FileChecker, TreeChecker } from "./checker";
import { comparedPassword } from "./compared-password";
import { comparisonAsStatement } from "./comparison-as-statement";
import { danglingView } from "./dangling-view";
import { emptyAccess } from "./empty-access";
import { emptyBody } from "./empty-body";
import { endlessLoop } from "./endless-loop";
import { escapingException } from "./escaping-exception";
import { explodingRegex } from "./exploding-regex";
import { floatLoopCounter } from "./float-loop-counter";
import { implicitDeclaration } from "./implicit-declaration";
import { implicitFallthrough } from "./implicit-fallthrough";
import { ineffectiveOverflowCheck } from "./ineffective-overflow-check";
import { invalidatedIterator } from "./invalidated-iterator";
import { lateBoundsCheck } from "./late-bounds-check";
import { mallocInCpp } from "./malloc-in-cpp";
import { mismatchedMember } from "./mismatched-member";
import { misreadResult } from "./misread-result";
import { missingVirtualDestructor } from "./missing-virtual-destructor";
import { mistakenOperator } from "./mistaken-operator";
import { narrowTarget } from "./narrow-target";
import { rawNew, rawNewInFile } from "./raw-new";
import { repeatedCondition } from "./repeated-condition";
import { ruleOfThree } from "./rule-of-three";
import { scaledPointerOffset } from "./scaled-pointer-offset";
import { selfAssignment } from "./self-assignment";
import { sharedPointerCycle } from "./shared-pointer-cycle";
import { signExtension } from "./sign-extension";
import { sizeofPointer } from "./sizeof-pointer";
import { skippedCleanup } from "./skipped-cleanup";
import { smartPointerMisuse } from "./smart-pointer-misuse";
import { suspiciousSizeof } from "./suspicious-sizeof";
import { swappedArguments } from "./swapped-arguments";
import { tautologicalComparison } from "./tautological-comparison";
import { timingComparison } from "./timing-comparison";
import { unaskedOutcome } from "./unasked-outcome";
import { unerasedSecret } from "./unerased-secret";
import { uninitialisedMember } from "./uninitialised-member";
import { unnamedLock } from "./unnamed-lock";
import { unprovedPeer } from "./unproved-peer";
import { unreachableCode } from "./unreachable-code";
import { unsafeProof, unsafeVersions } from "./unsafe-settings";
import { unusedResult } from "./unused-result";
import { useAfterMove } from "./use-after-move";
import { weakRandomness } from "./weak-randomness";
import { wrongAllocationSize } from "./wrong-allocation-size";

export const TREE_CHECKERS: readonly TreeChecker[] = [
  allInterfaces,
  assignmentInCondition,
  autoPtr,
  comparedPassword,
  comparisonAsStatement,
  danglingView,
  emptyAccess,
  emptyBody,
  endlessLoop,
  escapingException,
  explodingRegex,
  floatLoopCounter,
  implicitDeclaration,
  implicitFallthrough,
  ineffectiveOverflowCheck,
  invalidatedIterator,
  lateBoundsCheck,
  mallocInCpp,
  misreadResult,
  mistakenOperator,
  narrowTarget,
  rawNew,
  repeatedCondition,
  scaledPointerOffset,
  selfAssignment,
  signExtension,
  sizeofPointer,
  skippedCleanup,
  smartPointerMisuse,
  suspiciousSizeof,
  swappedArguments,
  tautologicalComparison,
  timingComparison,
  unaskedOutcome,
  unerasedSecret,
  unnamedLock,
  unsafeProof,
  unsafeVersions,
  unusedResult,
  unreachableCode,
  useAfterMove,
  weakRandomness,
  wrongAllocationSize,
];

export const FILE_CHECKERS: readonly FileChecker[] = [
  acceptingCallbacks,
  mismatchedMember,
  missingVirtualDestructor,
  rawNewInFile,
  ruleOfThree,
  sharedPointerCycle,
  uninitialisedMember,
  unprovedPeer,
];
