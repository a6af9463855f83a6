/**
 * CWE-415: the destructor of a class releases what a pointer member points to, but nothing says how the class is copied,
 * so that a copy has the same pointer and releases it again (C++ Core Guidelines C.21). Silent where something keeps the
 * class from being copied, or may do so: a declared copy or move, a base class or member that is not known.
 */
import { Field, Kind } from "../../syntax/kinds";
import type { SourceFile, Unit } from "../../syntax/source";
import { NONE, type Tree } from "../../syntax/tree";
import {
  childByField,
  childByKind,
  findInside,
  kindOf,
  nodeText,
  spelling,
  subtreeEnd,
  textIs,
} from "../../syntax/walk";
import { argument, firstPart, nextPart, plainCalleeName, withoutCasts } from "./calls";
import type { FileChecker, UnitContext } from "./checker";
import { declaredName, functionDeclarator } from "./functions";
import { isClassSpecifier, memberName, releasedMember } from "./members";

const RELEASES = /\bdelete\b|\bfree\b|\bf?close\b|\b[cp]close\b|\bclosedir\b|\bclosesocket\b|\bmunmap\b/;

/** Functions that close what their first argument stands for. */
const CLOSERS: ReadonlySet<string> = new Set("close fclose pclose closedir closesocket munmap".split(" "));

export const ruleOfThree: FileChecker = {
  rule: "rule-of-three",
  language: "cpp",
  check(file, contextOf) {
    const seen = new Set<string>();
    for (const unit of file.units) {
      if (!unit.text.includes("~") || !RELEASES.test(unit.text)) continue;
      const context = contextOf(unit);
      const { tree } = context;
      for (let node = 0; node < tree.count; node++) {
        if (tree.kind[node] !== Kind.FunctionDefinition) continue;
        const name = className(tree, node);
        if (name === "" || seen.has(name)) continue;
        const home = homeOf(context, file, unit, node, name);
        if (home === undefined) continue;
        const { members } = home;
        const release = releaseOf(tree, node, members);
        if (release === undefined) continue;
        if (home.file === file)
          checkConstructors(home, contextOf(home.unit), name, release.member, nodeText(tree, node));
        if (!isCopyable(home, context)) continue;
        seen.add(name);
        const isHere = home.file === file;
        const place = isHere
          ? childByField(home.tree, home.node, Field.Name)
          : functionDeclarator(tree, node);
        const reporter = isHere ? contextOf(home.unit) : context;
        reporter.report(
          place,
          `'${name}' releases '${release.member}' in its destructor but can be copied: the copy would ${release.isClosed ? "close it" : "release the same memory"} again.`,
          {
            confidence: "evidence",
            facts: { class: name },
            steps:
              home.unit === unit
                ? [{ start: tree.start[release.node], end: tree.end[release.node], message: "released here" }]
                : [],
          },
        );
      }
    }
  },
};

/** Where a class is defined. */
interface Home {
  readonly file: SourceFile;
  readonly unit: Unit;
  readonly tree: Tree;
  readonly node: number;
  /** Its pointer members, and those that are numbers. */
  readonly members: ReadonlySet<string>;
}

/** Name of the class whose destructor a definition is; "" for other functions. */
function className(tree: Tree, definition: number): string {
  const name = findInside(tree, childByField(tree, definition, Field.Declarator), Kind.DestructorName);
  return name === NONE ? "" : nodeText(tree, name).slice(1).trim();
}

function homeOf(
  context: UnitContext,
  file: SourceFile,
  unit: Unit,
  destructor: number,
  name: string,
): Home | undefined {
  const { tree } = context;
  for (let up = tree.parent[destructor]; up !== undefined && up !== NONE; up = tree.parent[up])
    if (isClass(tree, up, name)) return { file, unit, tree, node: up, members: pointerMembers(tree, up) };
  for (const other of context.includes.files) {
    for (const candidate of other.units) {
      if (!candidate.text.includes(name) || !candidate.text.includes("~")) continue;
      const inner = candidate.tree();
      for (let n = 0; n < inner.count; n++)
        if (isClass(inner, n, name))
          return { file: other, unit: candidate, tree: inner, node: n, members: pointerMembers(inner, n) };
    }
  }
  return undefined;
}

