/** A local that owns a `new` becomes a smart pointer or a container, and its `delete` goes away. */
import {
  argument,
  firstPart,
  plainCalleeName,
  withoutParentheses,
  withParentheses,
} from "../checkers/tree/calls";
import { declaredName, enclosingFunction } from "../checkers/tree/functions";
import type { Finding, TextEdit } from "../findings";
import { Field, Kind } from "../syntax/kinds";
import { NONE, type Tree } from "../syntax/tree";
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
import { nodeAt, removeStatement, sourceOf, spanOf, statementAround } from "./code";
import { insert, replace } from "./edits";
import { spanFact } from "./facts";
import { type Candidate, type Code, onCode } from "./fix";
import { includeEdits } from "./headers";

export const makeUnique = onCode("make-unique", (code, finding) => {
  const owner = ownerOf(code, finding, false);
  if (!owner) return ownedBlock(code, true);
  const { tree } = code.unit;
  const type = sourceOf(code, childByField(tree, owner.allocation, Field.Type));
  const list = childByField(tree, owner.allocation, Field.Arguments);
  const args = list === NONE ? "" : sourceOf(code, list).slice(1, -1);
  const uses = usesOf(code, owner, "get");
  if (!uses) return [];
  const text = `auto ${owner.name} = std::make_unique<${type}>(${args});`;
  return [candidate(code, owner, text, uses, "memory", `Let 'std::unique_ptr' own '${owner.name}'`)];
});

export const vectorInstead = onCode("vector-instead", (code, finding) => {
  const owner = ownerOf(code, finding, true);
  if (!owner) return ownedBlock(code, false);
  const { tree } = code.unit;
  const type = sourceOf(code, childByField(tree, owner.allocation, Field.Type));
  const length = findInside(tree, childByField(tree, owner.allocation, Field.Declarator), Kind.NewDeclarator);
  const count = sourceOf(code, childByField(tree, length, Field.Length));
  const uses = usesOf(code, owner, "data");
  if (!uses || count === "" || type === "bool") return [];
  const text = `std::vector<${type}> ${owner.name}(${count});`;
  return [candidate(code, owner, text, uses, "vector", `Let 'std::vector' own '${owner.name}'`)];
});

export const uniquePtr = onCode("unique-ptr", (code) => {
  const { tree } = code.unit;
  const name = findInside(tree, code.node, Kind.TemplateType);
  const word = childByField(tree, name, Field.Name);
  if (!textIs(tree, word, "auto_ptr")) return [];
  return [
    {
      title: "Use 'std::unique_ptr'",
      edits: [
        replace(spanOf(code, word), "unique_ptr"),
        ...includeEdits(code.file, "memory", code.unit.includes.files),
      ],
      safe: false,
    },
  ];
});

/** A local declared by itself, with the `new` as its initialiser. */
interface Owner {
  readonly name: string;
  readonly declaration: number;
  readonly nameNode: number;
  readonly allocation: number;
  readonly definition: number;
}

function ownerOf(code: Code, finding: Finding, isArray: boolean): Owner | undefined {
  const { tree } = code.unit;
  const span = spanFact(finding, "alloc");
  let allocation = span ? nodeAt(code, span) : code.node;
  while (allocation !== NONE && kindOf(tree, allocation) !== Kind.NewExpression) {
    allocation = tree.parent[allocation];
  }
  if (allocation === NONE || childByField(tree, allocation, Field.Placement) !== NONE) return undefined;
  const isArrayNew = childByField(tree, allocation, Field.Declarator) !== NONE;
  if (isArrayNew !== isArray) return undefined;
  const initialised = tree.parent[allocation];
  const declaration = initialised === NONE ? NONE : tree.parent[initialised];
  if (kindOf(tree, initialised) !== Kind.InitDeclarator || kindOf(tree, declaration) !== Kind.Declaration) {
    return undefined;
  }
  // Two declarators, or a storage class, are left alone.
  let declarators = 0;
  for (let child = tree.firstChild[declaration]; child !== NONE; child = tree.nextSibling[child]) {
    if (tree.field[child] === Field.Declarator) declarators++;
    if (kindOf(tree, child) === Kind.StorageClassSpecifier) return undefined;
  }
  const nameNode = declaredName(tree, initialised);
  const definition = enclosingFunction(tree, declaration);
  if (declarators !== 1 || nameNode === NONE || definition === NONE) return undefined;
  return { name: nodeText(tree, nameNode), declaration, nameNode, allocation, definition };
}

/** The grammar takes `T x(p);` for a function with a parameter of type `p`, so a type of that name is a use as well. */
function isUse(tree: Tree, node: number, name: string): boolean {
  const kind = kindOf(tree, node);
  return (kind === Kind.Identifier || kind === Kind.TypeIdentifier) && textIs(tree, node, name);
}

