import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, describe, expect, test } from "vitest";
import {
  CancellationTokenSource,
  type ClientCapabilities,
  type CodeAction,
  type Diagnostic,
  type DocumentDiagnosticReport,
  type FullDocumentDiagnosticReport,
  type Hover,
  type WorkspaceDiagnosticReportPartialResult,
  type WorkspaceDocumentDiagnosticReport,
} from "vscode-languageserver/node";
import type { Analyser } from "../engine/api";
import {
  GUIDANCE,
  SCAN_WORKSPACE,
  type ScanResult,
  SKIPPED,
  type SkippedCode,
  STATUS,
  type Status,
  SURFACE,
  type SurfaceResult,
} from "./protocol";
import { startTestClient, type TestClient, type TestClientOptions, testAnalyser, until } from "./testing";

const PUSH: ClientCapabilities = {
  textDocument: {
    publishDiagnostics: { relatedInformation: true, codeDescriptionSupport: true, dataSupport: true },
  },
};
const PULL: ClientCapabilities = {
  workspace: {
    configuration: true,
    workspaceEdit: { documentChanges: true, snippetEditSupport: true },
    diagnostics: { refreshSupport: true },
    workspaceFolders: true,
  },
  textDocument: {
    diagnostic: {},
    publishDiagnostics: {
      relatedInformation: true,
      codeDescriptionSupport: true,
      dataSupport: true,
      tagSupport: { valueSet: [1, 2] },
    },
    hover: { contentFormat: ["markdown", "plaintext"] },
    codeAction: { dataSupport: true, resolveSupport: { properties: ["edit"] } },
  },
};
const URI = "file:///nowhere/a.c";
const BAD = "int f(char *p) {\n    gets(p);\n}\n";
const GOOD = "int f(char *p) {\n    return 0;\n}\n";

const clients: TestClient[] = [];
const folders: string[] = [];
async function client(options: TestClientOptions): Promise<TestClient> {
  const started = await startTestClient(options);
  clients.push(started);
  return started;
}
afterEach(async () => {
  for (const each of clients.splice(0)) await each.close();
  for (const folder of folders.splice(0)) fs.rmSync(folder, { recursive: true });
});

/** A folder with files, as its URI. */
function workspace(files: Record<string, string>): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "parapet-lsp-"));
  folders.push(folder);
  for (const [name, text] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    fs.writeFileSync(path.join(folder, name), text);
  }
  return pathToFileURL(folder).href;
}

/** The test's engine, with an analysis of 40 milliseconds. */
function slowAnalyser(analyses: string[]): Analyser {
  const analyser = testAnalyser(analyses);
  return {
    ...analyser,
    analyse(input, settings, host) {
      const end = performance.now() + 40;
      while (performance.now() < end);
      return analyser.analyse(input, settings, host);
    },
  };
}

function pull({ connection }: TestClient, uri: string, previousResultId?: string) {
  return connection.sendRequest<DocumentDiagnosticReport>("textDocument/diagnostic", {
    textDocument: { uri },
    previousResultId,
  });
}

async function pullItems(from: TestClient, uri: string): Promise<Diagnostic[]> {
  return ((await pull(from, uri)) as FullDocumentDiagnosticReport).items;
}

