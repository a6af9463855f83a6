/**
 * CWE-295, CWE-297: clients that never have the certificate proved where the library does not by itself, or never say
 * whose it has to be; and SSH clients that take any host's key (CWE-322). What a function does with a connection that it
 * makes itself, it and its helpers in the file tell; of one that is set up elsewhere, all of the file is asked, and
 * nothing is said where a function of another file had it in its hands.
 */
import { Kind } from "../../syntax/kinds";
import type { SourceFile, Unit } from "../../syntax/source";
import { NONE, type Tree } from "../../syntax/tree";
import { findInside, spelling, subtreeEnd } from "../../syntax/walk";
import { withoutComments, wordAt } from "../../text/words";
import { methodOf } from "../paths/places";
import { argument, argumentCount, calleeName, withoutCasts } from "./calls";
import type { FileChecker, UnitContext } from "./checker";
import { enclosingFunction, functionName } from "./functions";

/** How a library's client brings a connection up, and what would have the other end proved. */
interface Library {
  /** The call that shakes hands. */
  readonly connect: string;
  /** What tells that the function set the connection up, all of it, and as a client. */
  readonly made: RegExp;
  /** What tells that the function has made the connection, of settings that may come from elsewhere. */
  readonly opened: RegExp;
  /** The library's own functions, which set nothing up by the way. */
  readonly own: RegExp;
  /** What asks for proof; null where the library does so by itself. */
  readonly proved: RegExp | null;
  /** What says whose certificate it has to be; null where proof does. */
  readonly named: RegExp | null;
  /** Other ways to know who it is, and settings that another rule speaks of. */
  readonly otherwise: RegExp;
  readonly says: string;
}

const NAMELESS =
  "The certificate is checked, but nobody asks whether it is that of the host that was meant: any valid one will do.";

