/**
 * Expressions that make an object of a class which owns memory - a string, a container, a smart pointer - that nobody
 * keeps: it is gone at the end of the full expression ([class.temporary]).
 */
import { type Type, TypeKind } from "../../semantics/types";
import { Field, Kind } from "../../syntax/kinds";
import { NONE, type Tree } from "../../syntax/tree";
import { childByField, kindOf, nodeText, spelling } from "../../syntax/walk";
import { methodOf } from "../paths/places";
import { calleeName, withoutParentheses } from "./calls";
import type { UnitContext } from "./checker";
import { Container, containerOf } from "./containers";

const VIEWS =
  /^(?:const)?(?:::)?(?:\w+::)*(?:basic_string_view|(?:w|u8|u16|u32)?string_view|span|Span|Slice|StringPiece|StringRef|ArrayRef|QStringView|QLatin1StringView|cstring_view|zstring_view)(?:<.*>)?$/;

/** Whether a type of this name looks at characters or elements that another object owns. */
export function isViewName(name: string): boolean {
  return VIEWS.test(name);
}

/** Methods of Qt's strings that give a new one. */
const QT = /^(?:toUtf8|toLatin1|toLocal8Bit|toStdString|toStdWString|toLower|toUpper|trimmed|simplified)$/;

/** The temporary owner that an expression is: the node itself or a part of it; `NONE` if it is none for sure. */
export function temporaryOf(context: UnitContext, expression: number): number {
  const { tree } = context;
  const node = withoutParentheses(tree, expression);
  switch (kindOf(tree, node)) {
    case Kind.CallExpression:
      return isMadeByCall(context, node) ? node : NONE;
    case Kind.BinaryExpression:
    case Kind.CompoundLiteralExpression:
    case Kind.UserDefinedLiteral:
      return isOwner(context.typeOf(node)) ? node : NONE;
    case Kind.ConditionalExpression: {
      const then = withoutParentheses(tree, childByField(tree, node, Field.Consequence));
      const otherwise = withoutParentheses(tree, childByField(tree, node, Field.Alternative));
      const left = temporaryOf(context, then);
      const right = temporaryOf(context, otherwise);
      // A string and a literal become a new string.
      if (isLiteral(tree, then) && (right !== NONE || isString(context.typeOf(otherwise)))) return node;
      if (isLiteral(tree, otherwise) && (left !== NONE || isString(context.typeOf(then)))) return node;
      if (left !== NONE && right !== NONE) return node;
      return NONE;
    }
    default:
      return NONE;
  }
}

function isMadeByCall(context: UnitContext, call: number): boolean {
  const { tree, env } = context;
  const { object, name } = methodOf(tree, call);
  if (object !== NONE) {
    const method = context.typeOf(childByField(tree, call, Field.Function));
    if (method?.kind === TypeKind.Function && method.to !== null) return isOwner(method.to);
    const type = context.typeOf(object);
    if (type === undefined || type.kind !== TypeKind.Unknown) return false;
    if (name === "str") return /^std::\w*stringstream$/.test(type.name);
    if (name === "substr") return isString(type);
    if (/^std::filesystem::(?:path|directory_entry)$|^fs::path$/.test(type.name))
      return name === "string" || name === "u8string" || name === "generic_string";
    return /^Q(?:String|ByteArray)$/.test(type.name) && QT.test(name);
  }
  const full = calleeName(tree, call);
  if (full === "std::to_string" || full === "std::to_wstring" || full === "std::make_unique") return true;
  if (full === "std::move" || full === "std::forward" || full.endsWith("_cast")) return false;
  const declared = env.function(full);
  if (declared !== undefined) return declared.type.to !== null && isOwner(declared.type.to);
  // `std::string(...)`: the callee names a class.
  const callee = childByField(tree, call, Field.Function);
  const text = spelling(tree, callee);
  if (!/^(?:std::)?(?:w?string|basic_string<.*>|vector<.*>)$/.test(text)) return false;
  return nodeText(tree, callee).startsWith("std::") || isOwner(context.typeOf(call));
}

function isOwner(type: Type | undefined): boolean {
  return type !== undefined && containerOf(type) !== Container.None;
}

function isString(type: Type | undefined): boolean {
  return type?.kind === TypeKind.Unknown && /^std::(?:basic_)?w?string$/.test(type.name);
}

function isLiteral(tree: Tree, node: number): boolean {
  const kind = kindOf(tree, node);
  return kind === Kind.StringLiteral || kind === Kind.ConcatenatedString;
}
