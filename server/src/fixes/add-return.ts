/** The `return` that the end of a function lacks, with the plainest value of its type. */
import { indentation, lineBreak, lineStart } from "../checkers/lines";
import { functionDeclarator } from "../checkers/tree/functions";
import { Field, Kind } from "../syntax/kinds";
import { NONE } from "../syntax/tree";
import { childByField, kindOf, nodeText } from "../syntax/walk";
import { functionAround, indentUnit, spanOf } from "./code";
import { insert } from "./edits";
import { nullOf } from "./exits";
import { type Code, onCode } from "./fix";

export const addReturn = onCode("add-return", (code) => {
  const { tree } = code.unit;
  const definition = functionAround(code);
  const body = childByField(tree, definition, Field.Body);
  const value = plainValue(code, definition);
  if (kindOf(tree, body) !== Kind.CompoundStatement || value === undefined) return [];
  const { text } = code.file;
  const brace = spanOf(code, body).end - 1;
  const at = lineStart(text, brace);
  if (text.substring(at, brace).trim() !== "") return [];
  const line = `${indentation(text, brace)}${indentUnit(code, body)}return ${value};${lineBreak(text)}`;
  return [{ title: `Return ${value} at the end`, edits: [insert(at, line)], safe: false }];
});

function plainValue(code: Code, definition: number): string | undefined {
  if (definition === NONE) return undefined;
  const { tree, env, language } = code.unit;
  const declarator = childByField(tree, definition, Field.Declarator);
  if (kindOf(tree, declarator) === Kind.PointerDeclarator) return nullOf(code);
  if (declarator !== functionDeclarator(tree, definition)) return undefined;
  const type = childByField(tree, definition, Field.Type);
  const name = nodeText(tree, type);
  if (name === "bool") return "false";
  if (name === "float" || name === "double") return "0.0";
  const kind = kindOf(tree, type);
  if (kind === Kind.PrimitiveType || kind === Kind.SizedTypeSpecifier)
    return name === "void" ? undefined : "0";
  if (kind !== Kind.TypeIdentifier && kind !== Kind.EnumSpecifier) return undefined;
  // The first enumerator of a status type is its success, so `(type)0` would claim too much; integers are fine.
  const known = env.type(name);
  const isInteger = known !== undefined && known.record === null && known.to === null && known.size > 0;
  return isInteger && (language === "c" || !/^enum/.test(known.name)) ? "0" : undefined;
}
