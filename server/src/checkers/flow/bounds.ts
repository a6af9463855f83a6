/**
 * Accesses against the size of what they touch: copies and reads by library functions, indexes, string building.
 * Speaks when a size surely exceeds the room, when a check or loop bound in the code lets it exceed, or when a length
 * from outside arrives with no upper bound on this path.
 */
import type { Access, Call, Context, Listener, Report, TextWrite } from "../../flow/events";
import { parseFormat } from "../../flow/format";
import { pointerBehind, read } from "../../flow/memory";
import { differenceUpper, lower, nullness, upper } from "../../flow/numbers";
import { highest, isOfNoRound, lowest } from "../../flow/reach";
import { Origin, type State } from "../../flow/state";
import { taintOfText } from "../../flow/taint";
import {
  type Failing,
  type NeededLength,
  RegionKind,
  type Taint,
  UNINITIALISED,
  type Value,
  ValueKind,
  type Values,
} from "../../flow/values";
import { type Type, TypeKind } from "../../semantics/types";
import { withoutComments } from "../../text/words";
import { bytes, quoted } from "../wording";
import { isDeclaredArray, isMessageLength, neededIn, wrappedCheck } from "./copied-length";
import { type Cut, cutShort } from "./cut-short";
import { further, growsElsewhere, isElement, isLoosely } from "./elements";
import { accessAround } from "./enclosing";
import { isForOthersNumbers } from "./helper-branches";
import {
  farthest,
  indexOf,
  isInText,
  isMovedOn,
  isOpenRound,
  isTurned,
  isUpToSentinel,
  isWalkInText,
  isWithinContainer,
  isWrittenFor,
  leavesRow,
  nearest,
} from "./index-reach";
import { isOnMachineStack } from "./machine-stack";
import { negativeSize, reportNegative } from "./negative-size";
import {
  countsToInput,
  failingResult,
  givenParameter,
  isChecked,
  isCheckedBelow,
  isGivenLength,
  sourceName,
  taintSteps,
  unlimitedInput,
} from "./origin";

/** What is wrong with a length that a caller gives, in a sentence that ends with the object. */
const GIVEN = "is what the caller says, and is never compared with the size of";

/** What is wrong with an index that may be negative, up to the name of the object. */
const NOT_BELOW = "is compared with the upper end only, not with 0: it may lie before the start";

/** What is wrong with a place that nothing limits, up to the name of the object. */
const MOVED_ON =
  "moves on in every round of a loop that only its input ends, and nothing asks whether it has come to the end of";

export const bounds: Listener = {
  access(event, context) {
    const around = accessAround(event, context);
    if (around !== undefined) judgePlace(around, context);
    const beyond = leavesRow(event, context);
    if (beyond === undefined) judgePlace(event, context);
    else
      reportAccess(
        event,
        context,
        beyond,
        `${beyond === "definite" ? "leaves" : "can leave"} its row of ${event.row?.count} elements in`,
      );
  },

  textWrite(event, context) {
    const room = context.room(event.address);
    if (room === -1) return;
    const { state } = context;
    if (startsBefore(event, context)) return;
    if (event.needHigh !== -1 && differenceUpper(state, event.needHigh, room) <= 0) return;
    if (event.needLow !== -1 && differenceUpper(state, room, event.needLow) < 0) {
      reportText(event, context, "buffer-overflow", "definite", room);
      return;
    }
    if (isTextMovedOn(event, context)) return;
    const cut = event.needLow === -1 ? undefined : cutShort(state, room, event.needLow);
    if (cut !== undefined) {
      reportCut(event.call, context, event.address, event.param, cut);
      return;
    }
    // A size that was computed was computed for something: nothing is said but what is sure.
    if (!state.values.isConstant(room)) return;
    const reach = event.needHigh === -1 ? undefined : highest(state, event.needHigh);
    if (reach !== undefined && !event.unbounded) {
      if (state.values.isConstant(room) && reach > state.values.number[room])
        reportText(event, context, "buffer-overflow", "evidence", room);
      return;
    }
    if (event.unbounded || (event.needHigh !== -1 && upper(state, event.needHigh) < Infinity))
      reportText(event, context, "unbounded-copy", "evidence", room);
  },

  call(event, context) {
    const { model } = event;
    if (model === undefined) return;
    if (model.format?.style === "scanf") scanf(event, context);
    else if (model.writes.some((w) => w.size === null && w.content === "outside")) {
      context.report({
        rule: "unbounded-read",
        site: event.instruction,
        message: `${event.name}() cannot be told how much fits into ${quoted(context.argument(event, 0))}: a longer line overwrites what lies behind it.`,
        confidence: "definite",
        steps: [],
        facts: callFacts(event, context, model.writes[0].param),
      });
    }
  },
};

