/**
 * CWE-208: a secret that is compared by a function which stops at the first difference. How long it takes tells how
 * much of a guess was right, so a code of authentication or a password can be found piece by piece.
 */
import { Kind } from "../../syntax/kinds";
import { NONE } from "../../syntax/tree";
import { kindOf, nodeText } from "../../syntax/walk";
import { argument, plainCalleeName, withoutCasts } from "./calls";
import type { TreeChecker } from "./checker";
import { enclosingFunction } from "./functions";
import { hasWord, wordSet } from "./secret-names";

const COMPARES = wordSet("memcmp bcmp strcmp strncmp");

/** What is secret by itself, or must not be guessed. */
const SECRETS = wordSet("password passwd pwd passphrase hmac cmac otp psk secret csrf");
/** What is so where it was computed to authenticate: there are others of the name. */
const COMPUTED = wordSet("mac tag digest hash icv mic signature");
/** Names of what is computed to compare with. */
const EXPECTED = wordSet("calc calculated computed expected actual received verify check");
const AUTHENTICATES = /hmac|cmac|gmac|pbkdf|passw|auth_?tag|\bmac\w*_(?:init|update|final)/i;
/** Two entries of the same secret, and what is only named like one. */
const OTHERS = wordSet(
  "confirm repeat again retype key hint identity user addr address type alg name oid file path len id",
);

export const timingComparison: TreeChecker = {
  rule: "timing-comparison",
  kinds: [Kind.CallExpression],
  visit(context, node) {
    const { tree, source } = context;
    const name = plainCalleeName(tree, node);
    if (!COMPARES.has(name)) return;
    const sides = [0, 1].map((i) => withoutCasts(tree, argument(tree, node, i)));
    if (sides.some((side) => side === NONE || kindOf(tree, side) === Kind.StringLiteral)) return;
    const [left, right] = sides.map((side) => nodeText(tree, side));
    if (hasWord(left, OTHERS) || hasWord(right, OTHERS)) return;
    const definition = enclosingFunction(tree, node);
    if (definition === NONE) return;
    const isComputed = () => {
      const both = `${left} ${right}`;
      const body = source.slice(tree.start[definition], tree.end[definition]);
      return hasWord(both, COMPUTED) && hasWord(both, EXPECTED) && AUTHENTICATES.test(body);
    };
    const secret = [left, right].find((side) => hasWord(side, SECRETS));
    if (secret === undefined && !isComputed()) return;
    context.report(
      node,
      `${name}() stops at the first difference, so the time it takes tells how much of ${secret === undefined ? `'${left}'` : `'${secret}'`} was guessed right: compare all bytes, whatever they are.`,
      { confidence: "evidence", facts: { call: name } },
    );
  },
};
