/**
 * Workspace scans on request: one at a time, cancellable, with progress; findings of files that are not open become
 * reports. After a change of settings the results of an earlier scan would lie, so it is done again.
 */
import {
  type CancellationToken,
  type Connection,
  LSPErrorCodes,
  ResponseError,
  type WorkDoneProgressParams,
  type WorkDoneProgressReporter,
} from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { Skipped } from "../findings";
import type { Rules } from "../rules/rule";
import type { ScanOptions } from "../workspace/scan";
import { isAnalysed } from "./analysis";
import type { Configuration } from "./configuration";
import { rangeOf } from "./convert";
import { attempt, type Log } from "./guard";
import type { Live } from "./live";
import { pathOf, uriOf } from "./paths";
import type { ScanResult, SkippedCode } from "./protocol";
import { scanFolders } from "./scan";

export interface ScanningOptions {
  readonly connection: Connection;
  readonly live: Live;
  readonly rules: Rules;
  readonly configuration: Configuration;
  readonly log: Log;
  readonly on: ScanOptions["on"];
  /** In milliseconds, for measuring only. */
  now(): number;
}

export interface Scanning {
  scan(params: WorkDoneProgressParams, token: CancellationToken): Promise<ScanResult>;
  /** Plans a scan, if there was one before. */
  again(): void;
  skipped(): Promise<SkippedCode[]>;
  close(): void;
}

/** Settings are changed key by key; a scan starts when they have come to rest. In milliseconds. */
const AGAIN_PAUSE = 1000;

export function createScanning(options: ScanningOptions): Scanning {
  const { connection, live, configuration, log } = options;
  let running: AbortController | undefined;
  let scanned = false;
  let planned: NodeJS.Timeout | undefined;
  let skippedFiles = new Map<string, SkippedCode[]>();

  const run = async (progress: WorkDoneProgressReporter, abort: AbortController): Promise<ScanResult> => {
    const folders = await Promise.all(
      live.projects.folders().map(async (path) => ({
        path,
        values: (await configuration.of(uriOf(path))).values,
      })),
    );
    const seen = new Set<string>();
    const skipped = new Map<string, SkippedCode[]>();
    let percentage = -1;
    const result = await scanFolders(
      {
        folders,
        rules: options.rules,
        on: options.on,
        signal: abort.signal,
        onProgress(done, total, findings) {
          const now = total === 0 ? 100 : Math.floor((100 * done) / total);
          if (now === percentage) return;
          percentage = now;
          progress.report(now, `${done} of ${total} files, ${findings} findings`);
        },
        onFile(report, document) {
          const uri = uriOf(report.result.path);
          seen.add(uri);
          live.reports.set(uri, document ? live.fileDiagnostics(document, report) : []);
          if (document && report.result.skipped.length > 0) {
            skipped.set(uri, skippedCode(document, report.result.skipped));
          }
        },
      },
      options.now,
    );
    if (!result.cancelled) {
      // Files that are gone or excluded by now.
      for (const uri of live.reports.uris())
        if (!seen.has(uri) && !live.isSettings(pathOf(uri))) live.reports.set(uri, []);
    }
    skippedFiles = skipped;
    return result;
  };

  const scan: Scanning["scan"] = async (params, token) => {
    if (running) {
      throw new ResponseError(LSPErrorCodes.RequestFailed, "A scan of the workspace is already under way.");
    }
    if (live.projects.folders().length === 0) {
      throw new ResponseError(LSPErrorCodes.RequestFailed, "There is no folder to scan: open one first.");
    }
    const abort = new AbortController();
    const listening = token.onCancellationRequested(() => abort.abort());
    const progress = connection.window.attachWorkDoneProgress(params.workDoneToken);
    running = abort;
    progress.begin("Parapet: scanning the workspace", 0, undefined, true);
    try {
      scanned = true;
      return await run(progress, abort);
    } finally {
      running = undefined;
      listening.dispose();
      progress.done();
    }
  };

  return {
    scan,
    again() {
      if (!scanned) return;
      clearTimeout(planned);
      planned = setTimeout(() => {
        attempt(log, "scanning again", async () => {
          running?.abort();
          const progress = await connection.window.createWorkDoneProgress();
          if (!running) await scan({}, progress.token);
        });
      }, AGAIN_PAUSE);
    },
    async skipped() {
      const all = new Map(skippedFiles);
      for (const document of live.documents()) {
        const answer = await live.analyse(document);
        all.delete(document.uri);
        if (isAnalysed(answer) && answer.result.skipped.length > 0) {
          all.set(document.uri, skippedCode(document, answer.result.skipped));
        }
      }
      return [...all.keys()].sort().flatMap((uri) => all.get(uri) ?? []);
    },
    close() {
      clearTimeout(planned);
      running?.abort();
    },
  };
}

function skippedCode(document: TextDocument, skipped: readonly Skipped[]): SkippedCode[] {
  return skipped.map((item) => ({
    uri: document.uri,
    range: rangeOf(document, item),
    function: item.function,
    reason: item.reason,
    detail: item.detail,
  }));
}