/** Says of a text that is written at a place that nothing limits; false if something does. */
function isTextMovedOn({ call, address, param }: TextWrite, context: Context): boolean {
  const { values } = context.state;
  const extent = context.extent(address);
  if (extent === -1 || !values.isConstant(extent) || !isMovedOn(context, values.offsetOf(address)))
    return false;
  reportMovedOn(call, address, param, context);
  return true;
}

function reportMovedOn(call: Call, address: Value, param: number, context: Context): void {
  context.report({
    rule: "buffer-overflow",
    site: call.instruction,
    message: `The place where ${call.name}() begins to write ${MOVED_ON} ${context.objectText(address) || "its buffer"}.`,
    confidence: "evidence",
    steps: [],
    facts: callFacts(call, context, param),
  });
}

/** The size of the block was made of the number that is written, but in a type that may not hold it. */
function reportCut(call: Call, context: Context, address: Value, param: number, { inner, type }: Cut): void {
  const object = context.objectText(address) || "its buffer";
  context.report({
    rule: "buffer-overflow",
    site: call.instruction,
    message: `${call.name}() writes as many bytes as there are, but the size of ${object} was cut to ${type.size * 8} bits: where that changed it, they do not fit.`,
    confidence: "evidence",
    steps: [],
    facts: callFacts(call, context, param),
    given: givenParameter(context, inner),
  });
}

/** Says of a text that is written before the start of the object; false if it is not. */
function startsBefore({ call, address, param }: TextWrite, context: Context): boolean {
  const { state } = context;
  const offset = state.values.offsetOf(address);
  if (lower(state, offset) >= 0) return false;
  const isCertain = upper(state, offset) < 0;
  const start = isCertain ? upper(state, offset) : lowest(state, offset);
  if (start === undefined || start >= 0 || isWithinContainer(context, address, start)) return false;
  const object = context.objectText(address) || "its buffer";
  context.report({
    rule: "buffer-overflow",
    site: call.instruction,
    message: `${call.name}() ${isCertain ? "starts" : "can start"} to write ${bytes(-start)} before the start of ${object}.`,
    confidence: isCertain ? "definite" : "evidence",
    steps: [],
    facts: callFacts(call, context, param),
  });
  return true;
}

