/**
 * The language server: says what it can do, and sends each request to the module that knows the answer. What lasts
 * between requests is made when a client introduces itself, and ends with the connection.
 */
import {
  type CancellationToken,
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  type Disposable,
  type DocumentDiagnosticParams,
  type DocumentDiagnosticReport,
  ErrorCodes,
  type InitializeParams,
  ResponseError,
  type ServerCapabilities,
  type WorkspaceFolder,
  type WorkspaceFoldersChangeEvent,
} from "vscode-languageserver";
import type { Rules } from "../rules/rule";
import { SOURCE_EXTENSIONS } from "../workspace/extensions";
import type { ScanOptions } from "../workspace/scan";
import type { AnalyserFactory } from "../workspace/session";
import { type Abilities, abilitiesOf } from "./abilities";
import { CODE_ACTION_KINDS, codeActions, type FixAllData, fixAllEdit } from "./actions";
import { isAnalysed } from "./analysis";
import { type Configuration, createConfiguration } from "./configuration";
import { writeFuzzTargetFor } from "./fuzz";
import { cancelled, createLog, describe, guarded, type Log } from "./guard";
import { hoverAt } from "./hover";
import { createLive, DOCUMENT_SYNC, type Live } from "./live";
import { isFile, pathOf } from "./paths";
import {
  GUIDANCE,
  type Guidance,
  type GuidanceParams,
  RULES,
  type RuleTitle,
  SCAN_WORKSPACE,
  SKIPPED,
  SURFACE,
  WRITE_FUZZ_TARGET,
} from "./protocol";
import { resultIdOf } from "./reports";
import { createScanning, type Scanning } from "./scanning";
import { surfaceOfWorkspace } from "./surface";

export interface Services {
  readonly rules: Rules;
  readonly createAnalyser: AnalyserFactory;
  /** Where workspace scans run. */
  readonly scanOn: ScanOptions["on"];
  /** In milliseconds, for measuring only. */
  now(): number;
}

/** Shown by editors, and the name under which the client finds the pulled diagnostics. */
const NAME = "parapet";

/** Rules' pages as documents of this scheme, for clients that show such. */
const GUIDANCE_SCHEME = "parapet-guidance";

const NOTHING_TO_SAY: DocumentDiagnosticReport = { kind: "full", items: [] };

interface Running {
  readonly can: Abilities;
  readonly services: Services;
  readonly configuration: Configuration;
  readonly live: Live;
  readonly scanning: Scanning;
}

/** Serves one client until it says goodbye. `load` may take its time; nothing is answered before. */
export function startServer(connection: Connection, load: () => Promise<Services>): void {
  const log = createLog(connection.console);
  const loading = load();
  // Reported to the client by onInitialize; until then nobody waits for it.
  loading.catch(() => {});
  let running: Running | undefined;
  /** Requests before `initialize` are refused by the protocol's library; this only satisfies the types. */
  const active = (): Running => {
    if (!running) throw new ResponseError(ErrorCodes.ServerNotInitialized, "not initialized");
    return running;
  };

  connection.onInitialize(async (params) => {
    try {
      running = createRunning(connection, await loading, params, log);
    } catch (error) {
      log.error(describe(error));
      return new ResponseError(ErrorCodes.InternalError, `Parapet could not start: ${error}`, {
        retry: false,
      });
    }
    const registrations = register(connection, log, active);
    connection.onShutdown(() => {
      running?.live.close();
      running?.scanning.close();
      for (const registration of registrations) registration.dispose();
    });
    return { capabilities: capabilitiesFor(running.can), serverInfo: { name: NAME } };
  });

  connection.onInitialized(() => {
    const { can, live } = active();
    registerDynamically(connection, can, log);
    // Earlier, the library would ask the client to register what it announces in the answer to `initialize` anyway.
    if (can.folders) connection.workspace.onDidChangeWorkspaceFolders((event) => changeFolders(live, event));
  });

  connection.listen();
}

function createRunning(
  connection: Connection,
  services: Services,
  params: InitializeParams,
  log: Log,
): Running {
  const can = abilitiesOf(params);
  const configuration = createConfiguration(connection, can, params.initializationOptions, log);
  const live = createLive({
    connection,
    can,
    rules: services.rules,
    createAnalyser: services.createAnalyser,
    configuration,
    log,
    now: services.now,
    settingsChanged: () => scanning.again(),
  });
  const scanning = createScanning({
    connection,
    live,
    rules: services.rules,
    configuration,
    log,
    on: services.scanOn,
    now: services.now,
  });
  const folders = params.workspaceFolders ?? (params.rootUri ? [{ uri: params.rootUri, name: "" }] : []);
  live.projects.setFolders(pathsOf(folders));
  return { can, services, configuration, live, scanning };
}

function pathsOf(folders: readonly WorkspaceFolder[]): string[] {
  return folders.filter(({ uri }) => isFile(uri)).map(({ uri }) => pathOf(uri));
}

function changeFolders({ projects, settingsChanged }: Live, event: WorkspaceFoldersChangeEvent): void {
  const gone = new Set(pathsOf(event.removed));
  const kept = projects.folders().filter((folder) => !gone.has(folder));
  projects.setFolders([...kept, ...pathsOf(event.added)]);
  settingsChanged();
}

function capabilitiesFor(can: Abilities): ServerCapabilities {
  return {
    positionEncoding: "utf-16",
    textDocumentSync: { openClose: true, change: DOCUMENT_SYNC, save: false },
    hoverProvider: true,
    executeCommandProvider: { commands: [WRITE_FUZZ_TARGET] },
    codeActionProvider: { codeActionKinds: CODE_ACTION_KINDS, resolveProvider: can.resolveEdit },
    ...(can.pull && {
      diagnosticProvider: {
        identifier: NAME,
        // A change in a header makes the server ask for a refresh, which is rarer than every key in every file.
        interFileDependencies: false,
        workspaceDiagnostics: true,
      },
    }),
    workspace: {
      workspaceFolders: { supported: true, changeNotifications: can.folders },
      textDocumentContent: { schemes: [GUIDANCE_SCHEME] },
    },
  };
}

