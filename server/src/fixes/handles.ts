/** Handles and blocks of C are owned by a smart pointer that knows the C function which releases them. */
import { plainCalleeName } from "../checkers/tree/calls";
import { declaredName, enclosingFunction } from "../checkers/tree/functions";
import type { Finding, TextEdit } from "../findings";
import type { FunctionModel } from "../models/model";
import { Field, Kind } from "../syntax/kinds";
import { NONE } from "../syntax/tree";
import {
  childByField,
  childByKind,
  findInside,
  kindOf,
  nextByField,
  nodeText,
  subtreeEnd,
  textIs,
} from "../syntax/walk";
import {
  around,
  callPrefix,
  isWholeStatement,
  nodeAt,
  removeStatement,
  sourceOf,
  spanOf,
  statementAround,
} from "./code";
import { insert, replace } from "./edits";
import { spanFact } from "./facts";
import { type Code, onCode } from "./fix";
import { includeEdits } from "./headers";
import { releaserOf } from "./release";

/** `FILE *f = fopen(...);` and its `fclose(f);` become a `std::unique_ptr` with `fclose` as its deleter. */
export const customDeleter = onCode("custom-deleter", (code, finding) => {
  const handle = code.unit.language === "cpp" ? handleOf(code, finding) : undefined;
  const uses = handle && usesOf(code, handle);
  if (!uses) return [];
  const { name, declaration, type, opening, releaser, model } = handle;
  const result = model.returnType.trim();
  const text = `std::unique_ptr<${type}, ${result} (*)(${type} *)> ${name}(${sourceOf(code, opening)}, &${callPrefix(code, opening)}${releaser});`;
  return [
    {
      title: `Let 'std::unique_ptr' own '${name}' and call '${releaser}'`,
      edits: [
        replace(spanOf(code, declaration), text),
        ...uses,
        ...includeEdits(code.file, "memory", code.unit.includes.files),
      ],
      safe: false,
    },
  ];
});

interface Handle {
  readonly name: string;
  readonly nameNode: number;
  readonly declaration: number;
  /** What the handle points to, as written. */
  readonly type: string;
  /** The call that opens. */
  readonly opening: number;
  readonly releaser: string;
  readonly model: FunctionModel;
}

/** A local pointer, declared alone, that a call opens and a function of one parameter closes. */
function handleOf(code: Code, finding: Finding): Handle | undefined {
  const { tree, env } = code.unit;
  const span = spanFact(finding, "alloc");
  const opening = span ? around(code, nodeAt(code, span), Kind.CallExpression) : NONE;
  const declarator = opening === NONE ? NONE : tree.parent[opening];
  const declaration = declarator === NONE ? NONE : tree.parent[declarator];
  if (kindOf(tree, declarator) !== Kind.InitDeclarator || kindOf(tree, declaration) !== Kind.Declaration)
    return undefined;
  const pointer = childByField(tree, declarator, Field.Declarator);
  if (
    kindOf(tree, pointer) !== Kind.PointerDeclarator ||
    nextByField(tree, declarator, Field.Declarator) !== NONE
  )
    return undefined;
  if (childByKind(tree, declaration, Kind.StorageClassSpecifier) !== NONE) return undefined;
  const nameNode = declaredName(tree, pointer);
  const releaser = releaserOf(code, finding);
  const model = releaser === undefined ? undefined : env.model(releaser);
  if (nameNode === NONE || releaser === undefined || model?.params.length !== 1) return undefined;
  const type = sourceOf(code, childByField(tree, declaration, Field.Type));
  return { name: nodeText(tree, nameNode), nameNode, declaration, type, opening, releaser, model };
}

/** The edits of the handle's uses; undefined if one of them takes it away or gives it another value. */
function usesOf(code: Code, { nameNode, name, releaser }: Handle): TextEdit[] | undefined {
  const { tree } = code.unit;
  const edits: TextEdit[] = [];
  const end = subtreeEnd(tree, enclosingFunction(tree, nameNode));
  for (let n = nameNode + 1; n < end; n++) {
    if (kindOf(tree, n) !== Kind.Identifier || !textIs(tree, n, name)) continue;
    const parent = tree.parent[n];
    switch (kindOf(tree, parent)) {
      case Kind.ArgumentList: {
        const call = tree.parent[parent];
        if (kindOf(tree, call) !== Kind.CallExpression) return undefined;
        if (plainCalleeName(tree, call) !== releaser) {
          edits.push(insert(spanOf(code, n).end, ".get()"));
          break;
        }
        const edit = isWholeStatement(code, call)
          ? removeStatement(code, statementAround(code, call))
          : undefined;
        if (!edit) return undefined;
        edits.push(edit);
        break;
      }
      case Kind.BinaryExpression:
      case Kind.UnaryExpression:
      case Kind.ParenthesizedExpression:
      case Kind.ConditionClause:
        break;
      case Kind.ReturnStatement:
        edits.push(insert(spanOf(code, n).end, ".release()"));
        break;
      default:
        return undefined;
    }
  }
  return edits;
}

/** `std::unique_ptr<char> p(strdup(s));` releases with `free`. The grammar may take it for a function `p`. */
export const freeDeleter = onCode("free-deleter", (code, { start, end }) => {
  const { tree, env } = code.unit;
  const { text } = code.file;
  const name = /^(?:std::)?(\w+)\s*\(/.exec(text.substring(start, end))?.[1] ?? "";
  const declaration = statementAround(code, code.node);
  if (env.model(name)?.allocates?.family !== "heap" || kindOf(tree, declaration) !== Kind.Declaration)
    return [];
  // What is handed to the constructor, and nothing else.
  if (!/^\s*[)}]\s*;/.test(text.substring(end, end + 20))) return [];
  const type = findInside(tree, childByField(tree, declaration, Field.Type), Kind.TemplateType);
  if (type === NONE || !textIs(tree, childByField(tree, type, Field.Name), "unique_ptr")) return [];
  const args = childByField(tree, type, Field.Arguments);
  const only = childByKind(tree, args, Kind.TypeDescriptor);
  if (only === NONE || childByKind(tree, args, Kind.TokenComma) !== NONE) return [];
  return [
    {
      title: "Release with 'free'",
      edits: [
        insert(spanOf(code, only).end, ", void (*)(void *)"),
        insert(end, ", &std::free"),
        ...includeEdits(code.file, "cstdlib", code.unit.includes.files),
      ],
      safe: true,
    },
  ];
});
