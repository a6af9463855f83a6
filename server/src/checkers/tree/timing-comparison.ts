/**
 * CWE-208: a secret that is compared by a function which stops at the first difference. How long it takes tells how
 * much of a guess was right, so a code of authentication or a password can be found piece by piece.
 */
import { type Type, TypeKind } from "../../semantics/types";
import { Field, Kind } from "../../syntax/kinds";
import { NONE, type Tree } from "../../syntax/tree";
import { childByField, kindOf, nodeText, spelling } from "../../syntax/walk";
import { withoutComments } from "../../text/words";
import { argument, plainCalleeName, withoutCasts } from "./calls";
import type { TreeChecker, UnitContext } from "./checker";
import { enclosingFunction, functionName } from "./functions";
import { hasWord, wordSet, writtenText } from "./secret-names";

const COMPARES = wordSet("memcmp bcmp strcmp strncmp");

/** What is secret by itself, or must not be guessed. */
const SECRETS = wordSet("password passwd pwd passphrase hmac cmac otp psk secret csrf");
/** What is so where it was computed to authenticate: there are others of the name. */
const COMPUTED = wordSet("mac tag digest hash icv mic signature");
/** What a number made of a secret is, and hardly anything else of the size of one. */
const CODES = wordSet("mac icv mic");
/** Bytes from which on a code of authentication begins: the address of a network card has fewer. */
const SMALLEST_CODE = 8;
/** Names of what is computed to compare with. */
const EXPECTED = wordSet("calc calculated computed expected actual received verify check");
const AUTHENTICATES = /hmac|cmac|gmac|pbkdf|passw|auth_?tag|\bmac\w*_(?:init|update|final)/i;
/** Two entries of the same secret, and what is only named like one. */
const OTHERS = wordSet(
  "confirm repeat again retype key hint identity user addr address type alg name oid file path len id",
);

/** What tells that a token lets somebody in, and is none of a grammar. */
const LETS_IN = /auth|sess|login|bearer|csrf|xsrf|cookie|credential|api_?(?:key|token)|permi(?:t|ssion)/i;

/** The argument that functions of libraries write a code of authentication to. */
const WRITES_CODE: ReadonlyMap<string, number> = new Map([
  ["HMAC", 5],
  ["HMAC_Final", 1],
  ["CMAC_Final", 1],
  ["EVP_MAC_final", 1],
  ["EVP_DigestSign", 1],
  ["EVP_DigestSignFinal", 1],
  ["PKCS5_PBKDF2_HMAC", 7],
  ["PKCS5_PBKDF2_HMAC_SHA1", 6],
  ["mbedtls_md_hmac", 5],
  ["mbedtls_md_hmac_finish", 1],
  ["mbedtls_cipher_cmac", 5],
  ["mbedtls_cipher_cmac_finish", 1],
  ["psa_mac_compute", 5],
  ["psa_mac_sign_finish", 1],
  ["wc_HmacFinal", 1],
  ["wc_CmacFinal", 1],
  ["wc_PBKDF2", 0],
  ["gnutls_hmac_fast", 5],
  ["gnutls_hmac_output", 1],
  ["gnutls_hmac_deinit", 1],
  ["gcry_mac_read", 1],
  ["crypto_auth", 0],
  ["crypto_auth_hmacsha256", 0],
  ["crypto_auth_hmacsha256_final", 1],
  ["crypto_auth_hmacsha512_final", 1],
  ["crypto_onetimeauth", 0],
]);

export const timingComparison: TreeChecker = {
  rule: "timing-comparison",
  kinds: [Kind.CallExpression, Kind.BinaryExpression],
  visit(context, node) {
    const { tree, source } = context;
    if (kindOf(tree, node) === Kind.BinaryExpression) {
      if (context.language === "cpp") compareTexts(context, node);
      return;
    }
    const name = plainCalleeName(tree, node);
    if (!COMPARES.has(name)) return;
    const sides = [0, 1].map((i) => withoutCasts(tree, argument(tree, node, i)));
    if (sides.some((side) => side === NONE || writtenText(context, side) !== undefined)) return;
    const [left, right] = sides.map((side) => nodeText(tree, side));
    if (hasWord(left, OTHERS) || hasWord(right, OTHERS)) return;
    const definition = enclosingFunction(tree, node);
    if (definition === NONE) return;
    const isComputed = () => {
      const both = `${left} ${right}`;
      const body = source.slice(tree.start[definition], tree.end[definition]);
      return hasWord(both, COMPUTED) && hasWord(both, EXPECTED) && AUTHENTICATES.test(body);
    };
    const secret =
      [left, right].find((side) => hasWord(side, SECRETS)) ??
      sides.map((side) => spelling(tree, side)).find((side) => isCode(tree, definition, node, side));
    if (
      secret === undefined &&
      !isComputed() &&
      !isExpectedCode(context, node, left, right) &&
      !areTokens(context, definition, left, right)
    )
      return;
    context.report(
      node,
      `${name}() stops at the first difference, so the time it takes tells how much of ${secret === undefined ? `'${left}'` : `'${secret}'`} was guessed right: compare all bytes, whatever they are.`,
      { confidence: "evidence", facts: { call: name } },
    );
  },
};

