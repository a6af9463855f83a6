/**
 * Settings as the editor sends them, checked key by key since users write them by hand. They are the weakest layer:
 * what the project file says beside the code must hold for everybody who works on it.
 */
import type { RuleLevels } from "../engine/api";
import type { ConfigValues } from "../workspace/config";

export interface EditorSettings {
  readonly enable: boolean;
  readonly values: ConfigValues;
}

export const NO_EDITOR_SETTINGS: EditorSettings = { enable: true, values: {} };

const LEVELS = ["error", "warning", "note", "off"] as const;
const DATA_MODELS = ["lp64", "ilp32", "llp64", "ip16"] as const;
const CONFIDENCES = ["definite", "evidence"] as const;

/** Anything may come; what is not understood counts as not set. */
export function readEditorSettings(raw: unknown): EditorSettings {
  if (!isRecord(raw)) return NO_EDITOR_SETTINGS;
  return {
    enable: raw.enable !== false,
    values: {
      rules: isRecord(raw.rules) ? readLevels(raw.rules) : undefined,
      exclude: readStrings(raw.exclude),
      includePaths: readStrings(raw.includePaths),
      dataModel: oneOf(DATA_MODELS, raw.dataModel),
      confidence: oneOf(CONFIDENCES, raw.confidence),
      maxStackFrame: readBytes(raw.maxStackFrame),
    },
  };
}

function readLevels(raw: Record<string, unknown>): RuleLevels {
  const levels: Record<string, RuleLevels[string]> = {};
  for (const [id, value] of Object.entries(raw)) {
    const level = oneOf(LEVELS, value);
    if (level !== undefined) levels[id] = level;
  }
  return levels;
}

function readStrings(raw: unknown): readonly string[] | undefined {
  return Array.isArray(raw) ? raw.filter((item) => typeof item === "string" && item !== "") : undefined;
}

function readBytes(raw: unknown): number | undefined {
  return typeof raw === "number" && Number.isInteger(raw) && raw > 0 ? raw : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function oneOf<T extends string>(choices: readonly T[], value: unknown): T | undefined {
  return choices.find((choice) => choice === value);
}