function actions({ connection }: TestClient, uri: string, diagnostics: Diagnostic[], only?: string[]) {
  return connection.sendRequest<CodeAction[]>("textDocument/codeAction", {
    textDocument: { uri },
    range: diagnostics[0]?.range ?? { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
    context: { diagnostics, only },
  });
}

/** Asks for the workspace's diagnostics and keeps what comes. */
function pullWorkspace({ connection }: TestClient) {
  const items: WorkspaceDocumentDiagnosticReport[] = [];
  connection.onNotification(
    "$/progress",
    ({ token, value }: { token: string; value: WorkspaceDiagnosticReportPartialResult }) => {
      if (token === "workspace") items.push(...value.items);
    },
  );
  const answer = connection.sendRequest("workspace/diagnostic", {
    previousResultIds: [],
    partialResultToken: "workspace",
  });
  return { items, answer };
}

describe("published diagnostics", () => {
  test("come with their version, and go when the text is right", async () => {
    const c = await client({ capabilities: PUSH });
    expect(c.initialized.capabilities.diagnosticProvider).toBeUndefined();
    await c.open(URI, BAD);
    const first = await until("the diagnostic", () => c.published.get(URI));
    expect(first.version).toBe(1);
    expect(first.diagnostics).toEqual([
      {
        range: { start: { line: 1, character: 4 }, end: { line: 1, character: 8 } },
        severity: 1,
        code: "gets",
        source: "Parapet",
        message: "gets writes without a limit.",
        codeDescription: { href: expect.stringMatching(/^https:.*\/gets$/) },
        relatedInformation: [
          {
            location: {
              uri: URI,
              range: { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } },
            },
            message: "the file starts here",
          },
        ],
        data: { rule: "gets", start: 21, end: 25 },
      },
    ]);
    await c.change(URI, 2, GOOD);
    await until(
      "no diagnostic",
      () => c.published.get(URI)?.version === 2 && c.published.get(URI)?.diagnostics.length === 0,
    );
  });

  test("of a burst of changes are those of the last text only", async () => {
    const analyses: string[] = [];
    const services = { createAnalyser: () => slowAnalyser(analyses) };
    const c = await client({ capabilities: PUSH, services });
    await c.open(URI, GOOD);
    await until("the first answer", () => c.published.has(URI));
    for (let version = 2; version <= 20; version++) await c.change(URI, version, `${BAD}// ${version}\n`);
    await until("the last version", () => c.published.get(URI)?.version === 20);
    expect(analyses.length).toBeLessThan(8);
    expect(analyses.at(-1)).toBe(`${BAD}// 20\n`);
  });

  test("follow settings that are sent along", async () => {
    const c = await client({ capabilities: PUSH });
    await c.open(URI, BAD);
    await until("the diagnostic", () => c.published.get(URI)?.diagnostics.length === 1);
    await c.connection.sendNotification("workspace/didChangeConfiguration", {
      settings: { parapet: { rules: { gets: "off" } } },
    });
    await until("silence", () => c.published.get(URI)?.diagnostics.length === 0);
  });

  test("are taken back when the document is closed", async () => {
    const c = await client({ capabilities: PUSH });
    await c.open(URI, BAD);
    await until("the diagnostic", () => c.published.get(URI)?.diagnostics.length === 1);
    await c.connection.sendNotification("textDocument/didClose", { textDocument: { uri: URI } });
    await until("silence", () => c.published.get(URI)?.diagnostics.length === 0);
  });
});

describe("pulled diagnostics", () => {
  test("say unchanged to who has them, and are not published too", async () => {
    const c = await client({ capabilities: PULL });
    expect(c.initialized.capabilities.diagnosticProvider).toMatchObject({ workspaceDiagnostics: true });
    await c.open(URI, BAD);
    const first = (await pull(c, URI)) as FullDocumentDiagnosticReport;
    expect(first.items).toHaveLength(1);
    expect(first.items[0].tags).toEqual([2]);
    expect(await pull(c, URI, first.resultId)).toEqual({ kind: "unchanged", resultId: first.resultId });
    await c.change(URI, 2, GOOD);
    expect(await pull(c, URI, first.resultId)).toMatchObject({ kind: "full", items: [] });
    expect(c.published.size).toBe(0);
  });

  test("obey settings per resource, excludes and the switch", async () => {
    const answers: Record<string, unknown> = {
      "file:///nowhere/off.c": { enable: false },
      "file:///nowhere/rule.c": { rules: { gets: "off" } },
      "file:///nowhere/excluded.c": { exclude: ["excluded.c"] },
    };
    const c = await client({ capabilities: PULL, settings: (scope) => answers[scope ?? ""] });
    const found: Record<string, number> = {};
    for (const uri of [...Object.keys(answers), URI]) {
      await c.open(uri, BAD);
      found[path.basename(uri)] = (await pullItems(c, uri)).length;
    }
    expect(found).toEqual({ "off.c": 0, "rule.c": 0, "excluded.c": 0, "a.c": 1 });
  });

  test("are there for a buffer that was never saved", async () => {
    const c = await client({ capabilities: PULL });
    await c.open("untitled:Untitled-1", BAD);
    expect(await pullItems(c, "untitled:Untitled-1")).toHaveLength(1);
  });

  test("survive settings of any shape", async () => {
    const c = await client({
      capabilities: PULL,
      settings: () => ({ rules: ["x"], exclude: 3, dataModel: "pdp11" }),
    });
    await c.open(URI, BAD);
    expect(await pullItems(c, URI)).toHaveLength(1);
  });

  test("a fault of the engine costs one answer", async () => {
    let faults = 0;
    const c = await client({
      capabilities: PULL,
      services: {
        createAnalyser: () => ({
          analyse() {
            faults++;
            throw new Error("broken");
          },
          dependences: ({ path }) => ({ path, functions: [], tables: [], failed: 0 }),
          fuzzable: () => undefined,
          fuzzTarget: () => undefined,
          fixes: () => [],
        }),
      },
    });
    await c.open(URI, BAD);
    expect(await pullItems(c, URI)).toEqual([]);
    expect(faults).toBe(1);
    expect(await actions(c, URI, [])).toBeNull();
  });
});

