/** The VS Code side: starts the language server and offers its commands. All analysis is done by the server. */
import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import { createClient } from "./client";
import { showGuidance } from "./guidance";
import { scanWorkspace } from "./scan";
import { showSkipped } from "./skipped";
import { createStatus } from "./status";
import { createSurfaceView } from "./surface";

let client: LanguageClient | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const started = createClient(context);
  client = started;
  const status = createStatus(started);

  /** A command never ends in VS Code's own error dialogue, which says nothing to users. */
  const register = (name: string, action: (...args: unknown[]) => Promise<unknown>) =>
    vscode.commands.registerCommand(name, async (...args: unknown[]) => {
      try {
        return await action(...args);
      } catch (error) {
        started.error(`${name} failed`, error, false);
        // Not waited for: the message may stand as long as the user likes.
        void vscode.window
          .showErrorMessage(`Parapet: ${messageOf(error)}`, "Show Log")
          .then((choice) => choice !== undefined && started.outputChannel.show());
        return undefined;
      }
    });
  const surface = createSurfaceView(started);
  context.subscriptions.push(
    status,
    surface,
    register("parapet.showSurface", () => status.busyWith("following outside data", () => surface.show())),
    register("parapet.scanWorkspace", () => status.busyWith("scanning", () => scanWorkspace(started))),
    register("parapet.showGuidance", (rule) => showGuidance(started, rule)),
    register("parapet.showSkipped", () => showSkipped(started)),
    register("parapet.restartServer", () => started.restart()),
    register("parapet.showLog", async () => started.outputChannel.show()),
  );
  await started.start();
}

export async function deactivate(): Promise<void> {
  await client?.dispose();
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