/** Whether a call before the comparison wrote a code of authentication to what is compared. */
function isCode(tree: Tree, definition: number, comparison: number, side: string): boolean {
  for (let n = definition; n < comparison; n++) {
    if (tree.kind[n] !== Kind.CallExpression) continue;
    const index = WRITES_CODE.get(plainCalleeName(tree, n));
    if (index !== undefined && spelling(tree, withoutCasts(tree, argument(tree, n, index))) === side)
      return true;
  }
  return false;
}

/** `memcmp(expected_mac, mac, 16)` */
function isExpectedCode(context: UnitContext, call: number, left: string, right: string): boolean {
  const size = context.constantOf(argument(context.tree, call, 2)) ?? 0;
  if (size < SMALLEST_CODE || !hasWord(left, CODES) || !hasWord(right, CODES)) return false;
  return hasWord(left, EXPECTED) || hasWord(right, EXPECTED);
}

/** Two tokens, or signatures, in a function that speaks of letting somebody in. */
function areTokens({ tree }: UnitContext, definition: number, left: string, right: string): boolean {
  return (
    hasWord(left, TOKENS) &&
    hasWord(right, TOKENS) &&
    LETS_IN.test(withoutComments(nodeText(tree, definition)))
  );
}

const TOKENS = wordSet("token tokens signature");

/** Names that the comparison of two texts may be about: most are not, and not looked at any further. */
const SPEAKS = /passw|passphrase|token|secret|hmac|signature|csrf|otp/i;
const speaking = new WeakMap<UnitContext, boolean>();

/** `given == token_` of texts, which stops at the first difference as well. */
function compareTexts(context: UnitContext, node: number): void {
  const { tree, source } = context;
  const operator = kindOf(tree, childByField(tree, node, Field.Operator));
  if (operator !== Kind.TokenEqualEqual && operator !== Kind.TokenBangEqual) return;
  let speaks = speaking.get(context);
  if (speaks === undefined) speaking.set(context, (speaks = SPEAKS.test(source)));
  if (!speaks) return;
  const sides = [Field.Left, Field.Right].map((field) => withoutCasts(tree, childByField(tree, node, field)));
  if (!sides.every((side) => NAMES.has(kindOf(tree, side)))) return;
  const [left, right] = sides.map((side) => nodeText(tree, side));
  if ([left, right].some((side) => hasWord(side, OTHERS) || hasWord(side, EARLIER))) return;
  const definition = enclosingFunction(tree, node);
  if (definition === NONE || lastWord(left) === lastWord(right)) return;
  if (functionName(tree, definition).includes("operator")) return;
  const isSecret = hasWord(left, SECRETS) || hasWord(right, SECRETS);
  if (!isSecret && !areTokens(context, definition, left, right)) return;
  if (!sides.some((side) => TEXTS.has(valueType(context.typeOf(side))?.name ?? ""))) return;
  context.report(
    node,
    `'${nodeText(tree, childByField(tree, node, Field.Operator))}' stops at the first difference, so the time it takes tells how much of '${hasWord(left, SECRETS) ? left : right}' was guessed right: compare all bytes, whatever they are.`,
    { confidence: "evidence", facts: { call: "" } },
  );
}

function valueType(type: Type | undefined): Type | undefined {
  return type?.kind === TypeKind.Reference ? (type.to ?? undefined) : type;
}

const NAMES: ReadonlySet<Kind> = new Set([Kind.Identifier, Kind.FieldExpression]);
const TEXTS: ReadonlySet<string> = new Set(["std::string", "std::string_view", "QString", "QByteArray"]);
/** The user may have changed it: a comparison with what it was. */
const EARLIER = wordSet("old new last previous prev current default empty none");

/** The same member of two records is compared to tell the records apart. */
function lastWord(name: string): string {
  return name.slice(Math.max(name.lastIndexOf("."), name.lastIndexOf(">")) + 1);
}
