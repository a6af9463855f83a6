/**
 * CWE-306: a value of a Bluetooth device that anybody in radio range may write, as its attribute asks for neither pairing
 * nor encryption. The attributes stand in tables that macros make (`BT_GATT_SERVICE_DEFINE`), which no grammar parses, so
 * they are looked for as text. Names: Zephyr `bluetooth/gatt.h`, Apache NimBLE `host/ble_gatt.h`, ESP-IDF
 * `esp_gatt_defs.h`, Nordic nRF5 SDK `ble_gap.h` and `ble_srv_common.h`.
 */
import type { SourceFile } from "../../syntax/source";
import type { RawFinding } from "../tree/checker";
import { withBlankComments } from "./comments";

/** Permissions that ask nobody, and the one that asks for a pairing which somebody in the middle cannot fake. */
const INSTEAD: ReadonlyMap<string, string> = new Map([
  ["BT_GATT_PERM_WRITE", "BT_GATT_PERM_WRITE_AUTHEN"],
  ["BLE_GATT_CHR_F_WRITE", "BLE_GATT_CHR_F_WRITE | BLE_GATT_CHR_F_WRITE_AUTHEN"],
  ["BLE_GATT_CHR_F_WRITE_NO_RSP", "BLE_GATT_CHR_F_WRITE_NO_RSP | BLE_GATT_CHR_F_WRITE_AUTHEN"],
  ["ESP_GATT_PERM_WRITE", "ESP_GATT_PERM_WRITE_ENC_MITM"],
]);

/** Beside them, they ask after all. */
const ASKS = /_WRITE_(?:ENC|AUTH|LESC|SIGNED)|_SIGNED_WRITE/;

/** `| A | B` to one side of a name. */
const BEFORE = /(?:\w+\s*\|\s*)+$/;
const BEHIND = /^(?:\s*\|\s*\w+)+/;

export function findOpenCharacteristics(file: SourceFile): RawFinding[] {
  const found: RawFinding[] = [];
  if (!file.text.includes("GATT_PERM_WRITE") && !file.text.includes("GATT_CHR_F_WRITE")) return found;
  const text = withBlankComments(file);
  let behind = 0;
  for (const match of text.matchAll(
    /\b(?:BT_GATT_PERM_WRITE|BLE_GATT_CHR_F_WRITE(?:_NO_RSP)?|ESP_GATT_PERM_WRITE)\b/g,
  )) {
    const [name] = match;
    const start = match.index;
    const end = start + name.length;
    if (start < behind || isInDirective(file, start)) continue;
    const left = BEFORE.exec(text.slice(Math.max(0, start - NEAR), start))?.[0] ?? "";
    const right = BEHIND.exec(text.slice(end, end + NEAR))?.[0] ?? "";
    behind = end + right.length;
    if (ASKS.test(left) || ASKS.test(right) || !isGiven(text, start - left.length, behind)) continue;
    found.push(finding(start, end, name));
  }
  return found;
}

/** Characters to each side that are read for what a name is combined with. */
const NEAR = 400;

/** Whether the combination is what something is set to, and not asked for: `flags & WRITE`, `== WRITE`, `case WRITE:`. */
function isGiven(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - NEAR), start);
  const after = text.slice(end, end + NEAR).trimStart();
  if (!/^[,;)}]/.test(after) || /\b(?:if|while|return)[\s(]*$/.test(before)) return false;
  return /(?:[,{|\w]|(?<![=!<>])=)[\s(]*$/.test(before);
}

function isInDirective({ directives }: SourceFile, offset: number): boolean {
  return directives.some(({ start, end }) => start <= offset && offset < end);
}

function finding(start: number, end: number, name: string): RawFinding {
  return {
    rule: "unauthenticated-peer",
    start,
    end,
    message: `With '${name}' alone, any device in radio range may write this value: nothing asks who it is.`,
    confidence: "evidence",
    steps: [],
    facts: { instead: INSTEAD.get(name) ?? "" },
  };
}
