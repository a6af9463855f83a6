/**
 * Functions that a library calls, not the program: what they are called is the program's choice, so they are known by
 * the types of their parameters. Their models bear a name made from those.
 */

const NUMBERS =
  /^(?:(?:unsigned|signed|char|short|int|long|bool|_Bool|s?size_t|u?int\d+_t|BYTE|UINT|DWORD)\b ?)+(?=\*|$)/;

/** The name of the models of handlers with parameters of these types, as C spells them. */
export function handlerName(types: readonly string[]): string {
  return `handler(${types.map(plainType).join(",")})`;
}

/** Without qualifiers and tags; all numbers are one. */
function plainType(type: string): string {
  return type
    .replace(/\b(?:const|volatile|restrict|struct|union|enum|class)\b/g, "")
    .replace(/\s+/g, " ")
    .trim()
    .replace(/ ?\* ?/g, "*")
    .replace(NUMBERS, "int");
}
