/** CWE-416: a string view, pointer, reference or lambda outlives the object that it looks into (CERT STR52-CPP, EXP54-CPP). */
import { Kind } from "../../syntax/kinds";
import { viewsOf } from "../views/views";
import type { TreeChecker } from "./checker";

export const danglingView: TreeChecker = {
  rule: "dangling-view",
  language: "cpp",
  kinds: [Kind.FunctionDefinition, Kind.LambdaExpression],
  visit(context, node) {
    for (const finding of viewsOf(context, node))
      if (finding.rule === "dangling-view") context.report(finding.node, finding.message, finding);
  },
};
