/**
 * Which branches of conditionals are kept. Between declarations every branch that consists of whole declarations is
 * kept, so that all of them get analysed; anywhere else (within a body, or where a branch cuts a declaration in two)
 * exactly one is: the first that is not known to be false. What was dropped is recorded, never silent.
 */
import type { Span } from "../text/span";
import {
  assumeTruth,
  type Conditional,
  createKnowledge,
  isAssumedFalse,
  type Knowledge,
  noteDefine,
  noteUndef,
  truthOf,
} from "./conditions";
import { HeaderMacros } from "./header-macros";
import { copyTokens, emptyLike, Tok, type Tokens } from "./lexer";
import type { Directive } from "./source";
import {
  BRACE_CLOSE,
  BRACE_OPEN,
  BRACKET_CLOSE,
  BRACKET_OPEN,
  isPunct,
  PAREN_CLOSE,
  PAREN_OPEN,
  resumesAt,
  SEMICOLON,
  scopeHead,
} from "./structure";
import type { Language } from "./tree";

interface Branch {
  readonly directive: Conditional;
  /** The token of the directive. */
  readonly token: number;
  /** The token of the next branch's directive or of `#endif`; `tokens.count` when the file ends first. */
  end: number;
  kept: boolean;
  /** Kept beside the one that a body would keep. */
  isOther: boolean;
  /** Taken for the one that a body would keep, though nothing says whether its condition holds. */
  isGuess: boolean;
}

interface Group {
  readonly branches: Branch[];
  /** How many conditionals are around. */
  readonly nesting: number;
  /** The token of `#endif`, or `tokens.count`. */
  end: number;
}

/** Conditionals by the token of each of their directives; tokens that are no such directive are absent. */
interface Groups {
  readonly groupAt: Map<number, Group>;
  readonly branchAt: Map<number, Branch>;
  /** Every directive by its token. */
  readonly directiveAt: Map<number, Directive>;
}

function branchOf(directive: Conditional, token: number, end: number): Branch {
  return { directive, token, end, kept: true, isOther: false, isGuess: false };
}

function readGroups(tokens: Tokens, directives: readonly Directive[]): Groups {
  const groupAt = new Map<number, Group>();
  const branchAt = new Map<number, Branch>();
  const directiveAt = new Map<number, Directive>();
  const open: Group[] = [];
  let next = 0;
  for (let t = 0; t < tokens.count && next < directives.length; t++) {
    const directive = directives[next];
    if (tokens.kind[t] !== Tok.Directive || directive.start !== tokens.start[t]) continue;
    next++;
    directiveAt.set(t, directive);
    switch (directive.kind) {
      case "if":
      case "ifdef":
      case "ifndef": {
        const branch = branchOf(directive, t, tokens.count);
        const group = { branches: [branch], nesting: open.length, end: tokens.count };
        open.push(group);
        groupAt.set(t, group);
        branchAt.set(t, branch);
        break;
      }
      case "elif":
      case "else": {
        const group = open[open.length - 1];
        if (group === undefined) break;
        const branch = branchOf(directive, t, tokens.count);
        group.branches[group.branches.length - 1].end = t;
        group.branches.push(branch);
        branchAt.set(t, branch);
        break;
      }
      case "endif": {
        const group = open.pop();
        if (group === undefined) break;
        group.branches[group.branches.length - 1].end = t;
        group.end = t;
        break;
      }
    }
  }
  return { groupAt, branchAt, directiveAt };
}

/** Conditionals nested deeper than this keep one branch: looking into each of them again has to end somewhere. */
const MAX_NESTING = 40;

/** Whether a branch is whole declarations: brackets balance, and it ends where a declaration ends. */
function isWhole(tokens: Tokens, groups: Groups, branch: Branch): boolean {
  let depth = 0;
  let last = -1;
  for (let t = branch.token + 1; t < branch.end; t++) {
    if (tokens.kind[t] === Tok.Directive) {
      // Of a nested conditional only the first branch counts: the others stand in its place.
      const group = groups.groupAt.get(t);
      if (group !== undefined && group.branches.length > 1) {
        const first = group.branches[0];
        for (let i = first.token + 1; i < first.end; i++) {
          depth += bracketStep(tokens, i);
          if (tokens.kind[i] !== Tok.Directive) last = i;
        }
        t = group.end;
      }
      continue;
    }
    depth += bracketStep(tokens, t);
    if (depth < 0) return false;
    if (last < 0 && tokens.kind[t] !== Tok.Word && !startsWhole(tokens, t)) return false;
    last = t;
  }
  if (depth !== 0) return false;
  return last < 0 || isPunct(tokens, last, SEMICOLON) || isPunct(tokens, last, BRACE_CLOSE);
}

