/** CWE-1327: a socket that is bound to every address of the machine, and so listens in networks that nobody thought of. */
import { Field, Kind } from "../../syntax/kinds";
import { NONE, type Tree } from "../../syntax/tree";
import { childByField, kindOf, nodeText, subtreeEnd } from "../../syntax/walk";
import { methodOf } from "../paths/places";
import { argument, argumentCount, calleeName, plainCalleeName, withoutCasts } from "./calls";
import type { TreeChecker } from "./checker";
import { enclosingFunction } from "./functions";

const ANY = /^(?:::)?(?:INADDR_ANY|in6addr_any|IN6ADDR_ANY_INIT|QHostAddress::Any(?:IPv4|IPv6)?)$/;
const ANY_TEXT = /^u?8?"(?:0\.0\.0\.0|::|::0)"$/;
const ADDRESS = /(?:\bs_addr|\bsin6?_addr)$/;

/** Multicast and broadcast arrive at any address only; a port of 0 is that of a client. */
const MEANT =
  /\b(?:IPV?6?_ADD_MEMBERSHIP|IPV6_JOIN_GROUP|MCAST_JOIN_GROUP|SO_BROADCAST|SO_BINDTODEVICE)\b|_port\s*=\s*(?:htons\s*\(\s*)?0\b/;

export const allInterfaces: TreeChecker = {
  rule: "all-interfaces",
  kinds: [Kind.AssignmentExpression, Kind.InitializerPair, Kind.CallExpression],
  visit(context, node) {
    const { tree } = context;
    const isCall = kindOf(tree, node) === Kind.CallExpression;
    const isAny = isCall ? takesAny(tree, node) : isSetToAny(tree, node);
    if (!isAny && !(isCall && isAnyEndpoint(tree, node)) && !(!isCall && isPassive(tree, node))) return;
    const fn = enclosingFunction(tree, node);
    if (fn === NONE || MEANT.test(nodeText(tree, fn))) return;
    if (
      isAny
        ? !isListening(tree, node) && !binds(tree, fn)
        : isCall
          ? !listens(tree, node)
          : !bindsNobody(tree, fn)
    )
      return;
    context.report(
      node,
      "The socket is bound to every address of this machine: it is reached from each network that one is connected to.",
      { confidence: "evidence" },
    );
  },
};

/** `address.sin_addr.s_addr = htonl(INADDR_ANY)`, or the same as a designated initialiser. */
function isSetToAny(tree: Tree, node: number): boolean {
  const isPair = kindOf(tree, node) === Kind.InitializerPair;
  const left = childByField(tree, node, isPair ? Field.Designator : Field.Left);
  if (left === NONE || !ADDRESS.test(nodeText(tree, left))) return false;
  let right = withoutCasts(tree, childByField(tree, node, isPair ? Field.Value : Field.Right));
  if (kindOf(tree, right) === Kind.CallExpression && /^hton/.test(calleeName(tree, right)))
    right = withoutCasts(tree, argument(tree, right, 0));
  return ANY.test(nodeText(tree, right)) || isAnyByText(tree, right);
}

/** `inet_addr("0.0.0.0")`. */
function isAnyByText(tree: Tree, node: number): boolean {
  return (
    kindOf(tree, node) === Kind.CallExpression &&
    plainCalleeName(tree, node) === "inet_addr" &&
    ANY_TEXT.test(nodeText(tree, argument(tree, node, 0)))
  );
}

/** A call that reads the address from text, or that listens at the address it is given. */
function takesAny(tree: Tree, call: number): boolean {
  const name = plainCalleeName(tree, call);
  if (name === "inet_pton" && argumentCount(tree, call) === 3)
    return ANY_TEXT.test(nodeText(tree, argument(tree, call, 1)));
  if (name === "inet_aton") return ANY_TEXT.test(nodeText(tree, argument(tree, call, 0)));
  return isListening(tree, call);
}

/** `server.listen("0.0.0.0", 80)`. */
function isListening(tree: Tree, call: number): boolean {
  if (kindOf(tree, call) !== Kind.CallExpression) return false;
  const { object, name } = methodOf(tree, call);
  if (object === NONE || (name !== "listen" && name !== "bind")) return false;
  const text = nodeText(tree, argument(tree, call, 0));
  return ANY.test(text) || ANY_TEXT.test(text);
}

function binds(tree: Tree, fn: number): boolean {
  const end = subtreeEnd(tree, fn);
  for (let n = fn; n < end; n++)
    if (tree.kind[n] === Kind.CallExpression && plainCalleeName(tree, n) === "bind") return true;
  return false;
}

/** `hints.ai_flags = AI_PASSIVE`, or the same as a designated initialiser. */
function isPassive(tree: Tree, node: number): boolean {
  const isPair = kindOf(tree, node) === Kind.InitializerPair;
  const left = childByField(tree, node, isPair ? Field.Designator : Field.Left);
  if (left === NONE || !/\bai_flags$/.test(nodeText(tree, left))) return false;
  return /\bAI_PASSIVE\b/.test(nodeText(tree, childByField(tree, node, isPair ? Field.Value : Field.Right)));
}

/** Whether a function asks for an address without naming one, and binds a socket to a service that is known. */
function bindsNobody(tree: Tree, fn: number): boolean {
  if (!binds(tree, fn)) return false;
  const end = subtreeEnd(tree, fn);
  for (let n = fn; n < end; n++) {
    if (tree.kind[n] !== Kind.CallExpression || plainCalleeName(tree, n) !== "getaddrinfo") continue;
    const [host, service] = [0, 1].map((i) => nodeText(tree, withoutCasts(tree, argument(tree, n, i))));
    if (NOBODY.test(host) && !NOBODY.test(service) && service !== '"0"') return true;
  }
  return false;
}

const NOBODY = /^(?:NULL|nullptr|0)$/;

/** `tcp::endpoint(tcp::v4(), port)` of Asio: a protocol instead of an address. */
function isAnyEndpoint(tree: Tree, call: number): boolean {
  if (!/(?:^|::)(?:tcp|udp)::endpoint$/.test(calleeName(tree, call)) || argumentCount(tree, call) !== 2)
    return false;
  if (!/(?:^|::)(?:tcp|udp)::v[46]\s*\(\s*\)$/.test(nodeText(tree, argument(tree, call, 0)))) return false;
  return nodeText(tree, argument(tree, call, 1)) !== "0";
}

/** Whether an endpoint is what an acceptor or a socket is made with, or bound to. */
function listens(tree: Tree, endpoint: number): boolean {
  for (let up = tree.parent[endpoint]; up !== NONE; up = tree.parent[up])
    switch (kindOf(tree, up)) {
      case Kind.CallExpression: {
        const { object, name } = methodOf(tree, up);
        return object !== NONE ? name === "bind" : /acceptor$|socket$/.test(calleeName(tree, up));
      }
      case Kind.FieldInitializer:
      case Kind.Declaration:
        return /acceptor|socket|server|listen/i.test(tree.text.slice(tree.start[up], tree.start[endpoint]));
      case Kind.CompoundStatement:
        return false;
      default:
    }
  return false;
}
