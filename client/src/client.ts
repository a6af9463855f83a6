/** The connection to the language server: which documents it sees, how it is started, what is changed on the way. */
import * as vscode from "vscode";
import {
  type DocumentFilter,
  LanguageClient,
  type LanguageClientOptions,
  type ServerOptions,
  TransportKind,
} from "vscode-languageclient/node";
import type { ClientOptions } from "../../server/src/lsp/protocol";

/** Files, unsaved buffers and virtual file systems; not the old side of a diff, which nobody can mend. */
const SCHEMES = ["file", "untitled", "vscode-vfs"];

export const LANGUAGES = ["c", "cpp"];

const SELECTOR: DocumentFilter[] = SCHEMES.flatMap((scheme) => [
  ...LANGUAGES.map((language) => ({ scheme, language })),
  { scheme, pattern: "**/.parapet.{yaml,yml}" },
  { scheme, pattern: "**/.parapet/models/*.{yaml,yml}" },
]);

export function createClient(context: vscode.ExtensionContext): LanguageClient {
  const module = context.asAbsolutePath("dist/server.mjs");
  const run = { module, transport: TransportKind.ipc, options: { execArgv: ["--enable-source-maps"] } };
  const server: ServerOptions = {
    run,
    debug: { ...run, options: { execArgv: ["--enable-source-maps", "--inspect=6009"] } },
  };
  const options: LanguageClientOptions = {
    documentSelector: SELECTOR,
    initializationOptions: { commands: true } satisfies ClientOptions,
    diagnosticPullOptions: { onChange: true },
    // Links in hovers may run this command and no other.
    markdown: { isTrusted: { enabledCommands: ["parapet.showGuidance"] } },
    middleware: {
      provideDiagnostics: async (document, previous, token, next) => {
        const report = await next(document, previous, token);
        if (report?.kind === "full") linkToGuidance(report.items);
        return report;
      },
      provideWorkspaceDiagnostics: (ids, token, report, next) =>
        next(ids, token, (chunk) => {
          for (const item of chunk?.items ?? []) if (item.kind === "full") linkToGuidance(item.items);
          report(chunk);
        }),
    },
  };
  return new LanguageClient("parapet", "Parapet", server, options);
}

/** A diagnostic's code opens the page that comes with Parapet, instead of one on the web. */
function linkToGuidance(diagnostics: vscode.Diagnostic[]): void {
  for (const diagnostic of diagnostics) {
    if (typeof diagnostic.code !== "object") continue;
    const rule = String(diagnostic.code.value);
    const target = vscode.Uri.from({
      scheme: "command",
      path: "parapet.showGuidance",
      query: JSON.stringify([rule]),
    });
    diagnostic.code = { value: rule, target };
  }
}