/** Declarations start with words, or with `[[`, `::`, `~`, `;`, but not with what continues one. */
function startsWhole(tokens: Tokens, t: number): boolean {
  return tokens.kind[t] === Tok.Punct && !isPunct(tokens, t, BRACE_OPEN) && !isPunct(tokens, t, PAREN_OPEN);
}

function bracketStep(tokens: Tokens, t: number): number {
  if (tokens.kind[t] !== Tok.Punct) return 0;
  switch (tokens.code[t]) {
    case PAREN_OPEN:
    case BRACE_OPEN:
    case BRACKET_OPEN:
      return 1;
    case PAREN_CLOSE:
    case BRACE_CLOSE:
    case BRACKET_CLOSE:
      return -1;
    default:
      return 0;
  }
}

/** Whether a branch says only that this configuration is not supported. */
function isRefusal(tokens: Tokens, groups: Groups, branch: Branch): boolean {
  let refuses = false;
  for (let t = branch.token + 1; t < branch.end; t++) {
    if (tokens.kind[t] !== Tok.Directive) return false;
    if (groups.directiveAt.get(t)?.kind === "error") refuses = true;
  }
  return refuses;
}

/** Keeps one branch: the first that is not known to be false, assuming its condition if nothing decides it. */
function keepOne(tokens: Tokens, groups: Groups, known: Knowledge, group: Group): void {
  let chosen: Branch | undefined;
  for (const branch of group.branches) {
    branch.kept = false;
    if (chosen !== undefined) continue;
    const truth = truthOf(known, branch.directive);
    if (truth === false) continue;
    if (truth === undefined && isRefusal(tokens, groups, branch)) {
      assumeTruth(known, branch.directive, false);
      continue;
    }
    chosen = branch;
    if (truth === undefined) assumeTruth(known, branch.directive, true);
  }
  if (chosen !== undefined) chosen.kept = true;
}

/** Keeps every branch but those that literals or the language rule out: names may be defined in another build. */
function keepAll(known: Knowledge, group: Group): void {
  let decided = false;
  let chosen: Branch | undefined;
  for (const branch of group.branches) {
    const truth = truthOf(known, branch.directive);
    const fixed = isFixed(branch.directive) ? truth : undefined;
    branch.kept = !decided && fixed !== false;
    if (fixed === true && branch.directive.kind !== "else") decided = true;
    if (truth !== false) chosen ??= branch;
    branch.isOther = branch !== chosen;
    branch.isGuess = branch === chosen && truth === undefined;
  }
}

/** Whether no build can change the condition: it names nothing but the language. */
function isFixed(directive: Conditional): boolean {
  const { condition } = directive;
  return condition === "__cplusplus" || condition.includes("__cplusplus") || !/[A-Za-z_]/.test(condition);
}

/**
 * Walks the tokens up to `until` once and decides each conditional where it stands. Returns the final depth of braces.
 */
function decide(tokens: Tokens, groups: Groups, known: Knowledge, resume: boolean, until: number): number {
  let opaque = 0;
  let scopes = 0;
  let first = 0;
  let atBoundary = true;
  /** Up to here what is defined is so in other configurations only. */
  let elsewhere = 0;
  for (let t = 0; t < until; t++) {
    if (tokens.kind[t] === Tok.Directive) {
      const group = groups.groupAt.get(t);
      if (group !== undefined) {
        const declares = opaque === 0 && atBoundary;
        const single = group.branches.length === 1;
        // Without another branch there is nothing to choose: what is for other systems alone is looked at as well.
        const truth = truthOf({ ...known, assumesSystem: !single }, group.branches[0].directive);
        if (single && truth !== false) {
          group.branches[0].kept = true;
          if (truth === undefined && !declares) assumeTruth(known, group.branches[0].directive, true);
          // `#ifdef HAVE_WINDOWS_H` and the header: that makes it no program for Windows.
          if (truthOf({ ...known, assumesSystem: true }, group.branches[0].directive) === false)
            elsewhere = Math.max(elsewhere, group.branches[0].end);
        } else if (
          declares &&
          group.nesting < MAX_NESTING &&
          group.branches.every((branch) => isWhole(tokens, groups, branch))
        ) {
          keepAll(known, group);
        } else keepOne(tokens, groups, known, group);
      } else if (t >= elsewhere) noteDirective(known, groups.directiveAt.get(t));
      const branch = groups.branchAt.get(t);
      if (branch?.isOther) elsewhere = Math.max(elsewhere, branch.end);
      if (branch !== undefined && !branch.kept) t = branch.end - 1;
      continue;
    }
    if (opaque > 0 && resume && resumesAt(tokens, t, first)) opaque = 0;
    // Every token of the file comes by here at every keystroke: its kind and code are read once.
    const code = tokens.kind[t] === Tok.Punct ? tokens.code[t] : 0;
    if (opaque === 0 && atBoundary && code !== BRACE_CLOSE) first = t;
    if (code === BRACE_OPEN) {
      if (opaque > 0 || scopeHead(tokens, t) < 0) opaque++;
      else scopes++;
    } else if (code === BRACE_CLOSE) {
      if (opaque > 0) opaque--;
      else if (scopes > 0) scopes--;
    }
    atBoundary = code === SEMICOLON || code === BRACE_CLOSE || code === BRACE_OPEN;
  }
  return opaque;
}

