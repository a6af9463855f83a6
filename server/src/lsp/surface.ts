/** The attack surface of the workspace for views of the editor: found as a scan is, shown as places to go to. */
import { type CancellationToken, type Connection, LSPErrorCodes, ResponseError } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { createSources } from "../report/sources";
import { coverage, entriesByKind, shownSurface, useWords } from "../report/surface";
import type { Rules } from "../rules/rule";
import type { Location } from "../surface/report";
import type { ScanOptions } from "../workspace/scan";
import { findSurface } from "../workspace/surface";
import { readText } from "../workspace/text";
import type { Configuration } from "./configuration";
import { rangeOf } from "./convert";
import type { Live } from "./live";
import { uriOf } from "./paths";
import type { SurfacePlace, SurfaceResult } from "./protocol";
import { gatherAll } from "./scan";

export interface SurfaceServices {
  readonly connection: Connection;
  readonly live: Live;
  readonly rules: Rules;
  readonly configuration: Configuration;
  readonly on: ScanOptions["on"];
}

/** Functions and uses that are listed of one entry; reports of the command line have all. */
const SHOWN = 100;

export async function surfaceOfWorkspace(
  { connection, live, rules, configuration, on }: SurfaceServices,
  workDoneToken: string | number | undefined,
  token: CancellationToken,
): Promise<SurfaceResult> {
  const paths = live.projects.folders();
  if (paths.length === 0)
    throw new ResponseError(LSPErrorCodes.RequestFailed, "There is no folder to look at: open one first.");
  const abort = new AbortController();
  const listening = token.onCancellationRequested(() => abort.abort());
  const progress = connection.window.attachWorkDoneProgress(workDoneToken);
  progress.begin("Parapet: following outside data", 0, undefined, true);
  try {
    const folders = await Promise.all(
      paths.map(async (path) => ({ path, values: (await configuration.of(uriOf(path))).values })),
    );
    const gathered = await gatherAll({ folders, rules, signal: abort.signal });
    const [base] = paths;
    const found = await findSurface(gathered, base, {
      on,
      signal: abort.signal,
      onProgress: (done, total) =>
        progress.report(total === 0 ? 100 : Math.floor((100 * done) / total), `${done} of ${total} files`),
    });
    const limit = Math.max(0, ...gathered.projects.map(({ maxFileSize }) => maxFileSize));
    return { ...shown(found.report, base, found.files, limit), ...outcome(found) };
  } finally {
    listening.dispose();
    progress.done();
  }
}

function outcome({ files, problems, cancelled }: Awaited<ReturnType<typeof findSurface>>) {
  const words = problems.map(({ path, message }) => (path === undefined ? message : `${path}: ${message}`));
  return { files, cancelled, problems: words };
}

/** Words are those of the reports; places are told by the editor's ranges. */
function shown(
  report: Parameters<typeof shownSurface>[0],
  base: string,
  files: number,
  limit: number,
): Pick<SurfaceResult, "groups"> {
  const read = (file: string) => {
    const text = readText(file, limit);
    return text.ok ? text.text : undefined;
  };
  const surface = shownSurface(report, { base, sources: createSources(read), version: "", files });
  const documents = new Map<string, TextDocument>();
  const place = (location: Location, code: string): SurfacePlace => {
    let document = documents.get(location.path);
    if (document === undefined) {
      document = TextDocument.create(uriOf(location.path), "", 0, read(location.path) ?? "");
      documents.set(location.path, document);
    }
    return { uri: document.uri, range: rangeOf(document, location), code };
  };
  const all = (locations: readonly Location[], codes: readonly { readonly code: string }[]) =>
    locations.map((location, i) => place(location, codes[i].code));
  const raw = new Map(surface.entries.map((entry, i) => [entry, report.entries[i]]));
  return {
    groups: [...entriesByKind(surface)].map(([kind, entries]) => ({
      kind,
      entries: entries.map((entry) => {
        const { at, reached, uses } = raw.get(entry)!;
        const name = (f: number) => surface.functions[f].name;
        return {
          name: entry.name,
          function: name(entry.function),
          at: place(at, entry.at.code),
          coverage: coverage(surface, entry),
          reached: entry.reached.slice(0, SHOWN).map((r, i) => ({
            name: name(r.function),
            by: r.from === -1 ? "the entry" : `${r.by}, from ${name(r.from)}()`,
            at: place(report.functions[r.function].at, name(r.function)),
            checks: all(reached[i].checks, r.checks),
          })),
          uses: entry.uses.slice(0, SHOWN).map((u, i) => ({
            what: useWords(u),
            route: u.route.map(name),
            at: place(uses[i].at, u.at.code),
            checks: all(uses[i].checks, u.checks),
          })),
        };
      }),
    })),
  };
}