describe("project files", () => {
  test("hold for their folder and show their own mistakes", async () => {
    const folder = workspace({ ".parapet.yaml": "rules:\n  gets: off\n  getz: error\ncolour: red\n" });
    const c = await client({ capabilities: PULL, folders: [folder] });
    const { items } = pullWorkspace(c);
    await c.open(`${folder}/a.c`, BAD);
    expect(await pullItems(c, `${folder}/a.c`)).toEqual([]);
    const report = await until("the project file's report", () =>
      items.find(({ uri }) => uri.endsWith(".parapet.yaml")),
    );
    expect((report as FullDocumentDiagnosticReport).items.map(({ message }) => message)).toEqual([
      expect.stringContaining("colour"),
      expect.stringContaining("getz"),
    ]);
    await c.open(`${folder}/.parapet.yaml`, "colour: blue\n", "yaml");
    const [mistake] = await pullItems(c, `${folder}/.parapet.yaml`);
    expect(mistake.range).toEqual({ start: { line: 0, character: 0 }, end: { line: 0, character: 6 } });
  });

  test("are read again when they change on disk", async () => {
    const folder = workspace({ ".parapet.yaml": "rules:\n  gets: off\n" });
    const c = await client({ capabilities: PULL, folders: [folder] });
    await c.open(`${folder}/a.c`, BAD);
    expect(await pullItems(c, `${folder}/a.c`)).toEqual([]);
    fs.writeFileSync(new globalThis.URL(`${folder}/.parapet.yaml`), "rules: {}\n");
    await c.connection.sendNotification("workspace/didChangeWatchedFiles", {
      changes: [{ uri: `${folder}/.parapet.yaml`, type: 2 }],
    });
    expect(await pullItems(c, `${folder}/a.c`)).toHaveLength(1);
  });
});

describe("models", () => {
  const USE = "void pool_put(void *b);\nvoid f(void *b)\n{\n    pool_put(b);\n}\n";
  const MISTAKE = 'functions:\n  - { prototype: "void pool_put(void *b)", releasez: { pool: b } }\n';

  test("of a project show their mistakes at line and column, as typed and on disk", async () => {
    const folder = workspace({ ".parapet/models/pool.yaml": MISTAKE });
    const uri = `${folder}/.parapet/models/pool.yaml`;
    const c = await client({ capabilities: PULL, folders: [folder] });
    const { items } = pullWorkspace(c);
    await c.open(`${folder}/a.c`, USE);
    await pullItems(c, `${folder}/a.c`);
    const report = await until("the models' report", () => items.find((item) => item.uri === uri));
    const range = { start: { line: 1, character: 43 }, end: { line: 1, character: 44 } };
    expect((report as FullDocumentDiagnosticReport).items).toMatchObject([
      { range, severity: 1, message: expect.stringContaining("releasez") },
    ]);
    await c.open(uri, MISTAKE.replace("releasez", "releases"), "yaml");
    expect(await pullItems(c, uri)).toEqual([]);
    await c.change(uri, 2, `${MISTAKE}  - 7\n`);
    expect(await pullItems(c, uri)).toMatchObject([
      { range: { start: { line: 1 } } },
      { range: { start: { line: 2 } } },
    ]);
  });
});

