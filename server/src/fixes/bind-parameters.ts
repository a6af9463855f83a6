/**
 * A query whose text was built from values becomes a fixed text with placeholders, and the values are bound: SQLite,
 * libpq, MySQL and MariaDB, ODBC, OCI and Qt. Rows are read as before only where the call's way of giving them stays.
 */
import { argument, nextPart, plainCalleeName, withoutParentheses } from "../checkers/tree/calls";
import { enclosingFunction } from "../checkers/tree/functions";
import type { Finding, TextEdit } from "../findings";
import { TypeKind } from "../semantics/types";
import { Field, Kind } from "../syntax/kinds";
import { NONE } from "../syntax/tree";
import { childByField, kindOf, nodeText, subtreeEnd, textIs } from "../syntax/walk";
import {
  around,
  callOf,
  ifLines,
  isWholeStatement,
  joinLines,
  linesAfter,
  linesBefore,
  nodeAt,
  removeStatement,
  sourceOf,
  spanOf,
  statementAround,
  unusedName,
} from "./code";
import { replace } from "./edits";
import { nullOf } from "./exits";
import { spanFact, textFact } from "./facts";
import { type Candidate, type Code, onCode } from "./fix";
import { includeEdits } from "./headers";
import { type BuiltQuery, builtQuery, type QueryValue, streamedQuery, streamOf } from "./query-text";

/** How a library takes queries: the query's parameter, and the repair of a call. */
interface Library {
  readonly query: number;
  build(code: Code, call: number, query: BuiltQuery): TextEdit[] | undefined;
}

const LIBRARIES: Readonly<Record<string, Library>> = {
  sqlite3_exec: { query: 1, build: sqliteExec },
  sqlite3_prepare_v2: { query: 1, build: sqlitePrepare },
  sqlite3_prepare_v3: { query: 1, build: sqlitePrepare },
  PQexec: { query: 1, build: libpqExec },
  PQprepare: { query: 2, build: libpqPrepare },
  mysql_query: { query: 1, build: mysqlQuery },
  mysql_real_query: { query: 1, build: mysqlQuery },
  SQLExecDirect: { query: 1, build: odbcExec },
  SQLPrepare: { query: 1, build: odbcPrepare },
  OCIStmtPrepare: { query: 2, build: ociPrepare },
  OCIStmtPrepare2: { query: 3, build: ociPrepare },
};

const TITLE = "Bind the values as parameters";

export const bindParameters = onCode("bind-parameters", (code, finding) => {
  const { tree } = code.unit;
  const call = callOf(code, finding, (name) => name in LIBRARIES);
  if (call === NONE) {
    const method = textFact(finding, "call") ?? "";
    if (method.startsWith("soci::")) return sociStream(code);
    return method.startsWith("pqxx::") ? pqxxExec(code) : qtExec(code);
  }
  const library = LIBRARIES[plainCalleeName(tree, call)];
  const query = builtQuery(code, argument(tree, call, library.query));
  const edits = query && library.build(code, call, query);
  return edits && query ? [finish(code, call, query, edits)] : quotedByFormat(code, finding);
});

const QUOTED_TITLE = "Let SQLite quote the values: %Q";

/** What `sqlite3_mprintf` and its kin put together can quote what they put in. */
function quotedByFormat(code: Code, finding: Finding): Candidate[] {
  const { tree } = code.unit;
  const built = spanFact(finding, "build");
  const call = built === undefined ? NONE : around(code, nodeAt(code, built), Kind.CallExpression);
  const index = call === NONE ? -1 : QUOTING_FORMATS.indexOf(plainCalleeName(tree, call));
  if (index === -1) return [];
  const format = argument(tree, call, index);
  const text = sourceOf(code, format);
  // A literal that is one %s gets its quotes from %Q; inside of a longer one, %q doubles those of the value.
  const quoted = text
    .replace(/'%s'/g, "%Q")
    .replace(/'[^']*'/g, (inside) => inside.replace(/(?<!%)((?:%%)*)%s/g, "$1%q"));
  if (quoted === text || kindOf(tree, format) !== Kind.StringLiteral) return [];
  return [{ title: QUOTED_TITLE, edits: [replace(spanOf(code, format), quoted)], safe: true }];
}

/** By the index of their format. */
const QUOTING_FORMATS = ["sqlite3_mprintf", "", "sqlite3_snprintf"];

function finish(code: Code, call: number, query: BuiltQuery, edits: readonly TextEdit[]): Candidate {
  const all = [...edits, ...withoutBuilder(code, call, query), ...stringHeader(code, edits)];
  return { title: TITLE, edits: all, safe: false };
}