function registerDynamically(connection: Connection, can: Abilities, log: Log): void {
  const failed = (error: unknown) => log.warn(`registration: ${describe(error)}`);
  if (can.configurationChanges) {
    connection.client.register(DidChangeConfigurationNotification.type, { section: NAME }).catch(failed);
  }
  if (can.watchFiles) {
    const endings = [...SOURCE_EXTENSIONS].map((extension) => extension.slice(1)).join(",");
    // Settings may name models anywhere, with names of any kind.
    const globs = [`**/*.{${endings}}`, "**/*.{yaml,yml}", "**/compile_commands.json"];
    connection.client
      .register(DidChangeWatchedFilesNotification.type, {
        watchers: globs.map((globPattern) => ({ globPattern })),
      })
      .catch(failed);
  }
}

function register(connection: Connection, log: Log, active: () => Running): Disposable[] {
  return [
    connection.onDidChangeConfiguration(({ settings }) => {
      active().configuration.changed(settings);
      active().live.settingsChanged();
    }),
    connection.onDidChangeWatchedFiles(({ changes }) => active().live.filesChanged(changes)),
    connection.languages.diagnostics.on(
      guarded(
        log,
        "textDocument/diagnostic",
        NOTHING_TO_SAY,
        async (params: DocumentDiagnosticParams, token) => {
          const { live } = active();
          const { uri } = params.textDocument;
          await pause(live.pause(uri), token);
          if (token.isCancellationRequested) throw cancelled();
          const items = [...(await live.diagnostics(uri))];
          const resultId = resultIdOf(items);
          return resultId === params.previousResultId
            ? { kind: "unchanged", resultId }
            : { kind: "full", resultId, items };
        },
      ),
    ),
    connection.languages.diagnostics.onWorkspace((params, token, _progress, results) =>
      active().live.reports.answer(params, token, results),
    ),

    connection.onHover(
      guarded(log, "textDocument/hover", null, async ({ textDocument, position }) => {
        const { live, services, can } = active();
        const document = live.document(textDocument.uri);
        const answer = document && (await live.analyse(document));
        if (!document || !answer || !isAnalysed(answer)) return null;
        return hoverAt(document, answer.result.findings, position, services.rules, can);
      }),
    ),
    connection.onCodeAction(
      guarded(log, "textDocument/codeAction", null, async ({ textDocument, range, context }) => {
        const found = await actionsContext(active(), textDocument.uri);
        return found ? codeActions(found, range, context.only, context.diagnostics) : null;
      }),
    ),
    connection.onCodeActionResolve(async (action, token) => {
      const resolve = guarded(log, "codeAction/resolve", action, async () => {
        const data = action.data as FixAllData | undefined;
        const found = data && (await actionsContext(active(), data.uri));
        return found ? { ...action, edit: fixAllEdit(found) } : action;
      });
      return resolve(action, token);
    }),

    connection.onRequest(
      SCAN_WORKSPACE,
      guarded(log, SCAN_WORKSPACE, null, (params: { workDoneToken?: string | number } | null, token) =>
        active().scanning.scan(params ?? {}, token),
      ),
    ),
    connection.onRequest(
      SURFACE,
      guarded(log, SURFACE, null, (params: { workDoneToken?: string | number } | null, token) => {
        const { live, configuration, services } = active();
        const { rules, scanOn: on } = services;
        return surfaceOfWorkspace(
          { connection, live, configuration, rules, on },
          params?.workDoneToken,
          token,
        );
      }),
    ),
    connection.onExecuteCommand(({ command, arguments: given }) => {
      if (command === WRITE_FUZZ_TARGET) return writeFuzzTargetFor(connection, active().live, given ?? []);
      throw new ResponseError(ErrorCodes.InvalidParams, `unknown command ${command}`);
    }),
    connection.onRequest(
      SKIPPED,
      guarded(log, SKIPPED, [], () => active().scanning.skipped()),
    ),
    connection.onRequest(
      RULES,
      guarded(log, RULES, [], (): RuleTitle[] =>
        [...active().services.rules.values()].map(({ id, title }) => ({ id, title })),
      ),
    ),
    connection.onRequest(
      GUIDANCE,
      guarded(log, GUIDANCE, null, ({ rule }: GuidanceParams): Guidance | null => {
        const found = active().services.rules.get(rule);
        return found ? { rule, title: found.title, markdown: found.guidance } : null;
      }),
    ),
    connection.workspace.textDocumentContent.on(({ uri }) => {
      const rule = /([^/]+?)\.md$/.exec(uri)?.[1];
      const found = rule === undefined ? undefined : active().services.rules.get(rule);
      return { text: found?.guidance ?? `There is no guidance for ${rule ?? uri}.\n` };
    }),
  ];
}

async function actionsContext({ live, services, can }: Running, uri: string) {
  const document = live.document(uri);
  const analysed = document && (await live.analyse(document));
  if (!document || !analysed || !isAnalysed(analysed)) return undefined;
  return { document, analysed, analysis: live.analysis, rules: services.rules, can };
}

/** Waits so many milliseconds, or until the request is given up. */
function pause(milliseconds: number, token: CancellationToken): Promise<void> {
  if (milliseconds === 0) return Promise.resolve();
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      listening.dispose();
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    const listening = token.onCancellationRequested(end);
  });
}
