/**
 * A client that asks for too little proof asks for it before it shakes hands: for a certificate that a trusted authority
 * has signed, and for one of the host that is meant, where the function knows its name.
 */
import { argument, calleeName, plainCalleeName, withoutCasts } from "../checkers/tree/calls";
import type { Finding } from "../findings";
import { Field, Kind } from "../syntax/kinds";
import { NONE } from "../syntax/tree";
import { childByField, kindOf, nodeText, subtreeEnd } from "../syntax/walk";
import {
  argumentText,
  callOf,
  functionAround,
  ifLines,
  isInScope,
  linesBefore,
  spanOf,
  statementAround,
} from "./code";
import { insert } from "./edits";
import { failureExit } from "./exits";
import { textFact } from "./facts";
import { type Code, onCode } from "./fix";
import { isRepeatable } from "./sizes";

/** What asks a library for proof; `$` is the connection, `@` the host's name. */
interface Proof {
  /** Says that there has to be a trusted certificate, and cannot fail. */
  readonly demand?: string;
  /** Loads whom the system trusts, for a program that names nobody itself: what it gives, compared with `success`. */
  readonly trust?: string;
  /** Says whose certificate it has to be: what it gives, compared with `success`. */
  readonly host: string;
  readonly success: string;
}

const PROOFS: ReadonlyMap<string, Proof> = new Map([
  [
    "SSL_connect",
    {
      demand: "SSL_set_verify($, SSL_VERIFY_PEER, NULL);",
      trust: "SSL_CTX_set_default_verify_paths(SSL_get_SSL_CTX($))",
      host: "SSL_set1_host($, @)",
      success: "1",
    },
  ],
  ["mbedtls_ssl_handshake", { host: "mbedtls_ssl_set_hostname($, @)", success: "0" }],
  ["wolfSSL_connect", { host: "wolfSSL_check_domain_name($, @)", success: "WOLFSSL_SUCCESS" }],
]);

export const provePeer = onCode("prove-peer", (code, finding) => {
  const missing = textFact(finding, "missing");
  const call = missing === undefined ? NONE : handshake(code, finding);
  const proof = PROOFS.get(plainCalleeName(code.unit.tree, call));
  if (proof === undefined) return [];
  const connection = argumentText(code, call, 0);
  const host = hostName(code, call);
  if (host === undefined || !isRepeatable(connection)) return [];
  const say = (text: string) => text.replaceAll("$", connection).replaceAll("@", host);
  const isUnproved = missing === "proof";
  const asked = [say(proof.host)];
  if (isUnproved && proof.trust !== undefined && !TRUSTS.test(code.file.text))
    asked.unshift(say(proof.trust));
  const demand = isUnproved && proof.demand !== undefined ? [say(proof.demand)] : [];
  const edits =
    inCondition(code, call, asked, proof, demand) ?? asStatements(code, call, asked, proof, demand);
  return edits === undefined
    ? []
    : [{ title: `Ask for the certificate of '${host}' before the handshake`, edits, safe: false }];
});

/** Who is trusted is said somewhere in the file. */
const TRUSTS = /\b(?:set_default_verify_|load_verify_|set_cert_store|set1_(?:chain|verify)_cert_store)/;

function handshake(code: Code, finding: Finding): number {
  return callOf(code, finding, (name) => PROOFS.has(name));
}

/** `if (SSL_connect(s) != 1)` asks for more before: what the function does about a failure it does about that one, too. */
function inCondition(
  code: Code,
  call: number,
  asked: readonly string[],
  { success }: Proof,
  demand: readonly string[],
) {
  const { tree } = code.unit;
  const comparison = tree.parent[call];
  if (kindOf(tree, comparison) !== Kind.BinaryExpression) return undefined;
  const operator = operatorOf(code, comparison);
  const isFailure = FAILS.has(operator);
  if (!isFailure && !SUCCEEDS.has(operator)) return undefined;
  const joint = isFailure ? "||" : "&&";
  let up = comparison;
  for (;;) {
    const parent = tree.parent[up];
    const isJoint = kindOf(tree, parent) === Kind.BinaryExpression && operatorOf(code, parent) === joint;
    if (!isJoint && kindOf(tree, parent) !== Kind.ParenthesizedExpression) break;
    up = parent;
  }
  const statement = tree.parent[up];
  if (kindOf(tree, statement) !== Kind.IfStatement && kindOf(tree, statement) !== Kind.ConditionClause)
    return undefined;
  const before = asked.map((text) => `${text} ${isFailure ? "!=" : "=="} ${success} ${joint} `).join("");
  const edits = [insert(spanOf(code, comparison).start, before)];
  if (demand.length === 0) return edits;
  const lines = linesBefore(code, statementAround(code, call), demand);
  return lines === undefined ? undefined : [lines, ...edits];
}

const FAILS: ReadonlySet<string> = new Set(["!=", "<=", "<"]);
const SUCCEEDS: ReadonlySet<string> = new Set(["==", ">"]);

function operatorOf(code: Code, node: number): string {
  return nodeText(code.unit.tree, childByField(code.unit.tree, node, Field.Operator));
}

function asStatements(
  code: Code,
  call: number,
  asked: readonly string[],
  { success }: Proof,
  demand: readonly string[],
) {
  const exit = failureExit(code, call);
  if (exit === undefined) return undefined;
  const condition = asked.map((text) => `${text} != ${success}`).join(" || ");
  const lines = linesBefore(code, statementAround(code, call), [
    ...demand,
    ...ifLines(code, call, condition, [exit]),
  ]);
  return lines === undefined ? undefined : [lines];
}

/** Calls that are told the host's name, and by which argument. */
const NAMED: ReadonlyMap<string, number> = new Map([
  ["SSL_set_tlsext_host_name", 1],
  ["wolfSSL_UseSNI", 2],
  ["mbedtls_net_connect", 1],
  ["getaddrinfo", 0],
  ["gethostbyname", 0],
]);

const HOSTS = ["hostname", "host_name", "host", "server_name", "server", "peer_name"];

/** What the function calls the host that it connects to: as it tells others, or as it was told by its caller. */
function hostName(code: Code, call: number): string | undefined {
  const { tree } = code.unit;
  const definition = functionAround(code);
  if (definition === NONE) return undefined;
  const end = subtreeEnd(tree, definition);
  let declarator = NONE;
  for (let n = definition; n < end; n++) {
    if (tree.kind[n] === Kind.CallExpression) {
      const index = NAMED.get(calleeName(tree, n));
      const told = index === undefined ? "" : nodeText(tree, withoutCasts(tree, argument(tree, n, index)));
      if (told !== "" && told !== "NULL" && isRepeatable(told)) return told;
    } else if (tree.kind[n] === Kind.FunctionDeclarator && declarator === NONE) declarator = n;
  }
  const parameters = nodeText(tree, childByField(tree, declarator, Field.Parameters));
  return HOSTS.find(
    (name) =>
      new RegExp(`\\bchar\\s*(?:const\\s*)?\\*\\s*${name}\\b`).test(parameters) &&
      isInScope(code, name, call),
  );
}
