/**
 * CWE-295, CWE-327: members of a library's settings that leave out the proof of who is at the other end, or allow
 * versions of the protocol that are broken. Names: Eclipse Paho C `MQTTClient.h`, ESP-IDF `esp_http_client.h` and
 * `esp_tls.h`, Zephyr `net/tls_credentials.h` and `net/mqtt.h`.
 */
import { Field, Kind } from "../../syntax/kinds";
import { NONE, type Tree } from "../../syntax/tree";
import { childByField, kindOf, nodeText } from "../../syntax/walk";
import { withoutCasts } from "./calls";
import type { TreeChecker, UnitContext } from "./checker";
import { enclosingFunction } from "./functions";

interface Setting {
  readonly values: RegExp;
  /** The message's second half. */
  readonly says: string;
}

const NAMELESS = "does not compare the host's name with its certificate: any valid one will do";

const PROOF: ReadonlyMap<string, Setting> = new Map([
  [
    "enableServerCertAuth",
    {
      values: /^(?:0|false|FALSE)$/,
      says: "accepts every certificate: anybody on the way can pass for the broker",
    },
  ],
  ["skip_cert_common_name_check", { values: /^(?:1|true)$/, says: NAMELESS }],
  ["skip_common_name", { values: /^(?:1|true)$/, says: NAMELESS }],
  [
    "peer_verify",
    {
      values: /^TLS_PEER_VERIFY_(?:NONE|OPTIONAL)$/,
      says: "accepts every certificate: anybody on the way can pass for the server",
    },
  ],
]);

const VERSIONS: ReadonlyMap<string, Setting> = new Map([
  [
    "sslVersion",
    { values: /^MQTT_SSL_VERSION_TLS_1_[01]$/, says: "speaks a version of the protocol below TLS 1.2" },
  ],
]);

export const unsafeProof = checkerOf("certificate-verification", PROOF);
export const unsafeVersions = checkerOf("weak-tls-version", VERSIONS);

function checkerOf(rule: string, settings: ReadonlyMap<string, Setting>): TreeChecker {
  return {
    rule,
    kinds: [Kind.AssignmentExpression, Kind.InitializerPair],
    visit(context, node) {
      const { tree } = context;
      const isPair = kindOf(tree, node) === Kind.InitializerPair;
      const member = memberOf(tree, childByField(tree, node, isPair ? Field.Designator : Field.Left));
      const setting = settings.get(member);
      if (setting === undefined) return;
      const value = withoutCasts(tree, childByField(tree, node, isPair ? Field.Value : Field.Right));
      if (!setting.values.test(nodeText(tree, value)) || isSetOtherwise(context, node, member, setting))
        return;
      context.report(node, `'${member}' of ${nodeText(tree, value)} ${setting.says}.`, {
        confidence: "evidence",
      });
    },
  };
}

/** The member that an assignment or a designated initialiser sets; "" for all else. */
function memberOf(tree: Tree, target: number): string {
  switch (kindOf(tree, target)) {
    case Kind.FieldExpression:
      return nodeText(tree, childByField(tree, target, Field.Field));
    case Kind.FieldDesignator:
      return nodeText(tree, target).replace(/^\.\s*/, "");
    default:
      return "";
  }
}

/** Whether the function also gives the member what is better: this is where the user decides. */
function isSetOtherwise({ tree }: UnitContext, node: number, member: string, setting: Setting): boolean {
  const definition = enclosingFunction(tree, node);
  if (definition === NONE) return false;
  const others = nodeText(tree, definition).matchAll(new RegExp(`\\b${member}\\s*=\\s*(\\w+)`, "g"));
  for (const [, value] of others) if (!setting.values.test(value)) return true;
  return false;
}
