/**
 * Statements: the control flow of C and C++ as blocks and terminators. Loops, switches, labels and returns end the
 * lifetimes of what they leave; broken code becomes opaque and counted, and the statements around it are still lowered.
 */
import { declaratorsOf, describedType } from "../semantics/declarators";
import { TypeKind } from "../semantics/types";
import { FIRST_TOKEN, Field, Kind } from "../syntax/kinds";
import { NONE } from "../syntax/tree";
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
  addVariable,
  copy,
  copyMemory,
  definition,
  endOf,
  enter,
  enterBlock,
  jump,
  leave,
  newBlock,
  opaque,
  resume,
  startOf,
  TEMPORARY,
  terminate,
} from "./builder";
import {
  addressOfVariable,
  beginFull,
  closeBlock,
  declare,
  endFull,
  endLifetimes,
  giveUp,
  isObject,
  type Live,
  type Lowering,
  leaveFor,
  lookup,
  MAX_DEPTH,
  openBlock,
  temporaryObject,
} from "./context";
import { convert } from "./conversions";
import { construct, rangeFor, throwExpression, tryStatement } from "./cxx";
import { declaration } from "./declarations";
import {
  addressOf,
  branch,
  condition,
  effect,
  fullCondition,
  fullEffect,
  isPlaceLike,
  place,
  syntaxHole,
  unkeep,
  value,
} from "./expressions";
import { type Block, Op } from "./ir";
import { lowerLocalFunction, lowerLocalRecord } from "./lower";
import { expandObjectStatement, expandStatement, functionMacro } from "./macros";

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

/** GNU `goto *p;`, which the grammar does not know. */
function isComputedGoto(cx: Lowering, node: number): boolean {
  const { text, start, end } = cx.tree;
  let at = start[node];
  if (!text.startsWith("goto", at)) return false;
  at += 4;
  while (at < end[node] && (text.charCodeAt(at) === 0x20 || text.charCodeAt(at) === 0x09)) at++;
  return text.charCodeAt(at) === 0x2a;
}

function jumpAnywhere(cx: Lowering, node: number): void {
  const block = newBlock(cx);
  jump(cx, block);
  cx.anywhere.push({ block, live: cx.live, position: startOf(cx, node) });
}