const LIBRARIES: readonly Library[] = [
  {
    connect: "SSL_connect",
    made: /\bSSL_CTX_new\w*\b/,
    opened: /\bSSL_new\b/,
    own: /^(?:SSL|BIO|ERR|X509|OPENSSL)_/,
    proved: /verify/i,
    named:
      /\bSSL_(?:set1|add1)_(?:host|dnsname|ipaddr)|\bX509_check_(?:host|ip|ip_asc|email)|\bX509_VERIFY_PARAM_(?:set1|add1)_\w+|\bSSL_dane_\w+/,
    otherwise: /psk|TOFU|aNULL|\b(?:ADH|anon)/i,
    says: "OpenSSL checks no certificate unless SSL_CTX_set_verify() asks it to, and nothing here does: anybody on the way can pass for the server.",
  },
  {
    connect: "wolfSSL_connect",
    made: /\bwolfSSL_CTX_new\w*\b/,
    opened: /\bwolfSSL_new\b/,
    own: /^wolfSSL_/,
    proved: null,
    named: /\bwolfSSL_(?:check_domain_name|set1_host|X509_check_host|X509_VERIFY_PARAM_\w+)\b/,
    otherwise: /psk|VERIFY_NONE|_set_verify\s*\([^;]*,\s*\w*[a-z]\w*\s*\)/i,
    says: "",
  },
  {
    connect: "gnutls_handshake",
    made: /\bgnutls_init\s*\([^;]*\bGNUTLS_CLIENT\b/,
    opened: /\bgnutls_init\s*\([^;]*\bGNUTLS_CLIENT\b/,
    own: /^gnutls_/,
    proved: /verify/i,
    named: null,
    otherwise: /psk|srp|\banon|_ANON/i,
    says: "GnuTLS checks no certificate unless gnutls_session_set_verify_cert() asks it to, and nothing here does: anybody on the way can pass for the server.",
  },
  {
    connect: "mbedtls_ssl_handshake",
    made: /\bmbedtls_ssl_config_defaults\s*\([^;]*\bMBEDTLS_SSL_IS_CLIENT\b/,
    opened: /\bmbedtls_ssl_setup\b/,
    own: /^mbedtls_/,
    proved: null,
    named: /\bmbedtls_ssl_set_hostname\b/,
    otherwise: /psk|VERIFY_(?:NONE|OPTIONAL)|\bmbedtls_ssl_(?:conf|set)_verify\b/i,
    says: "",
  },
];

/** What asks for a host's key, by the beginning of the functions that log in. */
const HOST_CHECKS: readonly (readonly [login: RegExp, check: RegExp])[] = [
  [
    /^ssh_userauth_(?:password|publickey|publickey_auto|kbdint|agent|privatekey_file|autopubkey)$/,
    /\bssh_(?:session_)?is_(?:known_server|server_known)\b|\bssh_session_get_known_hosts|\bssh_get_(?:server_)?publickey|\bssh_get_pubkey_hash\b/,
  ],
  [
    /^libssh2_userauth_(?:password|password_ex|publickey\w*|keyboard_interactive\w*|agent|hostbased\w*)$/,
    /\blibssh2_(?:knownhost_check|hostkey_hash|session_hostkey)/,
  ],
];

export const unprovedPeer: FileChecker = {
  rule: "certificate-verification",
  check(file, contextOf) {
    for (const unit of file.units) {
      for (const library of LIBRARIES)
        if (unit.text.includes(library.connect)) unproved(file, contextOf, contextOf(unit), library);
      if (unit.text.includes("handshake") && file.text.includes("ssl::context"))
        unprovedStream(file, contextOf(unit));
      if (unit.text.includes("_userauth_")) strangeHost(file, contextOf(unit));
    }
  },
};

type ContextOf = (unit: Unit) => UnitContext;

/** Functions that shake hands over a connection that they, or helpers of theirs in the file, have made. */
function unproved(file: SourceFile, contextOf: ContextOf, context: UnitContext, library: Library): void {
  const { tree } = context;
  for (let n = 0; n < tree.count; n++) {
    if (tree.kind[n] !== Kind.FunctionDefinition) continue;
    const connect = callIn(tree, n, library.connect);
    if (connect === NONE) continue;
    const reach = reachOf(file, contextOf, context, n, library);
    if (reach === undefined || !library.opened.test(reach)) continue;
    const all = withoutComments(file.text);
    const isMade = library.made.test(reach);
    const where = isMade ? reach : all;
    if (LATER.test(all) || library.otherwise.test(where)) continue;
    const { proved, named, made } = library;
    if (proved !== null && !asks(where, proved)) {
      if (made.test(where) && !SET_ELSEWHERE.test(where))
        context.report(connect, library.says, { confidence: "evidence", facts: { missing: "proof" } });
      continue;
    }
    // A function of its own that is asked may compare names.
    if (named === null || named.test(where) || (isMade && asksItself(reach))) continue;
    if (isMade || (proved === null ? made.test(all) : /\bSSL_VERIFY_PEER\b/.test(all)))
      context.report(connect, NAMELESS, { confidence: "evidence", facts: { missing: "name" } });
  }
}

/** Where to find those who are trusted asks for nothing yet, and neither does how far to go. */
const ASKS_NOTHING = /\b(?:SSL_(?:CTX_)?)?(?:set_default_verify|load_verify|set_verify_depth)\w*/g;

function asks(text: string, proved: RegExp): boolean {
  return proved.test(text.replace(ASKS_NOTHING, ""));
}

/** Whoever looks at the certificate once the connection is up may do so in any function. */
const LATER = /_get[01]?_peer_cert|_get_verify_result\b|\bgnutls_certificate_(?:get_peers|verify_peers\d?)\b/;

/** Settings that come in one piece: a file of the system's, or an object that says it all. */
const SET_ELSEWHERE = /\bSSL_(?:CTX_)?config\b|\bSSL_CONF_\w+/;

/** A function of the program's that is asked of each certificate. */
function asksItself(text: string): boolean {
  return /_set_(?:cert_)?verify(?:_callback|_function)?\s*\([^;]*,\s*(?!NULL\b|nullptr\b|0\b)\w*[a-z]\w*\s*\)/.test(
    text,
  );
}

/** Functions of one file that lead to each other are followed so far. */
const MOST = 24;

/**
 * The text of a function and of those of the file that it calls, without comments; undefined where a function that
 * stands elsewhere is handed the connection, or what it is made of: it may do what is missed here.
 */
function reachOf(
  file: SourceFile,
  contextOf: ContextOf,
  context: UnitContext,
  definition: number,
  library: Library,
): string | undefined {
  const { tree, source } = context;
  const held = heldIn(tree, definition, library);
  let text = withoutComments(source.slice(tree.start[definition], tree.end[definition]));
  const open = calledIn(tree, definition, held, library);
  const seen = new Set([functionName(tree, definition)]);
  for (let i = 0; i < open.length && i < MOST; i++) {
    const { name, isHanded } = open[i];
    if (seen.has(name)) continue;
    seen.add(name);
    const found = definitionOf(file, contextOf, name);
    if (found === undefined) {
      if (isHanded) return undefined;
      continue;
    }
    const { context: other, node } = found;
    text += `\n${withoutComments(other.source.slice(other.tree.start[node], other.tree.end[node]))}`;
    open.push(...calledIn(other.tree, node, heldIn(other.tree, node, library), library));
  }
  return text;
}

interface Called {
  readonly name: string;
  /** One of the arguments is the connection. */
  readonly isHanded: boolean;
}

/** The functions that a definition calls and that are none of the library's. */
function calledIn(tree: Tree, definition: number, held: ReadonlySet<string>, { own }: Library): Called[] {
  const called: Called[] = [];
  const end = subtreeEnd(tree, definition);
  for (let n = definition; n < end; n++) {
    if (tree.kind[n] !== Kind.CallExpression) continue;
    const name = calleeName(tree, n) || methodOf(tree, n).name;
    if (name === "" || own.test(name)) continue;
    let isHanded = false;
    for (let i = 0; i < argumentCount(tree, n); i++)
      isHanded ||= held.has(bare(spelling(tree, withoutCasts(tree, argument(tree, n, i)))));
    called.push({ name, isHanded });
  }
  return called;
}

/** What the library's functions are called on here. */
function heldIn(tree: Tree, definition: number, { own }: Library): Set<string> {
  const held = new Set<string>();
  const end = subtreeEnd(tree, definition);
  for (let n = definition; n < end; n++) {
    if (tree.kind[n] !== Kind.CallExpression || !own.test(calleeName(tree, n))) continue;
    const first = withoutCasts(tree, argument(tree, n, 0));
    if (first !== NONE) held.add(bare(spelling(tree, first)));
  }
  return held;
}

/** The object in `&config` or `*session`. */
function bare(text: string): string {
  return text.replace(/^[&*\s]+/, "");
}

function definitionOf(
  file: SourceFile,
  contextOf: ContextOf,
  name: string,
): { readonly context: UnitContext; readonly node: number } | undefined {
  for (const unit of file.units) {
    if (wordAt(unit.text, name, 0) < 0) continue;
    const context = contextOf(unit);
    const { tree } = context;
    for (let n = 0; n < tree.count; n++) {
      if (tree.kind[n] !== Kind.FunctionDefinition) continue;
      const own = functionName(tree, n);
      if (own === name || own.endsWith(`::${name}`)) return { context, node: n };
    }
  }
  return undefined;
}

const ASIO_PROVES = /\bset_verify_(?:mode|callback)\b|\bSSL_(?:CTX_)?set_verify\b/;
const ASIO_NAMES = /\bset_verify_callback\b|\b(?:host_name|rfc2818)_verification\b|\bSSL_set1_host\b/;

/** `stream.handshake(ssl::stream_base::client)` in a file that makes the settings and asks for no proof. */
function unprovedStream(file: SourceFile, context: UnitContext): void {
  const { tree } = context;
  const all = withoutComments(file.text);
  if (!/\bssl::context\s+\w+\s*[({]/.test(all)) return;
  const isProved = ASIO_PROVES.test(all);
  if (isProved && (ASIO_NAMES.test(all) || /\bverify_none\b/.test(all))) return;
  for (let n = 0; n < tree.count; n++) {
    if (tree.kind[n] !== Kind.CallExpression || !/^(?:async_)?handshake$/.test(methodOf(tree, n).name))
      continue;
    const side = argument(tree, n, 0);
    if (side === NONE || !/\bclient$/.test(spelling(tree, side))) continue;
    context.report(
      n,
      isProved
        ? NAMELESS
        : "A context of Asio checks no certificate unless set_verify_mode() asks it to, and nothing here does: anybody on the way can pass for the server.",
      { confidence: "evidence" },
    );
  }
}

/** A function that connects and logs in, in a file that never looks at the host's key. */
function strangeHost(file: SourceFile, context: UnitContext): void {
  const { tree } = context;
  for (let n = 0; n < tree.count; n++) {
    if (tree.kind[n] !== Kind.CallExpression) continue;
    const name = calleeName(tree, n);
    const known = HOST_CHECKS.find(([login]) => login.test(name));
    if (known === undefined || known[1].test(file.text)) continue;
    const definition = enclosingFunction(tree, n);
    const isConnected =
      definition !== NONE &&
      ["ssh_connect", "libssh2_session_handshake", "libssh2_session_startup"].some(
        (connect) => callIn(tree, definition, connect) !== NONE,
      );
    if (!isConnected) continue;
    context.report(
      n,
      `${name}() logs in at a host whose key nobody has looked at: whoever takes the connection gets the password, or passes everything on.`,
      { confidence: "evidence" },
    );
    return;
  }
}

function callIn(tree: Tree, node: number, name: string): number {
  const end = subtreeEnd(tree, node);
  for (let n = findInside(tree, node, Kind.CallExpression); n !== NONE && n < end; n++)
    if (tree.kind[n] === Kind.CallExpression && calleeName(tree, n) === name) return n;
  return NONE;
}
