/**
 * CWE-798: a password that is compared with a text of the program. What is compared is told by its name, or by that of
 * the function, which says that it checks one; words of a protocol and of a command line are none.
 */
import { Field, Kind } from "../../syntax/kinds";
import { NONE, type Tree } from "../../syntax/tree";
import { childByField, firstNamedChild, kindOf, nodeText } from "../../syntax/walk";
import { isMacroName, methodOf } from "../paths/places";
import { argument, argumentCount, plainCalleeName, withoutCasts } from "./calls";
import type { TreeChecker, UnitContext } from "./checker";
import { enclosingFunction, functionName } from "./functions";
import { hasWord, wordSet, wordsOf, writtenText } from "./secret-names";

const COMPARES = wordSet("strcmp strncmp strcasecmp strncasecmp memcmp bcmp _stricmp stricmp");
/** The last word of a name that holds a password as it was given. */
const PASSWORDS = wordSet("password passwd passwort pwd passphrase passcode pass pw");
/** What a function does that lets somebody in. */
const CHECKS = wordSet("check verify validate authenticate auth login is valid compare test");
/** A password that was hashed, or says in which way; or the kind of a thing, not the thing. */
const OTHERS = wordSet("hash type kind mode name method scheme prompt option opt key arg argv field");
/** Letters and digits, as somebody types them, in no other form: prefixes of hashes and options have one. */
const TYPED = /^(?=.{4,64}$)[A-Za-z0-9][\w.!@#%&*?$+~^-]*$/;
/** Words that stand for a password, or for none, and those of a grammar. */
const WORDS =
  /^(?:pass(?:word|wd|phrase|code)?|none|null|empty|default|true|false|auto|prompt|stdin|file|ask|unset|anonymous|guest|.*[_-]?(?:hash|md5|sha\d*|crypt|plain|digest|token|basic))$/i;

export const comparedPassword: TreeChecker = {
  rule: "hard-coded-secret",
  kinds: [Kind.CallExpression, Kind.BinaryExpression],
  visit(context, node) {
    const { tree } = context;
    const sides = sidesOf(context, node);
    if (sides === undefined) return;
    const texts = sides.map((side) => writtenText(context, side));
    const fixed = texts.findIndex((text) => text !== undefined);
    if (fixed === -1 || texts[1 - fixed] !== undefined) return;
    const text = texts[fixed] ?? "";
    if (!TYPED.test(text) || WORDS.test(text)) return;
    const given = objectOf(tree, sides[1 - fixed]);
    const definition = enclosingFunction(tree, node);
    if (definition === NONE || isTested(tree, node, definition)) return;
    const checker = functionName(tree, definition);
    const isMacro = kindOf(tree, sides[fixed]) === Kind.Identifier;
    const saysPassword = isPassword(tree, given) || (isMacro && isPassword(tree, sides[fixed]));
    if (!saysPassword && !checksPassword(checker, nodeText(tree, given))) return;
    context.report(
      node,
      `'${nodeText(tree, given)}' is compared with a password that stands in the program: who has the program has it, and it is the same everywhere.`,
      { confidence: "evidence" },
    );
  },
};

/** What a comparison of texts compares; undefined for all else. */
function sidesOf({ tree, language }: UnitContext, node: number): readonly number[] | undefined {
  if (kindOf(tree, node) === Kind.CallExpression) {
    if (!COMPARES.has(plainCalleeName(tree, node)) || argumentCount(tree, node) < 2) return undefined;
    return [0, 1].map((i) => withoutCasts(tree, argument(tree, node, i)));
  }
  // In C that compares addresses.
  if (language !== "cpp") return undefined;
  const operator = kindOf(tree, childByField(tree, node, Field.Operator));
  if (operator !== Kind.TokenEqualEqual && operator !== Kind.TokenBangEqual) return undefined;
  return [Field.Left, Field.Right].map((field) => withoutCasts(tree, childByField(tree, node, field)));
}

/** The string object whose characters are asked for, or the expression itself. */
function objectOf(tree: Tree, node: number): number {
  const { object, name } = kindOf(tree, node) === Kind.CallExpression ? methodOf(tree, node) : NO_METHOD;
  return object !== NONE && (name === "c_str" || name === "data") ? object : node;
}

const NO_METHOD = { object: NONE, name: "" };

/** Whether a comparison stands in a test, or in the argument of a macro, which may be one. */
function isTested(tree: Tree, node: number, definition: number): boolean {
  if (wordsOf(functionName(tree, definition)).some((word) => word.startsWith("test"))) return true;
  for (let up = tree.parent[node]; up !== definition && up !== NONE; up = tree.parent[up]) {
    const name = kindOf(tree, up) === Kind.CallExpression ? plainCalleeName(tree, up) : "";
    if (isMacroName(name) || /assert/i.test(name)) return true;
  }
  return false;
}

/** Whether the last word of a variable's or member's name says that it is a password. */
function isPassword(tree: Tree, node: number): boolean {
  let at = node;
  if (kindOf(tree, at) === Kind.FieldExpression) at = childByField(tree, at, Field.Field);
  else if (kindOf(tree, at) === Kind.CallExpression || kindOf(tree, at) === Kind.SubscriptExpression)
    return false;
  else if (kindOf(tree, at) !== Kind.Identifier) at = firstNamedChild(tree, at);
  if (at === NONE) return false;
  const words = wordsOf(nodeText(tree, at));
  return PASSWORDS.has(words[words.length - 1] ?? "") && !words.some((word) => OTHERS.has(word));
}

/** Whether a function is one that checks a password, and what it compares may be that. */
function checksPassword(name: string, given: string): boolean {
  return hasWord(name, PASSWORDS) && hasWord(name, CHECKS) && /^\w+$/.test(given) && !hasWord(given, USERS);
}

const USERS = wordSet("user username name login account type kind mode method cmd command option key");
