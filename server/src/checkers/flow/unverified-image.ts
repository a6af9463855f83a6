/**
 * Software that comes in from outside and is run, or becomes what a device runs, without anything that tells who made
 * it: data that goes into a program's flash, and files that were filled from outside and are then started or loaded.
 */
import { isExaminedFor } from "../../flow/characters";
import type { Call, Context, Listener } from "../../flow/events";
import { outsideOf, taintOfText } from "../../flow/taint";
import { type Taint, UNINITIALISED, type Value } from "../../flow/values";
import { withoutComments } from "../../text/words";
import { quoted } from "../wording";
import { holds, textAt } from "./argument-tests";
import { sourceName, taintSteps } from "./origin";

export const unverifiedImage: Listener = {
  call(event, context) {
    download(event, context);
    for (const { kind, param } of event.model?.sinks ?? []) {
      const v = event.args[param];
      if (v === undefined || v === UNINITIALISED) continue;
      if (kind === "image") program(event, context, v, param);
      else if (kind === "path") open(event, context, v);
      else if (kind === "stored") store(event, context, v);
      else if (kind === "command") command(event, context, v);
      else if (kind === "library") run(event, context, v);
    }
  },
};

/** Calls that look at who made something, wherever in the file: what was written may be verified before it is started. */
const VERIFIES = /\b\w*(?:verif|signature|authentic|hmac|ed25519|ecdsa)\w*\s*\(/i;

function verifies({ source }: Context): boolean {
  return VERIFIES.test(withoutComments(source));
}

/** A digest was made of what came in, and somebody may look at it. */
function isSigned(context: Context, taint: Taint): boolean {
  return (
    isExaminedFor(context.state.values, taint, "image") && !isIdleDigest(withoutComments(context.source))
  );
}

/** Whether the digests that a function ends go to arrays of its own, and nothing looks at them. */
function isIdleDigest(source: string): boolean {
  let isIdle = false;
  for (const [call, list] of source.matchAll(ENDS_DIGEST)) {
    const arrays = (list.match(/[A-Za-z_]\w*/g) ?? []).filter((name) =>
      new RegExp(`\\b${name}\\s*\\[`).test(source),
    );
    const rest = source.replace(call, "");
    // It is declared, and no more.
    if (arrays.some((name) => (rest.match(new RegExp(`\\b${name}\\b`, "g")) ?? []).length > 1)) return false;
    isIdle ||= arrays.length > 0;
  }
  return isIdle;
}

/** Functions that give the digest, by what libraries name them. */
const ENDS_DIGEST = /\b\w*(?:_finish|_final|Final)\w*\s*\(([^;{}]*?)\)/g;

/** What is said of all of them. */
const DANGER = "whoever sends it decides what runs here, as nothing verifies a signature";

function program(call: Call, context: Context, v: Value, param: number): void {
  const { state } = context;
  const region = state.values.regionOf(v);
  const taint = region === -1 ? state.values.taintOf(v) : taintOfText(state, v);
  if (taint === null || isSigned(context, taint) || verifies(context)) return;
  report(call, context, taint, `${call.name}() takes ${quoted(context.argument(call, param))}`);
}

/** A file that is opened by a name which is known: whatever is stored into it later has that name. */
function open(call: Call, context: Context, v: Value): void {
  const name = context.literal(v);
  if (call.model?.allocates == null || name === undefined) return;
  context.notes.set(openedKey(call.instruction), { site: call.instruction, text: name });
}

function openedKey({ start }: { readonly start: number }): string {
  return `opened ${start}`;
}

function store(call: Call, context: Context, v: Value): void {
  const { state } = context;
  const { values } = state;
  const region = values.regionOf(v);
  const taint = region === -1 ? null : outsideOf(state, region);
  if (taint === null || isSigned(context, taint)) return;
  for (const arg of call.args) fill(context, arg, taint);
}

/** A library is told where what it fetches is to go. */
function download(call: Call, context: Context): void {
  const downloads = call.model?.downloads;
  if (downloads == null || !downloads.when.every((test) => holds(call, context, test))) return;
  fill(context, call.args[downloads.to] ?? UNINITIALISED, { source: "network", site: call.instruction });
}

/** What comes in goes to a file, if v is the handle of one. */
function fill(context: Context, v: Value, taint: Taint): void {
  const { state, notes } = context;
  const handle = v > UNINITIALISED ? state.values.existingPointee(v) : undefined;
  const opened = handle === undefined ? null : state.factsOf(handle).allocated;
  const file = opened === null ? undefined : notes.get(openedKey(opened));
  if (file !== undefined) fetch(context, file.text, taint);
}

/** From here on the file of that name holds what came in. */
function fetch({ notes }: Context, name: string, { source, site }: Taint): void {
  notes.set(FETCHED + name, { site, text: source });
}

const FETCHED = "fetched ";

/** A command may fetch a file, pass what it fetches on to a shell, or run what was fetched before. */
function command(call: Call, context: Context, v: Value): void {
  const text = textAt(context, v);
  const taint: Taint = { source: "network", site: call.instruction };
  if (PIPED.test(text) && !verifies(context))
    report(call, context, taint, `${call.name}() passes what comes in on to a shell`);
  else run(call, context, v);
  const target = DOWNLOAD.exec(text)?.[1];
  if (target !== undefined) fetch(context, target, taint);
}

/** What is fetched goes to a shell: `curl -s URL | sh`. */
const PIPED = /\b(?:wget|curl)\s[^|;&]*\|\s*(?:sudo\s+)?(?:\/\S*\/)?(?:ba|da|k|z)?sh\b/;
/** The file that is fetched: `wget -O NAME URL`, `curl -o NAME URL`, `tftp -l NAME -g HOST`. */
const DOWNLOAD =
  /\b(?:wget\s[^|;&]*?-\w*O|curl\s[^|;&]*?(?:-\w*o|--output)|tftp\s[^|;&]*?-\w*l)[ =]?([^\s'";|&]+)/;

function run(call: Call, context: Context, v: Value): void {
  const text = textAt(context, v);
  if (text === "" || verifies(context)) return;
  for (const [key, { site, text: source }] of context.notes) {
    if (!key.startsWith(FETCHED)) continue;
    const name = key.slice(FETCHED.length);
    if (!text.split(/[\s'";|&<>]+/).includes(name)) continue;
    const taint = { source: source as Taint["source"], site };
    report(call, context, taint, `${call.name}() runs ${quoted(name)}, which was written`);
    return;
  }
}

function report(call: Call, context: Context, taint: Taint, what: string): void {
  context.report({
    rule: "unverified-image",
    site: call.instruction,
    message: `${what} from ${sourceName(taint)}: ${DANGER}.`,
    confidence: "evidence",
    steps: taint.site.start === call.instruction.start ? [] : taintSteps(taint),
    origin: { source: taint.source, isJoined: false },
  });
}
