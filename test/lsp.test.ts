/** The built language server as editors other than VS Code start it: a process that speaks over its standard streams. */
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  type CodeAction,
  createProtocolConnection,
  type InitializeResult,
  type ProtocolConnection,
  PublishDiagnosticsNotification,
  type PublishDiagnosticsParams,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";
import { CLI, ensureBuild } from "./support/cli";

const URI = "file:///nowhere/drop.c";
const DOUBLE_FREE = `#include <stdlib.h>

void drop(void)
{
    char *p = malloc(4);
    free(p);
    free(p);
}
`;

let server: ChildProcessWithoutNullStreams;
let connection: ProtocolConnection;
const published: PublishDiagnosticsParams[] = [];

beforeAll(async () => {
  await ensureBuild();
  server = spawn(process.execPath, [CLI, "lsp", "--stdio"]);
  connection = createProtocolConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  );
  connection.onNotification(PublishDiagnosticsNotification.type, (params) => void published.push(params));
  connection.listen();
}, 120_000);

afterAll(() => {
  connection.dispose();
  server.kill();
});

async function publishedFor(version: number): Promise<PublishDiagnosticsParams> {
  for (;;) {
    const found = published.find((params) => params.version === version);
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

test("a session: open, look, mend, leave", { timeout: 60_000 }, async () => {
  const { capabilities } = await connection.sendRequest<InitializeResult>("initialize", {
    processId: process.pid,
    rootUri: null,
    workspaceFolders: null,
    capabilities: { textDocument: { publishDiagnostics: { relatedInformation: true } } },
  });
  expect(capabilities.hoverProvider).toBe(true);
  await connection.sendNotification("initialized", {});
  await connection.sendNotification("textDocument/didOpen", {
    textDocument: { uri: URI, languageId: "c", version: 1, text: DOUBLE_FREE },
  });
  const [finding] = (await publishedFor(1)).diagnostics.filter(({ code }) => code === "double-free");
  expect(finding.range.start).toEqual({ line: 6, character: 4 });
  expect(finding.relatedInformation?.map(({ location }) => location.range.start.line)).toContain(5);

  const hover = await connection.sendRequest("textDocument/hover", {
    textDocument: { uri: URI },
    position: finding.range.start,
  });
  expect(JSON.stringify(hover)).toContain("CWE-415");

  const [fix] = await connection.sendRequest<CodeAction[]>("textDocument/codeAction", {
    textDocument: { uri: URI },
    range: finding.range,
    context: { diagnostics: [finding] },
  });
  const [edit] = fix.edit?.changes?.[URI] ?? [];
  // Sent as an editor would: the edit of the document, by its range.
  await connection.sendNotification("textDocument/didChange", {
    textDocument: { uri: URI, version: 2 },
    contentChanges: [{ range: edit.range, text: edit.newText }],
  });
  expect((await publishedFor(2)).diagnostics).toEqual([]);

  await connection.sendRequest("shutdown");
  await connection.sendNotification("exit");
  const [code] = await once(server, "exit");
  expect(code).toBe(0);
});
