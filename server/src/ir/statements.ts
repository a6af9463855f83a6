/**
 * Statements: the control flow of C and C++ as blocks and terminators. Loops, switches, labels and returns end the
 * lifetimes of what they leave; broken code becomes opaque and counted, and the statements around it are still lowered.
 */

import { declaratorsOf, describedType } from "../semantics/declarators";
import { TypeKind } from "../semantics/types";
import { FIRST_TOKEN, Field, Kind } from "../syntax/kinds";
import { NONE, type Tree } from "../syntax/tree";
import {
  childByField,
  firstNamedChild,
  hasErrorInside,
  isMissing,
  kindOf,
  lastNamedChild,
  nextNamedSibling,
  nodeText,
  subtreeEnd,
} from "../syntax/walk";
import {
  addHole,
  copy,
  endOf,
  enterBlock,
  jump,
  newBlock,
  opaque,
  resume,
  startOf,
  TEMPORARY,
  terminate,
} from "./builder";
import { assertedArgument } from "./builtins";
import { branch, condition, fullCondition } from "./conditions";
import {
  beginFull,
  closeBlock,
  declare,
  endFull,
  endLifetimes,
  giveUp,
  type Live,
  type Lowering,
  leaveFor,
  lookup,
  MAX_DEPTH,
  openBlock,
} from "./context";
import { declaration } from "./declarations";
import { throwExpression, tryStatement } from "./exceptions";
import { fullEffect, syntaxHole, value } from "./expressions";
import type { Block } from "./ir";
import { gotoStatement, isComputedGoto, jumpAnywhere, labeledStatement, leaveLoop } from "./jumps";
import { lowerLocalFunction, lowerLocalRecord } from "./lower";
import { expandObjectStatement, expandStatement, functionMacro } from "./macros";
import { rangeFor } from "./ranges";
import { returnStatement } from "./returns";
import { caseStatement, switchStatement } from "./switches";

/** Lowers the statements inside a block, without a scope of their own. */
export function statementList(cx: Lowering, block: number): void {
  for (
    let child = firstNamedChild(cx.tree, block);
    child !== NONE;
    child = nextNamedSibling(cx.tree, child)
  ) {
    statement(cx, child);
  }
}

export function statement(cx: Lowering, node: number): void {
  if (node === NONE) return;
  if (cx.depth > MAX_DEPTH) {
    giveUp(cx, node, "nesting too deep", [], true);
    return;
  }
  cx.depth++;
  statementInside(cx, node);
  cx.depth--;
}

function statementInside(cx: Lowering, node: number): void {
  const { tree } = cx;
  const kind: Kind = tree.kind[node];
  if (kind >= FIRST_TOKEN) return;
  switch (kind) {
    case Kind.CompoundStatement: {
      const { live } = cx;
      const outer = openBlock(cx);
      statementList(cx, node);
      closeBlock(cx, outer, live, Math.max(startOf(cx, node), endOf(cx, node) - 1));
      return;
    }
    case Kind.IfStatement:
      ifStatement(cx, node);
      return;
    case Kind.WhileStatement:
      whileStatement(cx, node);
      return;
    case Kind.DoStatement:
      doStatement(cx, node);
      return;
    case Kind.ForStatement:
      forStatement(cx, node);
      return;
    case Kind.ForRangeLoop:
      rangeFor(cx, node);
      return;
    case Kind.SwitchStatement:
      switchStatement(cx, node);
      return;
    case Kind.CaseStatement:
      caseStatement(cx, node);
      return;
    case Kind.LabeledStatement:
      labeledStatement(cx, node);
      return;
    case Kind.TryStatement:
      tryStatement(cx, node);
      return;
    case Kind.SehTryStatement:
      structuredTry(cx, node);
      return;
    case Kind.ElseClause:
    case Kind.InitStatement:
    case Kind.AttributedStatement:
      statement(cx, lastNamedChild(tree, node));
      return;
    case Kind.PreprocIf:
    case Kind.PreprocIfdef:
      preprocessorBranch(cx, node);
      return;
    case Kind.FunctionDefinition:
      lowerLocalFunction(cx, node);
      return;
    case Kind.StructSpecifier:
    case Kind.ClassSpecifier:
    case Kind.UnionSpecifier:
      describedType(cx.scope, tree, node);
      lowerLocalRecord(cx, node);
      return;
    case Kind.EnumSpecifier:
      describedType(cx.scope, tree, node);
      return;
    case Kind.Comment:
    case Kind.UsingDeclaration:
    case Kind.StaticAssertDeclaration:
    case Kind.NamespaceAliasDefinition:
    case Kind.LinkageSpecification:
    case Kind.TemplateDeclaration:
    case Kind.PreprocDef:
    case Kind.PreprocFunctionDef:
    case Kind.PreprocCall:
    case Kind.PreprocInclude:
    case Kind.AttributeDeclaration:
    case Kind.AttributeSpecifier:
      return;
    default:
      break;
  }
  if (tree.hasError && broken(cx, node)) return;
  switch (kind) {
    case Kind.ExpressionStatement:
      expressionStatement(cx, node);
      return;
    case Kind.Declaration:
      declaration(cx, node);
      return;
    case Kind.TypeDefinition:
    case Kind.AliasDeclaration:
      for (const { name, type } of declaratorsOf(cx.scope, tree, node))
        declare(cx, name, { kind: "type", type });
      return;
    case Kind.ReturnStatement:
      returnStatement(cx, node);
      return;
    case Kind.BreakStatement:
    case Kind.ContinueStatement:
      leaveLoop(cx, node, kind === Kind.BreakStatement);
      return;
    case Kind.SehLeaveStatement:
      giveUp(cx, node, "__leave", [], true);
      return;
    case Kind.GotoStatement:
      gotoStatement(cx, node);
      return;
    case Kind.ThrowStatement: {
      const full = beginFull(cx);
      throwExpression(cx, node);
      endFull(cx, node, full);
      return;
    }
    case Kind.CoReturnStatement: {
      const operand = firstNamedChild(tree, node);
      if (operand !== NONE) fullEffect(cx, operand);
      leaveFor(cx, null, startOf(cx, node));
      terminate(cx, {
        kind: "return",
        value: -1,
        explicit: true,
        start: startOf(cx, node),
        end: endOf(cx, node),
      });
      return;
    }
    case Kind.CoYieldStatement:
      fullEffect(cx, firstNamedChild(tree, node));
      return;
    default:
      // The body of a statement macro may be a bare expression.
      fullEffect(cx, node);
      return;
  }
}