/** Judges where an access begins and ends against the object that its address is in. */
function judgePlace(event: Access, context: Context): void {
  if (isBeforeEmpty(event, context)) {
    // The same text again, a line later, is no news.
    const key = `empty ${context.state.values.regionOf(event.address)}`;
    const known = context.notes.get(key);
    if (known !== undefined && known.site.start !== event.site.start) return;
    context.notes.set(key, { site: event.site, text: "" });
    reportAccess(event, context, "evidence", beforeEmpty(event, context));
    return;
  }
  const { state } = context;
  const { values } = state;
  if (state.doubtful) return;
  const negative =
    event.call === null || event.size <= UNINITIALISED ? undefined : negativeSize(context, event.size);
  if (negative !== undefined) {
    const use = `${event.call?.name}() ${event.write ? "writes" : "reads"}`;
    reportNegative(context, negative, use, event.site);
    return;
  }
  const extent = context.extent(event.address);
  if (extent === -1) {
    // What was compared with a size that is not known cannot be told from what was not.
    if (event.call !== null && event.write && isDeclaredArray(context, event.address))
      if (isGivenLength(context, event.size)) reportLength(event, context, GIVEN);
    return;
  }
  // A scalar that stands in for an array of one: how far the loop goes is decided elsewhere.
  if (
    event.call === null &&
    values.offsetOf(event.address) !== values.zero &&
    isScalarVariable(context, event.address)
  )
    return;
  const offset = values.offsetOf(event.address);
  if (upper(state, offset) < 0) {
    if (isWithinContainer(context, event.address, upper(state, offset))) return;
    const index = indexOf(values, offset);
    if (isOfNoRound(state, index) && values.taintOf(index) === null) return;
    if (isOnMachineStack(event.instruction, context)) return;
    reportAccess(event, context, "definite", `starts ${bytes(-upper(state, offset))} before the start of`);
    return;
  }
  const isOfContainer = values.regionKind[values.regionOf(event.address)] === RegionKind.Characters;
  if (event.call === null && (isOfContainer || lower(state, offset) < 0)) {
    const failing = failingResult(context, indexOf(values, offset));
    if (failing !== undefined) {
      reportFailing(event, context, failing);
      return;
    }
  }
  if (event.size === -1 || event.size === UNINITIALISED) return;
  const end = values.sum(offset, event.size);
  if (differenceUpper(state, extent, end) < 0) {
    if (context.isEmpty(event.address) || growsElsewhere(context, event, extent)) return;
    if (event.size === values.zero || isOpenRound(event, context)) return;
    if (isForOthersNumbers(context, event, end, extent) || !isFirstUse(context, event)) return;
    // Where the size is but a limit, and what is known to be written fits, the limit is wrong and nothing else yet.
    const isCertain =
      event.least === -1 || differenceUpper(state, extent, values.sum(offset, event.least)) < 0;
    reportAccess(event, context, isCertain ? "definite" : "evidence", overrun(context, event, end, extent));
    return;
  }
  if (differenceUpper(state, end, extent) <= 0 && lower(state, offset) >= 0) return;
  const cut = event.call !== null && event.write ? cutShort(state, extent, end) : undefined;
  if (event.call !== null && cut !== undefined) {
    reportCut(event.call, context, event.address, event.param, cut);
    return;
  }
  const taint = values.taintOf(event.call === null ? offset : event.size);
  if (taint !== null && isUnbounded(context, event.call === null ? offset : event.size)) {
    if (event.call !== null || isFirstUse(context, event)) reportUnchecked(event, context, taint);
    return;
  }
  if (
    taint !== null &&
    event.call === null &&
    lower(state, offset) < 0 &&
    mayComeNegative(values, offset) &&
    !isCheckedBelow(state, indexOf(values, offset))
  ) {
    reportUnchecked(event, context, taint, NOT_BELOW);
    return;
  }
  const counted = values.isConstant(extent) ? countsToInput(context, offset) : null;
  if (counted !== null) {
    reportCounted(event, context, counted);
    return;
  }
  if (event.call !== null && isOpenPlace(event, context)) return;
  if (values.isConstant(extent) && event.write && unmeasuredText(event, context)) return;
  if (values.isConstant(extent) && event.call !== null && unlimitedCopy(event, context)) return;
  const needed = event.write ? neededIn(context, offset) : undefined;
  // A place that has not come to the end leaves a rest, whatever the call before it answered.
  const isRest = needed !== undefined && differenceUpper(state, offset, extent) <= 0;
  const told = needed ?? (event.call === null ? undefined : neededIn(context, event.size));
  if (told !== undefined && !isRest) {
    const use = event.write ? "writes" : "reads";
    const how = needed === undefined ? `${use} as many bytes as` : "writes behind a text by the length that";
    reportNeeded(event, context, told, how);
    return;
  }
  const areMeant = () => isWrittenFor(event, context);
  const start = lower(state, offset) < 0 ? nearest(state, offset, areMeant) : undefined;
  if (start !== undefined && start < 0 && !isWithinContainer(context, event.address, start)) {
    reportAccess(event, context, "evidence", `can start ${bytes(-start)} before the start of`);
    return;
  }
  const size = values.isConstant(extent) ? values.number[extent] : Infinity;
  const reach = farthest(state, end, size, areMeant);
  const isMeasured = () => isMeasuredByOther(context, event.address);
  const isBeyond =
    reach !== undefined && reach > size && !isWalkInText(event, context, true) && !isMeasured();
  if (isBeyond && !isInText(event, context) && !isUpToSentinel(event, context) && !isTurned(event, context)) {
    reportAccess(
      event,
      context,
      "evidence",
      `can reach ${further(values, event, reach - size)}beyond the end of`,
    );
    return;
  }
  if (event.write && values.isConstant(extent) && isMovedOn(context, offset)) {
    if (event.call === null) reportAccess(event, context, "evidence", MOVED_ON);
    else reportMovedOn(event.call, event.address, event.param, context);
    return;
  }
  if (isRelated(state, end, extent) && !isLoosely(context, event) && !isWalkInText(event, context)) {
    const beyond = differenceUpper(state, end, extent);
    if (beyond > 0 && beyond < 4096)
      reportAccess(
        event,
        context,
        "evidence",
        `can reach ${further(values, event, beyond)}beyond the end of`,
      );
  }
}

/**
 * Whether the index of what is in memory of others gets as far as an array of this function has elements: it was compared
 * with what fits there, and of the other that says nothing; who filled it knows.
 */