function isClass(tree: Tree, node: number, name: string): boolean {
  if (!isClassSpecifier(tree, node) || childByField(tree, node, Field.Body) === NONE) return false;
  const text = spelling(tree, childByField(tree, node, Field.Name));
  return text === name || text.startsWith(`${name}<`);
}

function pointerMembers(tree: Tree, node: number): ReadonlySet<string> {
  const members = new Set<string>();
  const body = childByField(tree, node, Field.Body);
  for (let member = firstPart(tree, body); member !== NONE; member = nextPart(tree, member)) {
    if (
      tree.kind[member] !== Kind.FieldDeclaration ||
      childByKind(tree, member, Kind.StorageClassSpecifier) !== NONE
    )
      continue;
    for (let part = firstPart(tree, member); part !== NONE; part = nextPart(tree, part)) {
      const isNumber =
        kindOf(tree, part) === Kind.FieldIdentifier &&
        textIs(tree, childByField(tree, member, Field.Type), "int");
      if (kindOf(tree, part) !== Kind.PointerDeclarator && !isNumber) continue;
      const name = isNumber ? part : declaredName(tree, part);
      if (name !== NONE) members.add(nodeText(tree, name));
    }
  }
  return members;
}

/** Where a destructor releases one of the members. */
function releaseOf(
  tree: Tree,
  definition: number,
  members: ReadonlySet<string>,
): { node: number; member: string; isClosed: boolean } | undefined {
  const end = subtreeEnd(tree, definition);
  for (let n = definition; n < end; n++) {
    const member = releasedMember(tree, n);
    if (members.has(member)) return { node: n, member, isClosed: false };
    const closed = closedMember(tree, n);
    if (members.has(closed)) return { node: n, member: closed, isClosed: true };
  }
  return undefined;
}

/**
 * Tells of a copy or move constructor that takes over the pointer as it is: both destructors release it. Silent where
 * anything else is done with either object, and where the destructor asks more than whether there is a pointer.
 */
function checkConstructors(
  { tree, node }: Home,
  context: UnitContext,
  name: string,
  member: string,
  destructor: string,
): void {
  const asked = new RegExp(`\\bif\\s*\\((?!\\s*(?:this->)?${member}\\s*(?:\\)|!=))`);
  if (asked.test(destructor)) return;
  const body = childByField(tree, node, Field.Body);
  for (let part = firstPart(tree, body); part !== NONE; part = nextPart(tree, part)) {
    if (kindOf(tree, part) !== Kind.FunctionDefinition) continue;
    const text = nodeText(tree, part);
    const head = new RegExp(
      `^\\s*(?:explicit\\s+|inline\\s+)?${name}\\s*\\(\\s*(const\\s+)?${name}\\s*(&&?)\\s*(\\w+)\\s*\\)`,
    ).exec(text);
    if (head === null) continue;
    const [, , reference, source] = head;
    const list = childByKind(tree, part, Kind.FieldInitializerList);
    const block = nodeText(tree, childByField(tree, part, Field.Body));
    const isTouched = new RegExp(`\\b(?:${source}|${member})\\b`).test(block);
    if (list === NONE || isTouched) continue;
    for (let init = firstPart(tree, list); init !== NONE; init = nextPart(tree, init)) {
      if (
        spelling(tree, init).replace(/[{(]/, "(").replace(/[)}]$/, ")") !== `${member}(${source}.${member})`
      )
        continue;
      context.report(
        init,
        reference === "&&"
          ? `'${source}' keeps what '${name}' takes over in '${member}': the destructors of both release it.`
          : `The copy holds the same '${member}' as '${source}': the destructors of both release it.`,
        { confidence: "definite", facts: { class: name }, steps: [] },
      );
    }
  }
}

/** What may be a member, by its name, that a call at a node closes; "" if it is none. */
function closedMember(tree: Tree, node: number): string {
  if (tree.kind[node] !== Kind.CallExpression || !CLOSERS.has(plainCalleeName(tree, node))) return "";
  const first = argument(tree, node, 0);
  return first === NONE ? "" : memberName(tree, withoutCasts(tree, first));
}

