/**
 * The engine's answers for documents, by version. The engine itself remembers unchanged functions; what is kept here
 * only spares repeated requests on one version (pull, hover, code actions) from asking again.
 */
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { FileResult, Input } from "../engine/api";
import type { Finding, Fix } from "../findings";
import type { Language } from "../syntax/tree";
import { formatSize } from "../workspace/text";
import { isFile, pathOf } from "./paths";
import type { LiveProject, Projects } from "./projects";
import type { EditorSettings } from "./settings";

/** One analysis: of this version of the document, and of no other. */
export interface Analysed {
  readonly version: number;
  readonly input: Input;
  readonly project: LiveProject;
  readonly result: FileResult;
  readonly milliseconds: number;
}

/** Why a document has no analysis. */
export interface NotAnalysed {
  readonly reason: string;
}

export interface Analysis {
  /** Of the document as it is now. */
  of(document: TextDocument, editor: EditorSettings): Analysed | NotAnalysed;
  fixes(analysed: Analysed, finding: Finding): readonly Fix[];
  /** An answer for another text at the same place, for trying edits. */
  retry(analysed: Analysed, text: string): Analysed;
  /** Something outside the documents changed: settings, a header on disk, the project file. */
  invalidate(): void;
  forget(uri: string): void;
}

export function isAnalysed(answer: Analysed | NotAnalysed): answer is Analysed {
  return "result" in answer;
}

/** Undefined where the engine should tell by evidence: headers serve both languages, whatever an editor calls them. */
function languageOf(document: TextDocument): Language | undefined {
  if (/\.(h|inc|def)$/i.test(document.uri)) return undefined;
  return document.languageId === "c" || document.languageId === "cpp" ? document.languageId : undefined;
}

/** `now` is in milliseconds, for measuring only. */
export function createAnalysis(projects: Projects, now: () => number): Analysis {
  const latest = new Map<string, { readonly answer: Analysed | NotAnalysed; readonly version: number }>();
  const fixes = new WeakMap<Finding, readonly Fix[]>();

  const run = (input: Input, version: number, project: LiveProject): Analysed => {
    const start = now();
    const result = project.analyser.analyse(input, project.project.settings, project.host);
    return { version, input, project, result, milliseconds: now() - start };
  };

  const compute = (document: TextDocument, editor: EditorSettings): Analysed | NotAnalysed => {
    if (!editor.enable) return { reason: "switched off by the setting parapet.enable" };
    const path = pathOf(document.uri);
    const project = projects.of(path, editor);
    if (isFile(document.uri) && project.excluded(path))
      return { reason: "excluded by the project's settings" };
    const text = document.getText();
    const limit = project.project.maxFileSize;
    if (text.length > limit) return { reason: `larger than ${formatSize(limit)} (maxFileSize)` };
    return run({ path, text, language: languageOf(document) }, document.version, project);
  };

  return {
    of(document, editor) {
      const cached = latest.get(document.uri);
      if (cached?.version === document.version) return cached.answer;
      const answer = compute(document, editor);
      latest.set(document.uri, { answer, version: document.version });
      return answer;
    },
    fixes(analysed, finding) {
      let known = fixes.get(finding);
      if (known === undefined) {
        const { input, project } = analysed;
        [known] = project.analyser.fixes(input, project.project.settings, project.host, [finding]);
        fixes.set(finding, known);
      }
      return known;
    },
    retry: (analysed, text) => run({ ...analysed.input, text }, analysed.version, analysed.project),
    invalidate: () => latest.clear(),
    forget: (uri) => void latest.delete(uri),
  };
}
