/** The tree of the attack surface: kinds, entries, and what their data reaches; every line leads to its place. */
import * as vscode from "vscode";
import { type LanguageClient, WorkDoneProgress } from "vscode-languageclient/node";
import {
  SURFACE,
  type SurfaceEntry,
  type SurfacePlace,
  type SurfaceResult,
} from "../../server/src/lsp/protocol";

export interface SurfaceView extends vscode.Disposable {
  /** Looks at the workspace anew and shows the tree; returns what it holds. */
  show(): Promise<SurfaceResult>;
}

interface Node {
  readonly label: string;
  readonly description?: string;
  readonly tooltip?: string;
  readonly icon?: string;
  readonly colour?: string;
  readonly at?: SurfacePlace;
  readonly expanded?: boolean;
  readonly children: readonly Node[];
}

export function createSurfaceView(client: LanguageClient): SurfaceView {
  let roots: readonly Node[] = [];
  const changed = new vscode.EventEmitter<undefined>();
  const tree = vscode.window.createTreeView<Node>("parapet.surface", {
    showCollapseAll: true,
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getChildren: (node) => [...(node?.children ?? roots)],
      getTreeItem: itemOf,
    },
  });
  return {
    async show() {
      const result = await request(client);
      roots = result.groups.map(({ kind, entries }) => ({
        label: kind,
        description: String(entries.length),
        icon: "plug",
        expanded: result.groups.length < 4,
        children: entries.map(entryNode),
      }));
      tree.message = roots.length === 0 ? "No outside data comes in that Parapet knows of." : undefined;
      changed.fire(undefined);
      await vscode.commands.executeCommand("setContext", "parapet.surfaceShown", true);
      await vscode.commands.executeCommand("parapet.surface.focus");
      for (const problem of result.problems) client.warn(problem, undefined, false);
      return result;
    },
    dispose() {
      tree.dispose();
      changed.dispose();
    },
  };
}

function request(client: LanguageClient): Thenable<SurfaceResult> {
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: "Parapet: following outside data",
    cancellable: true,
  };
  return vscode.window.withProgress(options, async (progress, token) => {
    const workDoneToken = crypto.randomUUID();
    let reached = 0;
    const listening = client.onProgress(WorkDoneProgress.type, workDoneToken, (value) => {
      if (value.kind !== "report") return;
      const percentage = value.percentage ?? reached;
      progress.report({ message: value.message, increment: percentage - reached });
      reached = percentage;
    });
    try {
      return await client.sendRequest<SurfaceResult>(SURFACE, { workDoneToken }, token);
    } finally {
      listening.dispose();
    }
  });
}

function entryNode(entry: SurfaceEntry): Node {
  const open = entry.uses.filter(({ checks }) => checks.length === 0).length;
  const uses = entry.uses.map((use) => ({
    label: use.what,
    description: where(use.at),
    tooltip: `${use.at.code}\n\n${use.route.join(" \u203a ")}`,
    icon: use.checks.length === 0 ? "warning" : "pass",
    colour: use.checks.length === 0 ? "list.warningForeground" : undefined,
    at: use.at,
    children: use.checks.map(checkNode),
  }));
  const reached = entry.reached.map(({ name, by, at, checks }) => ({
    label: name,
    description: by,
    icon: "symbol-function",
    at,
    children: checks.map(checkNode),
  }));
  return {
    label: `${entry.name}, ${entry.function}()`,
    description: open > 0 ? `${where(entry.at)}, ${open} unchecked` : where(entry.at),
    tooltip: `${entry.at.code}\n\n${entry.coverage}`,
    icon: "sign-in",
    at: entry.at,
    children: [
      ...(uses.length === 0 ? [] : [group("Can decide", "target", uses, true)]),
      group("Reaches", "type-hierarchy-sub", reached, false),
      { label: entry.coverage, icon: "beaker", children: [] },
    ],
  };
}

function group(label: string, icon: string, children: readonly Node[], expanded: boolean): Node {
  return { label, description: String(children.length), icon, expanded, children };
}

function checkNode(at: SurfacePlace): Node {
  return { label: at.code, description: `compared, ${where(at)}`, icon: "check", at, children: [] };
}

function where({ uri, range }: SurfacePlace): string {
  return `${vscode.workspace.asRelativePath(vscode.Uri.parse(uri))}:${range.start.line + 1}`;
}

function itemOf(node: Node): vscode.TreeItem {
  const { None, Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
  const state = node.children.length === 0 ? None : node.expanded ? Expanded : Collapsed;
  const item = new vscode.TreeItem(node.label, state);
  item.description = node.description;
  item.tooltip = node.tooltip;
  if (node.icon !== undefined)
    item.iconPath = new vscode.ThemeIcon(
      node.icon,
      node.colour === undefined ? undefined : new vscode.ThemeColor(node.colour),
    );
  if (node.at !== undefined) {
    const { uri, range } = node.at;
    const selection = new vscode.Range(
      range.start.line,
      range.start.character,
      range.end.line,
      range.end.character,
    );
    item.command = {
      title: "Go to",
      command: "vscode.open",
      arguments: [vscode.Uri.parse(uri), { selection }],
    };
  }
  return item;
}