test("folders can come and go", async () => {
  const folder = workspace({ ".parapet.yaml": "rules:\n  gets: off\n" });
  const c = await client({ capabilities: PULL });
  // Outside of every folder, a file's own folder is its project.
  await c.open(`${folder}/sub/a.c`, BAD);
  expect(await pullItems(c, `${folder}/sub/a.c`)).toHaveLength(0);
  await expect(c.connection.sendRequest(SCAN_WORKSPACE, null)).rejects.toThrow(/no folder/);
  await c.connection.sendNotification("workspace/didChangeWorkspaceFolders", {
    event: { added: [{ uri: folder, name: "added" }], removed: [] },
  });
  expect(await c.connection.sendRequest(SCAN_WORKSPACE, null)).toMatchObject({ files: 0, total: 0 });
  await c.connection.sendNotification("workspace/didChangeWorkspaceFolders", {
    event: { added: [], removed: [{ uri: folder, name: "added" }] },
  });
  await expect(c.connection.sendRequest(SCAN_WORKSPACE, null)).rejects.toThrow(/no folder/);
});

describe("code actions", () => {
  test("offer the verified fix, the suppression and the guidance", async () => {
    const c = await client({ capabilities: PULL, initializationOptions: { commands: true } });
    await c.open(URI, BAD);
    const [diagnostic] = await pullItems(c, URI);
    const [fix, suppress, guidance, ...rest] = await actions(c, URI, [diagnostic]);
    expect(rest).toEqual([]);
    expect(fix).toMatchObject({
      title: "Use a bounded read",
      kind: "quickfix",
      isPreferred: true,
      diagnostics: [diagnostic],
    });
    expect(fix.edit?.documentChanges).toEqual([
      {
        textDocument: { uri: URI, version: 1 },
        edits: [{ range: diagnostic.range, newText: "bounded_gets" }],
      },
    ]);
    expect(suppress.edit?.documentChanges).toEqual([
      {
        textDocument: { uri: URI, version: 1 },
        edits: [
          {
            range: { start: { line: 1, character: 0 }, end: { line: 1, character: 0 } },
            snippet: { kind: "snippet", value: `    // parapet: allow gets -- ${"$"}{1:reason}\n` },
          },
        ],
      },
    ]);
    expect(guidance.command).toMatchObject({ command: "parapet.showGuidance", arguments: ["gets"] });
  });

  test("without snippets the suppression is plain text, and within a macro there is none", async () => {
    const c = await client({ capabilities: { ...PULL, workspace: {} } });
    await c.open(URI, BAD);
    const [, suppress] = await actions(c, URI, await pullItems(c, URI));
    expect(suppress.edit?.changes?.[URI][0].newText).toBe("    // parapet: allow gets -- \n");
    await c.change(URI, 2, "#define READ(p) \\\n    gets(p)\n");
    expect(await actions(c, URI, await pullItems(c, URI))).toHaveLength(1);
  });

  test("of other kinds are left out", async () => {
    const c = await client({ capabilities: PULL });
    await c.open(URI, BAD);
    const diagnostics = await pullItems(c, URI);
    expect((await actions(c, URI, diagnostics, ["refactor"])).length).toBe(0);
    expect((await actions(c, URI, diagnostics, ["quickfix.suppress"])).map(({ title }) => title)).toEqual([
      "Suppress 'gets' with a reason",
    ]);
  });

  test("fix all safe findings when the action is chosen", async () => {
    const c = await client({ capabilities: PULL });
    await c.open(URI, BAD + BAD);
    const [action] = await actions(c, URI, [], ["source.fixAll"]);
    expect(action).toMatchObject({ kind: "source.fixAll.parapet" });
    expect(action.edit).toBeUndefined();
    const resolved = await c.connection.sendRequest<CodeAction>("codeAction/resolve", action);
    const [change] = resolved.edit?.documentChanges ?? [];
    expect(change).toMatchObject({
      edits: [
        { range: { start: { line: 1, character: 4 } }, newText: "bounded_gets" },
        { range: { start: { line: 4, character: 4 } }, newText: "bounded_gets" },
      ],
    });
  });
});

