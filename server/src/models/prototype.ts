/**
 * Reads the C or C++ prototype that every model starts with: the function's name, its parameters' names and types.
 * It understands what prototypes in manual pages look like, not the declarator grammar of the languages; a function
 * that returns a pointer to a function is written with a typedef.
 */

export interface Parameter {
  /** Empty for an unnamed parameter. */
  readonly name: string;
  /** Source text without the name and `restrict`; arrays are written as the pointers they are. */
  readonly type: string;
  /** What it points to is reached by no other parameter (C17 6.7.3.1). */
  readonly restricted: boolean;
}

export interface Prototype {
  /** As written: `memcpy`, `std::move`, `operator new[]`, `~string`. */
  readonly name: string;
  /** Empty for constructors and destructors. */
  readonly returnType: string;
  readonly params: readonly Parameter[];
  readonly variadic: boolean;
}

/** What is wrong, at an offset of the prototype's text (UTF-16 code units). */
export interface PrototypeError {
  readonly error: string;
  readonly offset: number;
}

const NAME =
  /(?:[A-Za-z_]\w*::)*(?:operator\s*(?:new\[\]|delete\[\]|new|delete|\(\)|\[\]|""\w+|[-+*/<>=!&|^%~,]+)|~?[A-Za-z_]\w*)$/;
const TYPE_WORDS = new Set(
  "void char short int long float double signed unsigned bool const volatile auto size_t ssize_t".split(" "),
);

export function parsePrototype(text: string): Prototype | PrototypeError {
  const close = text.lastIndexOf(")");
  if (close < 0) return { error: "a prototype needs a parameter list in parentheses", offset: text.length };
  if (!/^(\s|const|noexcept|override|;|&)*$/.test(text.slice(close + 1))) {
    return { error: "unexpected text behind the parameter list", offset: close + 1 };
  }
  const open = matchingParenthesis(text, close);
  if (open < 0) return { error: "unbalanced parentheses", offset: close };
  const head = text.slice(0, open).trimEnd();
  const name = NAME.exec(head)?.[0];
  if (name === undefined)
    return { error: "a prototype needs a name before its parameter list", offset: open };

  const params: Parameter[] = [];
  let variadic = false;
  for (const part of splitParameters(text.slice(open + 1, close))) {
    if (part === "...") variadic = true;
    else if (variadic) return { error: "... must be the last parameter", offset: close };
    else params.push(parseParameter(part));
  }
  return {
    name: name.replace(/operator\s+(?=\W)/, "operator").replace(/\s+/g, " "),
    returnType: head.slice(0, head.length - name.length).trim(),
    params,
    variadic,
  };
}

function matchingParenthesis(text: string, close: number): number {
  let depth = 0;
  for (let i = close; i >= 0; i--) {
    if (text[i] === ")") depth++;
    else if (text[i] === "(" && --depth === 0) return i;
  }
  return -1;
}

/** The parameters' texts, trimmed; `()` and `(void)` have none. */
function splitParameters(list: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let i = 0; i <= list.length; i++) {
    const char = list[i];
    if (char === "(" || char === "<" || char === "[") depth++;
    else if (char === ")" || char === ">" || char === "]") depth--;
    else if (i === list.length || (char === "," && depth === 0)) {
      parts.push(list.slice(start, i).trim());
      start = i + 1;
    }
  }
  return parts.length === 1 && (parts[0] === "" || parts[0] === "void") ? [] : parts;
}

function parseParameter(written: string): Parameter {
  const text = written.replace(/\brestrict\b\s*/, "");
  const restricted = text !== written;
  const pointer = /\(\s*[*&]\s*([A-Za-z_]\w*)\s*\)/.exec(text);
  if (pointer !== null) {
    const name = pointer[1];
    return { name, type: text.replace(pointer[0], pointer[0].replace(name, "")), restricted };
  }
  const array = text.indexOf("[");
  const declarator = array < 0 ? text : text.slice(0, array).trimEnd();
  const name = /[\s*&>]([A-Za-z_]\w*)$/.exec(declarator)?.[1];
  const named = name !== undefined && !TYPE_WORDS.has(name);
  const type = named ? declarator.slice(0, declarator.length - name.length).trim() : declarator;
  return { name: named ? name : "", type: array < 0 ? type : `${type} *`, restricted };
}
