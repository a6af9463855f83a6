/**
 * Follows the paths through one function over its syntax tree, two rounds through every loop, and tells a domain what
 * is evaluated, in order. It serves rules about objects of C++ classes: they speak of names, not of values, so they must
 * work where types and headers are not known. Paths are kept apart as long as the domain's facts differ, and remember
 * how simple conditions were decided, so that `if (done) ...; if (!done) ...` is not mistaken for four paths.
 */
import { Field, Kind } from "../../syntax/kinds";
import { NONE, type Tree } from "../../syntax/tree";
import {
  childByField,
  firstNamedChild,
  kindOf,
  nextByField,
  nextNamedSibling,
  nodeText,
  subtreeEnd,
} from "../../syntax/walk";
import { firstPart, nextPart } from "../tree/calls";
import { assignDecision, baseName, forgetChanged, forgetDecisions, questionOf } from "./decisions";
import { isObjectWithArguments, type Locals } from "./locals";
import { type FactTexts, isNew, mergePaths, Path, type Paths, splitPaths } from "./path";

/** Nodes visited in one function, times paths; then the walk ends and what it has not seen stays silent. */
const MAX_VISITS = 40_000;
/** Statements and expressions nested deeper than this are not followed. */
const MAX_DEPTH = 200;
const ROUNDS = 2;

export interface Domain<F> extends FactTexts<F> {
  /** An expression, declarator, initialiser or lambda was evaluated; its operands were before. */
  visit(path: Path<F>, node: number): void;
  /** A local comes into being, before its initialiser is evaluated. */
  enter(path: Path<F>, local: number): void;
  /** A local's scope ends; not told at a `return`. */
  leave(path: Path<F>, local: number): void;
  /** A loop over a range begins, after the range was evaluated. */
  enterRange(path: Path<F>, loop: number): void;
  /** The loop asks its range for the next element. */
  nextRange(path: Path<F>, loop: number): void;
  /** A `return`, after its operand was evaluated; `NONE` at the closing brace. */
  leaveFunction(path: Path<F>, statement: number): void;
  /** Nothing comes after the statement: it ends the program. */
  isLast(statement: number): boolean;
  /**
   * A condition without `!`, `&&` and `||`, or the declaration in one, was evaluated and goes this way: false if the
   * facts say that it cannot.
   */
  decide?(path: Path<F>, condition: number, isTrue: boolean): boolean;
}

/** Walks the body of a function definition or lambda. */
export function walkPaths<F>(tree: Tree, root: number, locals: Locals, domain: Domain<F>): void {
  new Walker(tree, locals, domain).run(root);
}

class Walker<F> {
  private breaks: Paths<F> = [];
  private continues: Paths<F> = [];
  private visits = 0;
  private depth = 0;

  constructor(
    private readonly tree: Tree,
    private readonly locals: Locals,
    private readonly domain: Domain<F>,
  ) {}

  run(root: number): void {
    const { tree } = this;
    let paths: Paths<F> = [new Path()];
    for (let child = tree.firstChild[root]; child !== NONE; child = tree.nextSibling[child]) {
      if (tree.kind[child] !== Kind.FieldInitializerList) continue;
      for (let part = firstPart(tree, child); part !== NONE; part = nextPart(tree, part))
        paths = this.expression(part, paths);
    }
    for (const path of this.statement(childByField(tree, root, Field.Body), paths))
      this.domain.leaveFunction(path, NONE);
  }

  /* Statements: they take the paths that arrive and give those that go on behind. */

  private statement(node: number, paths: Paths<F>): Paths<F> {
    if (node === NONE || paths.length === 0 || this.depth > MAX_DEPTH) return paths;
    this.depth++;
    const out = this.merged(this.plainStatement(node, paths));
    this.depth--;
    return out;
  }

