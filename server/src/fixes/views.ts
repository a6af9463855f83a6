/** A view is given an object that lives as long as it does: a copy of its own, or the temporary kept in a variable. */
import { firstPart, withParentheses } from "../checkers/tree/calls";
import { enclosingFunction, functionDeclarator } from "../checkers/tree/functions";
import type { Finding } from "../findings";
import { Field, Kind } from "../syntax/kinds";
import { NONE } from "../syntax/tree";
import {
  ancestorOfKind,
  childByField,
  findInside,
  hasChildOfKind,
  kindOf,
  nextByField,
  nodeText,
  subtreeEnd,
  textIs,
} from "../syntax/walk";
import { around, linesBefore, nodeAt, sourceOf, spanOf, statementAround, unusedName } from "./code";
import { insert, replace } from "./edits";
import { type Code, onCode } from "./fix";
import { includeEdits } from "./headers";

/** `std::string_view name = make_name();` becomes a `std::string`. */
export const ownText = onCode("own-text", (code) => {
  const { tree } = code.unit;
  const declaration = around(code, code.node, Kind.Declaration);
  const type = declaration === NONE ? NONE : childByField(tree, declaration, Field.Type);
  if (sourceOf(code, type) !== "std::string_view") return [];
  const declarator = childByField(tree, declaration, Field.Declarator);
  if (nextByField(tree, declarator, Field.Declarator) !== NONE) return [];
  const name = findInside(tree, declarator, Kind.Identifier);
  if (hasViewOnly(code, declaration, nodeText(tree, name))) return [];
  return [
    {
      title: `Let '${nodeText(tree, name)}' own its text`,
      edits: [
        replace(spanOf(code, type), "std::string"),
        ...includeEdits(code.file, "string", code.unit.includes.files),
      ],
      safe: false,
    },
  ];
});

/** What a string cannot do, and views of parts, which `substr` would copy, are left to the user. */
function hasViewOnly({ unit: { tree } }: Code, declaration: number, name: string): boolean {
  const end = subtreeEnd(tree, enclosingFunction(tree, declaration));
  for (let n = subtreeEnd(tree, declaration); n < end; n++) {
    if (
      kindOf(tree, n) !== Kind.FieldExpression ||
      !textIs(tree, childByField(tree, n, Field.Argument), name)
    )
      continue;
    if (/^remove_/.test(nodeText(tree, childByField(tree, n, Field.Field)))) return true;
  }
  return false;
}

/** `const char *text = name().c_str();` gets a variable for `name()`. */
export const keepTemporary = onCode("keep-temporary", (code, { steps: [step] }) => {
  const { tree } = code.unit;
  if (!step || step.path !== undefined) return [];
  const statement = statementAround(code, code.node);
  const kind = kindOf(tree, statement);
  if (kind !== Kind.Declaration && kind !== Kind.ExpressionStatement) return [];
  const temporary = nodeAt(code, step);
  if (
    temporary <= statement ||
    temporary >= subtreeEnd(tree, statement) ||
    !isTemporary(kindOf(tree, temporary))
  ) {
    return [];
  }
  const name = unusedName(code, statement, "kept");
  const before = linesBefore(code, statement, [`const auto ${name} = ${sourceOf(code, temporary)};`]);
  if (!before) return [];
  return [
    {
      title: `Keep '${sourceOf(code, temporary)}' in a variable`,
      edits: [before, replace(spanOf(code, withParentheses(tree, temporary)), name)],
      safe: false,
    },
  ];
});

/** A variable that is looked into is an object with an end of its own, not a temporary. */
function isTemporary(kind: Kind): boolean {
  return kind === Kind.CallExpression || kind === Kind.BinaryExpression;
}