/** Deals with a simple statement that did not parse; true if nothing is left to lower. */
function broken(cx: Lowering, node: number): boolean {
  const { tree } = cx;
  if (!hasErrorInside(tree, node)) return false;
  if (isComputedGoto(cx, node)) {
    jumpAnywhere(cx, node);
    return true;
  }
  const end = subtreeEnd(tree, node);
  for (let n = node; n < end; n++) {
    if (tree.kind[n] !== Kind.Error) continue;
    const full = beginFull(cx);
    if (kindOf(tree, node) === Kind.Declaration) declareNames(cx, node);
    syntaxHole(cx, node);
    endFull(cx, node, full);
    return true;
  }
  // Only something missing, such as a semicolon: the rest means what it says. Macros may bring their own.
  for (let n = node; n < end; n++) {
    if (!isMissing(tree, n)) continue;
    const afterMacro =
      tree.kind[n] === Kind.TokenSemicolon && tree.parent[n] === node && isMacroCall(cx, node);
    if (!afterMacro) addHole(cx, n, "syntax", "incomplete");
  }
  return false;
}

/** Whether a statement is the use of a macro, known or going by its capitals. */
function isMacroCall(cx: Lowering, node: number): boolean {
  const { tree } = cx;
  const expression = firstNamedChild(tree, node);
  if (kindOf(tree, expression) !== Kind.CallExpression) return false;
  const name = nodeText(tree, childByField(tree, expression, Field.Function));
  return cx.file.macro(name) !== undefined || name === name.toUpperCase();
}

/** The variables of a broken declaration are known by name at least. */
function declareNames(cx: Lowering, node: number): void {
  for (const { name, nameNode, type } of declaratorsOf(cx.scope, cx.tree, node)) {
    if (name === "" || nameNode === NONE || type.kind === TypeKind.Function) continue;
    const declaration = { name, type, isStatic: false, value: undefined };
    // As a global it is memory of which nothing is known.
    declare(cx, name, { kind: "global", declaration });
  }
}

function expressionStatement(cx: Lowering, node: number): void {
  const { tree } = cx;
  let expression = firstNamedChild(tree, node);
  while (kindOf(tree, expression) === Kind.Comment) expression = nextNamedSibling(tree, expression);
  if (expression === NONE) return;
  wholeExpression(cx, expression);
  if (tellsOfEnd(tree, expression)) terminate(cx, { kind: "unreachable" });
}