/**
 * The edits of the owner's uses: `delete` statements go, bare uses get `.get()` or `.data()`. Undefined when a use has
 * no counterpart, such as a new value.
 */
function usesOf(code: Code, owner: Owner, bare: "get" | "data"): TextEdit[] | undefined {
  const { tree } = code.unit;
  const edits: TextEdit[] = [];
  const end = subtreeEnd(tree, owner.definition);
  for (let n = owner.nameNode + 1; n < end; n++) {
    if (!isUse(tree, n, owner.name)) continue;
    const inner = withParentheses(tree, n);
    const parent = tree.parent[inner];
    switch (kindOf(tree, parent)) {
      case Kind.DeleteExpression: {
        const edit = removeStatement(code, statementAround(code, parent));
        if (!edit) return undefined;
        edits.push(edit);
        break;
      }
      case Kind.SubscriptExpression:
        if (bare === "get" && tree.field[inner] === Field.Argument) return undefined;
        break;
      case Kind.PointerExpression:
        if (childByKind(tree, parent, Kind.TokenAmp) !== NONE) return undefined;
        if (bare === "data") edits.push(insert(spanOf(code, n).end, ".data()"));
        break;
      case Kind.FieldExpression:
        if (bare === "data") return undefined;
        break;
      case Kind.AssignmentExpression:
        if (tree.field[inner] === Field.Left) return undefined;
        edits.push(insert(spanOf(code, n).end, `.${bare}()`));
        break;
      case Kind.UpdateExpression:
      case Kind.LambdaCaptureSpecifier:
      case Kind.InitDeclarator:
        if (kindOf(tree, parent) !== Kind.InitDeclarator || tree.field[inner] !== Field.Value)
          return undefined;
        edits.push(insert(spanOf(code, n).end, `.${bare}()`));
        break;
      case Kind.ReturnStatement:
        if (bare === "data") return undefined;
        edits.push(insert(spanOf(code, n).end, ".release()"));
        break;
      case Kind.ConditionClause:
      case Kind.UnaryExpression:
        if (bare === "data") return undefined;
        break;
      default:
        edits.push(insert(spanOf(code, n).end, `.${bare}()`));
    }
  }
  return edits;
}

function candidate(
  code: Code,
  owner: Owner,
  text: string,
  uses: readonly TextEdit[],
  header: string,
  title: string,
): Candidate {
  return {
    title,
    edits: [
      replace(spanOf(code, owner.declaration), text),
      ...uses,
      ...includeEdits(code.file, header, code.unit.includes.files),
    ],
    safe: false,
  };
}

/** A block of `malloc` or `calloc` that a local owns. */
interface Block extends Owner {
  /** What the pointer points to, as written. */
  readonly type: string;
  /** The number of elements, as written; empty for one object. */
  readonly count: string;
}

/** `T *p = (T *)malloc(n * sizeof(T));` and the like; undefined if the size does not say how many there are. */
function blockOf(code: Code): Block | undefined {
  const { tree } = code.unit;
  let call = code.node;
  while (call !== NONE && kindOf(tree, call) !== Kind.CallExpression) call = tree.parent[call];
  const declaration = statementAround(code, call);
  if (call === NONE || kindOf(tree, declaration) !== Kind.Declaration) return undefined;
  const initialised = childByField(tree, declaration, Field.Declarator);
  const type = sourceOf(code, childByField(tree, declaration, Field.Type));
  const nameNode = declaredName(tree, initialised);
  const definition = enclosingFunction(tree, declaration);
  const pointer = childByField(tree, initialised, Field.Declarator);
  if (kindOf(tree, initialised) !== Kind.InitDeclarator || nameNode === NONE || definition === NONE)
    return undefined;
  if (kindOf(tree, pointer) !== Kind.PointerDeclarator || tree.parent[nameNode] !== pointer) return undefined;
  if (nextByField(tree, initialised, Field.Declarator) !== NONE) return undefined;
  const count = countOf(code, call, type, nodeText(tree, nameNode));
  if (count === undefined || type === "bool" || type === "void") return undefined;
  return { name: nodeText(tree, nameNode), declaration, nameNode, allocation: call, definition, type, count };
}

