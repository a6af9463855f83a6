/**
 * Diagnostics of files that are not open: results of a workspace scan and mistakes in project files. A client that asks
 * for the workspace's diagnostics gets them as its question's answer, which is held open until something changes (an
 * answer at once would be followed by the next question, for ever); any other client has them published.
 */
import { createHash } from "node:crypto";
import type {
  CancellationToken,
  Diagnostic,
  ResultProgressReporter,
  WorkspaceDiagnosticParams,
  WorkspaceDiagnosticReport,
  WorkspaceDiagnosticReportPartialResult,
  WorkspaceDocumentDiagnosticReport,
} from "vscode-languageserver";

/** Ids of equal diagnostics are equal, also between sessions. */
export function resultIdOf(diagnostics: readonly Diagnostic[]): string {
  return createHash("sha1").update(JSON.stringify(diagnostics)).digest("base64url");
}

export interface Reports {
  /** Replaces what is reported for a file; an empty list takes back what was. */
  set(uri: string, diagnostics: readonly Diagnostic[]): void;
  /** Takes back everything, also what the client has from the time when the file was open. */
  retract(uri: string): void;
  has(uri: string): boolean;
  get(uri: string): readonly Diagnostic[];
  uris(): readonly string[];
  /** The document is open now and has diagnostics of its own: what was published for it is taken back. */
  opened(uri: string): void;
  /** The document is not open any more: what the client shows is of the document, not what was last reported. */
  closed(uri: string): void;
  /** `workspace/diagnostic`. */
  answer(
    params: WorkspaceDiagnosticParams,
    token: CancellationToken,
    progress: ResultProgressReporter<WorkspaceDiagnosticReportPartialResult> | undefined,
  ): Promise<WorkspaceDiagnosticReport>;
  /** Answers the question that is held, for the server ends. */
  close(): void;
}

interface Report {
  readonly items: readonly Diagnostic[];
  readonly resultId: string;
}

interface Held {
  send(reports: WorkspaceDocumentDiagnosticReport[]): void;
  end(): void;
}

/** Changes within so many milliseconds travel together. */
const GATHER = 50;

/** `publish` is used for clients that do not ask; `isOpen` tells documents, whose diagnostics are not ours. */
export function createReports(
  isOpen: (uri: string) => boolean,
  publish: (uri: string, diagnostics: Diagnostic[]) => void,
): Reports {
  const reports = new Map<string, Report>();
  const changed = new Set<string>();
  const published = new Set<string>();
  let asked = false;
  let held: Held | undefined;
  let timer: NodeJS.Timeout | undefined;

  const full = (uri: string): WorkspaceDocumentDiagnosticReport => {
    const report = reports.get(uri);
    return {
      kind: "full",
      uri,
      version: null,
      items: [...(report?.items ?? [])],
      resultId: report?.resultId ?? "none",
    };
  };

  const flush = () => {
    timer = undefined;
    const uris = [...changed].filter((uri) => !isOpen(uri));
    if (!asked) {
      for (const uri of uris) {
        publish(uri, [...(reports.get(uri)?.items ?? [])]);
        published.add(uri);
      }
      changed.clear();
    } else if (held && uris.length > 0) {
      changed.clear();
      held.send(uris.map(full));
    }
  };

  const schedule = () => {
    timer ??= setTimeout(flush, GATHER);
  };

  const retract = (uri: string) => {
    reports.delete(uri);
    changed.add(uri);
    schedule();
  };

  return {
    set(uri, diagnostics) {
      const known = reports.get(uri);
      if (diagnostics.length === 0) {
        if (known) retract(uri);
        return;
      }
      const resultId = resultIdOf(diagnostics);
      if (known?.resultId === resultId) return;
      reports.set(uri, { items: diagnostics, resultId });
      changed.add(uri);
      schedule();
    },
    retract,
    has: (uri) => reports.has(uri),
    get: (uri) => reports.get(uri)?.items ?? [],
    uris: () => [...reports.keys()],
    opened(uri) {
      if (published.delete(uri)) publish(uri, []);
    },
    closed(uri) {
      const known = reports.get(uri);
      if (known) reports.set(uri, { ...known, resultId: "stale" });
    },
    answer(params, token, progress) {
      if (!asked) {
        asked = true;
        for (const uri of published) publish(uri, []);
        published.clear();
      }
      held?.end();
      const known = new Map(params.previousResultIds.map(({ uri, value }) => [uri, value]));
      changed.clear();
      for (const [uri, report] of reports) if (known.get(uri) !== report.resultId) changed.add(uri);
      for (const [uri, id] of known) if (!reports.has(uri) && id !== "none") changed.add(uri);
      return new Promise((resolve) => {
        const end = (items: WorkspaceDocumentDiagnosticReport[]) => {
          if (held === mine) held = undefined;
          cancelling.dispose();
          resolve({ items });
        };
        const mine: Held = {
          send: (items) => (progress ? progress.report({ items }) : end(items)),
          end: () => end([]),
        };
        const cancelling = token.onCancellationRequested(() => end([]));
        held = mine;
        flush();
      });
    },
    close() {
      clearTimeout(timer);
      held?.end();
    },
  };
}