/** `[&count]` becomes `[count]`, with `mutable` if the lambda changes it. */
export const captureByValue = onCode("capture-by-value", (code, finding) => {
  const { tree } = code.unit;
  const name = capturedName(code, finding);
  const lambda = lambdaOf(code, name);
  if (name === "" || lambda === NONE) return [];
  const list = childByField(tree, lambda, Field.Captures);
  const span = spanOf(code, list);
  const captures = sourceOf(code, list);
  const byValue = captures.replace(new RegExp(`&\\s*${name}\\b`), name).replace(/^\[\s*&\s*(?=\])/, "[=");
  if (list === NONE || byValue === captures) return [];
  const edits = [replace(span, byValue)];
  if (isChanged(code, lambda, name)) {
    const declarator = childByField(tree, lambda, Field.Declarator);
    if (declarator === NONE || sourceOf(code, declarator).includes("->")) return [];
    edits.push(insert(spanOf(code, declarator).end, " mutable"));
  }
  return [{ title: `Capture '${name}' by value`, edits, safe: false }];
});

function capturedName(code: Code, { steps: [step] }: Finding): string {
  const node = step && step.path === undefined ? nodeAt(code, step) : NONE;
  return node !== NONE && kindOf(code.unit.tree, node) === Kind.Identifier
    ? nodeText(code.unit.tree, node)
    : "";
}

/** The lambda at the finding, or the last before it in the function that captures `name` by reference. */
function lambdaOf(code: Code, name: string): number {
  const { tree } = code.unit;
  const inside = findInside(tree, code.node, Kind.LambdaExpression);
  if (inside !== NONE) return inside;
  let found = around(code, code.node, Kind.LambdaExpression);
  if (found !== NONE) return found;
  for (let n = enclosingFunction(tree, code.node); n !== NONE && n < code.node; n++) {
    if (kindOf(tree, n) !== Kind.LambdaExpression) continue;
    if (new RegExp(`&\\s*(?:${name}\\b|\\])`).test(sourceOf(code, childByField(tree, n, Field.Captures))))
      found = n;
  }
  return found;
}

/** Whether the lambda may give the variable another value. Methods that only look are few and known. */
function isChanged({ unit: { tree } }: Code, lambda: number, name: string): boolean {
  for (let n = childByField(tree, lambda, Field.Body); n < subtreeEnd(tree, lambda); n++) {
    if (kindOf(tree, n) !== Kind.Identifier || !textIs(tree, n, name)) continue;
    const use = withParentheses(tree, n);
    const parent = tree.parent[use];
    switch (kindOf(tree, parent)) {
      case Kind.BinaryExpression:
      case Kind.ReturnStatement:
      case Kind.SubscriptExpression:
      case Kind.ConditionClause:
      case Kind.ConditionalExpression:
        break;
      case Kind.FieldExpression:
        if (
          !/^(?:size|empty|length|c_str|data|front|back)$/.test(
            nodeText(tree, childByField(tree, parent, Field.Field)),
          )
        ) {
          return true;
        }
        break;
      case Kind.AssignmentExpression:
        if (tree.field[use] === Field.Left) return true;
        break;
      default:
        return true;
    }
  }
  return false;
}

/** `const std::string &name() const` in a class becomes `std::string name() const`. */
export const returnByValue = onCode("return-by-value", (code) => {
  const { tree } = code.unit;
  const definition = enclosingFunction(tree, code.node);
  const declarator = definition === NONE ? NONE : functionDeclarator(tree, definition);
  if (declarator === NONE || !isOnlyDeclaration(code, definition)) return [];
  const { start } = spanOf(code, definition);
  const end = spanOf(code, declarator).start;
  const head = code.file.text.substring(start, end);
  const value = head
    .replace(/\bconst\s+([\w:<>, ]+?)\s*&\s*$/, "$1 ")
    .replace(/\bstd::string_view\s+$/, "std::string ");
  if (value === head || /\bvirtual\b/.test(head)) return [];
  return [{ title: "Return a value", edits: [replace({ start, end }, value)], safe: false }];
});

/** A function in its class that overrides nothing is declared nowhere else. */
function isOnlyDeclaration({ unit: { tree } }: Code, definition: number): boolean {
  if (kindOf(tree, tree.parent[definition]) !== Kind.FieldDeclarationList) return false;
  const declarator = functionDeclarator(tree, definition);
  if (findInside(tree, declarator, Kind.VirtualSpecifier) !== NONE) return false;
  // A derived class may override without a word; only one that has no base cannot.
  const record = ancestorOfKind(tree, definition, Kind.FieldDeclarationList);
  return !hasChildOfKind(tree, tree.parent[record], Kind.BaseClassClause) && firstPart(tree, record) !== NONE;
}
