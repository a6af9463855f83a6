/**
 * Documents as they are now, and what is to be said about them: the analysis of each, its diagnostics, and when they
 * have to be looked at again because something beside the document changed.
 */
import {
  type Connection,
  type Diagnostic,
  DiagnosticSeverity,
  FileChangeType,
  type FileEvent,
  TextDocumentSyncKind,
  TextDocuments,
} from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { Rules } from "../rules/rule";
import { parseConfig, readConfig } from "../workspace/config";
import { modelProblems, readUserModels } from "../workspace/models";
import type { Problem } from "../workspace/problem";
import type { AnalyserFactory } from "../workspace/session";
import { DEFAULT_MAX_FILE_SIZE, readText } from "../workspace/text";
import type { Abilities } from "./abilities";
import { type Analysed, type Analysis, createAnalysis, isAnalysed, type NotAnalysed } from "./analysis";
import type { Configuration } from "./configuration";
import { type Elsewhere, SOURCE, toDiagnostics } from "./convert";
import { attempt, type Log } from "./guard";
import { createPace } from "./pace";
import { isFile, pathOf, uriOf } from "./paths";
import { createProjects, isConfigFile, type Projects } from "./projects";
import { STATUS, type Status } from "./protocol";
import { createPublisher } from "./publish";
import { createRehearsal } from "./rehearsal";
import { createReports, type Reports } from "./reports";

export const DOCUMENT_SYNC = TextDocumentSyncKind.Incremental;

export interface LiveOptions {
  readonly connection: Connection;
  readonly can: Abilities;
  readonly rules: Rules;
  readonly createAnalyser: AnalyserFactory;
  readonly configuration: Configuration;
  readonly log: Log;
  /** In milliseconds, for measuring only. */
  now(): number;
  /** Settings or project files changed, so that the last scan's results may be wrong. */
  settingsChanged(): void;
}

export interface Live {
  readonly projects: Projects;
  readonly analysis: Analysis;
  readonly reports: Reports;
  /** Whether a file says how others are analysed: a project file or models. */
  isSettings(file: string): boolean;
  document(uri: string): TextDocument | undefined;
  documents(): readonly TextDocument[];
  /** The current analysis of an open document. */
  analyse(document: TextDocument): Promise<Analysed | NotAnalysed>;
  /** The diagnostics of an open document as it is now, or of a file by its last report. */
  diagnostics(uri: string): Promise<readonly Diagnostic[]>;
  /** How long a burst of changes in a document should be waited out, in milliseconds; 0 if it does not matter. */
  pause(uri: string): number;
  /** Looks at everything again, for the settings changed. */
  settingsChanged(): void;
  filesChanged(events: readonly FileEvent[]): void;
  /** Diagnostics of a file that is not open, given its text. */
  fileDiagnostics(document: TextDocument, analysed: Pick<Analysed, "result">): Diagnostic[];
  close(): void;
}

/**
 * After a change in a document, how long until the others, which may include it or call what it defines, are looked at
 * again. In milliseconds.
 */
const OTHERS_PAUSE = 400;
/**
 * After a document was closed, until its file's report replaces its diagnostics: a client that pulls ignores reports on
 * a document for as long as it still asks for that. In milliseconds.
 */
const CLOSE_PAUSE = 400;