function isMeasuredByOther(context: Context, address: Value): boolean {
  const { state } = context;
  const { values } = state;
  const root = values.rootRegion(values.regionOf(address));
  if (values.regionKind[root] !== RegionKind.Pointee || state.factsOf(root).allocated !== null) return false;
  const symbols = new Set<Value>();
  values.collectSymbols(values.offsetOf(address), symbols);
  for (const s of symbols) {
    const c = state.constraint(s);
    if (c?.hiOrigin !== Origin.Check) continue;
    const isMeasured = context.function.variables.some(
      ({ type, isStatic }) =>
        type.kind === TypeKind.Array && !isStatic && type.count > 2 && type.count === c.hi + 1,
    );
    if (isMeasured) return true;
  }
  return false;
}

function overrun(context: Context, event: Access, end: Value, extent: Value): string {
  const { values } = context.state;
  if (isElement(values, event)) return "goes beyond the end of";
  if (values.isConstant(end) && values.isConstant(extent)) {
    const n = values.number[end] - values.number[extent];
    return `goes ${n} byte${n === 1 ? "" : "s"} beyond the end of`;
  }
  return "goes beyond the end of";
}

/** Says of a library function that it begins at a place that outsiders decide; false if the code limits it. */
function isOpenPlace(event: Access, context: Context): boolean {
  const { state } = context;
  const { values } = state;
  const offset = values.offsetOf(event.address);
  const taint = values.taintOf(offset);
  if (taint === null) return false;
  if (isUnbounded(context, offset)) reportPlace(event, context, taint, "is never compared with the size");
  else if (
    lower(state, offset) < 0 &&
    mayComeNegative(values, offset) &&
    !isCheckedBelow(state, indexOf(values, offset))
  )
    reportPlace(event, context, taint, NOT_BELOW);
  else return false;
  return true;
}

/** Says of a text from outside that its length decides how much is written; false if something limits it. */
function unmeasuredText(event: Access, context: Context): boolean {
  const { state } = context;
  const { values } = state;
  const number = event.call === null ? values.offsetOf(event.address) : event.size;
  let at = number;
  while (values.kind[at] === ValueKind.Convert || values.kind[at] === ValueKind.Offset) at = values.a[at];
  if (values.kind[at] !== ValueKind.Length || upper(state, at) < LONGEST || isChecked(state, number, 6))
    return false;
  const start = values.a[at];
  const taint = taintOfText(state, start) ?? taintOfText(state, pointerBehind(values, start));
  if (taint === null) return false;
  reportUnchecked(event, context, taint);
  return true;
}

/** A text that is known to be shorter has something that limits it. */
const LONGEST = 2 ** 31;

/** Says of a copy by a library function that nothing limits its length by the array it goes to; false if something may. */
function unlimitedCopy(event: Access, context: Context): boolean {
  const wrapped = wrappedCheck(context, event);
  if (wrapped !== undefined) {
    const how = `is compared with ${wrapped} less itself, which without sign is huge once it exceeds ${wrapped}: that limits nothing in`;
    reportLength(event, context, how, givenParameter(context, event.size));
  } else if (isGivenLength(context, event.size)) reportLength(event, context, GIVEN);
  else if (event.write && !context.state.doubtful && isMessageLength(context, event))
    reportLength(
      event,
      context,
      "is read from the data that is copied, and is never compared with the size of",
    );
  else return false;
  return true;
}

/** Whether nothing but types bounds v from above on this path, or nothing but them a part that is added to another. */
function isUnbounded(context: Context, v: Value): boolean {
  const { state } = context;
  return upper(state, v) >= 255 && (!isChecked(state, v, 6) || hasOpenPart(context, v));
}

/** Whether a number as it came in, which nothing limits, is a part of a sum that is not compared as a whole. */
function hasOpenPart(context: Context, v: Value): boolean {
  const { state } = context;
  const { values } = state;
  switch (values.kind[v]) {
    case ValueKind.Convert:
    case ValueKind.Offset:
    case ValueKind.Scale:
      return hasOpenPart(context, values.a[v]);
    case ValueKind.Sum: {
      if (isChecked(state, v, 0)) return false;
      const isOpen = (part: Value) => unlimitedInput(context, part) !== null || hasOpenPart(context, part);
      return isOpen(values.a[v]) || isOpen(values.b[v]);
    }
    default:
      return false;
  }
}

/** Whether no other line was found to reach beyond the same object by the same number: the next ones are no news. */
function isFirstUse(context: Context, event: Access): boolean {
  const { values } = context.state;
  const offset = values.offsetOf(event.address);
  if (values.isConstant(offset)) return true;
  const root = values.rootRegion(values.regionOf(event.address));
  const key = `beyond ${root} ${values.base(indexOf(values, offset))}`;
  const known = context.notes.get(key);
  if (known !== undefined) return known.site.start === event.site.start;
  context.notes.set(key, { site: event.site, text: "" });
  return true;
}

