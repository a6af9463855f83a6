import assert from "node:assert/strict";
import fs from "node:fs/promises";
import path from "node:path";
import * as vscode from "vscode";
import type { ScanResult, SkippedCode, SurfaceResult } from "../../../server/src/lsp/protocol";

const EXTENSION = "parapet.parapet";

/** Waits for something that takes a moment. */
async function until<T>(what: string, probe: () => T | undefined | false, limit = 20_000): Promise<T> {
  const end = Date.now() + limit;
  for (;;) {
    const value = probe();
    if (value !== undefined && value !== false) return value;
    if (Date.now() > end) throw new Error(`waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
}

const root = () => {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(folder, "a folder is open");
  return folder.uri;
};

async function open(name: string): Promise<vscode.TextEditor> {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(root(), name));
  return vscode.window.showTextDocument(document);
}

function ruleOf({ code }: vscode.Diagnostic): string {
  return typeof code === "object" ? String(code.value) : String(code);
}

function found(uri: vscode.Uri): string[] {
  return vscode.languages
    .getDiagnostics(uri)
    .filter(({ source }) => source === "Parapet")
    .map(ruleOf);
}

const has = (uri: vscode.Uri, rule: string) =>
  until(`${rule} in ${path.basename(uri.path)}`, () =>
    vscode.languages.getDiagnostics(uri).find((diagnostic) => ruleOf(diagnostic) === rule),
  );
const hasNot = (uri: vscode.Uri, rule: string) =>
  until(`no ${rule} in ${path.basename(uri.path)}`, () => !found(uri).includes(rule));

function actions(uri: vscode.Uri, range: vscode.Range, kind: vscode.CodeActionKind) {
  return vscode.commands.executeCommand<vscode.CodeAction[]>(
    "vscode.executeCodeActionProvider",
    uri,
    range,
    kind.value,
    10,
  );
}

async function replace(editor: vscode.TextEditor, from: string, to: string): Promise<void> {
  const at = editor.document.getText().indexOf(from);
  assert.ok(at >= 0, `'${from}' is in the document`);
  const range = new vscode.Range(
    editor.document.positionAt(at),
    editor.document.positionAt(at + from.length),
  );
  assert.ok(await editor.edit((edit) => edit.replace(range, to)));
}

const revert = () => vscode.commands.executeCommand("workbench.action.files.revert");

suite("Parapet in VS Code", () => {
  teardown(async () => {
    await revert();
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
  });

  test("sleeps until a C file is opened", async () => {
    const extension = vscode.extensions.getExtension(EXTENSION);
    assert.ok(extension, "the extension is there");
    assert.equal(extension.isActive, false);
    await open("typing.c");
    await until("activation", () => extension.isActive);
  });

  test("a squiggle appears while typing, unsaved, and vanishes when the code is right", async () => {
    const editor = await open("typing.c");
    const { uri } = editor.document;
    await replace(editor, "fgets(name, sizeof name, stdin) == NULL", "gets(name) == NULL");
    const diagnostic = await has(uri, "unbounded-read");
    assert.equal(editor.document.getText(diagnostic.range).startsWith("gets"), true);
    assert.equal(editor.document.isDirty, true);
    await replace(editor, "gets(name) == NULL", "fgets(name, sizeof name, stdin) == NULL");
    await hasNot(uri, "unbounded-read");
    assert.deepEqual(found(uri), []);
  });

  test("a finding tells its steps and leads to its guidance", async () => {
    const { document } = await open("double_free.c");
    const diagnostic = await has(document.uri, "double-free");
    assert.equal(diagnostic.range.start.line, 11);
    const lines = diagnostic.relatedInformation?.map(({ location }) => location.range.start.line) ?? [];
    assert.ok(lines.includes(10), `the first release is among the steps (${lines})`);
    const code = diagnostic.code;
    assert.ok(typeof code === "object");
    assert.equal(code.target.scheme, "command");
    const [argument] = JSON.parse(code.target.query) as string[];
    await vscode.commands.executeCommand(code.target.path, argument);
    await until("the rendered page", () =>
      vscode.window.tabGroups.all
        .flatMap(({ tabs }) => tabs)
        .find(({ input, label }) => input instanceof vscode.TabInputWebview && label.includes("double-free")),
    );
    const page = await vscode.workspace.openTextDocument(
      vscode.Uri.parse("parapet-guidance:/double-free.md"),
    );
    assert.match(page.getText(), /^# /m);
  });

  test("the hover has the short guidance and a link to the page", async () => {
    const { document } = await open("double_free.c");
    const { range } = await has(document.uri, "double-free");
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      "vscode.executeHoverProvider",
      document.uri,
      range.start,
    );
    const text = hovers
      .flatMap(({ contents }) => contents)
      .map((content) => (typeof content === "string" ? content : content.value))
      .join("\n");
    assert.match(text, /CWE-415/);
    assert.match(text, /command:parapet\.showGuidance/);
  });

  test("a quick fix is applied and the finding goes away", async () => {
    const { document } = await open("read_line.c");
    const { range } = await has(document.uri, "unbounded-read");
    const offered = await actions(document.uri, range, vscode.CodeActionKind.QuickFix);
    const fix = offered.find(({ edit, title }) => edit && /fgets/.test(title));
    assert.ok(fix?.edit, `a fix with fgets is among: ${offered.map(({ title }) => title).join("; ")}`);
    assert.ok(await vscode.workspace.applyEdit(fix.edit));
    assert.match(document.getText(), /fgets\(line, sizeof[ (]/);
    await hasNot(document.uri, "unbounded-read");
  });

  test("a suppression with a reason silences its finding", async () => {
    const { document } = await open("double_free.c");
    const { range } = await has(document.uri, "double-free");
    const kind = vscode.CodeActionKind.QuickFix.append("suppress");
    const offered = await actions(document.uri, range, kind);
    const suppress = offered.find(({ title }) => title.includes("double-free"));
    assert.ok(suppress?.edit);
    assert.ok(await vscode.workspace.applyEdit(suppress.edit));
    assert.match(document.getText(), /^ {4}\/\/ parapet: allow double-free -- reason\n {4}free\(copy\);$/m);
    await hasNot(document.uri, "double-free");
    assert.deepEqual(found(document.uri), []);
  });

  test("settings hold at once, and off means silent", async () => {
    const { document } = await open("double_free.c");
    await has(document.uri, "double-free");
    const settings = vscode.workspace.getConfiguration("parapet");
    const target = vscode.ConfigurationTarget.Workspace;
    try {
      await settings.update("rules", { "double-free": "off" }, target);
      await hasNot(document.uri, "double-free");
      await settings.update("rules", { "double-free": "note" }, target);
      const diagnostic = await has(document.uri, "double-free");
      assert.equal(diagnostic.severity, vscode.DiagnosticSeverity.Information);
      await settings.update("enable", false, target);
      await until("silence", () => found(document.uri).length === 0);
    } finally {
      await settings.update("rules", undefined, target);
      await settings.update("enable", undefined, target);
    }
    await has(document.uri, "double-free");
  });

  test("the project file holds, and its mistakes are shown in it", async () => {
    const file = vscode.Uri.joinPath(root(), ".parapet.yaml");
    const { document } = await open("double_free.c");
    await has(document.uri, "double-free");
    try {
      await fs.writeFile(file.fsPath, "rules:\n  double-free: off\n  no-such-rule: error\n");
      await hasNot(document.uri, "double-free");
      const [mistake] = await until("the mistake", () => {
        const diagnostics = vscode.languages.getDiagnostics(file);
        return diagnostics.length > 0 && diagnostics;
      });
      assert.match(mistake.message, /no-such-rule/);
      assert.equal(mistake.range.start.line, 2);
    } finally {
      await fs.rm(file.fsPath);
    }
    await has(document.uri, "double-free");
  });

  test("a scan finds what is in files that are not open", async () => {
    const result = await vscode.commands.executeCommand<ScanResult>("parapet.scanWorkspace");
    assert.ok(result, "the scan has a result");
    assert.equal(result.cancelled, false);
    assert.deepEqual(result.problems, []);
    assert.equal(result.files, 5);
    const label = vscode.Uri.joinPath(root(), "lib", "label.c");
    const diagnostic = await has(label, "buffer-overflow");
    assert.equal(diagnostic.range.start.line, 5);
    await has(vscode.Uri.joinPath(root(), "double_free.c"), "double-free");
    assert.deepEqual(found(vscode.Uri.joinPath(root(), "lib", "clean.c")), []);
  });

  test("closing a scanned file keeps its findings, those of others go", async () => {
    await vscode.commands.executeCommand("parapet.scanWorkspace");
    const { document } = await open("lib/label.c");
    await has(document.uri, "buffer-overflow");
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    await new Promise((resolve) => setTimeout(resolve, 1500));
    assert.deepEqual(found(document.uri), ["buffer-overflow"]);
  });

  test("code that cannot be followed is listed", async () => {
    const editor = await open("typing.c");
    await replace(editor, "puts(name);", "int x = ; if ( { }");
    const skipped = await vscode.commands.executeCommand<SkippedCode[]>("parapet.showSkipped");
    assert.ok(
      skipped.some((code) => code.function.includes("read_name")),
      JSON.stringify(skipped),
    );
    await vscode.commands.executeCommand("workbench.action.closeQuickOpen");
  });

  test("the server can be restarted", async () => {
    const { document } = await open("double_free.c");
    await has(document.uri, "double-free");
    await vscode.commands.executeCommand("parapet.restartServer");
    await has(document.uri, "double-free");
  });

  test("shows the attack surface", async () => {
    const result = await vscode.commands.executeCommand<SurfaceResult>("parapet.showSurface");
    assert.deepEqual(
      result.groups.map(({ kind, entries }) => [kind, entries.map(({ name }) => name)]),
      [
        ["file", ["fgets"]],
        ["input", ["gets"]],
      ],
    );
    const [{ at, reached }] = result.groups[0].entries;
    assert.match(at.uri, /typing\.c$/);
    assert.ok(reached.length > 0);
  });

  test("writes a fuzz target for a parser, and opens it", async () => {
    const uri = vscode.Uri.joinPath(root(), "parse.c");
    const text =
      "#include <stddef.h>\nint parse(const char *data, size_t size)\n{\n    return size > 0 && data[0] == 7;\n}\n";
    await fs.writeFile(uri.fsPath, text);
    await open("parse.c");
    const head = new vscode.Range(1, 6, 1, 6);
    const offered = await until("the action", () => actions(uri, head, vscode.CodeActionKind.Refactor));
    const [action] = offered.filter(({ title }) => title === "Write a fuzz target for parse()");
    assert.ok(action?.command, "it is offered at the function's head");
    await vscode.commands.executeCommand(action.command.command, ...(action.command.arguments ?? []));
    await until("the harness", () =>
      vscode.window.activeTextEditor?.document.uri.path.endsWith("/fuzz/parse/fuzz_parse.c"),
    );
    const inside = await actions(uri, new vscode.Range(3, 6, 3, 6), vscode.CodeActionKind.Refactor);
    assert.deepEqual(
      inside.filter(({ title }) => title.includes("fuzz")),
      [],
    );
  });
});
