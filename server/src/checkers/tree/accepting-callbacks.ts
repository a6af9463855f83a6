/**
 * CWE-295: functions that a TLS library asks whether a certificate is good, and that say so of every one. Both ends have
 * to stand in one file, or nothing is said.
 */
import { Field, Kind } from "../../syntax/kinds";
import type { SourceFile, Unit } from "../../syntax/source";
import { NONE } from "../../syntax/tree";
import { childByField, kindOf, nodeText, subtreeEnd } from "../../syntax/walk";
import { methodOf } from "../paths/places";
import { argument, calleeName, firstPart, withoutCasts } from "./calls";
import type { FileChecker, UnitContext } from "./checker";
import { functionName } from "./functions";

interface Registration {
  /** Which argument is the function that is asked. */
  readonly index: number;
  /** What it returns to accept. */
  readonly accepts: number;
  /** The library has its own verdict, which stands unless the function clears it. */
  readonly clears: boolean;
}

const ACCEPTS_BY_ONE = (index: number): Registration => ({ index, accepts: 1, clears: false });

const REGISTRATIONS: ReadonlyMap<string, Registration> = new Map([
  ["SSL_CTX_set_verify", ACCEPTS_BY_ONE(2)],
  ["SSL_set_verify", ACCEPTS_BY_ONE(2)],
  ["SSL_CTX_set_cert_verify_callback", ACCEPTS_BY_ONE(1)],
  ["X509_STORE_set_verify_cb", ACCEPTS_BY_ONE(1)],
  ["X509_STORE_CTX_set_verify_cb", ACCEPTS_BY_ONE(1)],
  ["wolfSSL_CTX_set_verify", ACCEPTS_BY_ONE(2)],
  ["wolfSSL_set_verify", ACCEPTS_BY_ONE(2)],
  ["set_verify_callback", ACCEPTS_BY_ONE(0)],
  ["gnutls_certificate_set_verify_function", { index: 1, accepts: 0, clears: false }],
  ["gnutls_session_set_verify_function", { index: 1, accepts: 0, clears: false }],
  ["mbedtls_ssl_conf_verify", { index: 1, accepts: 0, clears: true }],
  ["mbedtls_ssl_set_verify", { index: 1, accepts: 0, clears: true }],
]);

/** Whoever asks for the library's verdict later may as well let the connection come up first. */
const ASKED_LATER = /\b(?:SSL|wolfSSL)_get_verify_result\b|\bgnutls_certificate_verify_peers\d?\b/;

export const acceptingCallbacks: FileChecker = {
  rule: "certificate-verification",
  check(file, contextOf) {
    for (const unit of file.units) {
      if (unit.text.includes("verify")) registrations(file, contextOf(unit), contextOf);
    }
  },
};

function registrations(file: SourceFile, context: UnitContext, contextOf: (unit: Unit) => UnitContext): void {
  const { tree } = context;
  for (let n = 0; n < tree.count; n++) {
    if (tree.kind[n] !== Kind.CallExpression) continue;
    const name = calleeName(tree, n) || methodOf(tree, n).name;
    const registration = REGISTRATIONS.get(name);
    if (registration === undefined || ASKED_LATER.test(file.text)) continue;
    const asked = withoutCasts(tree, argument(tree, n, registration.index));
    const where = definitionOf(file, context, contextOf, asked);
    if (where === undefined || !acceptsAll(where.context, where.body, registration)) continue;
    context.report(
      argument(tree, n, registration.index),
      `The function that ${name}() registers here accepts every certificate: the connection is encrypted, but with whom nobody knows.`,
    );
  }
}

interface Body {
  readonly context: UnitContext;
  readonly body: number;
}

/** The body of a lambda, or of the function of that name in the file. */
function definitionOf(
  file: SourceFile,
  context: UnitContext,
  contextOf: (unit: Unit) => UnitContext,
  asked: number,
): Body | undefined {
  if (asked === NONE) return undefined;
  if (kindOf(context.tree, asked) === Kind.LambdaExpression)
    return { context, body: childByField(context.tree, asked, Field.Body) };
  const name = nodeText(context.tree, asked).replace(/^&\s*/, "");
  if (!/^\w+$/.test(name)) return undefined;
  for (const unit of file.units) {
    if (!unit.text.includes(name)) continue;
    const other = contextOf(unit);
    for (let n = 0; n < other.tree.count; n++)
      if (other.tree.kind[n] === Kind.FunctionDefinition && functionName(other.tree, n) === name)
        return { context: other, body: childByField(other.tree, n, Field.Body) };
  }
  return undefined;
}

/** Whether all that a body returns is the number that accepts; where it has to clear a verdict first, that it does. */
function acceptsAll(context: UnitContext, body: number, { accepts, clears }: Registration): boolean {
  const { tree } = context;
  if (body === NONE) return false;
  const end = subtreeEnd(tree, body);
  let returns = 0;
  let cleared = false;
  for (let n = body; n < end; n++) {
    if (tree.kind[n] === Kind.ReturnStatement) {
      const value = firstPart(tree, n);
      if (value === NONE || numberOf(context, value) !== accepts) return false;
      returns++;
    } else if (tree.kind[n] === Kind.AssignmentExpression) cleared ||= clearsVerdict(context, n);
  }
  return returns > 0 && (cleared || !clears);
}

function numberOf(context: UnitContext, value: number): number | undefined {
  const text = nodeText(context.tree, value);
  if (text === "true" || text === "TRUE") return 1;
  return context.constantOf(value);
}

/** `*flags = 0` without a condition around it. */
function clearsVerdict(context: UnitContext, assignment: number): boolean {
  const { tree } = context;
  const left = childByField(tree, assignment, Field.Left);
  const isPlain = kindOf(tree, childByField(tree, assignment, Field.Operator)) === Kind.TokenEqual;
  if (!isPlain || kindOf(tree, left) !== Kind.PointerExpression) return false;
  if (context.constantOf(childByField(tree, assignment, Field.Right)) !== 0) return false;
  for (let p = tree.parent[assignment]; p !== NONE; p = tree.parent[p])
    if (tree.kind[p] === Kind.IfStatement || tree.kind[p] === Kind.SwitchStatement) return false;
  return true;
}