/** The header that declares what the new lines call, unless the file has it already. */
function stringHeader({ file }: Code, edits: readonly TextEdit[]): TextEdit[] {
  if (!edits.some(({ text }) => /\b(?:strlen|memset)\(/.test(text))) return [];
  const hasIt = file.directives.some((d) => d.kind === "include" && /^c?string(?:\.h)?$/.test(d.path));
  return hasIt ? [] : includeEdits(file, "string.h");
}

/** Takes away what built the text, and its variable when nothing else uses it. */
function withoutBuilder(code: Code, call: number, { builders, variable }: BuiltQuery): TextEdit[] {
  const { tree } = code.unit;
  const statements = builders.map((builder) => statementAround(code, builder));
  const removed = new Set(statements);
  const definition = enclosingFunction(tree, call);
  const end = subtreeEnd(tree, definition);
  for (let n = definition; n < end; n++) {
    if (kindOf(tree, n) !== Kind.Identifier || !textIs(tree, n, variable)) continue;
    const isInBuilder = statements.some((statement) => n >= statement && n < subtreeEnd(tree, statement));
    const isInCall = n >= call && n < subtreeEnd(tree, call);
    if (isInBuilder || isInCall) continue;
    const declaration = statementAround(code, n);
    // Any other use keeps the text alive.
    if (
      kindOf(tree, declaration) !== Kind.Declaration ||
      !PLAIN_DECLARATION.test(sourceOf(code, declaration))
    ) {
      return [];
    }
    removed.add(declaration);
  }
  for (let i = 0; i < builders.length; i++) {
    const isPlain = kindOf(tree, statements[i]) === Kind.Declaration || isWholeStatement(code, builders[i]);
    if (!isPlain) return [];
  }
  return [...removed].flatMap((statement) => removeStatement(code, statement) ?? []);
}

/** One variable without an initialiser. */
const PLAIN_DECLARATION = /^[\w\s:]+[\w[\]\s+*-]*;$/;

function literal(query: BuiltQuery, placeholder: (index: number) => string): string {
  let text = query.fixed[0];
  for (let i = 0; i < query.values.length; i++) text += placeholder(i + 1) + query.fixed[i + 1];
  return `"${text}"`;
}

/** The value as a `const char *`. */
function characters(code: Code, { text, node }: QueryValue): string {
  if (code.unit.language === "c") return text;
  const type = code.unit.typeOf(node);
  if (type?.kind === TypeKind.Pointer || type?.kind === TypeKind.Array) return text;
  return /(?:c_str|data|constData)\(\)$/.test(text) ? text : `${text}.c_str()`;
}

function isNull(code: Code, node: number): boolean {
  return (
    node !== NONE && /^(?:NULL|nullptr|0)$/.test(sourceOf(code, withoutParentheses(code.unit.tree, node)))
  );
}

function sqliteBinds(code: Code, statement: string, query: BuiltQuery): string[] {
  return query.values.map((value, i) => {
    const bind = value.kind === "text" ? `${characters(code, value)}, -1, SQLITE_TRANSIENT` : value.text;
    return `sqlite3_bind_${value.kind}(${statement}, ${i + 1}, ${bind});`;
  });
}

/** `sqlite3_finalize` gives the outcome of the last step, so the result reads as that of `sqlite3_exec`. */
function sqliteExec(code: Code, call: number, query: BuiltQuery): TextEdit[] | undefined {
  const { tree } = code.unit;
  if (!isNull(code, argument(tree, call, 2))) return undefined;
  const db = sourceOf(code, argument(tree, call, 0));
  const statement = unusedName(code, call, "statement");
  const result = unusedName(code, call, "result");
  const null_ = nullOf(code);
  const text = literal(query, (i) => `?${i}`);
  const lines = [
    `sqlite3_stmt *${statement} = ${null_};`,
    `int ${result} = sqlite3_prepare_v2(${db}, ${text}, -1, &${statement}, ${null_});`,
    ...ifLines(code, call, `${result} == SQLITE_OK`, [
      ...sqliteBinds(code, statement, query),
      `sqlite3_step(${statement});`,
      `${result} = sqlite3_finalize(${statement});`,
    ]),
  ];
  return insteadOf(code, call, lines, result);
}

function sqlitePrepare(code: Code, call: number, query: BuiltQuery): TextEdit[] | undefined {
  const { tree } = code.unit;
  const handle = argument(tree, call, plainCalleeName(tree, call) === "sqlite3_prepare_v3" ? 4 : 3);
  const target = sourceOf(code, handle);
  if (!target.startsWith("&")) return undefined;
  const after = linesAfter(code, statementAround(code, call), sqliteBinds(code, target.slice(1), query));
  const text = literal(query, (i) => `?${i}`);
  return after && [replace(spanOf(code, argument(tree, call, 1)), text), after];
}

function libpqExec(code: Code, call: number, query: BuiltQuery): TextEdit[] | undefined {
  const { tree } = code.unit;
  if (query.values.some(({ kind }) => kind !== "text")) return undefined;
  const values = unusedName(code, call, "values");
  const null_ = nullOf(code);
  const list = query.values.map((value) => characters(code, value)).join(", ");
  const connection = sourceOf(code, argument(tree, call, 0));
  const text = literal(query, (i) => `$${i}`);
  return insteadOf(
    code,
    call,
    [`const char *const ${values}[] = {${list}};`],
    `PQexecParams(${connection}, ${text}, ${query.values.length}, ${null_}, ${values}, ${null_}, ${null_}, 0)`,
  );
}

/** The values go along when the statement is run, which has to be seen. */
function libpqPrepare(code: Code, call: number, query: BuiltQuery): TextEdit[] | undefined {
  const { tree } = code.unit;
  if (query.values.some(({ kind }) => kind !== "text") || holds(query, "$")) return undefined;
  const name = sourceOf(code, argument(tree, call, 1));
  const run = callBehind(code, call, "PQexecPrepared", (n) => sourceOf(code, argument(tree, n, 1)) === name);
  if (run === NONE || sourceOf(code, argument(tree, run, 2)) !== "0" || !isNull(code, argument(tree, run, 3)))
    return undefined;
  const values = unusedName(code, call, "values");
  const list = query.values.map((value) => characters(code, value)).join(", ");
  const before = linesBefore(code, statementAround(code, run), [
    `const char *const ${values}[] = {${list}};`,
  ]);
  return (
    before && [
      replace(
        spanOf(code, argument(tree, call, 2)),
        literal(query, (i) => `$${i}`),
      ),
      before,
      replace(spanOf(code, argument(tree, run, 2)), `${query.values.length}`),
      replace(spanOf(code, argument(tree, run, 3)), values),
    ]
  );
}

/** A call of `name` that follows in the same function, and of which something holds. */
function callBehind(code: Code, call: number, name: string, holds: (call: number) => boolean): number {
  const { tree } = code.unit;
  const end = subtreeEnd(tree, enclosingFunction(tree, call));
  for (let n = subtreeEnd(tree, call); n < end; n++)
    if (kindOf(tree, n) === Kind.CallExpression && plainCalleeName(tree, n) === name && holds(n)) return n;
  return NONE;
}

/** Whether the fixed text has a placeholder already: those that are added would be counted with it. */
function holds(query: BuiltQuery, placeholder: string): boolean {
  return query.fixed.some((text) => text.includes(placeholder));
}

const MYSQL_TYPES = {
  int: "MYSQL_TYPE_LONG",
  int64: "MYSQL_TYPE_LONGLONG",
  double: "MYSQL_TYPE_DOUBLE",
  text: "MYSQL_TYPE_STRING",
} as const;

/** Rows of a prepared statement are fetched by other functions, so only for statements that give none. */
function mysqlQuery(code: Code, call: number, query: BuiltQuery): TextEdit[] | undefined {
  const { tree } = code.unit;
  if (query.isJoined || /^\s*(?:select|show|with|call)\b/i.test(query.fixed[0])) return undefined;
  if (query.values.some(({ kind, text }) => kind !== "text" && !/^[\w.>-]+$/.test(text))) return undefined;
  const connection = sourceOf(code, argument(tree, call, 0));
  const statement = unusedName(code, call, "statement");
  const result = unusedName(code, call, "result");
  const parameters = unusedName(code, call, "parameters");
  const sql = unusedName(code, call, "query");
  const lines = [
    `static const char ${sql}[] = ${literal(query, () => "?")};`,
    `MYSQL_STMT *${statement} = mysql_stmt_init(${connection});`,
    `MYSQL_BIND ${parameters}[${query.values.length}];`,
    `int ${result};`,
    `memset(${parameters}, 0, sizeof(${parameters}));`,
  ];
  query.values.forEach((value, i) => {
    const item = `${parameters}[${i}]`;
    lines.push(`${item}.buffer_type = ${MYSQL_TYPES[value.kind]};`);
    if (value.kind === "text") {
      const text = characters(code, value);
      lines.push(`${item}.buffer = (void *)${text};`, `${item}.buffer_length = strlen(${text});`);
    } else {
      lines.push(`${item}.buffer = (void *)&${value.text};`);
    }
  });
  lines.push(
    `${result} = ${statement} == ${nullOf(code)}`,
    `    || mysql_stmt_prepare(${statement}, ${sql}, sizeof(${sql}) - 1) != 0`,
    `    || mysql_stmt_bind_param(${statement}, ${parameters}) != 0`,
    `    || mysql_stmt_execute(${statement}) != 0;`,
    ...ifLines(code, call, `${statement} != ${nullOf(code)}`, [`mysql_stmt_close(${statement});`]),
  );
  return insteadOf(code, call, lines, result);
}

const ODBC_TYPES = {
  int: "SQL_C_SLONG, SQL_INTEGER",
  int64: "SQL_C_SBIGINT, SQL_BIGINT",
  double: "SQL_C_DOUBLE, SQL_DOUBLE",
  text: "SQL_C_CHAR, SQL_VARCHAR",
} as const;

function odbcExec(code: Code, call: number, query: BuiltQuery): TextEdit[] | undefined {
  if (query.isJoined) return undefined;
  const { tree } = code.unit;
  if (query.values.some(({ kind, text }) => kind !== "text" && !/^[\w.>-]+$/.test(text))) return undefined;
  const statement = sourceOf(code, argument(tree, call, 0));
  const lines = [
    `SQLPrepare(${statement}, (SQLCHAR *)${literal(query, () => "?")}, SQL_NTS);`,
    ...odbcBinds(code, statement, query),
  ];
  return insteadOf(code, call, lines, `SQLExecute(${statement})`);
}

function odbcBinds(code: Code, statement: string, query: BuiltQuery): string[] {
  return query.values.map((value, i) => {
    const isText = value.kind === "text";
    const text = isText ? characters(code, value) : `&${value.text}`;
    const size = isText ? `strlen(${text})` : "0";
    return `SQLBindParameter(${statement}, ${i + 1}, SQL_PARAM_INPUT, ${ODBC_TYPES[value.kind]}, ${size}, 0, (SQLPOINTER)${text}, 0, ${nullOf(code)});`;
  });
}

/** Values are read when the statement is run: they have to live until then. */
function odbcPrepare(code: Code, call: number, query: BuiltQuery): TextEdit[] | undefined {
  const { tree } = code.unit;
  if (query.isJoined || holds(query, "?")) return undefined;
  if (query.values.some(({ kind, text }) => kind !== "text" && !/^[\w.>-]+$/.test(text))) return undefined;
  const statement = sourceOf(code, argument(tree, call, 0));
  const runs = (n: number) => sourceOf(code, argument(tree, n, 0)) === statement;
  if (callBehind(code, call, "SQLExecute", runs) === NONE) return undefined;
  // A parameter may be bound before there is a statement.
  const before = linesBefore(code, statementAround(code, call), odbcBinds(code, statement, query));
  return (
    before && [
      before,
      replace(spanOf(code, argument(tree, call, 1)), `(SQLCHAR *)${literal(query, () => "?")}`),
      replace(spanOf(code, argument(tree, call, 2)), "SQL_NTS"),
    ]
  );
}

/** As with ODBC, what is bound is read when the statement is run; it is bound behind its preparation. */
function ociPrepare(code: Code, call: number, query: BuiltQuery): TextEdit[] | undefined {
  const { tree } = code.unit;
  if (query.values.some(({ kind }) => kind !== "text") || holds(query, ":")) return undefined;
  const isSecond = plainCalleeName(tree, call) === "OCIStmtPrepare2";
  const handle = sourceOf(code, argument(tree, call, isSecond ? 1 : 0));
  if (isSecond && !handle.startsWith("&")) return undefined;
  const statement = isSecond ? handle.slice(1) : handle;
  const runs = (n: number) => sourceOf(code, argument(tree, n, 1)) === statement;
  if (callBehind(code, call, "OCIStmtExecute", runs) === NONE) return undefined;
  const error = sourceOf(code, argument(tree, call, isSecond ? 2 : 1));
  const index = isSecond ? 3 : 2;
  const sql = unusedName(code, call, "query");
  const binds = unusedName(code, call, "binds");
  const null_ = nullOf(code);
  const before = linesBefore(code, statementAround(code, call), [
    `static const char ${sql}[] = ${literal(query, (i) => `:value${i}`)};`,
    `OCIBind *${binds}[${query.values.length}] = {${null_}};`,
  ]);
  const lines = query.values.map((value, i) => {
    const text = characters(code, value);
    return `OCIBindByName(${statement}, &${binds}[${i}], ${error}, (const OraText *)":value${i + 1}", -1, (void *)${text}, (sb4)strlen(${text}) + 1, SQLT_STR, ${null_}, ${null_}, ${null_}, 0, ${null_}, OCI_DEFAULT);`;
  });
  const after = linesAfter(code, statementAround(code, call), lines);
  return (
    before &&
    after && [
      before,
      replace(spanOf(code, argument(tree, call, index)), `(const OraText *)${sql}`),
      replace(spanOf(code, argument(tree, call, index + 1)), `(ub4)(sizeof(${sql}) - 1)`),
      after,
    ]
  );
}

/** Lines before the statement, and another expression for the call; a call that stood alone goes away with its `;`. */
function insteadOf(
  code: Code,
  call: number,
  lines: readonly string[],
  expression: string,
): TextEdit[] | undefined {
  const statement = statementAround(code, call);
  const before = linesBefore(code, statement, lines);
  if (!before) return undefined;
  if (isWholeStatement(code, call) && !expression.includes("(")) {
    return [replace(spanOf(code, statement), joinLines(code, statement, lines))];
  }
  return [before, replace(spanOf(code, call), expression)];
}

/** `work.exec(text)` of libpqxx becomes `work.exec_params(text, values)`. */
function pqxxExec(code: Code): Candidate[] {
  const { tree } = code.unit;
  const call = execAround(code, /^exec[01]?$/);
  if (call === NONE || nextPart(tree, argument(tree, call, 0)) !== NONE) return [];
  const query = builtQuery(code, argument(tree, call, 0));
  if (!query) return [];
  const method = childByField(tree, childByField(tree, call, Field.Function), Field.Field);
  const name = sourceOf(code, method).replace("exec", "exec_params");
  const values = query.values.map(({ text }) => text).join(", ");
  const list = `(${literal(query, (i) => `$${i}`)}, ${values})`;
  const edits = [
    replace(spanOf(code, method), name),
    replace(spanOf(code, childByField(tree, call, Field.Arguments)), list),
  ];
  return [finish(code, call, query, edits)];
}

/** `session << text << value` of SOCI becomes `session << text, soci::use(value)`. */
function sociStream(code: Code): Candidate[] {
  const { tree } = code.unit;
  let sum = NONE;
  for (let n = code.node; n !== NONE && kindOf(tree, n) !== Kind.ExpressionStatement; n = tree.parent[n])
    if (kindOf(tree, n) === Kind.BinaryExpression && streamOf(code, n) !== NONE) sum = n;
  const query = sum === NONE ? undefined : streamedQuery(code, sum);
  if (!query) return [];
  const uses = query.values.map(({ text }) => `, soci::use(${text})`).join("");
  const session = sourceOf(code, streamOf(code, sum));
  const text = `${session} << ${literal(query, (i) => `:value${i}`)}${uses}`;
  return [{ title: TITLE, edits: [replace(spanOf(code, sum), text)], safe: false }];
}

/** `query.exec(text)` of `QSqlQuery`. */
function qtExec(code: Code): Candidate[] {
  const { tree } = code.unit;
  const call = execAround(code, /^exec$/);
  if (call === NONE) return [];
  const callee = childByField(tree, call, Field.Function);
  const query = builtQuery(code, argument(tree, call, 0));
  if (!query) return [];
  const object = sourceOf(code, callee).replace(/exec$/, "");
  const lines = [
    `${object}prepare(${literal(query, () => "?")});`,
    ...query.values.map(({ text }) => `${object}addBindValue(${text});`),
  ];
  const before = linesBefore(code, statementAround(code, call), lines);
  if (!before) return [];
  const list = childByField(tree, call, Field.Arguments);
  return [finish(code, call, query, [before, replace(spanOf(code, list), "()")])];
}

/** The call of a method of that name, with an argument, around the finding; `NONE` if there is none. */
function execAround(code: Code, name: RegExp): number {
  const { tree } = code.unit;
  for (let call = code.node; call !== NONE; call = tree.parent[call]) {
    if (kindOf(tree, call) !== Kind.CallExpression || argument(tree, call, 0) === NONE) continue;
    const callee = childByField(tree, call, Field.Function);
    if (kindOf(tree, callee) !== Kind.FieldExpression) continue;
    if (name.test(nodeText(tree, childByField(tree, callee, Field.Field)))) return call;
  }
  return NONE;
}
