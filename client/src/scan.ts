/** The scan of the workspace: progress with a way to cancel, and a summary. Its findings come to the Problems view. */
import * as vscode from "vscode";
import { type LanguageClient, WorkDoneProgress } from "vscode-languageclient/node";
import { SCAN_WORKSPACE, type ScanResult } from "../../server/src/lsp/protocol";

export async function scanWorkspace(client: LanguageClient): Promise<ScanResult> {
  const result = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: "Parapet: scanning", cancellable: true },
    async (progress, token) => {
      const workDoneToken = crypto.randomUUID();
      let reached = 0;
      const listening = client.onProgress(WorkDoneProgress.type, workDoneToken, (value) => {
        if (value.kind !== "report") return;
        const percentage = value.percentage ?? reached;
        progress.report({ message: value.message, increment: percentage - reached });
        reached = percentage;
      });
      try {
        return await client.sendRequest<ScanResult>(SCAN_WORKSPACE, { workDoneToken }, token);
      } finally {
        listening.dispose();
      }
    },
  );
  // Not waited for: the message may stand as long as the user likes.
  void tell(client, result);
  return result;
}

async function tell(client: LanguageClient, result: ScanResult): Promise<void> {
  for (const problem of result.problems) client.warn(problem, undefined, false);
  const buttons = [
    ...(result.findings > 0 ? ["Show Problems"] : []),
    ...(result.notUnderstood > 0 ? ["Show Skipped Code"] : []),
    ...(result.problems.length > 0 ? ["Show Log"] : []),
  ];
  const choice = await vscode.window.showInformationMessage(summary(result), ...buttons);
  if (choice === "Show Problems") await vscode.commands.executeCommand("workbench.actions.view.problems");
  if (choice === "Show Skipped Code") await vscode.commands.executeCommand("parapet.showSkipped");
  if (choice === "Show Log") client.outputChannel.show();
}

function summary(result: ScanResult): string {
  const seconds = (result.milliseconds / 1000).toFixed(1);
  const files = result.cancelled ? `${result.files} of ${result.total} files` : `${result.files} files`;
  const sentences = [
    `Parapet ${result.cancelled ? "was stopped: it" : ""} found ${count(result.findings, "finding")} (${count(result.errors, "error")}, ${count(result.warnings, "warning")}) in ${files}, ${seconds} s.`,
  ];
  if (result.notUnderstood > 0) {
    sentences.push(
      `${result.notUnderstood} of ${count(result.functions, "function")} could not be followed.`,
    );
  }
  if (result.problems.length > 0) sentences.push(`${count(result.problems.length, "problem")} on the way.`);
  return sentences.join(" ").replace("  ", " ");
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
