/**
 * Names as the engine writes them: qualified with `::`, without template arguments, operators spelt one way
 * (`operator+`, `operator new[]`), destructors as `T::~T`.
 */
import { Field, Kind } from "../syntax/kinds";
import { NONE, type Tree } from "../syntax/tree";
import { childByField, childByKind, firstNamedChild, kindOf, lastNamedChild, nodeText } from "../syntax/walk";

/** Qualification deeper than this is no name a person wrote. */
const MAX_PARTS = 32;

/** The name of an identifier-like, qualified, template or operator node; "" for anything else. */
export function nameOf(tree: Tree, node: number): string {
  let name = "";
  let at = node;
  for (let part = 0; part < MAX_PARTS && at !== NONE; part++) {
    if (kindOf(tree, at) !== Kind.QualifiedIdentifier) return name + simpleName(tree, at);
    const scope = childByField(tree, at, Field.Scope);
    if (scope !== NONE) name += `${simpleName(tree, scope)}::`;
    at = childByField(tree, at, Field.Name);
  }
  return name;
}

function simpleName(tree: Tree, node: number): string {
  switch (kindOf(tree, node)) {
    case Kind.Identifier:
    case Kind.FieldIdentifier:
    case Kind.TypeIdentifier:
    case Kind.NamespaceIdentifier:
    case Kind.StatementIdentifier:
    case Kind.PrimitiveType:
    case Kind.NestedNamespaceSpecifier:
      return nodeText(tree, node);
    case Kind.TemplateType:
    case Kind.TemplateFunction:
    case Kind.TemplateMethod:
      return simpleName(tree, childByField(tree, node, Field.Name));
    case Kind.DependentName:
    case Kind.DependentType:
      return simpleName(tree, lastNamedChild(tree, node));
    case Kind.DestructorName:
      return `~${simpleName(tree, firstNamedChild(tree, node))}`;
    case Kind.OperatorCast:
      return `operator ${nodeText(tree, childByField(tree, node, Field.Type))}`;
    case Kind.OperatorName: {
      const rest = nodeText(tree, node).slice("operator".length).trim();
      const first = rest.charCodeAt(0);
      // A word (`new`, `delete`, `co_await`) keeps one blank, punctuation none.
      return first >= 97 && first <= 122
        ? `operator ${rest.replace(/\s+/g, "")}`
        : `operator${rest.replace(/\s+/g, "")}`;
    }
    // A name that a macro makes: `LIST(_add)`.
    case Kind.FunctionDeclarator:
      return nodeText(tree, node).replace(/\s+/g, "");
    default:
      return "";
  }
}

/** The last `template_argument_list` of a name: that of `f` in `a::f<int>`; `NONE` if it has none. */
export function templateArgumentsOf(tree: Tree, node: number): number {
  let at = node;
  for (let part = 0; part < MAX_PARTS && kindOf(tree, at) === Kind.QualifiedIdentifier; part++) {
    at = childByField(tree, at, Field.Name);
  }
  switch (kindOf(tree, at)) {
    case Kind.TemplateType:
    case Kind.TemplateFunction:
    case Kind.TemplateMethod:
      return childByField(tree, at, Field.Arguments);
    case Kind.DependentName:
      return templateArgumentsOf(tree, childByKind(tree, at, Kind.TemplateMethod));
    default:
      return NONE;
  }
}

/** The part behind the last `::`. */
export function simpleNameOf(name: string): string {
  const at = name.lastIndexOf("::");
  return at === -1 ? name : name.slice(at + 2);
}
