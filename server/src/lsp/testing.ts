/** For tests: a language server and a client in one process, over streams, with an engine that knows one weakness. */
import { PassThrough } from "node:stream";
import {
  type ClientCapabilities,
  type ConfigurationParams,
  createConnection,
  createProtocolConnection,
  type Diagnostic,
  type InitializeResult,
  ProposedFeatures,
  type ProtocolConnection,
  PublishDiagnosticsNotification,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";
import type { Analyser, FileResult } from "../engine/api";
import type { Counts, Finding } from "../findings";
import type { Rule } from "../rules/rule";
import { type Services, startServer } from "./server";

export const TEST_RULE: Rule = {
  id: "gets",
  group: "lengths",
  title: "A read without a limit",
  severity: "error",
  confidence: "definite",
  enabled: true,
  cwe: [242],
  cert: ["STR31-C"],
  standards: [],
  topic: "lengths",
  fixes: ["bounded-read"],
  sources: [],
  joinedSources: [],
  tags: ["deprecated"],
  summary: "gets cannot know how large its buffer is.",
  guidance: "# A read without a limit\n\nUse fgets.\n",
};

const NO_COUNTS: Counts = {
  nodesExported: 0,
  functions: 1,
  functionsNotUnderstood: 0,
  instructionsLowered: 0,
  instructionsInterpreted: 0,
  statesKept: 0,
  merges: 0,
  functionsCutShort: 0,
};

/**
 * Finds every `gets(`, with a safe fix; calls a function named `odd` not understood. The texts that it was given are
 * added to `analyses`.
 */
export function testAnalyser(analyses: string[] = []): Analyser {
  const find = (text: string): Finding[] =>
    [...text.matchAll(/\bgets\(/g)].map((match) => ({
      rule: TEST_RULE.id,
      start: match.index,
      end: match.index + 4,
      message: "gets writes without a limit.",
      confidence: "definite",
      severity: "error",
      steps: [{ start: 0, end: 1, message: "the file starts here" }],
      facts: {},
    }));
  return {
    analyse(input, settings): FileResult {
      analyses.push(input.text);
      const odd = input.text.indexOf("odd(");
      return {
        path: input.path,
        language: input.language ?? "c",
        findings: settings.rules.gets === "off" ? [] : find(input.text),
        suppressed: [],
        skipped:
          odd < 0
            ? []
            : [{ start: odd, end: odd + 3, function: "odd", reason: "syntax", detail: "not understood" }],
        counts: { ...NO_COUNTS, functionsNotUnderstood: odd < 0 ? 0 : 1 },
      };
    },
    dependences: ({ path }) => ({ path, functions: [], tables: [], failed: 0 }),
    fuzzable: () => undefined,
    fuzzTarget: () => undefined,
    fixes: (_input, _settings, _host, findings) =>
      findings.map(({ start, end }) => [
        {
          id: "bounded-read",
          title: "Use a bounded read",
          safe: true,
          edits: [{ start, end, text: "bounded_gets" }],
        },
      ]),
  };
}

export interface TestClient {
  readonly connection: ProtocolConnection;
  readonly initialized: InitializeResult;
  /** What was published, by URI. */
  readonly published: Map<string, { version: number | undefined; diagnostics: Diagnostic[] }>;
  open(uri: string, text: string, languageId?: string): Promise<void>;
  change(uri: string, version: number, text: string): Promise<void>;
  close(): Promise<void>;
}

export interface TestClientOptions {
  readonly capabilities: ClientCapabilities;
  readonly folders?: readonly string[];
  readonly initializationOptions?: object;
  readonly services?: Partial<Services>;
  /** Answers `workspace/configuration`. */
  settings?(scope: string | undefined): unknown;
}

export async function startTestClient(options: TestClientOptions): Promise<TestClient> {
  const up = new PassThrough();
  const down = new PassThrough();
  const services: Services = {
    rules: new Map([[TEST_RULE.id, TEST_RULE]]),
    createAnalyser: () => testAnalyser(),
    scanOn: { createAnalyser: () => testAnalyser() },
    now: () => performance.now(),
    ...options.services,
  };
  const server = createConnection(
    ProposedFeatures.all,
    new StreamMessageReader(up),
    new StreamMessageWriter(down),
  );
  startServer(server, async () => services);

  const connection = createProtocolConnection(new StreamMessageReader(down), new StreamMessageWriter(up));
  const published: TestClient["published"] = new Map();
  connection.onNotification(PublishDiagnosticsNotification.type, ({ uri, version, diagnostics }) => {
    published.set(uri, { version, diagnostics });
  });
  connection.onRequest("client/registerCapability", () => null);
  connection.onRequest("window/workDoneProgress/create", () => null);
  connection.onRequest("workspace/diagnostic/refresh", () => null);
  connection.onRequest("workspace/configuration", ({ items }: ConfigurationParams) =>
    items.map(({ scopeUri }) => options.settings?.(scopeUri) ?? null),
  );
  connection.listen();
  const initialized = await connection.sendRequest<InitializeResult>("initialize", {
    processId: null,
    rootUri: null,
    capabilities: options.capabilities,
    initializationOptions: options.initializationOptions,
    workspaceFolders: options.folders?.map((uri) => ({ uri, name: uri })) ?? null,
  });
  await connection.sendNotification("initialized", {});
  return {
    connection,
    initialized,
    published,
    open: (uri, text, languageId = "c") =>
      connection.sendNotification("textDocument/didOpen", {
        textDocument: { uri, languageId, version: 1, text },
      }),
    change: (uri, version, text) =>
      connection.sendNotification("textDocument/didChange", {
        textDocument: { uri, version },
        contentChanges: [{ text }],
      }),
    async close() {
      await connection.sendRequest("shutdown");
      connection.dispose();
      server.dispose();
    },
  };
}

/** Waits for something that takes a moment; fails after some seconds. */
export async function until<T>(what: string, probe: () => T | undefined | false): Promise<T> {
  for (let i = 0; i < 400; i++) {
    const value = probe();
    if (value !== undefined && value !== false) return value;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error(`waited in vain for ${what}`);
}
