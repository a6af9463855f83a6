/** Fuzz targets from the editor: offered at the head of a function that takes data, written and shown on request. */
import {
  type CodeAction,
  CodeActionKind,
  type Connection,
  LSPErrorCodes,
  ResponseError,
} from "vscode-languageserver";
import { fuzzFolder, writeFuzzTarget } from "../workspace/fuzz";
import { reasonOf } from "../workspace/problem";
import { type Analysed, isAnalysed } from "./analysis";
import type { Live } from "./live";
import { isFile, uriOf } from "./paths";
import { WRITE_FUZZ_TARGET } from "./protocol";

/** It writes code beside the code, so it is a refactoring; the light bulb shows it at a function's head and nowhere else. */
export const FUZZ = `${CodeActionKind.Refactor}.parapet.fuzz`;

export function fuzzAction({ input, project }: Analysed, uri: string, offset: number): CodeAction[] {
  if (!isFile(uri)) return [];
  const name = project.analyser.fuzzable(input, project.project.settings, project.host, offset);
  if (name === undefined) return [];
  const title = `Write a fuzz target for ${name}()`;
  return [{ title, kind: FUZZ, command: { title, command: WRITE_FUZZ_TARGET, arguments: [uri, name] } }];
}

/** The URI of the harness. */
export async function writeFuzzTargetFor(
  connection: Connection,
  live: Live,
  [uri, name]: readonly unknown[],
): Promise<string> {
  const document = typeof uri === "string" ? live.document(uri) : undefined;
  const answer = document && (await live.analyse(document));
  const refuse = (message: string) => new ResponseError(LSPErrorCodes.RequestFailed, message);
  if (!answer || !isAnalysed(answer) || typeof name !== "string") throw refuse("The file is not open.");
  const { input, project } = answer;
  const target = project.analyser.fuzzTarget(input, project.project.settings, project.host, { name });
  if (target === undefined) throw refuse(`No fuzz target can be made for ${name}().`);
  try {
    const [harness] = writeFuzzTarget(target, fuzzFolder(project.project.root, target), false);
    const written = uriOf(harness);
    // Not waited for: not every client shows documents.
    connection.window.showDocument({ uri: written, takeFocus: true }).catch(() => {});
    return written;
  } catch (error) {
    throw refuse(`The fuzz target was not written: ${reasonOf(error)}`);
  }
}
