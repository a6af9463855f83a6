/** The list of code that the engine could not follow, so that nobody takes silence for approval. */
import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import { SKIPPED, type SkippedCode } from "../../server/src/lsp/protocol";

const REASONS: Readonly<Record<string, string>> = {
  syntax: "a part does not parse",
  opaque: "a part cannot be followed",
  budget: "too complex: cut short",
  "internal-error": "a fault of Parapet's own",
};

/** Returns what is listed. */
export async function showSkipped(client: LanguageClient): Promise<SkippedCode[]> {
  const skipped = await client.sendRequest<SkippedCode[]>(SKIPPED);
  if (skipped.length === 0) {
    void vscode.window.showInformationMessage("Parapet could follow all code that it has looked at.");
    return skipped;
  }
  // Not waited for: the list stays until the user has chosen.
  void choose(skipped);
  return skipped;
}

async function choose(skipped: readonly SkippedCode[]): Promise<void> {
  const items = skipped.map((code) => ({
    label: code.function,
    description: `${vscode.workspace.asRelativePath(vscode.Uri.parse(code.uri))}:${code.range.start.line + 1}`,
    detail: `${REASONS[code.reason] ?? code.reason}: ${code.detail}`,
    code,
  }));
  const choice = await vscode.window.showQuickPick(items, {
    title: "Parapet: code that could not be followed",
    placeHolder: "Choose a function to go to",
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (!choice) return;
  const { start, end } = choice.code.range;
  await vscode.window.showTextDocument(vscode.Uri.parse(choice.code.uri), {
    selection: new vscode.Range(start.line, start.character, end.line, end.character),
  });
}
