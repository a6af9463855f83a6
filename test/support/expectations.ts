/**
 * Expected findings, written as comments beside the code they belong to, and their comparison with what was found.
 * The comment's form is `expect: <rule-id>`, and with ` at` and a text in backquotes it also says where on the line
 * the finding starts; several are separated by `;`. `expect -2:` speaks of the second line above, for lines on which
 * a comment of its own would change the meaning. Both an unmatched comment and an unmatched finding are failures.
 */
import type { Finding } from "../../server/src/findings";
import { indexLines, type Lines } from "../../server/src/text/lines";

export interface Expectation {
  readonly rule: string;
  /** The line the finding starts on, 0-based. */
  readonly line: number;
  /** The source text at which it starts; undefined when only the line is given. */
  readonly at: string | undefined;
}

/** Characters of source shown for the place of an unexpected finding. */
const SHOWN = 40;

const COMMENT = /(?:\/\/|\/\*)\s*expect(?:\s+-(\d+))?:\s*(.*?)\s*(?:\*\/)?\s*$/;
const ITEM = /\s*([\w-]+)(?:\s+at\s+`([^`]*)`)?\s*(?:;|$)/y;

/** Throws an Error that names the line when an `expect` comment cannot be understood. */
export function parseExpectations(text: string): Expectation[] {
  const expectations: Expectation[] = [];
  const lines = text.split(/\r\n|\r|\n/);
  for (let number = 0; number < lines.length; number++) {
    const comment = COMMENT.exec(lines[number]);
    if (comment === null) continue;
    const line = number - Number(comment[1] ?? 0);
    const code = line === number ? lines[number].slice(0, comment.index) : lines[line];
    const list = comment[2];
    ITEM.lastIndex = 0;
    do {
      const item = ITEM.exec(list);
      if (item === null || line < 0) throw new Error(`line ${number + 1}: cannot read \`expect: ${list}\``);
      const at = item[2] as string | undefined;
      if (at !== undefined && !code.includes(at)) {
        throw new Error(`line ${number + 1}: line ${line + 1} has no \`${at}\``);
      }
      expectations.push({ rule: item[1], line, at });
    } while (ITEM.lastIndex < list.length);
  }
  return expectations;
}

/**
 * What differs, one message a difference in order of place, as `name:line:column` with 1-based numbers; empty when
 * each finding matches one expectation and each expectation one finding.
 */
export function compareFindings(
  name: string,
  text: string,
  findings: readonly Finding[],
  expectations: readonly Expectation[] = parseExpectations(text),
): string[] {
  const lines = indexLines(text);
  const open = new Set(expectations);
  const unexpected: Finding[] = [];
  for (const finding of findings) {
    const match = [...open].find((expectation) => matches(expectation, finding, text, lines));
    if (match === undefined) unexpected.push(finding);
    else open.delete(match);
  }
  const problems: { readonly offset: number; readonly message: string }[] = [];
  for (const finding of unexpected) {
    const { line, character } = lines.position(finding.start);
    const near = [...open].find((other) => other.rule === finding.rule && other.line === line);
    if (near !== undefined) open.delete(near);
    const what = near === undefined ? "unexpected" : `expected at \`${near.at}\`, found`;
    problems.push({
      offset: finding.start,
      message: `${name}:${line + 1}:${character + 1} ${what} ${finding.rule} at \`${shown(text, finding.start)}\`: ${finding.message}`,
    });
  }
  for (const { rule, line, at } of open) {
    const place = at === undefined ? "" : ` at \`${at}\``;
    problems.push({ offset: lines.start(line), message: `${name}:${line + 1} not found: ${rule}${place}` });
  }
  return problems.sort((a, b) => a.offset - b.offset).map((problem) => problem.message);
}

function matches(expectation: Expectation, finding: Finding, text: string, lines: Lines): boolean {
  if (expectation.rule !== finding.rule || expectation.line !== lines.lineAt(finding.start)) return false;
  return expectation.at === undefined || text.startsWith(expectation.at, finding.start);
}

function shown(text: string, start: number): string {
  const rest = text.slice(start, start + SHOWN);
  const end = rest.search(/[\r\n]/);
  return (end < 0 ? rest : rest.slice(0, end)).trimEnd();
}