function noteDirective(known: Knowledge, directive: Directive | undefined): void {
  if (directive?.kind === "define") noteDefine(known, directive.macro);
  else if (directive?.kind === "undef") noteUndef(known, directive.name);
  else if (
    directive?.kind === "include" &&
    directive.path.toLowerCase() === "windows.h" &&
    directive.system
  ) {
    known.defined.set("_WIN32", true);
  }
}

/** The pieces that conditionals switch off, ascending. */
function inactiveSpans(tokens: Tokens, groups: Groups): Span[] {
  return spansOf(tokens, groups, (branch) => !branch.kept);
}

/** The pieces of the branches that are wanted, ascending. */
function spansOf(tokens: Tokens, groups: Groups, isWanted: (branch: Branch) => boolean): Span[] {
  const spans: Span[] = [];
  for (const [t, branch] of groups.branchAt) {
    if (!isWanted(branch) || branch.end <= t + 1) continue;
    const start = tokens.end[t];
    // What lies within a branch goes with it.
    if (spans.length > 0 && start < spans[spans.length - 1].end) continue;
    const end = branch.end < tokens.count ? tokens.start[branch.end] : tokens.text.length;
    spans.push({ start, end });
  }
  return spans;
}

/** A copy of the tokens without directives and what is switched off. */
function keptTokens(tokens: Tokens, groups: Groups): Tokens {
  const kept = emptyLike(tokens);
  let from = 0;
  for (let t = 0; t < tokens.count; t++) {
    if (tokens.kind[t] !== Tok.Directive) continue;
    if (t > from) copyTokens(tokens, from, t, kept);
    const branch = groups.branchAt.get(t);
    if (branch !== undefined && !branch.kept) t = branch.end - 1;
    from = t + 1;
  }
  if (tokens.count > from) copyTokens(tokens, from, tokens.count, kept);
  return kept;
}

function decideAll(
  tokens: Tokens,
  directives: readonly Directive[],
  language: Language,
  headers: HeaderMacros,
  until = tokens.count,
): Groups {
  const groups = readGroups(tokens, directives);
  const header = (name: string) => headers.soleDefinition(name);
  let known = createKnowledge(language, header);
  let unclosed = decide(tokens, groups, known, false, until);
  // What a body assumes holds for the whole file: where declarations before it were chosen otherwise, choose anew.
  const wrong: readonly Branch[] = [...groups.branchAt.values()].filter(
    ({ isGuess, directive }) => isGuess && isAssumedFalse(known, directive),
  );
  if (wrong.length > 0) {
    known = createKnowledge(language, header);
    for (const { directive } of wrong) assumeTruth(known, directive, false);
    unclosed = decide(tokens, groups, known, false, until);
  }
  if (unclosed !== 0) decide(tokens, groups, createKnowledge(language, header), true, until);
  return groups;
}

/**
 * What conditionals switch off when no header defines anything, ascending, as far as it matters for includes: up to the
 * last of them. Most stand at the top of a file, so this is far less work than deciding all.
 */
export function inactiveBeforeIncludes(
  tokens: Tokens,
  directives: readonly Directive[],
  language: Language,
): readonly Span[] {
  let last = directives.length - 1;
  while (last >= 0 && directives[last].kind !== "include") last--;
  if (last < 0) return [];
  const { start } = directives[last];
  let until = 0;
  while (until < tokens.count && tokens.start[until] < start) until++;
  return inactiveSpans(tokens, decideAll(tokens, directives, language, new HeaderMacros([]), until));
}

/**
 * Decides the conditionals: a copy of the code that is kept, without directives; what is switched off, and what is kept
 * beside the branch that a body would keep, both ascending.
 */
export function resolveConditionals(
  tokens: Tokens,
  directives: readonly Directive[],
  language: Language,
  headers: HeaderMacros,
): { readonly active: Tokens; readonly inactive: readonly Span[]; readonly others: readonly Span[] } {
  const groups = decideAll(tokens, directives, language, headers);
  return {
    active: keptTokens(tokens, groups),
    inactive: inactiveSpans(tokens, groups),
    others: spansOf(tokens, groups, (branch) => branch.kept && branch.isOther),
  };
}