/** Whether a number that came in is of a type that has negative ones: of types that are not known, nothing is said. */
function mayComeNegative(values: Values, offset: Value): boolean {
  const symbols = new Set<Value>();
  values.collectSymbols(offset, symbols);
  for (const s of symbols) {
    const type = values.type[s];
    if (values.taintOf(s) !== null && (type?.kind !== TypeKind.Int || !type.signed)) return false;
  }
  return true;
}

function isScalarVariable(context: Context, address: Value): boolean {
  const { values } = context.state;
  const region = values.regionOf(address);
  const kind = values.regionType[region]?.kind;
  return (
    values.regionKind[region] === RegionKind.Variable && kind !== TypeKind.Array && kind !== TypeKind.Record
  );
}

/** Whether the code compared what `end` and `extent` are made of. */
function isRelated(state: State, end: Value, extent: Value): boolean {
  const { values } = state;
  const strip = (v: Value) => {
    let at = values.base(v);
    let factor = 1;
    while (values.kind[at] === ValueKind.Scale || values.kind[at] === ValueKind.Convert) {
      const inner = values.base(values.a[at]);
      // A product that may have wrapped has little to do with what it was made of.
      if (values.kind[at] === ValueKind.Convert && values.kind[inner] === ValueKind.Scale) break;
      if (values.kind[at] === ValueKind.Scale) factor *= values.number[values.b[at]];
      at = inner;
    }
    return { at, factor };
  };
  const near = strip(end);
  const far = strip(extent);
  // Numbers that are tied without a comparison limit nothing.
  if (values.uncompared.get(near.at)?.has(far.at)) return false;
  // What has room for several times the number that was compared is not limited by it.
  if (near.factor < far.factor || state.difference(near.at, far.at) === undefined) return false;
  return !isComparedWithMore(state, near.at, far.at);
}

/** Whether the code asked for more than v: whether v and another number, that is not known, are within a limit together. */
function isComparedWithMore({ values, allDifferences }: State, v: Value, limit: Value): boolean {
  for (const [sum, limits] of allDifferences)
    if (values.kind[sum] === ValueKind.Sum && limits.has(limit))
      if (values.base(values.a[sum]) === v || values.base(values.b[sum]) === v) return true;
  return false;
}

/**
 * Whether the access is at `s[strlen(s) - 1]` of a text that comes from outside, or is handed in and written to, and
 * nothing on this path says that it is not empty.
 */
function isBeforeEmpty(event: Access, context: Context): boolean {
  const { state } = context;
  const { values } = state;
  const region = values.regionOf(event.address);
  if (region === -1 || event.call !== null || state.doubtful) return false;
  const written = values.offsetOf(event.address);
  // As an unsigned number it is huge where the length is 0.
  const offset = values.kind[written] === ValueKind.Convert ? values.a[written] : written;
  const length = values.base(offset);
  const back = -values.addend(offset);
  if (values.kind[length] !== ValueKind.Length || back < 1) return false;
  const start = values.a[length];
  if (values.regionKind[region] === RegionKind.Characters && values.regionOwner[region] === start)
    return (
      taintOfText(state, start) !== null &&
      lower(state, length) < back &&
      !isLengthAsked(state, length) &&
      !isTextAsked(event, context, start)
    );
  if (back !== 1 || values.regionOf(start) !== region || values.offsetOf(start) !== values.zero) return false;
  if (taintOfText(state, start) === null) {
    // Of other texts more may be known than is seen here, and reading one byte too early does little harm.
    const owner = values.regionKind[region] === RegionKind.Pointee ? values.regionOwner[region] : -1;
    if (!event.write || owner === -1) return false;
    if (values.kind[owner] !== ValueKind.Initial && values.kind[owner] !== ValueKind.Content) return false;
  }
  if (lower(state, length) > 0 || state.constraint(length)?.not === 0 || isMatched(state, length))
    return false;
  const first = read(state, start, 1, event.instruction.type, context.function);
  return first === -1 || nullness(state, first) !== 0;
}

/** Whether the text of that length was found to begin with one that is not empty. */
function isMatched(state: State, length: Value): boolean {
  const { values } = state;
  return values.matches.some(
    ({ result, text, version }) =>
      text === values.a[length] &&
      version === values.b[length] &&
      lower(state, result) === 0 &&
      upper(state, result) === 0,
  );
}