  private plainStatement(node: number, paths: Paths<F>): Paths<F> {
    const { tree } = this;
    switch (kindOf(tree, node)) {
      case Kind.CompoundStatement:
        return this.block(node, paths);
      case Kind.ExpressionStatement: {
        const after = this.expression(firstPart(tree, node), paths);
        return this.domain.isLast(node) ? [] : after;
      }
      case Kind.Declaration:
        return this.declaration(node, paths);
      case Kind.IfStatement:
        return this.ifStatement(node, paths);
      case Kind.WhileStatement: {
        const condition = childByField(tree, node, Field.Condition);
        return this.loop(condition, NONE, childByField(tree, node, Field.Body), paths, false);
      }
      case Kind.DoStatement: {
        const condition = childByField(tree, node, Field.Condition);
        return this.loop(condition, NONE, childByField(tree, node, Field.Body), paths, true);
      }
      case Kind.ForStatement: {
        const initialiser = childByField(tree, node, Field.Initializer);
        const ready =
          kindOf(tree, initialiser) === Kind.Declaration
            ? this.declaration(initialiser, paths)
            : this.expression(initialiser, paths);
        const condition = childByField(tree, node, Field.Condition);
        const update = childByField(tree, node, Field.Update);
        const after = this.loop(condition, update, childByField(tree, node, Field.Body), ready, false);
        this.leave(initialiser, after);
        return after;
      }
      case Kind.ForRangeLoop:
        return this.rangeLoop(node, paths);
      case Kind.SwitchStatement:
        return this.switchStatement(node, paths);
      case Kind.TryStatement:
        return this.tryStatement(node, paths);
      case Kind.ReturnStatement:
      case Kind.CoReturnStatement: {
        for (const path of this.expression(firstPart(tree, node), paths))
          this.domain.leaveFunction(path, node);
        return [];
      }
      case Kind.ThrowStatement:
        this.expression(firstPart(tree, node), paths);
        return [];
      case Kind.BreakStatement:
        this.breaks.push(...paths);
        return [];
      case Kind.ContinueStatement:
        this.continues.push(...paths);
        return [];
      case Kind.GotoStatement:
        return [];
      case Kind.LabeledStatement:
      case Kind.AttributedStatement:
      case Kind.ElseClause:
      case Kind.InitStatement: {
        let out = paths;
        for (let part = firstPart(tree, node); part !== NONE; part = nextPart(tree, part))
          if (tree.kind[part] !== Kind.StatementIdentifier && tree.kind[part] !== Kind.AttributeDeclaration)
            out = this.statement(part, out);
        return out;
      }
      case Kind.Comment:
      case Kind.FunctionDefinition:
      case Kind.TypeDefinition:
      case Kind.AliasDeclaration:
      case Kind.UsingDeclaration:
      case Kind.StaticAssertDeclaration:
      case Kind.ClassSpecifier:
      case Kind.StructSpecifier:
        return paths;
      default:
        return this.expression(node, paths);
    }
  }

  private block(node: number, paths: Paths<F>): Paths<F> {
    const { tree } = this;
    const breaks = this.breaks.length;
    const continues = this.continues.length;
    let out = paths;
    for (let part = firstPart(tree, node); part !== NONE; part = nextPart(tree, part))
      out = this.statement(part, out);
    for (let part = firstPart(tree, node); part !== NONE; part = nextPart(tree, part)) {
      if (tree.kind[part] !== Kind.Declaration) continue;
      this.leave(part, out);
      this.leave(part, this.breaks.slice(breaks));
      this.leave(part, this.continues.slice(continues));
    }
    return out;
  }

  private leave(declaration: number, paths: Paths<F>): void {
    for (const local of this.locals.declaredBy(declaration))
      for (const path of paths) this.domain.leave(path, local);
  }

  private declaration(node: number, paths: Paths<F>): Paths<F> {
    const { tree, locals } = this;
    let out = paths;
    for (const local of locals.declaredBy(node)) for (const path of paths) this.enter(path, local);
    let declarator = childByField(tree, node, Field.Declarator);
    for (; declarator !== NONE; declarator = nextByField(tree, declarator, Field.Declarator)) {
      const kind = kindOf(tree, declarator);
      if (kind === Kind.InitDeclarator) {
        const value = childByField(tree, declarator, Field.Value);
        out = this.expression(value, out);
        const name = locals.declaredBy(node).find((l) => within(tree, locals.list[l].node, declarator));
        for (const path of out) {
          this.domain.visit(path, declarator);
          if (name !== undefined) assignDecision(tree, path.decisions, locals.list[name].name, value);
        }
      } else if (isObjectWithArguments(tree, declarator)) {
        for (const path of out) this.domain.visit(path, declarator);
      }
    }
    // `if (T x = f())`: the declaration's own value.
    const value = childByField(tree, node, Field.Value);
    if (value !== NONE) {
      out = this.expression(value, out);
      for (const path of out) this.domain.visit(path, node);
    }
    return out;
  }

  private enter(path: Path<F>, local: number): void {
    forgetDecisions(path.decisions, this.locals.list[local].name);
    this.domain.enter(path, local);
  }

  private ifStatement(node: number, paths: Paths<F>): Paths<F> {
    const { tree } = this;
    const { yes, no } = this.condition(childByField(tree, node, Field.Condition), paths);
    const then = this.statement(childByField(tree, node, Field.Consequence), yes);
    const otherwise = this.statement(childByField(tree, node, Field.Alternative), no);
    return [...then, ...otherwise];
  }

