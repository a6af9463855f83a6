/** The language status item: whether the server works, and how much of the file at hand it understood. */
import * as vscode from "vscode";
import { type LanguageClient, State } from "vscode-languageclient/node";
import { STATUS, type Status } from "../../server/src/lsp/protocol";
import { LANGUAGES } from "./client";

export interface StatusItem extends vscode.Disposable {
  /** Shows that something is going on for as long as `action` takes. */
  busyWith<T>(what: string, action: () => Promise<T>): Promise<T>;
}

const LOG = { title: "Show Log", command: "parapet.showLog" };
const SKIPPED = { title: "Show Skipped Code", command: "parapet.showSkipped" };
const RESTART = { title: "Restart Server", command: "parapet.restartServer" };

export function createStatus(client: LanguageClient): StatusItem {
  const item = vscode.languages.createLanguageStatusItem("parapet", [...LANGUAGES]);
  item.name = "Parapet";
  const files = new Map<string, Status>();
  let busy: string | undefined;

  const show = () => {
    const uri = vscode.window.activeTextEditor?.document.uri;
    const file = uri && files.get(client.code2ProtocolConverter.asUri(uri));
    item.busy = busy !== undefined || client.state === State.Starting;
    item.severity = vscode.LanguageStatusSeverity.Information;
    item.command = LOG;
    if (client.state === State.Stopped) {
      item.severity = vscode.LanguageStatusSeverity.Error;
      item.text = "Parapet is not running";
      item.detail = undefined;
      item.command = RESTART;
    } else if (busy !== undefined) {
      item.text = `Parapet: ${busy}`;
      item.detail = undefined;
    } else if (file === undefined) {
      item.text = "Parapet";
      item.detail = undefined;
    } else if ("notAnalysed" in file) {
      item.text = "Parapet: file left out";
      item.detail = file.notAnalysed;
    } else {
      item.text = `Parapet: ${file.findings === 1 ? "1 finding" : `${file.findings} findings`}`;
      item.detail =
        file.notUnderstood === 0
          ? `all ${file.functions} functions followed`
          : `${file.notUnderstood} of ${file.functions} functions could not be followed`;
      if (file.notUnderstood > 0) {
        item.severity = vscode.LanguageStatusSeverity.Warning;
        item.command = SKIPPED;
      }
    }
  };

  const listening = [
    item,
    client.onDidChangeState(show),
    client.onNotification(STATUS, (status: Status) => {
      files.set(status.uri, status);
      show();
    }),
    vscode.window.onDidChangeActiveTextEditor(show),
    vscode.workspace.onDidCloseTextDocument(({ uri }) =>
      files.delete(client.code2ProtocolConverter.asUri(uri)),
    ),
  ];
  show();

  return {
    async busyWith(what, action) {
      busy = what;
      show();
      try {
        return await action();
      } finally {
        busy = undefined;
        show();
      }
    },
    dispose() {
      for (const each of listening) each.dispose();
    },
  };
}
