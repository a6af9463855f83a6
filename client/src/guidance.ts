/** A rule's page, rendered by VS Code's own Markdown preview from a document that the server provides. */
import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import { RULES, type RuleTitle } from "../../server/src/lsp/protocol";

/** Shows the page of the rule that is named, or of the finding at the cursor, or of one that the user chooses. */
export async function showGuidance(client: LanguageClient, named: unknown): Promise<void> {
  const rule = typeof named === "string" ? named : (ruleAtCursor() ?? (await chooseRule(client)));
  if (rule === undefined) return;
  const page = vscode.Uri.from({ scheme: "parapet-guidance", path: `/${rule}.md` });
  await vscode.commands.executeCommand("markdown.showPreviewToSide", page);
}

function ruleAtCursor(): string | undefined {
  const editor = vscode.window.activeTextEditor;
  if (!editor) return undefined;
  const found = vscode.languages
    .getDiagnostics(editor.document.uri)
    .find(({ source, range }) => source === "Parapet" && range.contains(editor.selection.active));
  return typeof found?.code === "object" ? String(found.code.value) : undefined;
}

async function chooseRule(client: LanguageClient): Promise<string | undefined> {
  const rules = await client.sendRequest<RuleTitle[]>(RULES);
  const choice = await vscode.window.showQuickPick(
    rules.map(({ id, title }) => ({ label: id, description: title })),
    { title: "Parapet: Show Guidance", placeHolder: "Choose a rule", matchOnDescription: true },
  );
  return choice?.label;
}
