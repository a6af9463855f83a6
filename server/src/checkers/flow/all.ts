/** The checkers that listen to the interpreter, in the order in which they are told. */
import type { Listener } from "../../flow/events";
import { arithmetic } from "./arithmetic";
import { bounds } from "./bounds";
import { characters } from "./characters";
import { checkThenUse } from "./check-then-use";
import { consumption } from "./consumption";
import { cursors } from "./cursors";
import { disclosure } from "./disclosure";
import { elementCopies } from "./element-copies";
import { explodingRegex } from "./exploding-regex";
import { foreignPointers } from "./foreign-pointers";
import { formats } from "./formats";
import { lateZero } from "./late-zero";
import { leaks } from "./leaks";
import { lifetime } from "./lifetime";
import { locks } from "./locks";
import { messageLength } from "./message-length";
import { narrowCounter } from "./narrow-counter";
import { nulls } from "./nulls";
import { overlaps } from "./overlaps";
import { pointerPairs } from "./pointer-pairs";
import { returns } from "./returns";
import { sinks } from "./sinks";
import { stackAddress } from "./stack-address";
import { stackAllocation } from "./stack-allocation";
import { terminators } from "./terminators";
import { truncatedMessage } from "./truncated-message";
import { typeConfusion } from "./type-confusion";
import { uninitialised } from "./uninitialised";
import { unsafeUses } from "./unsafe-uses";
import { unusedRoom } from "./unused-room";
import { unverifiedImage } from "./unverified-image";
import { wholeRoom } from "./whole-room";

export const FLOW_CHECKERS: readonly Listener[] = [
  lifetime,
  nulls,
  bounds,
  elementCopies,
  unusedRoom,
  wholeRoom,
  cursors,
  narrowCounter,
  messageLength,
  truncatedMessage,
  arithmetic,
  lateZero,
  characters,
  terminators,
  leaks,
  locks,
  uninitialised,
  disclosure,
  explodingRegex,
  stackAddress,
  stackAllocation,
  sinks,
  checkThenUse,
  consumption,
  foreignPointers,
  unsafeUses,
  unverifiedImage,
  formats,
  overlaps,
  pointerPairs,
  typeConfusion,
  returns,
];