  private loop(
    condition: number,
    update: number,
    body: number,
    paths: Paths<F>,
    isBodyFirst: boolean,
  ): Paths<F> {
    const { breaks, continues } = this;
    this.breaks = [];
    const exits: Paths<F> = [];
    const seen = new Set<string>();
    let head = paths;
    for (let round = 0; round <= ROUNDS && head.length > 0; round++) {
      let inside = head;
      if (round > 0 || !isBodyFirst) {
        const decided = this.condition(condition, head);
        exits.push(...decided.no);
        inside = decided.yes;
      }
      if (round === ROUNDS) break;
      inside = inside.filter((path) => isNew(path, seen, this.domain));
      this.continues = [];
      const behind = this.statement(body, inside);
      head = this.merged(this.expression(update, this.merged([...behind, ...this.continues])));
    }
    exits.push(...this.breaks);
    this.breaks = breaks;
    this.continues = continues;
    return exits;
  }

  private rangeLoop(node: number, paths: Paths<F>): Paths<F> {
    const { tree, domain } = this;
    const { breaks, continues } = this;
    let ready = this.statement(childByField(tree, node, Field.Initializer), paths);
    ready = this.expression(childByField(tree, node, Field.Right), ready);
    for (const path of ready) domain.enterRange(path, node);
    const body = childByField(tree, node, Field.Body);
    this.breaks = [];
    const exits: Paths<F> = [];
    const seen = new Set<string>();
    let head = ready;
    for (let round = 0; round <= ROUNDS && head.length > 0; round++) {
      if (round > 0) for (const path of head) domain.nextRange(path, node);
      for (const path of head) exits.push(path.fork());
      if (round === ROUNDS) break;
      const inside = head.filter((path) => isNew(path, seen, this.domain));
      for (const path of inside) {
        for (const local of this.locals.declaredBy(node)) this.enter(path, local);
        domain.visit(path, node);
      }
      this.continues = [];
      const behind = this.statement(body, inside);
      head = this.merged([...behind, ...this.continues]);
    }
    exits.push(...this.breaks);
    this.breaks = breaks;
    this.continues = continues;
    return exits;
  }

  private switchStatement(node: number, paths: Paths<F>): Paths<F> {
    const { tree } = this;
    const { breaks } = this;
    this.breaks = [];
    const head = this.operand(childByField(tree, node, Field.Condition), paths);
    const body = childByField(tree, node, Field.Body);
    let falling: Paths<F> = [];
    let hasDefault = false;
    for (let part = firstPart(tree, body); part !== NONE; part = nextPart(tree, part)) {
      if (tree.kind[part] !== Kind.CaseStatement) {
        falling = this.statement(part, falling);
        continue;
      }
      const value = childByField(tree, part, Field.Value);
      if (value === NONE) hasDefault = true;
      falling = this.merged([...falling, ...head.map((path) => path.fork())]);
      for (let inner = firstPart(tree, part); inner !== NONE; inner = nextPart(tree, inner))
        if (inner !== value) falling = this.statement(inner, falling);
    }
    const exits = [...falling, ...this.breaks, ...(hasDefault ? [] : head)];
    this.breaks = breaks;
    return exits;
  }

  private tryStatement(node: number, paths: Paths<F>): Paths<F> {
    const { tree } = this;
    const thrown = paths.map((path) => path.fork());
    const out = this.statement(childByField(tree, node, Field.Body), paths);
    for (let part = firstPart(tree, node); part !== NONE; part = nextPart(tree, part))
      if (tree.kind[part] === Kind.CatchClause)
        out.push(
          ...this.statement(
            childByField(tree, part, Field.Body),
            thrown.map((p) => p.fork()),
          ),
        );
    return out;
  }

  /* Conditions */

  /** What stands in the parentheses of `if` or `switch`, as an expression. */
  private operand(node: number, paths: Paths<F>): Paths<F> {
    const { tree } = this;
    if (kindOf(tree, node) !== Kind.ConditionClause) return this.expression(node, paths);
    const ready = this.statement(childByField(tree, node, Field.Initializer), paths);
    const value = childByField(tree, node, Field.Value);
    return kindOf(tree, value) === Kind.Declaration
      ? this.declaration(value, ready)
      : this.expression(value, ready);
  }

