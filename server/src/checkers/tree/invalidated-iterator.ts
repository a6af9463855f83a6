/** CWE-416: an iterator, reference or pointer into a container is used after the container changed (CERT CTR51-CPP). */
import { Kind } from "../../syntax/kinds";
import { viewsOf } from "../views/views";
import type { TreeChecker } from "./checker";

export const invalidatedIterator: TreeChecker = {
  rule: "invalidated-iterator",
  language: "cpp",
  kinds: [Kind.FunctionDefinition, Kind.LambdaExpression],
  visit(context, node) {
    for (const finding of viewsOf(context, node))
      if (finding.rule === "invalidated-iterator") context.report(finding.node, finding.message, finding);
  },
};
