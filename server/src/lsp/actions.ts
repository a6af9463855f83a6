/**
 * Code actions: the verified fixes of the findings at a place, a suppression with a reason for each, their guidance, and
 * `source.fixAll.parapet`. Everything is looked up in the current analysis; nothing rests on earlier requests.
 */
import {
  type CodeAction,
  CodeActionKind,
  type Diagnostic,
  type TextEdit as ProtocolEdit,
  type Range,
  type SnippetTextEdit,
  type WorkspaceEdit,
} from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { Finding, Fix, TextEdit } from "../findings";
import type { Rules } from "../rules/rule";
import type { Abilities } from "./abilities";
import type { Analysed, Analysis } from "./analysis";
import { rangeOf } from "./convert";
import { type FixingRound, fixAll } from "./fix-all";
import { FUZZ, fuzzAction } from "./fuzz";
import type { FindingData } from "./protocol";
import { suppressionLine } from "./suppress";

export const FIX_ALL = `${CodeActionKind.SourceFixAll}.parapet`;
const SUPPRESS = `${CodeActionKind.QuickFix}.suppress`;

export const CODE_ACTION_KINDS = [CodeActionKind.QuickFix, FIX_ALL, FUZZ];

/** `data` of an action whose edit is left for `codeAction/resolve`. */
export interface FixAllData {
  readonly uri: string;
}

export interface ActionsContext {
  readonly document: TextDocument;
  readonly analysed: Analysed;
  readonly analysis: Analysis;
  readonly rules: Rules;
  readonly can: Abilities;
}

/** Whether a client that wants only these kinds wants this one; kinds are hierarchical. */
function wants(only: readonly string[] | undefined, kind: string): boolean {
  return only === undefined || only.some((wanted) => kind === wanted || kind.startsWith(`${wanted}.`));
}

export function codeActions(
  context: ActionsContext,
  range: Range,
  only: readonly string[] | undefined,
  shown: readonly Diagnostic[],
): CodeAction[] {
  const actions: CodeAction[] = [];
  if (wants(only, CodeActionKind.QuickFix) || wants(only, SUPPRESS)) {
    const { document, analysed } = context;
    const start = document.offsetAt(range.start);
    const end = document.offsetAt(range.end);
    const here = analysed.result.findings.filter((f) => f.start <= end && f.end >= start);
    const last: CodeAction[] = [];
    for (const finding of here) {
      const diagnostics = shown.filter((diagnostic) => isAbout(diagnostic, finding));
      if (wants(only, CodeActionKind.QuickFix)) actions.push(...fixActions(context, finding, diagnostics));
      last.push(
        ...suppressAction(context, finding, diagnostics),
        ...guidanceAction(context, finding, diagnostics),
      );
    }
    actions.push(...last);
  }
  if (wants(only, FUZZ))
    actions.push(
      ...fuzzAction(context.analysed, context.document.uri, context.document.offsetAt(range.start)),
    );
  // A source action is offered only to those who ask for it: computing it means trying every fix of the file.
  if (only?.some((kind) => kind.startsWith(CodeActionKind.Source)) && wants(only, FIX_ALL)) {
    const action: CodeAction = { title: "Apply all safe fixes of Parapet", kind: FIX_ALL };
    if (context.can.resolveEdit)
      actions.push({ ...action, data: { uri: context.document.uri } satisfies FixAllData });
    else {
      const edit = fixAllEdit(context);
      if (edit) actions.push({ ...action, edit });
    }
  }
  return actions;
}

function isAbout(diagnostic: Diagnostic, finding: Finding): boolean {
  const data = diagnostic.data as FindingData | undefined;
  return data?.rule === finding.rule && data.start === finding.start && data.end === finding.end;
}

function fixActions(context: ActionsContext, finding: Finding, diagnostics: Diagnostic[]): CodeAction[] {
  const fixes = context.analysis.fixes(context.analysed, finding);
  // "Preferred" lets editors apply it with one key, unseen; so it must be safe, and the only one.
  const preferred = fixes.filter(({ safe }) => safe).length === 1;
  return fixes.map((fix: Fix) => ({
    title: fix.title,
    kind: CodeActionKind.QuickFix,
    diagnostics,
    isPreferred: fix.safe && preferred,
    edit: workspaceEdit(context, protocolEdits(context.document, fix.edits)),
  }));
}

function suppressAction(context: ActionsContext, finding: Finding, diagnostics: Diagnostic[]): CodeAction[] {
  const { document, can } = context;
  const place = suppressionLine(document, finding.start, finding.rule);
  if (!place) return [];
  const position = document.positionAt(place.offset);
  const range = { start: position, end: position };
  const snippet: SnippetTextEdit = {
    range,
    snippet: { kind: "snippet", value: `${escapeSnippet(place.before)}\${1:reason}${place.after}` },
  };
  // Without snippets the reason is left empty, which is reported until somebody writes one.
  const plain: ProtocolEdit = { range, newText: `${place.before.trimEnd()} ${place.after}` };
  return [
    {
      title: `Suppress '${finding.rule}' with a reason`,
      kind: SUPPRESS,
      diagnostics,
      edit: workspaceEdit(context, [can.snippetEdits && can.versionedEdits ? snippet : plain]),
    },
  ];
}

function escapeSnippet(text: string): string {
  return text.replace(/[\\$}]/g, "\\$&");
}

function guidanceAction(context: ActionsContext, finding: Finding, diagnostics: Diagnostic[]): CodeAction[] {
  const rule = context.rules.get(finding.rule);
  if (!context.can.commands || !rule) return [];
  const title = `Show guidance: ${rule.title}`;
  const command = { title, command: "parapet.showGuidance", arguments: [rule.id] };
  return [{ title, kind: CodeActionKind.QuickFix, diagnostics, command }];
}

/** Undefined when there is nothing to fix. */
export function fixAllEdit(context: ActionsContext): WorkspaceEdit | undefined {
  const { analysis, analysed } = context;
  const roundOf = (round: Analysed): FixingRound => ({
    text: round.input.text,
    findings: round.result.findings,
    fixes: (finding) => analysis.fixes(round, finding),
  });
  const edits = fixAll(roundOf(analysed), (text) => roundOf(analysis.retry(analysed, text)));
  return edits.length > 0 ? workspaceEdit(context, protocolEdits(context.document, edits)) : undefined;
}

function protocolEdits(document: TextDocument, edits: readonly TextEdit[]): ProtocolEdit[] {
  return edits.map((edit) => ({ range: rangeOf(document, edit), newText: edit.text }));
}

function workspaceEdit(
  { document, can }: ActionsContext,
  edits: (ProtocolEdit | SnippetTextEdit)[],
): WorkspaceEdit {
  const { uri, version } = document;
  if (can.versionedEdits) return { documentChanges: [{ textDocument: { uri, version }, edits }] };
  return { changes: { [uri]: edits.filter((edit) => "newText" in edit) } };
}
