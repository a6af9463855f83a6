import { expect, test } from "vitest";
import { blankModel } from "../models/model";
import { isNamesake } from "./namesakes";
import { environmentOf } from "./testing";

/** Whether the function that `declaration` declares is another than that of a model with such parameters. */
function isAnother(declaration: string, paramTypes: readonly string[], source: string): boolean {
  const name = "known";
  const params = paramTypes.map((_, i) => `p${i}`);
  const declared = environmentOf(declaration).function(name);
  if (declared === undefined) throw new Error("not declared");
  return isNamesake({ ...blankModel(name), params, paramTypes, source }, declared.type);
}

test.each([
  ["void known(char *buffer, unsigned long size, ...);", ["int", "const char *"], "err(3)", true],
  ["void known(int status, const char *format, ...);", ["int", "const char *"], "err(3)", false],
  ["void known(struct list *l, int key);", ["const char *"], "ISO C17 7.21.4.1", true],
  ["int known(handle h, int flags);", ["HANDLE"], "Win32", false],
  ["int known();", ["const char *", "int"], "ISO C17 7.21.4.1", false],
  ["int known(socket_t s, void *to, int n);", ["int", "void *", "size_t"], "POSIX.1-2008 recv", false],
])("%s beside %j of %s: %j", (declaration, paramTypes, source, expected) => {
  expect(isAnother(declaration, paramTypes, source)).toBe(expected);
});