/** Whether a call tells of what is fatal: `msg(M_FATAL | M_ERRNO, ...)`. Code behind it rests on its not coming back. */
function tellsOfEnd(tree: Tree, expression: number, depth = 0): boolean {
  if (tree.kind[expression] !== Kind.CallExpression) return false;
  const severity = firstNamedChild(tree, childByField(tree, expression, Field.Arguments));
  const kind = kindOf(tree, severity);
  // A macro may hand it on.
  if (kind === Kind.CallExpression && depth < MAX_HANDED_ON) return tellsOfEnd(tree, severity, depth + 1);
  if (kind !== Kind.Identifier && kind !== Kind.BinaryExpression) return false;
  return /^(?:\w+\s*\|\s*)*[A-Z]+_FATAL(?:\s*\|\s*\w+)*$/.test(nodeText(tree, severity));
}

const MAX_HANDED_ON = 2;

function wholeExpression(cx: Lowering, expression: number): void {
  const { tree } = cx;
  if (tree.kind[expression] === Kind.CallExpression) {
    const callee = childByField(tree, expression, Field.Function);
    if (kindOf(tree, callee) === Kind.Identifier) {
      const name = nodeText(tree, callee);
      const macro = lookup(cx, name) === undefined ? functionMacro(cx, name) : undefined;
      const list = childByField(tree, expression, Field.Arguments);
      const isAssertion = macro !== undefined && assertedArgument(cx, name, list) >= 0;
      if (macro !== undefined && !isAssertion && expandStatement(cx, expression, macro, list, statementList))
        return;
    }
  } else if (tree.kind[expression] === Kind.Identifier) {
    const name = nodeText(tree, expression);
    if (lookup(cx, name) !== undefined) return;
    if (expandObjectStatement(cx, expression, name, statementList)) return;
  }
  fullEffect(cx, expression);
}

/** `else if` chains may be hundreds long and are walked, not recursed. */
function ifStatement(cx: Lowering, node: number): void {
  const { tree } = cx;
  const end = newBlock(cx);
  const { live, block } = cx;
  let at = node;
  for (;;) {
    const then = newBlock(cx);
    const otherwise = newBlock(cx);
    openBlock(cx);
    conditionClause(cx, childByField(tree, at, Field.Condition), then, otherwise);
    resume(cx, then);
    const scoped = cx.live;
    statement(cx, childByField(tree, at, Field.Consequence));
    endLifetimes(cx, live, endOf(cx, at));
    jump(cx, end);
    resume(cx, otherwise);
    // What the condition declared is alive in the other branch too.
    cx.live = scoped;
    const alternative = childByField(tree, at, Field.Alternative);
    const inner = lastNamedChild(tree, alternative);
    if (kindOf(tree, inner) !== Kind.IfStatement) {
      statement(cx, inner);
      break;
    }
    at = inner;
  }
  endLifetimes(cx, live, endOf(cx, node));
  cx.block = block;
  enterBlock(cx, end);
}

/** The condition of `if` and `while`: in C++ it may begin with a statement and may be a declaration. */
function conditionClause(cx: Lowering, node: number, then: Block, otherwise: Block): void {
  const { tree } = cx;
  if (kindOf(tree, node) !== Kind.ConditionClause) {
    fullCondition(cx, node, then, otherwise);
    return;
  }
  statement(cx, childByField(tree, node, Field.Initializer));
  const tested = childByField(tree, node, Field.Value);
  if (kindOf(tree, tested) !== Kind.Declaration) {
    fullCondition(cx, tested, then, otherwise);
    return;
  }
  declaration(cx, tested);
  const [declarator] = declaratorsOf(cx.scope, tree, tested);
  const full = beginFull(cx);
  if (declarator === undefined || lookup(cx, declarator.name)?.kind !== "variable") {
    branch(cx, tested, giveUp(cx, tested, "condition"), then, otherwise);
  } else condition(cx, declarator.nameNode, then, otherwise);
  endFull(cx, tested, full);
}

function loopCondition(cx: Lowering, node: number, then: Block, otherwise: Block): void {
  const before = cx.inLoopHead;
  cx.inLoopHead = true;
  fullCondition(cx, node, then, otherwise);
  cx.inLoopHead = before;
}

function loopBody(cx: Lowering, body: number, exit: Block, next: Block, live: Live | null): void {
  const { breaks, continues } = cx;
  cx.breaks = { block: exit, live };
  cx.continues = { block: next, live };
  statement(cx, body);
  cx.breaks = breaks;
  cx.continues = continues;
}

