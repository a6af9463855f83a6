/** The editor's settings by resource: asked for once each, and again after they change. */
import type { Connection } from "vscode-languageserver";
import type { Abilities } from "./abilities";
import { describe, type Log } from "./guard";
import { type EditorSettings, NO_EDITOR_SETTINGS, readEditorSettings } from "./settings";

const SECTION = "parapet";

export interface Configuration {
  /** Of a document or folder. Never rejects: without an answer the defaults hold. */
  of(uri: string): Promise<EditorSettings>;
  /** `settings` as a notification brings them, for clients that cannot be asked. */
  changed(settings: unknown): void;
}

export function createConfiguration(
  connection: Connection,
  can: Abilities,
  initial: unknown,
  log: Log,
): Configuration {
  let told = sectionOf(initial);
  const asked = new Map<string, Promise<EditorSettings>>();

  const ask = async (scopeUri: string): Promise<EditorSettings> => {
    try {
      return readEditorSettings(await connection.workspace.getConfiguration({ scopeUri, section: SECTION }));
    } catch (error) {
      log.warn(`workspace/configuration: ${describe(error)}`);
      return NO_EDITOR_SETTINGS;
    }
  };

  return {
    of(uri) {
      if (!can.configuration) return Promise.resolve(told);
      let answer = asked.get(uri);
      if (answer === undefined) {
        answer = ask(uri);
        asked.set(uri, answer);
      }
      return answer;
    },
    changed(settings) {
      told = sectionOf(settings);
      asked.clear();
    },
  };
}

/** Clients send `{ parapet: { ... } }`. */
function sectionOf(settings: unknown): EditorSettings {
  return readEditorSettings((settings as Record<string, unknown> | null | undefined)?.[SECTION]);
}