export function createLive(options: LiveOptions): Live {
  const { connection, can, rules, configuration, log } = options;
  const knownRules = new Set(rules.keys());
  const documents = new TextDocuments(TextDocument);
  const projects = createProjects(rules, options.createAnalyser, {
    settingsRead: (file) => reportSettings(uriOf(file)),
    filesFound: () => lookAgain(),
  });
  const analysis = createAnalysis(projects, options.now);
  const pace = createPace();
  const rehearsal = createRehearsal();
  const timers = new Set<NodeJS.Timeout>();

  const later = (milliseconds: number, what: string, action: () => void | Promise<void>) => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      attempt(log, what, action);
    }, milliseconds);
    timers.add(timer);
    return timer;
  };

  const send = (uri: string, version: number | undefined, diagnostics: Diagnostic[]) => {
    attempt(log, "publishDiagnostics", () => connection.sendDiagnostics({ uri, version, diagnostics }));
  };
  const reports = createReports(
    (uri) => documents.get(uri) !== undefined,
    (uri, diagnostics) => send(uri, undefined, diagnostics),
  );

  const elsewhere: Elsewhere = {
    uriOf,
    documentOf(path) {
      const open = documents.get(uriOf(path));
      if (open) return open;
      const read = readText(path, DEFAULT_MAX_FILE_SIZE);
      return read.ok ? TextDocument.create(uriOf(path), "", 0, read.text) : undefined;
    },
  };

  const analyse = async (document: TextDocument): Promise<Analysed | NotAnalysed> => {
    const editor = await configuration.of(document.uri);
    const answer = analysis.of(document, editor);
    if (isAnalysed(answer)) {
      const { input, milliseconds } = answer;
      pace.note(document.uri, document.version, milliseconds);
      const tryOut = (text: string) => analysis.retry(answer, text).milliseconds;
      rehearsal.analysed(document.uri, input.text, milliseconds, tryOut);
    }
    if (can.commands) tellStatus(document.uri, answer);
    return answer;
  };

  const tellStatus = (uri: string, answer: Analysed | NotAnalysed) => {
    const status: Status = isAnalysed(answer)
      ? {
          uri,
          findings: answer.result.findings.length,
          functions: answer.result.counts.functions,
          notUnderstood: answer.result.counts.functionsNotUnderstood,
        }
      : { uri, notAnalysed: answer.reason };
    attempt(log, STATUS, () => connection.sendNotification(STATUS, status));
  };

  const isSettings = (file: string) => isConfigFile(file) || projects.isModelFile(file);

  const settingsProblems = (file: string, document: TextDocument | undefined): readonly Problem[] => {
    if (!isConfigFile(file)) {
      return document ? modelProblems(document.getText(), file) : readUserModels([file]).problems;
    }
    const parsed = document
      ? parseConfig(document.getText(), file, knownRules)
      : readConfig(file, knownRules);
    return parsed.problems;
  };

  const settingsDiagnostics = (file: string, document: TextDocument | undefined): Diagnostic[] => {
    return settingsProblems(file, document).map(({ message, level, line = 1, column = 1 }) => {
      const start = { line: line - 1, character: column - 1 };
      const end = { line: line - 1, character: column + wordLength(document, line, column) - 1 };
      const severity = level === "error" ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning;
      return { range: { start, end }, severity, source: SOURCE, message };
    });
  };

  const fileDiagnostics: Live["fileDiagnostics"] = (document, { result }) =>
    toDiagnostics(document, result.findings, rules, can, elsewhere);

  const diagnostics = async (uri: string): Promise<readonly Diagnostic[]> => {
    const document = documents.get(uri);
    if (!document) return reports.get(uri);
    if (isSettings(pathOf(uri))) return settingsDiagnostics(pathOf(uri), document);
    const answer = await analyse(document);
    return isAnalysed(answer) ? fileDiagnostics(document, answer) : [];
  };

  const publisher = createPublisher(
    (uri) => pace.pause(uri),
    (uri) =>
      attempt(log, "publishing", async () => {
        const found = await diagnostics(uri);
        const document = documents.get(uri);
        if (document) send(uri, document.version, [...found]);
      }),
  );

  /** Asks for, or sends, the diagnostics of all open documents anew. */
  const lookAgain = () => {
    rehearsal.putOff();
    analysis.invalidate();
    if (!can.pull) for (const uri of documents.keys()) publisher.soon(uri);
    else if (can.refresh) attempt(log, "refresh", () => connection.languages.diagnostics.refresh());
  };

  /** Mistakes in a project file or in models are shown in them, also while they are not open. */
  const reportSettings = (uri: string) => {
    if (!documents.get(uri)) reports.set(uri, settingsDiagnostics(pathOf(uri), undefined));
  };

  /** What is reported of a file that is not open is made anew from the disk. */
  const reportFile = async (uri: string) => {
    if (documents.get(uri)) return;
    const path = pathOf(uri);
    if (isConfigFile(path)) return reportSettings(uri);
    if (projects.isModelFile(path))
      return readText(path, DEFAULT_MAX_FILE_SIZE).ok ? reportSettings(uri) : reports.retract(uri);
    const read = reports.has(uri) ? readText(path, DEFAULT_MAX_FILE_SIZE) : undefined;
    if (!read?.ok) return reports.retract(uri);
    const document = TextDocument.create(uri, "", 0, read.text);
    const answer = analysis.of(document, await configuration.of(uri));
    analysis.forget(uri);
    reports.set(uri, isAnalysed(answer) ? fileDiagnostics(document, answer) : []);
  };

  let othersTimer: NodeJS.Timeout | undefined;
  documents.onDidOpen(({ document }) => reports.opened(document.uri));
  documents.onDidChangeContent(({ document }) => {
    const path = pathOf(document.uri);
    rehearsal.end(document.uri);
    projects.opened(path, document.getText());
    if (!can.pull) publisher.soon(document.uri);
    if (documents.keys().length > 1) {
      clearTimeout(othersTimer);
      othersTimer = later(OTHERS_PAUSE, "another document changed", lookAgain);
    }
  });
  documents.onDidClose(({ document }) => {
    rehearsal.end();
    projects.closed(pathOf(document.uri));
    analysis.forget(document.uri);
    pace.forget(document.uri);
    publisher.cancel(document.uri);
    reports.closed(document.uri);
    if (!can.pull) send(document.uri, undefined, []);
    later(can.pull ? CLOSE_PAUSE : 0, "closed", () => reportFile(document.uri));
  });
  documents.listen(connection);

  const settingsChanged = () => {
    projects.reset();
    lookAgain();
    options.settingsChanged();
  };

  return {
    projects,
    analysis,
    reports,
    isSettings,
    document: (uri) => documents.get(uri),
    documents: () => documents.all(),
    analyse,
    diagnostics,
    pause: (uri) => pace.pause(uri),
    settingsChanged,
    filesChanged(events) {
      const changes = events
        .filter(({ uri }) => isFile(uri) && (!/\.ya?ml$/.test(uri) || isSettings(pathOf(uri))))
        .map(({ uri, type }) => ({ file: pathOf(uri), structural: type !== FileChangeType.Changed }));
      if (changes.length === 0) return;
      projects.changedOnDisk(changes);
      for (const { uri } of events) {
        if (reports.has(uri) || isSettings(pathOf(uri))) attempt(log, "changed", () => reportFile(uri));
      }
      if (changes.some(({ file }) => isSettings(file))) settingsChanged();
      else lookAgain();
    },
    fileDiagnostics,
    close() {
      for (const timer of timers) clearTimeout(timer);
      rehearsal.end();
      publisher.close();
      reports.close();
    },
  };
}

/** Length of the word at a 1-based place, so that a mistake in a project file is underlined and not only dotted. */
function wordLength(document: TextDocument | undefined, line: number, column: number): number {
  if (!document) return 1;
  const start = document.offsetAt({ line: line - 1, character: column - 1 });
  return /^[^\s:,\]}]+/.exec(document.getText().slice(start, start + 200))?.[0].length ?? 1;
}
