/**
 * CWE-306: a value of a Bluetooth device that anybody in radio range may write, as its attribute asks for neither pairing
 * nor encryption. The attributes stand in tables that macros make (`BT_GATT_SERVICE_DEFINE`), which no grammar parses, so
 * they are looked for as text. Names: Zephyr `bluetooth/gatt.h`, Apache NimBLE `host/ble_gatt.h`, ESP-IDF
 * `esp_gatt_defs.h`.
 */
import type { SourceFile } from "../../syntax/source";
import { isWordUnit, withoutComments } from "../../text/words";
import type { RawFinding } from "../tree/checker";
import { isInComment } from "./comments";

/** Permissions that ask nobody, and the one that asks for a pairing which somebody in the middle cannot fake. */
const INSTEAD: ReadonlyMap<string, string> = new Map([
  ["BT_GATT_PERM_WRITE", "BT_GATT_PERM_WRITE_AUTHEN"],
  ["BLE_GATT_CHR_F_WRITE", "BLE_GATT_CHR_F_WRITE | BLE_GATT_CHR_F_WRITE_AUTHEN"],
  ["BLE_GATT_CHR_F_WRITE_NO_RSP", "BLE_GATT_CHR_F_WRITE_NO_RSP | BLE_GATT_CHR_F_WRITE_AUTHEN"],
  ["ESP_GATT_PERM_WRITE", "ESP_GATT_PERM_WRITE_ENC_MITM"],
]);
/** What they have in common, to be looked for first. */
const COMMON = "_GATT_";

/** Beside them, they ask after all. */
const ASKS = /_WRITE_(?:ENC|AUTH|LESC|SIGNED)|_SIGNED_WRITE/;

/** `| A | B` to one side of a name. */
const BEFORE = /(?:\w+\s*\|\s*)+$/;
const BEHIND = /^(?:\s*\|\s*\w+)+/;

export function findOpenCharacteristics(file: SourceFile): RawFinding[] {
  const { text } = file;
  const found: RawFinding[] = [];
  let behind = 0;
  for (let at = text.indexOf(COMMON); at !== -1; at = text.indexOf(COMMON, at + COMMON.length)) {
    const [start, end] = wordAround(text, at);
    const name = text.slice(start, end);
    const instead = INSTEAD.get(name);
    if (instead === undefined || start < behind) continue;
    if (isInComment(file, start) || isInDirective(file, start)) continue;
    const left = withoutComments(text.slice(Math.max(0, start - NEAR), start));
    const right = withoutComments(text.slice(end, end + NEAR));
    const [before] = BEFORE.exec(left) ?? [""];
    const [after] = BEHIND.exec(right) ?? [""];
    behind = end + after.length;
    if (ASKS.test(before) || ASKS.test(after)) continue;
    if (isGiven(left.slice(0, left.length - before.length), right.slice(after.length)))
      found.push(finding(start, end, name, instead));
  }
  return found;
}

/** Characters to each side that are read for what a name is combined with. */
const NEAR = 400;

function wordAround(text: string, at: number): readonly [start: number, end: number] {
  let start = at;
  let end = at;
  while (isWordUnit(text.charCodeAt(start - 1))) start--;
  while (isWordUnit(text.charCodeAt(end))) end++;
  return [start, end];
}

/** Whether the combination is what something is set to, and not asked for: `flags & WRITE`, `== WRITE`, `case WRITE:`. */
function isGiven(before: string, after: string): boolean {
  if (!/^\s*[,;)}]/.test(after) || /\b(?:if|while|return)[\s(]*$/.test(before)) return false;
  return /(?:[,{|\w]|(?<![=!<>])=)[\s(]*$/.test(before);
}

function isInDirective({ directives }: SourceFile, offset: number): boolean {
  return directives.some(({ start, end }) => start <= offset && offset < end);
}

function finding(start: number, end: number, name: string, instead: string): RawFinding {
  return {
    rule: "unauthenticated-peer",
    start,
    end,
    message: `With '${name}' alone, any device in radio range may write this value: nothing asks who it is.`,
    confidence: "evidence",
    steps: [],
    facts: { instead },
  };
}