/** Library classes that cannot be copied. */
const UNIQUE =
  /\b(?:unique_ptr|mutex|recursive_mutex|shared_mutex|atomic\w*|thread|jthread|[io]?fstream|[io]?stringstream|promise|future|unique_lock|lock_guard|condition_variable)\b/;

function isCopyable(home: Home, context: UnitContext): boolean {
  const { file, unit, tree, node } = home;
  const text = file.text.substring(unit.start + tree.start[node], unit.start + tree.end[node]);
  // Said by a macro or a comment as well: `Q_DISABLE_COPY`, `DISALLOW_COPY_AND_ASSIGN`, `// not copyable`.
  if (/copy|clone/i.test(text) || /\boperator\s*=[^=]/.test(text) || UNIQUE.test(text)) return false;
  const name = nodeText(tree, childByField(tree, node, Field.Name)).replace(/<.*$/s, "");
  if (
    new RegExp(
      `\\b${name}\\s*(?:<[^<>]*>)?\\s*\\(\\s*(?:(?:const|volatile)\\s+)*${name}\\s*(?:<[^<>]*>)?\\s*(?:const\\s*)?&`,
    ).test(text)
  )
    return false;
  const body = childByField(tree, node, Field.Body);
  for (let member = firstPart(tree, body); member !== NONE; member = nextPart(tree, member)) {
    const kind = kindOf(tree, member);
    if (kind === Kind.Error) return false;
    if (kind !== Kind.FieldDeclaration) continue;
    // A reference cannot be assigned; an object of an unknown class may refuse to be copied.
    if (findInside(tree, member, Kind.ReferenceDeclarator) !== NONE && isData(tree, member)) return false;
    if (isData(tree, member) && !isPlainMember(tree, member, context)) return false;
  }
  const bases = childByKind(tree, node, Kind.BaseClassClause);
  for (let base = firstPart(tree, bases); base !== NONE; base = nextPart(tree, base)) {
    if (kindOf(tree, base) === Kind.AccessSpecifier) continue;
    if (!isCopyableBase(nodeText(tree, base), context)) return false;
  }
  return true;
}

function isData(tree: Tree, member: number): boolean {
  return findInside(tree, member, Kind.FunctionDeclarator) === NONE;
}

/** A member of a built-in or library type, a pointer, or a record that is known. */
function isPlainMember(tree: Tree, member: number, context: UnitContext): boolean {
  if (findInside(tree, member, Kind.PointerDeclarator) !== NONE) return true;
  const type = childByField(tree, member, Field.Type);
  switch (kindOf(tree, type)) {
    case Kind.PrimitiveType:
    case Kind.SizedTypeSpecifier:
    case Kind.EnumSpecifier:
    case Kind.StructSpecifier:
      return true;
  }
  const name = spelling(tree, type);
  if (/^(?:std::)?(?:size_t|u?int\d+_t|ptrdiff_t|string|vector<.*>|map<.*>|set<.*>|list<.*>)$/.test(name))
    return true;
  // An enumeration or a name for a number; a class only if it is seen to let itself be copied.
  const known = context.env.type(name);
  return known !== undefined && (known.record === null || !known.record.hasDestructor);
}

/** Whether the definition of a base class is seen, and says nothing about copying. */
function isCopyableBase(name: string, context: UnitContext): boolean {
  const simple = name.replace(/<.*$/s, "").split("::").at(-1) ?? "";
  for (const { units } of context.includes.files) {
    for (const unit of units) {
      if (!unit.text.includes(simple)) continue;
      const tree = unit.tree();
      for (let n = 0; n < tree.count; n++) {
        if (!isClass(tree, n, simple)) continue;
        return (
          childByKind(tree, n, Kind.BaseClassClause) === NONE &&
          !/copy|\boperator\s*=[^=]|delete|private:|Q_OBJECT/i.test(nodeText(tree, n))
        );
      }
    }
  }
  return false;
}
