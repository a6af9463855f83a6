/**
 * CWE-338: numbers of a generator that anybody can run again, in what has to stay unknown: a salt, a token, the
 * identifier of a session. What is drawn for tells the name of the variable, member, parameter or function it ends in.
 */
import { TypeKind } from "../../semantics/types";
import { Field, Kind } from "../../syntax/kinds";
import { NONE, type Tree } from "../../syntax/tree";
import { childByField, kindOf, nodeText } from "../../syntax/walk";
import { argument, argumentCount, plainCalleeName } from "./calls";
import type { TreeChecker, UnitContext } from "./checker";
import { objectType } from "./containers";
import { enclosingFunctionName } from "./functions";
import { hasWord, wordSet, wordsOf } from "./secret-names";

/** Generators whose next number follows from those before. */
const FORESEEABLE = wordSet(
  "rand random lrand rand_r rand48 lrand48 mrand48 drand48 nrand48 jrand48 erand48",
);

const SECRETS = wordSet(
  "salt salts nonce nonces cnonce token tokens secret secrets password passwords passwd passphrase pwd csrf xsrf otp " +
    "session sessionid sessid sid cookie cookies iv keygen privkey premaster entropy challenge txid",
);
/** What makes a key one of cryptography: tables have keys as well. */
const CIPHERS = wordSet(
  "secret private session master aes des crypt encrypt encryption cipher hmac auth generate gen make",
);
/** What else names of the field end in: a count of tokens is none. */
const OTHERS = wordSet(
  "count counter timeout delay interval backoff jitter retry time timer index slot len length size test tests bench fuzz",
);

export const weakRandomness: TreeChecker = {
  rule: "weak-randomness",
  kinds: [Kind.CallExpression],
  visit(context, node) {
    const { tree, env } = context;
    const plain = plainCalleeName(tree, node);
    const isFunction = FORESEEABLE.has(plain) && !env.function(plain)?.isStatic;
    const name = isFunction ? plain : context.language === "cpp" ? engineOf(context, node) : "";
    if (name === "") return;
    const purpose = purposeOf(tree, node);
    if (purpose === "") return;
    context.report(
      node,
      `${isFunction ? `${name}()` : `A ${name}`} can be foreseen by whoever sees some of its numbers or guesses its seed, and '${purpose}' has to stay unknown: draw it from the system's random numbers.`,
      { confidence: "evidence", facts: { call: name } },
    );
  },
};

/** Engines of `<random>`: from some of their numbers all others follow. */
const ENGINES = wordSet(
  "mt19937 mt19937_64 minstd_rand minstd_rand0 default_random_engine ranlux24 ranlux48 ranlux24_base ranlux48_base knuth_b",
);

/** `engine()` or `distribution(engine)`: the engine's type; "" for all other calls. */
function engineOf(context: UnitContext, call: number): string {
  const { tree } = context;
  const callee = childByField(tree, call, Field.Function);
  const count = argumentCount(tree, call);
  if (count > 1 || !isObject(tree, callee)) return "";
  const engine = count === 0 ? callee : argument(tree, call, 0);
  if (!isObject(tree, engine)) return "";
  // `engine(time(nullptr))` reads as a function.
  let type = objectType(context.typeOf(engine));
  if (type?.kind === TypeKind.Reference) type = type.to ?? undefined;
  if (type?.kind !== TypeKind.Unknown || !type.name.startsWith("std::")) return "";
  return ENGINES.has(type.name.slice(5)) ? type.name : "";
}

function isObject(tree: Tree, node: number): boolean {
  const kind = kindOf(tree, node);
  return kind === Kind.Identifier || kind === Kind.FieldExpression;
}

/** The name that says that the number has to stay unknown; "" if none does. */
function purposeOf(tree: Tree, call: number): string {
  for (let at = call, up = tree.parent[at]; up !== NONE; at = up, up = tree.parent[at]) {
    const kind = kindOf(tree, up);
    if (kind === Kind.AssignmentExpression || kind === Kind.InitDeclarator) {
      const target = childByField(tree, up, kind === Kind.InitDeclarator ? Field.Declarator : Field.Left);
      if (target !== at && isSecret(nodeText(tree, target))) return nodeText(tree, target);
    } else if (kind === Kind.CallExpression && childByField(tree, up, Field.Arguments) === at) {
      const callee = nodeText(tree, childByField(tree, up, Field.Function));
      if (isSecret(callee)) return callee;
    } else if (kind === Kind.FunctionDefinition) break;
  }
  const inside = enclosingFunctionName(tree, call);
  return isSecret(inside) ? inside : "";
}

function isSecret(name: string): boolean {
  const words = wordsOf(name);
  if (words.some((word) => OTHERS.has(word))) return false;
  if (words.some((word) => SECRETS.has(word))) return true;
  return words.includes("key") && hasWord(name, CIPHERS);
}