describe("hover and guidance", () => {
  test("a finding's hover has the short guidance and a way to the page", async () => {
    const c = await client({ capabilities: PULL, initializationOptions: { commands: true } });
    await c.open(URI, BAD);
    const at = (line: number, character: number) =>
      c.connection.sendRequest<Hover | null>("textDocument/hover", {
        textDocument: { uri: URI },
        position: { line, character },
      });
    const hover = await at(1, 5);
    expect(hover?.contents).toMatchObject({ kind: "markdown" });
    expect(JSON.stringify(hover?.contents)).toContain("command:parapet.showGuidance?%5B%22gets%22%5D");
    expect(JSON.stringify(hover?.contents)).toContain("CWE-242");
    expect(await at(0, 0)).toBeNull();
  });

  test("a rule's page comes by request and as a document", async () => {
    const c = await client({ capabilities: PULL });
    expect(await c.connection.sendRequest(GUIDANCE, { rule: "gets" })).toMatchObject({
      title: "A read without a limit",
      markdown: expect.stringContaining("# A read without a limit"),
    });
    expect(await c.connection.sendRequest(GUIDANCE, { rule: "nonsense" })).toBeNull();
    expect(
      await c.connection.sendRequest("workspace/textDocumentContent", { uri: "parapet-guidance:/gets.md" }),
    ).toEqual({ text: expect.stringContaining("Use fgets") });
  });
});

describe("scanning the workspace", () => {
  test("reports files that are not open to a client that asks", async () => {
    const folder = workspace({ "a.c": BAD, "b.c": GOOD, "c.c": `int odd(void);\n${BAD}` });
    const c = await client({ capabilities: PULL, folders: [folder] });
    const { items, answer } = pullWorkspace(c);
    const result = await c.connection.sendRequest<ScanResult>(SCAN_WORKSPACE, { workDoneToken: "scan" });
    expect(result).toMatchObject({
      files: 3,
      total: 3,
      findings: 2,
      errors: 2,
      notUnderstood: 1,
      problems: [],
      cancelled: false,
    });
    await until("both reports", () => items.length === 2);
    expect(items.map(({ uri }) => path.basename(uri)).sort()).toEqual(["a.c", "c.c"]);
    const skipped = await c.connection.sendRequest<SkippedCode[]>(SKIPPED);
    expect(skipped).toMatchObject([
      { function: "odd", reason: "syntax", range: { start: { line: 0, character: 4 } } },
    ]);
    expect(c.published.size).toBe(0);
    await c.connection.sendRequest("shutdown");
    expect(await answer).toEqual({ items: [] });
  });

  test("publishes to a client that does not ask, and takes back what is opened", async () => {
    const folder = workspace({ "a.c": BAD });
    const c = await client({ capabilities: PULL, folders: [folder] });
    await c.connection.sendRequest<ScanResult>(SCAN_WORKSPACE, null);
    await until("the diagnostic", () => c.published.get(`${folder}/a.c`)?.diagnostics.length === 1);
    await c.open(`${folder}/a.c`, BAD);
    await until("silence", () => c.published.get(`${folder}/a.c`)?.diagnostics.length === 0);
    expect(await pullItems(c, `${folder}/a.c`)).toHaveLength(1);
  });

  test("a file that was scanned is reported anew when it changes on disk or is closed", async () => {
    const folder = workspace({ "a.c": BAD });
    const c = await client({ capabilities: PULL, folders: [folder] });
    const { items } = pullWorkspace(c);
    await c.connection.sendRequest<ScanResult>(SCAN_WORKSPACE, null);
    await until("the report", () => items.length === 1);
    fs.writeFileSync(new globalThis.URL(`${folder}/a.c`), GOOD);
    await c.connection.sendNotification("workspace/didChangeWatchedFiles", {
      changes: [{ uri: `${folder}/a.c`, type: 2 }],
    });
    await until("an empty report", () => items.length === 2);
    expect((items[1] as FullDocumentDiagnosticReport).items).toEqual([]);
    await c.open(`${folder}/a.c`, BAD);
    await c.connection.sendNotification("textDocument/didClose", { textDocument: { uri: `${folder}/a.c` } });
    await until("an empty report after the document is closed", () => items.length === 3);
  });

  test("a file that was changed and closed unsaved is reported as it is on disk", async () => {
    for (const pulls of [true, false]) {
      const folder = workspace({ "a.c": BAD });
      const uri = `${folder}/a.c`;
      const c = await client({ capabilities: pulls ? PULL : PUSH, folders: [folder] });
      const { items } = pulls ? pullWorkspace(c) : { items: [] };
      const last = () =>
        pulls
          ? (items.at(-1) as FullDocumentDiagnosticReport | undefined)?.items
          : c.published.get(uri)?.diagnostics;
      await c.connection.sendRequest<ScanResult>(SCAN_WORKSPACE, null);
      await until("the report", () => last()?.length === 1);
      await c.open(uri, GOOD);
      if (pulls) expect(await pullItems(c, uri)).toEqual([]);
      else await until("silence", () => last()?.length === 0);
      const before = items.length;
      await c.connection.sendNotification("textDocument/didClose", { textDocument: { uri } });
      await until("the report again", () => last()?.length === 1 && (!pulls || items.length > before));
    }
  });

  test("can be cancelled", async () => {
    const files = Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`f${i}.c`, BAD]));
    const folder = workspace(files);
    const scanOn = { createAnalyser: () => slowAnalyser([]) };
    const c = await client({ capabilities: PULL, folders: [folder], services: { scanOn } });
    const progress: unknown[] = [];
    c.connection.onNotification("$/progress", ({ value }: { value: unknown }) => void progress.push(value));
    const source = new CancellationTokenSource();
    const scan = c.connection.sendRequest<ScanResult>(
      SCAN_WORKSPACE,
      { workDoneToken: "scan" },
      source.token,
    );
    await until("some progress", () => progress.length > 2);
    source.cancel();
    const result = await scan;
    expect(result.cancelled).toBe(true);
    expect(result.files).toBeLessThan(30);
  });

  test("without a folder says so", async () => {
    const c = await client({ capabilities: PULL });
    await expect(c.connection.sendRequest(SCAN_WORKSPACE, null)).rejects.toThrow(/no folder/);
  });
});