/** Whether the function asks anything of a text object before it is touched: what is found in it, or what it is equal to. */
function isTextAsked({ site }: Access, context: Context, object: Value): boolean {
  const { values } = context.state;
  const name = values.regionName[values.regionOf(object)].replace(/\W/g, "");
  const before = withoutComments(context.source.slice(context.function.start, site.start));
  return (
    name === "" ||
    new RegExp(`\\b${name}\\s*(?:\\)?\\s*[=!]=|\\.\\s*(?!push_back|clear|erase|c_str))`).test(before)
  );
}

function beforeEmpty({ address }: Access, { state: { values } }: Context): string {
  const offset = values.offsetOf(address);
  const back = -values.addend(values.kind[offset] === ValueKind.Convert ? values.a[offset] : offset);
  return back === 1
    ? "is, for an empty string, one before the start of"
    : `is, for a string of less than ${back} characters, before the start of`;
}

/** Whether the code asked about a length in a way that excludes that there is nothing at all, or anything else. */
function isLengthAsked(state: State, length: Value): boolean {
  const c = state.constraint(length);
  return c?.loOrigin === Origin.Check || c?.not === 0;
}

function reportAccess(event: Access, context: Context, confidence: Report["confidence"], how: string): void {
  const { call } = event;
  const object = context.objectText(event.address) || "its buffer";
  const region = context.state.values.regionOf(event.address);
  const isOfContainer = context.state.values.regionKind[region] === RegionKind.Characters;
  const indexed =
    call === null &&
    (isOfContainer ||
      context.text(event.site).includes("[") ||
      isArrayOfScalars(context.state.values.regionType[region]));
  const rule =
    call === null
      ? indexed
        ? "index-out-of-bounds"
        : event.write
          ? "buffer-overflow"
          : "buffer-overread"
      : event.write
        ? "buffer-overflow"
        : "buffer-overread";
  const what = call === null ? quoted(context.text(event.site)) : `${call.name}()`;
  const may = event.least !== -1 && confidence === "evidence" ? "may " : "";
  const verb = `${may}${event.write ? "write" : "read"}${may === "" ? "s" : ""}`;
  const size = call !== null && event.size !== -1 ? context.sizeText(event.size) : "";
  const count = size === "" ? "" : ` ${bytes(size)}, which`;
  context.report({
    rule,
    site: event.site,
    message:
      call === null
        ? `${what} ${how} ${object}.`
        : `${what} ${verb}${count === "" ? " and" : count} ${how} ${object}.`,
    confidence,
    steps: steps(event, context),
    facts: call === null ? { expression: context.text(event.site) } : callFacts(call, context, event.param),
  });
}

function isArrayOfScalars(type: Type | null | undefined): boolean {
  return type?.kind === TypeKind.Array && type.to?.kind !== TypeKind.Record;
}

function steps(event: Access, context: Context): Report["steps"] {
  const { values } = context.state;
  const out: { site: { start: number; end: number }; message: string }[] = [];
  const region = values.regionOf(event.address);
  const f = context.state.factsOf(region);
  if (f.allocated !== null) out.push({ site: f.allocated, message: `allocated by ${f.allocator}()` });
  const c = context.state.constraint(
    values.base(
      event.call === null ? values.offsetOf(event.address) : event.size === -1 ? values.zero : event.size,
    ),
  );
  if (c?.site != null) out.push({ site: c.site, message: "this comparison is what bounds it" });
  return out;
}

/** An index that is -1 where the call that gave it failed. */
function reportFailing(event: Access, context: Context, failing: Failing): void {
  const { values } = context.state;
  const isWithoutSign = values.regionKind[values.regionOf(event.address)] === RegionKind.Characters;
  const object = context.objectText(event.address) || "its buffer";
  context.report({
    rule: "index-out-of-bounds",
    site: event.site,
    message: isWithoutSign
      ? `The index in ${quoted(context.text(event.site))} is the result of ${failing.name}(), which is the greatest number there is where nothing is found, and nothing asks for it: that is no place in ${object}.`
      : `The index in ${quoted(context.text(event.site))} is the result of ${failing.name}(), which is -1 when that fails, and nothing asks for it: that lies before the start of ${object}.`,
    confidence: "evidence",
    steps: [{ site: failing.site, message: "the result comes from here" }],
    facts: { expression: context.text(event.site) },
  });
}

function reportUnchecked(
  event: Access,
  context: Context,
  taint: Taint,
  how = "is never compared with the size",
): void {
  const { call } = event;
  const object = context.objectText(event.address) || "its buffer";
  const from = sourceName(taint);
  context.report({
    rule: call === null ? "index-out-of-bounds" : "unchecked-length",
    site: event.site,
    message:
      call === null
        ? `The index in ${quoted(context.text(event.site))} comes from ${from} and ${how} of ${object}.`
        : `The length given to ${call.name}() comes from ${from} and is never compared with the size of ${object}.`,
    confidence: "evidence",
    steps: taintSteps(taint),
    facts:
      call === null ? {} : { ...callFacts(call, context, event.param), size: sizeArgument(event, context) },
  });
}

