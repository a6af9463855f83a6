/** Every quick fix, in the order in which they are offered. */
import { addReturn } from "./add-return";
import { allowCharacters } from "./allow-characters";
import { argumentVector } from "./argument-vector";
import { askPeer } from "./ask-peer";
import { bindParameters } from "./bind-parameters";
import { boundedCopy } from "./bounded-copy";
import { boundedFormat } from "./bounded-format";
import { boundedRead } from "./bounded-read";
import { checkArrival } from "./check-arrival";
import { checkResult } from "./check-result";
import { clampLength } from "./clamp-length";
import { gotoCleanup } from "./cleanup";
import { correctRuleId, removeSuppression, stateReason } from "./comments";
import { compareResult } from "./compare-result";
import { compareInstead, parenthesiseAssignment } from "./conditions";
import { deleteCopies, selfCheck } from "./copies";
import { countDown, widerCounter } from "./counters";
import { eraseForSure } from "./erase-for-sure";
import { exchangeOperands } from "./exchange-operands";
import { addBreak, fallthroughMarker } from "./fallthrough";
import type { FixBuilder } from "./fix";
import { folderCheck } from "./folder-check";
import { customDeleter, freeDeleter } from "./handles";
import { includeHeader } from "./include-header";
import { initialiseMember, initialiseVariable } from "./initialise-variable";
import { literalFormat } from "./literal-format";
import { lockGuard, nameGuard, unlockBeforeReturn } from "./locks";
import { eraseInLoop, saveNext } from "./loops";
import { moveMemory } from "./move-memory";
import { clearMoved, copyInstead, moveLater } from "./moves";
import { nullCheck } from "./null-check";
import {
  callocInstead,
  checkDivisor,
  checkedArithmetic,
  checkShift,
  widenOperand,
  widerOne,
} from "./number-checks";
import { makeUnique, uniquePtr, vectorInstead } from "./ownership";
import { parseNumber } from "./parse-number";
import { provePeer } from "./prove-peer";
import { reallocTemporary } from "./realloc";
import { regroupOperands } from "./regroup-operands";
import {
  deleteArray,
  freeBeforeReturn,
  matchingDeallocator,
  nullAfterFree,
  releaseLast,
  removeSecondFree,
} from "./release";
import { roomForTerminator } from "./room-for-terminator";
import { safeArgument } from "./safe-argument";
import { sizeofArray } from "./sizeof-array";
import { ownArray, resetInstead, shareOwner } from "./smart-pointers";
import { strictBound } from "./strict-bound";
import { exclusiveFile, uniqueFile } from "./temporary-file";
import { terminateString } from "./terminate-string";
import { unsignedCharacter } from "./unsigned-character";
import { captureByValue, keepTemporary, ownText, returnByValue } from "./views";
import { virtualDestructor } from "./virtual-destructor";
import { weakPointer } from "./weak-pointer";

export const FIX_BUILDERS: readonly FixBuilder[] = [
  roomForTerminator,
  boundedCopy,
  boundedFormat,
  boundedRead,
  literalFormat,
  bindParameters,
  safeArgument,
  argumentVector,
  folderCheck,
  allowCharacters,
  uniqueFile,
  exclusiveFile,
  strictBound,
  clampLength,
  checkArrival,
  parseNumber,
  exchangeOperands,
  moveMemory,
  checkDivisor,
  widerOne,
  checkShift,
  widenOperand,
  callocInstead,
  checkedArithmetic,
  countDown,
  widerCounter,
  sizeofArray,
  terminateString,
  saveNext,
  releaseLast,
  removeSecondFree,
  nullAfterFree,
  deleteArray,
  matchingDeallocator,
  reallocTemporary,
  customDeleter,
  gotoCleanup,
  freeBeforeReturn,
  lockGuard,
  nameGuard,
  unlockBeforeReturn,
  nullCheck,
  initialiseMember,
  initialiseVariable,
  eraseForSure,
  makeUnique,
  vectorInstead,
  uniquePtr,
  virtualDestructor,
  deleteCopies,
  selfCheck,
  weakPointer,
  resetInstead,
  ownArray,
  shareOwner,
  freeDeleter,
  moveLater,
  clearMoved,
  copyInstead,
  ownText,
  keepTemporary,
  captureByValue,
  returnByValue,
  eraseInLoop,
  compareInstead,
  parenthesiseAssignment,
  regroupOperands,
  unsignedCharacter,
  addBreak,
  fallthroughMarker,
  addReturn,
  checkResult,
  compareResult,
  includeHeader,
  stateReason,
  removeSuppression,
  correctRuleId,
  askPeer,
  provePeer,
];