  private condition(node: number, paths: Paths<F>): { yes: Paths<F>; no: Paths<F> } {
    const { tree } = this;
    if (node === NONE) return { yes: paths, no: [] };
    switch (kindOf(tree, node)) {
      case Kind.ConditionClause: {
        const value = childByField(tree, node, Field.Value);
        if (kindOf(tree, value) === Kind.Declaration) return this.split(value, this.operand(node, paths));
        return this.condition(value, this.statement(childByField(tree, node, Field.Initializer), paths));
      }
      case Kind.ParenthesizedExpression:
        return this.condition(firstPart(tree, node), paths);
      case Kind.UnaryExpression: {
        const operator = kindOf(tree, childByField(tree, node, Field.Operator));
        if (operator !== Kind.TokenBang && operator !== Kind.TokenNot) break;
        const { yes, no } = this.condition(childByField(tree, node, Field.Argument), paths);
        for (const path of yes) this.domain.visit(path, node);
        return { yes: no, no: yes };
      }
      case Kind.BinaryExpression: {
        const operator = kindOf(tree, childByField(tree, node, Field.Operator));
        const isAnd = operator === Kind.TokenAmpAmp || operator === Kind.TokenAnd;
        if (!isAnd && operator !== Kind.TokenPipePipe && operator !== Kind.TokenOr) break;
        const left = this.condition(childByField(tree, node, Field.Left), paths);
        const right = this.condition(childByField(tree, node, Field.Right), isAnd ? left.yes : left.no);
        return isAnd
          ? { yes: right.yes, no: this.merged([...left.no, ...right.no]) }
          : { yes: this.merged([...left.yes, ...right.yes]), no: right.no };
      }
      case Kind.True:
        return { yes: paths, no: [] };
      case Kind.False:
        return { yes: [], no: paths };
      case Kind.NumberLiteral:
        return nodeText(tree, node) === "0" ? { yes: [], no: paths } : { yes: paths, no: [] };
    }
    return this.split(node, this.expression(node, paths));
  }

  private split(node: number, paths: Paths<F>): { yes: Paths<F>; no: Paths<F> } {
    const { domain } = this;
    const { yes, no } = splitPaths(paths, questionOf(this.tree, this.locals, node));
    if (domain.decide === undefined) return { yes, no };
    return {
      yes: yes.filter((path) => domain.decide?.(path, node, true)),
      no: no.filter((path) => domain.decide?.(path, node, false)),
    };
  }

  /* Expressions */

  private expression(node: number, paths: Paths<F>): Paths<F> {
    if (node === NONE || paths.length === 0 || this.depth > MAX_DEPTH) return paths;
    this.visits += paths.length;
    if (this.visits > MAX_VISITS) return [];
    this.depth++;
    const out = this.plainExpression(node, paths);
    this.depth--;
    return out;
  }

  private plainExpression(node: number, paths: Paths<F>): Paths<F> {
    const { tree } = this;
    let out = paths;
    switch (kindOf(tree, node)) {
      case Kind.SizeofExpression:
      case Kind.AlignofExpression:
      case Kind.Decltype:
      case Kind.TypeDescriptor:
      case Kind.TemplateArgumentList:
      case Kind.ParameterList:
      case Kind.Comment:
      case Kind.Noexcept:
      case Kind.RequiresExpression:
        return paths;
      case Kind.CommaExpression:
        out = this.expression(childByField(tree, node, Field.Left), paths);
        return this.expression(childByField(tree, node, Field.Right), out);
      case Kind.CompoundStatement:
        return this.block(node, paths);
      case Kind.AssignmentExpression: {
        const right = childByField(tree, node, Field.Right);
        const left = childByField(tree, node, Field.Left);
        out = this.expression(left, this.expression(right, paths));
        for (const path of out) {
          this.domain.visit(path, node);
          assignDecision(
            tree,
            path.decisions,
            baseName(tree, left),
            kindOf(tree, left) === Kind.Identifier ? right : NONE,
          );
        }
        return out;
      }
      case Kind.ConditionalExpression: {
        const { yes, no } = this.condition(childByField(tree, node, Field.Condition), paths);
        const then = this.expression(childByField(tree, node, Field.Consequence), yes);
        const otherwise = this.expression(childByField(tree, node, Field.Alternative), no);
        out = this.merged([...then, ...otherwise]);
        break;
      }
      case Kind.BinaryExpression: {
        const operator = kindOf(tree, childByField(tree, node, Field.Operator));
        if (
          operator === Kind.TokenAmpAmp ||
          operator === Kind.TokenPipePipe ||
          operator === Kind.TokenAnd ||
          operator === Kind.TokenOr
        ) {
          const { yes, no } = this.condition(node, paths);
          out = this.merged([...yes, ...no]);
          break;
        }
        out = this.children(node, paths);
        break;
      }
      case Kind.LambdaExpression:
        out = this.children(childByField(tree, node, Field.Captures), paths);
        break;
      default:
        out = this.children(node, paths);
    }
    for (const path of out) {
      this.domain.visit(path, node);
      forgetChanged(tree, path.decisions, node);
    }
    return out;
  }

  private children(node: number, paths: Paths<F>): Paths<F> {
    const { tree } = this;
    let out = paths;
    for (let child = firstNamedChild(tree, node); child !== NONE; child = nextNamedSibling(tree, child))
      out = this.expression(child, out);
    return out;
  }

  private merged(paths: Paths<F>): Paths<F> {
    return mergePaths(paths, this.domain);
  }
}

function within(tree: Tree, node: number, outer: number): boolean {
  return node >= outer && node < subtreeEnd(tree, outer);
}
