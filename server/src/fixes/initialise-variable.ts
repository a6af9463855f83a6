/** A first value for a variable or member that may be read before it has one. */
import { firstPart, nextPart } from "../checkers/tree/calls";
import { declaredName, enclosingFunction } from "../checkers/tree/functions";
import { classSpecifierAt } from "../checkers/tree/members";
import { type Type, TypeKind } from "../semantics/types";
import { Field, Kind } from "../syntax/kinds";
import { NONE } from "../syntax/tree";
import { childByField, findInside, kindOf, nextByField, subtreeEnd, textIs } from "../syntax/walk";
import { sourceOf, spanOf } from "./code";
import { insert } from "./edits";
import { nullOf } from "./exits";
import { textFact } from "./facts";
import { type Code, onCode } from "./fix";

export const initialiseVariable = onCode("initialise-variable", (code, finding) => {
  const { tree } = code.unit;
  const identifier = findInside(tree, code.node, Kind.Identifier);
  const name = textFact(finding, "variable") ?? sourceOf(code, identifier);
  const declarator = declarationOf(code, name);
  if (declarator === NONE) return [];
  const value = zeroOf(code, code.unit.typeOf(declaredName(tree, declarator)));
  if (value === undefined) return [];
  const edit = insert(spanOf(code, declarator).end, ` = ${value}`);
  return [{ title: `Initialise '${name}' with ${value}`, edits: [edit], safe: false }];
});

/** A member gets a value where its class declares it, for every constructor. */
export const initialiseMember = onCode("initialise-member", (code, finding) => {
  const { tree } = code.unit;
  const name = textFact(finding, "member");
  const body = childByField(tree, classSpecifierAt(tree, code.node), Field.Body);
  if (name === undefined) return [];
  for (let member = firstPart(tree, body); member !== NONE; member = nextPart(tree, member)) {
    if (kindOf(tree, member) !== Kind.FieldDeclaration) continue;
    let declarator = childByField(tree, member, Field.Declarator);
    for (; declarator !== NONE; declarator = nextByField(tree, declarator, Field.Declarator)) {
      if (!textIs(tree, declaredName(tree, declarator), name)) continue;
      const edit = insert(spanOf(code, declarator).end, "{}");
      return [{ title: `Initialise '${name}' where it is declared`, edits: [edit], safe: false }];
    }
  }
  return [];
});

/** The local declarator without an initialiser, the last one before the finding. */
function declarationOf(code: Code, name: string): number {
  const { tree } = code.unit;
  const definition = enclosingFunction(tree, code.node);
  if (definition === NONE) return NONE;
  let found = NONE;
  for (let n = definition; n < Math.min(subtreeEnd(tree, definition), code.node); n++) {
    if (kindOf(tree, n) !== Kind.Declaration) continue;
    let declarator = childByField(tree, n, Field.Declarator);
    for (; declarator !== NONE; declarator = nextByField(tree, declarator, Field.Declarator)) {
      if (!textIs(tree, declaredName(tree, declarator), name)) continue;
      found = kindOf(tree, declarator) === Kind.InitDeclarator ? NONE : declarator;
    }
  }
  return found;
}

function zeroOf(code: Code, type: Type | undefined): string | undefined {
  const isCpp = code.unit.language === "cpp";
  switch (type?.kind) {
    case TypeKind.Pointer:
      return nullOf(code);
    case TypeKind.Bool:
      return isCpp ? "false" : "0";
    case TypeKind.Int:
      return "0";
    case TypeKind.Float:
      return "0.0";
    case TypeKind.Array:
      // A variable length array takes no initialiser.
      if (type.count === -2) return undefined;
      return isCpp ? "{}" : "{0}";
    case TypeKind.Record:
      return isCpp ? "{}" : "{0}";
    default:
      return undefined;
  }
}