/** An index, or a place where a call begins, that the rounds of a loop count up to a number from outside. */
function reportCounted(event: Access, context: Context, taint: Taint): void {
  const object = context.objectText(event.address) || "its buffer";
  const what =
    event.call === null
      ? `The index in ${quoted(context.text(event.site))}`
      : `The place where ${event.call.name}() begins to ${event.write ? "write" : "read"}`;
  context.report({
    rule: "index-out-of-bounds",
    site: event.site,
    message: `${what} counts up to a number that comes from ${sourceName(taint)} and is never compared with the size of ${object}.`,
    confidence: "evidence",
    steps: taintSteps(taint),
    facts: event.call === null ? {} : callFacts(event.call, context, event.param),
  });
}

/** `how`: what is wrong with where the call begins to read or write, up to the name of the object. */
function reportPlace(event: Access, context: Context, taint: Taint, how: string): void {
  const { call } = event;
  if (call === null) return;
  const object = context.objectText(event.address) || "its buffer";
  context.report({
    rule: "index-out-of-bounds",
    site: event.site,
    message: `The place where ${call.name}() begins to ${event.write ? "write" : "read"} comes from ${sourceName(taint)} and ${how} of ${object}.`,
    confidence: "evidence",
    steps: taintSteps(taint),
    facts: callFacts(call, context, event.param),
  });
}

/** `how`: what is wrong with the length, up to the name of the object. */
function reportLength(event: Access, context: Context, how: string, given?: number): void {
  const { call } = event;
  if (call === null) return;
  const object = context.objectText(event.address) || "its buffer";
  context.report({
    rule: "unchecked-length",
    site: event.site,
    message: `The length given to ${call.name}() ${how} ${object}.`,
    confidence: "evidence",
    steps: [],
    facts: { ...callFacts(call, context, event.param), size: sizeArgument(event, context) },
    given,
  });
}

/** `how`: what is done with the length, up to the name of the function that told it. */
function reportNeeded(event: Access, context: Context, { call, site }: NeededLength, how: string): void {
  const object = context.objectText(event.address) || "its buffer";
  const where = event.call === null ? quoted(context.text(event.site)) : `${event.call.name}()`;
  context.report({
    rule: event.write ? "buffer-overflow" : "buffer-overread",
    site: event.site,
    message: `${where} ${how} ${call}() returned: if it did not fit, that is beyond the end of ${object}.`,
    confidence: "evidence",
    steps: [{ site, message: "returns the length that the whole text needs, not what was written" }],
    facts: event.call === null ? {} : callFacts(event.call, context, event.param),
  });
}

function sizeArgument(event: Access, context: Context): string {
  const { call } = event;
  if (call === null) return "";
  const i = call.args.indexOf(event.size);
  return i === -1 ? "" : context.argument(call, i);
}

/** `need`: how many bytes are written at least, as a number or a text, "" if that is not known. */
function moreThanFits(need: string, confidence: Report["confidence"]): string {
  if (confidence !== "definite") return "can write more bytes than fit";
  if (need === "") return "writes more bytes than fit";
  return `writes ${bytes(need)}, which is more than fits`;
}

function reportText(
  event: TextWrite,
  context: Context,
  rule: string,
  confidence: Report["confidence"],
  room: Value,
): void {
  const { call } = event;
  const object = context.objectText(event.address) || "its buffer";
  const need = event.needLow === -1 ? "" : context.sizeText(event.needLow);
  const part = quoted(context.text(event.part));
  const roomText = context.sizeText(room);
  const message =
    rule === "buffer-overflow"
      ? `${call.name}() ${moreThanFits(need, confidence)} into ${object}.`
      : `${call.name}() copies ${part} without regard to its length: what is longer than ${roomText === "" ? "the buffer" : `${roomText} bytes`} overruns ${object}.`;
  const f = context.state.factsOf(context.state.values.regionOf(event.address));
  context.report({
    rule,
    site: call.instruction,
    message,
    confidence,
    steps: f.allocated === null ? [] : [{ site: f.allocated, message: `allocated by ${f.allocator}()` }],
    facts: callFacts(call, context, event.param),
    ...(rule === "buffer-overflow"
      ? { given: soleParameter(event, context) }
      : givenText(event, context, room)),
  });
}

