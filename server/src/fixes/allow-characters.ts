/** A text that becomes part of another one is matched, before it does, against the characters that names are made of. */
import { withoutCasts } from "../checkers/tree/calls";
import type { Finding } from "../findings";
import { Field, Kind } from "../syntax/kinds";
import { NONE } from "../syntax/tree";
import { childByField, kindOf, textIs } from "../syntax/walk";
import {
  canDeclareBefore,
  ifLines,
  linesBefore,
  nodeAt,
  sourceOf,
  statementAround,
  unusedName,
} from "./code";
import { failureExit } from "./exits";
import { spanFact } from "./facts";
import { type Code, onCode } from "./fix";
import { includeEdits } from "./headers";
import { isRepeatable } from "./sizes";

/** None of them means anything to a shell, a path, a log, a directory or a query. */
const ALLOWED = "[A-Za-z0-9_-]+";

export const allowCharacters = onCode("allow-characters", (code, finding) => {
  const { language, includes } = code.unit;
  const part = partOf(code, finding);
  const exit = part === NONE ? undefined : failureExit(code, part);
  if (exit === undefined) return [];
  const name = sourceOf(code, part);
  const statement = statementAround(code, part);
  if (!canDeclareBefore(code, statement)) return [];
  const allowed = unusedName(code, part, "allowed");
  const leave = (condition: string) => ifLines(code, part, condition, [exit]);
  const isCpp = language === "cpp";
  const refused = unusedName(code, part, "refused");
  const lines = isCpp
    ? [
        `static const std::regex ${allowed}("${ALLOWED}");`,
        ...leave(`!std::regex_match(${name}, ${allowed})`),
      ]
    : [
        `regex_t ${allowed};`,
        ...leave(`regcomp(&${allowed}, "^${ALLOWED}$", REG_EXTENDED | REG_NOSUB) != 0`),
        `int ${refused} = regexec(&${allowed}, ${name}, 0, NULL, 0);`,
        `regfree(&${allowed});`,
        ...leave(`${refused} != 0`),
      ];
  const checked = linesBefore(code, statement, lines);
  if (checked === undefined) return [];
  const edits = [checked, ...includeEdits(code.file, isCpp ? "regex" : "regex.h", includes.files)];
  return [
    {
      title: `Leave if '${name}' has other characters than letters, digits, '_' and '-'`,
      edits,
      safe: false,
    },
  ];
});

/** The variable that holds what varies in the text of the finding; `NONE` if it is no plain variable. */
function partOf(code: Code, finding: Finding): number {
  const { tree } = code.unit;
  const span = spanFact(finding, "part");
  // A name that was made full has separators.
  if (span === undefined || finding.facts.resolved === 1) return NONE;
  const part = withoutCasts(tree, nodeAt(code, span));
  const callee = childByField(tree, part, Field.Function);
  const isCString = textIs(tree, childByField(tree, callee, Field.Field), "c_str");
  const text = isCString ? childByField(tree, callee, Field.Argument) : part;
  const kind = kindOf(tree, text);
  if (kind !== Kind.Identifier && kind !== Kind.FieldExpression) return NONE;
  // Of what a method makes of a text, nobody knows what it is made of.
  if (!isCString && kindOf(tree, tree.parent[text]) === Kind.FieldExpression) return NONE;
  const type = code.unit.typeOf(text);
  const isText = type?.to?.size === 1 || /\bstring\b/.test(type?.name ?? "");
  return isText && isRepeatable(sourceOf(code, text)) ? text : NONE;
}
