/**
 * A query whose text was built from values becomes a fixed text with placeholders, and the values are bound: SQLite,
 * libpq, MySQL and MariaDB, ODBC and Qt. Rows are read as before only where the call's way of giving them stays.
 */
import { argument, plainCalleeName, withoutParentheses } from "../checkers/tree/calls";
import { enclosingFunction } from "../checkers/tree/functions";
import type { TextEdit } from "../findings";
import { TypeKind } from "../semantics/types";
import { Field, Kind } from "../syntax/kinds";
import { NONE } from "../syntax/tree";
import { childByField, kindOf, nodeText, subtreeEnd, textIs } from "../syntax/walk";
import {
  callOf,
  ifLines,
  isWholeStatement,
  joinLines,
  linesAfter,
  linesBefore,
  removeStatement,
  sourceOf,
  spanOf,
  statementAround,
  unusedName,
} from "./code";
import { replace } from "./edits";
import { nullOf } from "./exits";
import { type Candidate, type Code, onCode } from "./fix";
import { type BuiltQuery, builtQuery, type QueryValue } from "./query-text";

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
  mysql_query: { query: 1, build: mysqlQuery },
  SQLExecDirect: { query: 1, build: odbcExec },
};

const TITLE = "Bind the values as parameters";

export const bindParameters = onCode("bind-parameters", (code, finding) => {
  const { tree } = code.unit;
  const call = callOf(code, finding, (name) => name in LIBRARIES);
  if (call === NONE) return qtExec(code);
  const library = LIBRARIES[plainCalleeName(tree, call)];
  const query = builtQuery(code, argument(tree, call, library.query));
  const edits = query && library.build(code, call, query);
  return edits && query ? [finish(code, call, query, edits)] : [];
});

function finish(code: Code, call: number, query: BuiltQuery, edits: readonly TextEdit[]): Candidate {
  return { title: TITLE, edits: [...edits, ...withoutBuilder(code, call, query)], safe: false };
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
  const null_ = nullOf(code);
  const lines = [`SQLPrepare(${statement}, (SQLCHAR *)${literal(query, () => "?")}, SQL_NTS);`];
  query.values.forEach((value, i) => {
    const isText = value.kind === "text";
    const text = isText ? characters(code, value) : `&${value.text}`;
    const size = isText ? `strlen(${text})` : "0";
    lines.push(
      `SQLBindParameter(${statement}, ${i + 1}, SQL_PARAM_INPUT, ${ODBC_TYPES[value.kind]}, ${size}, 0, (SQLPOINTER)${text}, 0, ${null_});`,
    );
  });
  return insteadOf(code, call, lines, `SQLExecute(${statement})`);
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

/** `query.exec(text)` of `QSqlQuery`. */
function qtExec(code: Code): Candidate[] {
  const { tree } = code.unit;
  let call = code.node;
  while (call !== NONE && !isQtExec(code, call)) call = tree.parent[call];
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

function isQtExec(code: Code, node: number): boolean {
  const { tree } = code.unit;
  if (kindOf(tree, node) !== Kind.CallExpression) return false;
  const callee = childByField(tree, node, Field.Function);
  if (kindOf(tree, callee) !== Kind.FieldExpression) return false;
  return (
    nodeText(tree, childByField(tree, callee, Field.Field)) === "exec" && argument(tree, node, 0) !== NONE
  );
}