function whileStatement(cx: Lowering, node: number): void {
  const { tree } = cx;
  const { live } = cx;
  const head = newBlock(cx);
  const body = newBlock(cx);
  const stop = newBlock(cx);
  const exit = newBlock(cx);
  enterBlock(cx, head);
  const outer = openBlock(cx);
  const test = childByField(tree, node, Field.Condition);
  const before = cx.inLoopHead;
  cx.inLoopHead = true;
  conditionClause(cx, test, body, stop);
  cx.inLoopHead = before;
  const inner = cx.live;
  resume(cx, body);
  loopBody(cx, childByField(tree, node, Field.Body), exit, head, live);
  endLifetimes(cx, live, endOf(cx, node));
  jump(cx, head);
  resume(cx, stop);
  cx.live = inner;
  endLifetimes(cx, live, endOf(cx, node));
  cx.block = outer;
  enterBlock(cx, exit);
}

function doStatement(cx: Lowering, node: number): void {
  const { tree } = cx;
  const body = newBlock(cx);
  const test = newBlock(cx);
  const exit = newBlock(cx);
  enterBlock(cx, body);
  loopBody(cx, childByField(tree, node, Field.Body), exit, test, cx.live);
  enterBlock(cx, test);
  loopCondition(cx, childByField(tree, node, Field.Condition), body, exit);
  resume(cx, exit);
}

function forStatement(cx: Lowering, node: number): void {
  const { tree } = cx;
  const { live } = cx;
  const outer = openBlock(cx);
  const initialiser = childByField(tree, node, Field.Initializer);
  const test = childByField(tree, node, Field.Condition);
  const update = childByField(tree, node, Field.Update);
  if (initialiser !== NONE) {
    const kind = tree.kind[initialiser];
    if (kind === Kind.Declaration || kind === Kind.InitStatement) statement(cx, initialiser);
    else fullEffect(cx, initialiser);
  }
  const head = newBlock(cx);
  const body = newBlock(cx);
  const next = newBlock(cx);
  const exit = newBlock(cx);
  enterBlock(cx, head);
  if (test === NONE) jump(cx, body);
  else loopCondition(cx, test, body, exit);
  resume(cx, body);
  loopBody(cx, childByField(tree, node, Field.Body), exit, next, cx.live);
  enterBlock(cx, next);
  if (update !== NONE) {
    const before = cx.inLoopHead;
    cx.inLoopHead = true;
    fullEffect(cx, update);
    cx.inLoopHead = before;
  }
  jump(cx, head);
  resume(cx, exit);
  closeBlock(cx, outer, live, endOf(cx, node));
}

/** GNU `({ ...; v; })`: its value is that of the last statement. */
export function statementExpression(cx: Lowering, block: number, used: boolean): number {
  const { tree } = cx;
  const { live } = cx;
  const outer = openBlock(cx);
  let last = lastNamedChild(tree, block);
  while (kindOf(tree, last) === Kind.LabeledStatement) last = lastNamedChild(tree, last);
  let register = -1;
  let type = cx.types.void;
  for (let child = firstNamedChild(tree, block); child !== NONE; child = nextNamedSibling(tree, child)) {
    if (used && child === last && tree.kind[child] === Kind.ExpressionStatement) {
      const expression = firstNamedChild(tree, child);
      if (expression === NONE) break;
      register = value(cx, expression);
      type = cx.type;
      // The block's own variables are gone when the value is used.
      if (register < TEMPORARY && !cx.variables[register].memory) register = copy(cx, child, register, type);
    } else statement(cx, child);
  }
  closeBlock(cx, outer, live, endOf(cx, block));
  cx.type = type;
  return register;
}

/** `__try { } __except (f) { }`: the handler may run or not. `__finally` runs after the body. */
function structuredTry(cx: Lowering, node: number): void {
  const { tree } = cx;
  statement(cx, childByField(tree, node, Field.Body));
  const clause = lastNamedChild(tree, node);
  if (kindOf(tree, clause) === Kind.SehFinallyClause) {
    statement(cx, childByField(tree, clause, Field.Body));
    return;
  }
  const handler = newBlock(cx);
  const after = newBlock(cx);
  terminate(cx, { kind: "either", targets: [handler.id, after.id] });
  resume(cx, handler);
  // The body may have been left anywhere.
  opaque(cx, node, cx.types.nothing, [], true);
  fullEffect(cx, childByField(tree, clause, Field.Filter));
  statement(cx, childByField(tree, clause, Field.Body));
  jump(cx, after);
  resume(cx, after);
}

/** A conditional that the masking left in place: its first branch. */
function preprocessorBranch(cx: Lowering, node: number): void {
  const { tree } = cx;
  for (let child = firstNamedChild(tree, node); child !== NONE; child = nextNamedSibling(tree, child)) {
    const field = tree.field[child];
    if (field === Field.Condition || field === Field.Name || field === Field.Alternative) continue;
    statement(cx, child);
  }
}