function countOf(code: Code, call: number, type: string, name: string): string | undefined {
  const { tree } = code.unit;
  const size = argument(tree, call, 0);
  const each = argument(tree, call, 1);
  const isOne = (node: number) => isSizeOf(sourceOf(code, node), type, name);
  if (size === NONE || argument(tree, call, 2) !== NONE) return undefined;
  if (each !== NONE) {
    if (plainCalleeName(tree, call) !== "calloc" || !isOne(each)) return undefined;
    return sourceOf(code, size);
  }
  if (plainCalleeName(tree, call) !== "malloc") return undefined;
  if (isOne(size)) return "";
  if (isByte(type)) return sourceOf(code, size);
  if (childByKind(tree, size, Kind.TokenStar) === NONE) return undefined;
  const left = childByField(tree, size, Field.Left);
  const right = childByField(tree, size, Field.Right);
  if (isOne(right)) return sourceOf(code, left);
  return isOne(left) ? sourceOf(code, right) : undefined;
}

function isByte(type: string): boolean {
  return type === "char" || type === "unsigned char" || /uint8_t$/.test(type);
}

/** `sizeof(T)`, `sizeof *name` and `sizeof(*name)`. */
function isSizeOf(text: string, type: string, name: string): boolean {
  const operand = /^sizeof\s*(.*)$/s.exec(text)?.[1] ?? "";
  const inner = /^\((.*)\)$/s.exec(operand)?.[1] ?? operand;
  return inner.replace(/\s+/g, " ").trim() === type || inner.replace(/\s+/g, "") === `*${name}`;
}

function ownedBlock(code: Code, isOne: boolean): Candidate[] {
  const block = blockOf(code);
  if (!block || (block.count === "") !== isOne) return [];
  const edits = blockUses(code, block, isOne ? "get" : "data");
  if (!edits) return [];
  const { name, type, count } = block;
  return isOne
    ? [
        candidate(
          code,
          block,
          `auto ${name} = std::make_unique<${type}>();`,
          edits,
          "memory",
          `Let 'std::unique_ptr' own '${name}'`,
        ),
      ]
    : [
        candidate(
          code,
          block,
          `std::vector<${type}> ${name}(${count});`,
          edits,
          "vector",
          `Let 'std::vector' own '${name}'`,
        ),
      ];
}

/** As `usesOf`, with `free` for `delete`; a test for null goes away with its branch. */
function blockUses(code: Code, owner: Owner, bare: "get" | "data"): TextEdit[] | undefined {
  const { tree, env } = code.unit;
  const edits: TextEdit[] = [];
  const end = subtreeEnd(tree, owner.definition);
  // The size in the declaration itself may name the pointer.
  for (let n = subtreeEnd(tree, owner.declaration); n < end; n++) {
    if (!isUse(tree, n, owner.name)) continue;
    const parent = tree.parent[n];
    const kind = kindOf(tree, parent);
    if (bare === "data" && kind === Kind.SubscriptExpression && tree.field[n] === Field.Argument) continue;
    if (bare === "get" && kind === Kind.FieldExpression) continue;
    const check = nullTestAround(code, n);
    if (check !== NONE) {
      const edit = removeStatement(code, check);
      if (!edit) return undefined;
      edits.push(edit);
      n = subtreeEnd(tree, check) - 1;
    } else if (kind === Kind.ParameterDeclaration) {
      edits.push(insert(spanOf(code, n).end, `.${bare}()`));
    } else if (kind === Kind.ArgumentList) {
      const model = env.model(plainCalleeName(tree, tree.parent[parent]));
      if (model && model.reallocates >= 0) return undefined;
      if (model && model.releases.length > 0) {
        const edit = removeStatement(code, statementAround(code, parent));
        if (!edit) return undefined;
        edits.push(edit);
      } else {
        edits.push(insert(spanOf(code, n).end, `.${bare}()`));
      }
    } else {
      return undefined;
    }
  }
  return edits;
}

/** `if (p == NULL) { ... }` or `if (!p) ...` without an `else`, of which `p` is all the condition says. */
function nullTestAround(code: Code, identifier: number): number {
  const { tree } = code.unit;
  let condition = tree.parent[identifier];
  const kind = kindOf(tree, condition);
  if (kind === Kind.BinaryExpression) {
    const other = withoutParentheses(tree, childByField(tree, condition, Field.Right));
    const isNull = kindOf(tree, other) === Kind.Null || /^(?:NULL|nullptr|0)$/.test(nodeText(tree, other));
    if (!isNull || childByKind(tree, condition, Kind.TokenEqualEqual) === NONE) return NONE;
  } else if (kind !== Kind.UnaryExpression || childByKind(tree, condition, Kind.TokenBang) === NONE) {
    return NONE;
  }
  condition = tree.parent[condition];
  const statement = tree.parent[condition];
  if (kindOf(tree, statement) !== Kind.IfStatement || tree.field[condition] !== Field.Condition) return NONE;
  if (childByField(tree, statement, Field.Alternative) !== NONE) return NONE;
  return firstPart(tree, condition) === NONE ? NONE : statement;
}
