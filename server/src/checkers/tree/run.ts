/**
 * Runs the checkers of the syntax tree: one pass over a unit that hands each node to those that asked for its kind, and
 * one call per file for those that compare units.
 */

import type { Step } from "../../findings";
import { evaluate, stringLiteral } from "../../semantics/constants";
import { typeOf } from "../../semantics/expression-types";
import type { Scope } from "../../semantics/scope";
import { TypeKind } from "../../semantics/types";
import { KIND_NAMES } from "../../syntax/kinds";
import type { SourceFile, Unit } from "../../syntax/source";
import type { Language } from "../../syntax/tree";
import { findOpenCharacteristics } from "../file/unauthenticated-peer";
import { findDisabledWarnings } from "../file/warning-disabled";
import { FILE_CHECKERS, TREE_CHECKERS } from "./all";
import type { RawFinding, TreeChecker, UnitContext } from "./checker";
import { enclosingFunctionName } from "./functions";
import type { IncludeView } from "./includes";
import { scopesOf, type View } from "./scopes";

/** What a unit is checked with. `view` gives scopes at file level, as seen from inside namespaces and classes. */
export interface UnitInput {
  readonly file: SourceFile;
  readonly unit: Unit;
  readonly view: View;
  readonly includes: IncludeView;
}

/** Checkers by node kind. */
type Dispatch = readonly (readonly TreeChecker[] | undefined)[];

const DISPATCH: Readonly<Record<Language, Dispatch>> = { c: dispatchOf("c"), cpp: dispatchOf("cpp") };

function dispatchOf(language: Language): Dispatch {
  const table: (TreeChecker[] | undefined)[] = new Array(KIND_NAMES.length).fill(undefined);
  for (const checker of TREE_CHECKERS) {
    if (checker.language !== undefined && checker.language !== language) continue;
    for (const kind of checker.kinds) (table[kind] ??= []).push(checker);
  }
  return table;
}

/**
 * The findings of all checkers that look at one unit by itself, relative to it. They depend on the unit's text and
 * source and on what `view` and `includes` answered, on nothing else of the file.
 */
export function checkUnit(input: UnitInput): RawFinding[] {
  const findings: RawFinding[] = [];
  let rule = "";
  const context = contextOf(input, (finding) => findings.push({ ...finding, rule }));
  const { tree } = context;
  const dispatch = DISPATCH[tree.language];
  const { count, kind } = tree;
  for (let node = 0; node < count; node++) {
    const checkers = dispatch[kind[node]];
    if (checkers === undefined) continue;
    for (const checker of checkers) {
      rule = checker.rule;
      checker.visit(context, node);
    }
  }
  return findings;
}

/** The findings of the checkers that look at a whole file; spans and facts are absolute. */
export function checkFile(file: SourceFile, view: View, includes: IncludeView): RawFinding[] {
  const findings = [...findDisabledWarnings(file), ...findOpenCharacteristics(file)];
  const contexts = new Map<Unit, UnitContext>();
  for (const { rule, language, check } of FILE_CHECKERS) {
    if (language !== undefined && language !== file.language) continue;
    contexts.clear();
    check(file, (unit) => {
      let context = contexts.get(unit);
      if (!context) {
        context = contextOf({ file, unit, view, includes }, (finding) =>
          findings.push(placeFinding({ ...finding, rule }, unit.start)),
        );
        contexts.set(unit, context);
      }
      return context;
    });
  }
  return findings;
}

/** Where the unit of a function definition stands. */
interface Place {
  readonly path: string;
  readonly start: number;
}

/** Moves a finding that is relative to a unit to where the unit starts in its file, and its steps to where theirs are. */
export function placeFinding(
  finding: RawFinding,
  start: number,
  path = "",
  placeOf: (definition: string) => Place | undefined = () => undefined,
): RawFinding {
  const facts: Record<string, string | number> = {};
  for (const [key, value] of Object.entries(finding.facts)) {
    facts[key] = typeof value === "number" && /(?:Start|End)$/.test(key) ? value + start : value;
  }
  const steps: Step[] = [];
  for (const { definition, ...step } of finding.steps) {
    const place = definition === undefined ? { path, start } : placeOf(definition);
    if (place === undefined) continue;
    const moved = { ...step, start: step.start + place.start, end: step.end + place.start };
    steps.push(place.path === path ? moved : { ...moved, path: place.path });
  }
  return { ...finding, start: finding.start + start, end: finding.end + start, facts, steps };
}

/** What checkers, and fixes after them, may ask about one unit. */
export function contextOf(
  { file, unit, view, includes }: UnitInput,
  emit: (finding: Omit<RawFinding, "rule">) => void = () => {},
): UnitContext {
  const tree = unit.tree();
  const env = view(unit.namespaces);
  let scopes: ((node: number) => Scope) | undefined;
  const scopeAt = (node: number): Scope => {
    scopes ??= scopesOf(tree, view, unit.namespaces);
    return scopes(node);
  };
  return {
    unit,
    language: file.language,
    tree,
    source: file.text.substring(unit.start, unit.end),
    env,
    includes,
    typeOf(node) {
      if (node < 0) return undefined;
      const type = typeOf(scopeAt(node), tree, node);
      return type.kind === TypeKind.Unknown && type.name === "" ? undefined : type;
    },
    constantOf(node) {
      if (node < 0) return undefined;
      const value = evaluate(env, tree, node)?.value;
      return value !== undefined && Number.isSafeInteger(value) ? value : undefined;
    },
    textOf(node) {
      return stringLiteral(scopeAt(node), tree, node).value;
    },
    report(node, message, options = {}) {
      emit({
        start: tree.start[node],
        end: tree.end[node],
        message,
        confidence: options.confidence ?? "definite",
        steps: options.steps ?? [],
        facts: options.facts ?? {},
        function: enclosingFunctionName(tree, node) || undefined,
      });
    },
  };
}