function expressionStatement(cx: Lowering, node: number): void {
  const { tree } = cx;
  let expression = firstNamedChild(tree, node);
  while (kindOf(tree, expression) === Kind.Comment) expression = nextNamedSibling(tree, expression);
  if (expression === NONE) return;
  if (tree.kind[expression] === Kind.CallExpression) {
    const callee = childByField(tree, expression, Field.Function);
    if (kindOf(tree, callee) === Kind.Identifier) {
      const name = nodeText(tree, callee);
      const macro = lookup(cx, name) === undefined ? functionMacro(cx, name) : undefined;
      const isAssertion =
        macro !== undefined && (name === "assert" || (cx.file.model(name)?.asserts ?? -1) >= 0);
      const list = childByField(tree, expression, Field.Arguments);
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

// Selection

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

function switchStatement(cx: Lowering, node: number): void {
  const { tree } = cx;
  const { live } = cx;
  const outerBlock = openBlock(cx);
  let tested = childByField(tree, node, Field.Condition);
  if (kindOf(tree, tested) === Kind.ConditionClause) {
    statement(cx, childByField(tree, tested, Field.Initializer));
    tested = childByField(tree, tested, Field.Value);
    if (kindOf(tree, tested) === Kind.Declaration) {
      declaration(cx, tested);
      tested = declaratorsOf(cx.scope, tree, tested)[0]?.nameNode ?? NONE;
    }
  }
  const full = beginFull(cx);
  const register = value(cx, tested);
  const from = cx.type;
  const type = cx.types.promote(from);
  const promoted = convert(cx, tested === NONE ? node : tested, register, from, type);
  endFull(cx, tested === NONE ? node : tested, full);
  const dispatch = cx.current;
  resume(cx, newBlock(cx));
  const exit = newBlock(cx);
  const { breaks, cases } = cx;
  const own = { cases: [], unknown: [], otherwise: exit.id, type, live: cx.live };
  cx.breaks = { block: exit, live: cx.live };
  cx.cases = own;
  statement(cx, childByField(tree, node, Field.Body));
  cx.breaks = breaks;
  cx.cases = cases;
  jump(cx, exit);
  finishSwitch(cx, dispatch, own, promoted, tested === NONE ? node : tested);
  resume(cx, exit);
  closeBlock(cx, outerBlock, live, endOf(cx, node));
}

function finishSwitch(
  cx: Lowering,
  dispatch: Block,
  own: NonNullable<Lowering["cases"]>,
  register: number,
  node: number,
): void {
  const known = definition(cx, register);
  const start = startOf(cx, node);
  const end = endOf(cx, node);
  let to = dispatch;
  if (own.unknown.length > 0) {
    // Cases with values that nobody knows may or may not be taken.
    to = newBlock(cx);
    dispatch.terminator = { kind: "either", targets: [...own.unknown, to.id] };
  }
  if (known?.op === Op.Const && own.unknown.length === 0) {
    const hit = own.cases.find((c) => known.imm >= c.low && known.imm <= c.high);
    to.terminator = { kind: "jump", to: hit?.to ?? own.otherwise };
    return;
  }
  to.terminator = { kind: "switch", value: register, cases: own.cases, otherwise: own.otherwise, start, end };
}

function caseStatement(cx: Lowering, node: number): void {
  const { tree } = cx;
  const label = childByField(tree, node, Field.Value);
  const target = newBlock(cx);
  enterBlock(cx, target);
  const own = cx.cases;
  if (own === null) addHole(cx, node, "syntax", "case outside of switch");
  else {
    const entry = entryInto(cx, target, own.live, node);
    if (label === NONE) {
      // Without a value it is `default`, unless the value is what did not parse.
      own.otherwise = entry.id;
    } else {
      const known = cx.file.semantics.evaluate(cx.scope, tree, label);
      if (known === undefined) own.unknown.push(entry.id);
      else own.cases.push({ low: known.value, high: known.value, to: entry.id });
    }
  }
  const after = label === NONE ? firstNamedChild(tree, node) : nextNamedSibling(tree, label);
  for (let child = after; child !== NONE; child = nextNamedSibling(tree, child)) statement(cx, child);
}

/** A jump from where `from` is alive into the present scope: variables declared in between come into being. */
function entryInto(cx: Lowering, target: Block, from: Live | null, node: number): Block {
  if (cx.live === from) return target;
  const entry = newBlock(cx);
  const { current } = cx;
  resume(cx, entry);
  enterAll(cx, cx.live, from, node);
  cx.current.terminator = { kind: "jump", to: target.id };
  resume(cx, current);
  return entry;
}

function enterAll(cx: Lowering, live: Live | null, from: Live | null, node: number): void {
  const entered: number[] = [];
  const depth = from?.depth ?? 0;
  for (let at = live; at !== null && at.depth > depth; at = at.outer) entered.push(at.variable);
  for (let i = entered.length - 1; i >= 0; i--) {
    // The bound of a variable-length array is not known here; entering such a scope by a jump is not allowed (C11 6.8.6.1).
    enter(cx, node, entered[i]);
  }
}

// Loops

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

// Jumps

function leaveLoop(cx: Lowering, node: number, isBreak: boolean): void {
  const target = isBreak ? cx.breaks : cx.continues;
  if (target === null) {
    addHole(cx, node, "syntax", isBreak ? "break outside of a loop" : "continue outside of a loop");
    return;
  }
  leaveFor(cx, target.live, startOf(cx, node));
  jump(cx, target.block);
}

function labeledStatement(cx: Lowering, node: number): void {
  const { tree } = cx;
  const label = childByField(tree, node, Field.Label);
  const target = newBlock(cx);
  enterBlock(cx, target);
  cx.labels.set(nodeText(tree, label), { block: target, live: cx.live });
  for (let child = nextNamedSibling(tree, label); child !== NONE; child = nextNamedSibling(tree, child)) {
    statement(cx, child);
  }
}

function gotoStatement(cx: Lowering, node: number): void {
  const { tree } = cx;
  const label = childByField(tree, node, Field.Label);
  if (label === NONE) {
    jumpAnywhere(cx, node);
    return;
  }
  const block = newBlock(cx);
  leaveFor(cx, cx.live, startOf(cx, node));
  jump(cx, block);
  const name = nodeText(tree, label);
  const computed = lookup(cx, name) !== undefined;
  cx.gotos.push({
    block,
    live: cx.live,
    label: name,
    computed,
    position: startOf(cx, node),
    end: endOf(cx, node),
  });
}

/** Connects every `goto` with its label, ending and beginning lifetimes in between. */
export function resolveGotos(cx: Lowering): void {
  for (const { block, live, label, computed, position, end } of cx.gotos) {
    const target = cx.labels.get(label);
    // Masking leaves `goto p` of GNU `goto *p`.
    if (target === undefined && computed) {
      cx.anywhere.push({ block, live, position });
      continue;
    }
    if (target === undefined) {
      cx.holes.push({ reason: "opaque", detail: `no label ${label}`, start: position, end });
      continue;
    }
    travel(cx, block, live, target.block, target.live, position);
  }
  for (const { block, live, position } of cx.anywhere) {
    const targets: number[] = [];
    for (const target of cx.labels.values()) {
      const edge = newBlock(cx);
      travel(cx, edge, live, target.block, target.live, position);
      targets.push(edge.id);
    }
    if (targets.length > 0) block.terminator = { kind: "either", targets };
  }
}

function travel(
  cx: Lowering,
  block: Block,
  from: Live | null,
  target: Block,
  to: Live | null,
  position: number,
): void {
  resume(cx, block);
  let outer = from;
  let inner = to;
  while (outer !== inner) {
    if (outer !== null && outer.depth >= (inner?.depth ?? 0)) {
      leave(cx, position, outer.variable);
      outer = outer.outer;
    } else inner = inner?.outer ?? null;
  }
  const entered: number[] = [];
  for (let at = to; at !== outer && at !== null; at = at.outer) entered.push(at.variable);
  for (let i = entered.length - 1; i >= 0; i--) {
    enter(cx, 0, entered[i]);
    const made = block.instructions[block.instructions.length - 1] as { start: number; end: number };
    made.start = made.end = position;
  }
  block.terminator = { kind: "jump", to: target.id };
}

function returnStatement(cx: Lowering, node: number): void {
  const { tree } = cx;
  let operand = firstNamedChild(tree, node);
  while (kindOf(tree, operand) === Kind.Comment) operand = nextNamedSibling(tree, operand);
  const full = beginFull(cx);
  let kept = -1;
  let register = -1;
  if (operand !== NONE) {
    const type = cx.resultType;
    if (type.kind === TypeKind.Void) effect(cx, operand);
    else if (type.kind === TypeKind.Reference) register = addressOf(cx, operand, place(cx, operand));
    else if (kindOf(tree, operand) === Kind.InitializerList) {
      const object = temporaryObject(cx, operand, type, true);
      register = addressOfVariable(cx, operand, object);
      construct(cx, operand, type, register, operand);
      // It lives on as the result.
      full.extended.splice(full.extended.indexOf(object), 1);
      enterAtStart(cx, operand, object, full);
      kept = object;
    } else {
      register = value(cx, operand);
      const from = cx.type;
      if (isObject(cx, from)) {
        register = unkeep(cx, register);
        const local = localObject(cx, register);
        if (local >= 0 && isPlaceLike(cx, operand) && definition(cx, register)?.op === Op.VariableAddress)
          kept = local;
        else if (local >= 0) {
          const object = addVariable(cx, "", from, true);
          enter(cx, operand, object);
          const copied = addressOfVariable(cx, operand, object);
          copyMemory(cx, operand, copied, register, from);
          register = copied;
        }
      } else {
        register = convert(cx, operand, register, from, type);
        // The variable goes out of scope before the function returns.
        if (register < TEMPORARY && cx.live !== null && cx.variables[register].param < 0) {
          register = copy(cx, operand, register, cx.variables[register].type);
        }
      }
    }
  }
  const { live } = cx;
  endFull(cx, operand === NONE ? node : operand, full);
  returnLeaving(cx, node, kept);
  cx.live = live;
  terminate(cx, {
    kind: "return",
    value: register,
    explicit: true,
    start: startOf(cx, node),
    end: endOf(cx, node),
  });
}

function enterAtStart(
  cx: Lowering,
  node: number,
  variable: number,
  full: ReturnType<typeof beginFull>,
): void {
  const { current } = cx;
  const { block, index } = full.start;
  const tail = block.instructions.splice(index);
  cx.current = block;
  enter(cx, node, variable);
  for (const instruction of tail) block.instructions.push(instruction);
  cx.current = current;
}

/** Ends every lifetime but that of the object which is the result: it becomes the caller's. */
function returnLeaving(cx: Lowering, node: number, kept: number): void {
  const position = startOf(cx, node);
  if (cx.full !== null) {
    leaveFor(cx, null, position);
    return;
  }
  for (let live = cx.live; live !== null; live = live.outer) {
    if (live.variable !== kept) leave(cx, position, live.variable);
  }
}

/** The local variable that an address lies in; -1 for parameters, statics and everything else. */
function localObject(cx: Lowering, register: number): number {
  for (let at = definition(cx, register); at !== undefined; at = definition(cx, at.a)) {
    if (at.op === Op.VariableAddress) {
      const { param, isStatic } = cx.variables[at.imm];
      return param < 0 && !isStatic ? at.imm : -1;
    }
    if (at.op !== Op.FieldAddress && at.op !== Op.PointerAdd) return -1;
  }
  return -1;
}

// The rest

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
