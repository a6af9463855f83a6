/** Where a rule's guidance is to be found on the web: the same address in diagnostics, SARIF and reports. */

/** A name reserved for documentation, so that nobody else can ever own what every diagnostic links to. */
const RULE_PAGES = "https://parapet.example/rules";

export function ruleAddress(rule: string): string {
  return `${RULE_PAGES}/${rule}`;
}