test("the client is told how each file stands", async () => {
  const c = await client({
    capabilities: PULL,
    initializationOptions: { commands: true },
    settings: (scope) => ({ enable: scope === URI }),
  });
  const statuses: Status[] = [];
  c.connection.onNotification(STATUS, (status: Status) => void statuses.push(status));
  await c.open(URI, `int odd();\n${BAD}`);
  await pull(c, URI);
  await c.open("file:///nowhere/b.c", BAD);
  await pull(c, "file:///nowhere/b.c");
  expect(statuses).toEqual([
    { uri: URI, findings: 1, functions: 1, notUnderstood: 1 },
    { uri: "file:///nowhere/b.c", notAnalysed: expect.stringContaining("parapet.enable") },
  ]);
});

describe("attack surface", () => {
  test("lists entries with places to go to", async () => {
    const folder = workspace({ "a.c": "void f(void) {\n    gets(x);\n}\n" });
    const analyser: Analyser = {
      ...testAnalyser(),
      dependences: ({ path: file }) => ({
        path: file,
        tables: [],
        failed: 0,
        functions: [
          {
            id: `${file}\nf`,
            name: "f",
            start: 0,
            end: 30,
            nameStart: 5,
            nameEnd: 6,
            isStatic: false,
            variadic: false,
            params: [],
            entries: [{ kind: "input", name: "gets", start: 19, end: 26 }],
            calls: [],
            uses: [],
            checks: [],
            handedOver: [],
            edges: [],
          },
        ],
      }),
    };
    const { connection } = await client({
      capabilities: PULL,
      folders: [folder],
      services: { scanOn: { createAnalyser: () => analyser } },
    });
    const result = await connection.sendRequest<SurfaceResult>(SURFACE, {});
    expect(result).toMatchObject({ files: 1, problems: [], cancelled: false });
    const [{ kind, entries }] = result.groups;
    expect(kind).toBe("input");
    expect(entries).toMatchObject([
      {
        name: "gets",
        function: "f",
        coverage: "no fuzz target or test reaches it",
        at: { uri: `${folder}/a.c`, code: "gets(x)", range: { start: { line: 1, character: 4 } } },
      },
    ]);
  });
});
