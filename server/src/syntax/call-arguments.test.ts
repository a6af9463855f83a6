import { describe, expect, it } from "vitest";
import { passesFixedText } from "./call-arguments";

describe("what calls pass", () => {
  const declared = "static int clear(sqlite3 *db, const char *table);\n";
  const of = (calls: string) => passesFixedText(declared + calls, "clear", 1);

  it("knows literals, constants and a choice between them", () => {
    expect(of('clear(db, "alarm"); return clear(open(a, b), "a" "b");')).toBe(true);
    expect(of('clear(db, is_new ? "alarm" : NOTES);')).toBe(true);
    expect(of('clear(db, "a,)\\"");')).toBe(true);
  });

  it("takes nothing else for fixed", () => {
    expect(of('clear(db, "alarm"); clear(db, name);')).toBe(false);
    expect(of("clear(db, table_of(kind));")).toBe(false);
    expect(of('clear(db, is_new ? "alarm" : name);')).toBe(false);
    expect(of("clear(db);")).toBe(false);
  });

  it("needs to see the calls", () => {
    expect(of("")).toBe(false);
    expect(of('clear(db, "alarm"); each(db, clear);')).toBe(false);
  });
});
