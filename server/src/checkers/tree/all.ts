/** Every checker of the syntax tree. */
import { assignmentInCondition } from "./assignment-in-condition";
import { autoPtr } from "./auto-ptr";
import type { FileChecker, TreeChecker } from "./checker";
import { implicitDeclaration } from "./implicit-declaration";
import { implicitFallthrough } from "./implicit-fallthrough";
import { mallocInCpp } from "./malloc-in-cpp";
import { missingVirtualDestructor } from "./missing-virtual-destructor";
import { rawNew, rawNewInFile } from "./raw-new";
import { sizeofPointer } from "./sizeof-pointer";
import { suspiciousSizeof } from "./suspicious-sizeof";
import { tautologicalComparison } from "./tautological-comparison";
import { unusedResult } from "./unused-result";

export const TREE_CHECKERS: readonly TreeChecker[] = [
  assignmentInCondition,
  autoPtr,
  implicitDeclaration,
  implicitFallthrough,
  mallocInCpp,
  rawNew,
  sizeofPointer,
  suspiciousSizeof,
  tautologicalComparison,
  unusedResult,
];

export const FILE_CHECKERS: readonly FileChecker[] = [missingVirtualDestructor, rawNewInFile];
