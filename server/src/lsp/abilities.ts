/** What a client can do, told from its `initialize` request once, in the terms that the server's parts ask in. */
import type { InitializeParams } from "vscode-languageserver";
import type { ClientOptions } from "./protocol";

export interface Abilities {
  /** Pulls diagnostics; otherwise they are published. Never both for one file. */
  readonly pull: boolean;
  /** Re-pulls when asked to. */
  readonly refresh: boolean;
  readonly related: boolean;
  readonly codeDescription: boolean;
  readonly data: boolean;
  readonly tags: boolean;
  readonly markdownHover: boolean;
  /** Edits of a code action may be computed when it is chosen. */
  readonly resolveEdit: boolean;
  /** Edits can name the document version that they are for. */
  readonly versionedEdits: boolean;
  readonly snippetEdits: boolean;
  readonly configuration: boolean;
  readonly configurationChanges: boolean;
  readonly watchFiles: boolean;
  readonly progress: boolean;
  readonly folders: boolean;
  /** Has the commands `parapet.*`. */
  readonly commands: boolean;
}

export function abilitiesOf(params: InitializeParams): Abilities {
  const { workspace, textDocument, window } = params.capabilities;
  // A client that publishes names what it understands under one key, one that pulls under another.
  const shown = textDocument?.diagnostic ?? textDocument?.publishDiagnostics;
  const options = params.initializationOptions as ClientOptions | null | undefined;
  return {
    pull: textDocument?.diagnostic !== undefined,
    refresh: workspace?.diagnostics?.refreshSupport === true,
    related: (shown?.relatedInformation ?? textDocument?.publishDiagnostics?.relatedInformation) === true,
    codeDescription:
      (shown?.codeDescriptionSupport ?? textDocument?.publishDiagnostics?.codeDescriptionSupport) === true,
    data: (shown?.dataSupport ?? textDocument?.publishDiagnostics?.dataSupport) === true,
    tags: (shown?.tagSupport ?? textDocument?.publishDiagnostics?.tagSupport) !== undefined,
    markdownHover: textDocument?.hover?.contentFormat?.includes("markdown") === true,
    resolveEdit: textDocument?.codeAction?.resolveSupport?.properties.includes("edit") === true,
    versionedEdits: workspace?.workspaceEdit?.documentChanges === true,
    snippetEdits: workspace?.workspaceEdit?.snippetEditSupport === true,
    configuration: workspace?.configuration === true,
    configurationChanges: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    watchFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    progress: window?.workDoneProgress === true,
    folders: workspace?.workspaceFolders === true,
    commands: options?.commands === true,
  };
}