/**
 * The parameter of a helper of this file whose length is all that nothing limits, and how long it may be. That it is
 * fixed by all callers is not enough: a copy that looks at no length has to be right for those.
 */
function givenText({ needHigh }: TextWrite, context: Context, room: Value): Pick<Report, "given" | "fits"> {
  const { state } = context;
  const { values } = state;
  if (needHigh === -1 || !context.function.isStatic) return {};
  const symbols = new Set<Value>();
  values.collectSymbols(needHigh, symbols);
  const lengths = [...symbols].filter(
    (v) => values.kind[v] === ValueKind.Length && upper(state, v) === Infinity,
  );
  if (lengths.length !== 1) return {};
  const [length] = lengths;
  const given = givenParameter(context, values.a[length]);
  const fits = lower(state, room) - upper(state, values.difference(needHigh, length));
  return given === undefined || fits < 0 ? {} : { given, fits };
}

/** The parameter that is all that varies in a text; undefined if something else does. */
function soleParameter({ call, param }: TextWrite, context: Context): number | undefined {
  const { values } = context.state;
  let given: number | undefined;
  for (const [i, v] of call.args.entries()) {
    const isWritten = i === param || v <= UNINITIALISED || values.isConstant(v);
    if (isWritten || context.literal(v) !== undefined) continue;
    const parameter = givenParameter(context, v);
    if (parameter === undefined || given !== undefined) return undefined;
    given = parameter;
  }
  return given;
}

/** Facts `call`, `dst`, `dstSize`, `src`, `format`: what the fixes of copies need. */
export function callFacts(call: Call, context: Context, dst: number): Record<string, string | number> {
  const target = context.argument(call, dst);
  const facts: Record<string, string | number> = { call: call.name, dst: target };
  const room = context.roomText(call.args[dst], target);
  if (room !== "") facts.dstSize = room;
  const w = call.model?.writes.find((e) => e.param === dst);
  if (w !== undefined && w.from >= 0) facts.src = context.argument(call, w.from);
  if (call.model?.format) facts.format = context.argument(call, call.model.format.param);
  return facts;
}

function scanf(call: Call, context: Context): void {
  const { model } = call;
  if (model?.format == null) return;
  const { values } = context.state;
  const literal = formatOf(call, context);
  if (literal === undefined) return;
  let i = model.format.first;
  for (const d of parseFormat(literal, "scanf")) {
    if (d.suppressed) continue;
    if (d.allocates) {
      i++;
      continue;
    }
    const index = i++;
    const target = call.args[index];
    if (target === undefined || (d.conversion !== "s" && d.conversion !== "[")) continue;
    const room = context.room(target);
    const text = quoted(context.argument(call, index));
    if (typeof d.width === "number") {
      if (room === -1 || !values.isConstant(room) || d.width + 1 <= values.number[room]) continue;
      context.report({
        rule: "buffer-overflow",
        site: call.instruction,
        message: `The format lets ${call.name}() store ${d.width + 1} bytes with the terminator in ${text}, which has room for ${values.number[room]}.`,
        confidence: "definite",
        steps: [],
        facts: { ...callFacts(call, context, index), argument: index },
      });
      continue;
    }
    if (fitsWhole(call, context, room)) continue;
    context.report({
      rule: "unbounded-read",
      site: call.instruction,
      message: `%${d.conversion}${d.conversion === "[" ? "...]" : ""} without a width lets ${call.name}() write any number of bytes into ${text}.`,
      confidence: "definite",
      steps: [],
      facts: { ...callFacts(call, context, index), argument: index, conversion: d.conversion },
    });
  }
}

/** Whether all of the text that sscanf() reads, with its terminator, fits into so much room. */
function fitsWhole(call: Call, context: Context, room: Value): boolean {
  const { state } = context;
  const source = call.model?.reads.find((r) => r.size === "string" && r.param !== call.model?.format?.param);
  const text = source && call.args[source.param];
  if (text === undefined || text === UNINITIALISED || room === -1) return false;
  const size = context.room(text);
  if (size !== -1 && differenceUpper(state, size, room) <= 0) return true;
  const { values } = state;
  const { length, version } = state.factsOf(values.regionOf(text));
  const known = length === -1 ? values.existing(ValueKind.Length, text, version) : length;
  return known !== undefined && differenceUpper(state, known, room) < 0;
}

/** The literal format of a call, or undefined. */
export function formatOf(call: Call, context: Context): string | undefined {
  const p = call.model?.format?.param;
  return p === undefined ? undefined : context.literal(call.args[p]);
}
