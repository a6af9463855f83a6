import { describe, expect, it } from "vitest";
import { withoutComments } from "../text/words";
import { PASSED_ANYTHING, passedBy } from "./call-arguments";

describe("what calls pass", () => {
  const declared = "static int clear(sqlite3 *db, const char *table);\n";
  const of = (calls: string) => passedBy(withoutComments(declared + calls), "clear", 1);

  it("knows literals, constants and a choice between them", () => {
    expect(of('clear(db, "alarm"); return clear(open(a, b), "a" "b");').isFixed).toBe(true);
    expect(of('clear(db, is_new ? "alarm" : NOTES);').isFixed).toBe(true);
    expect(of('clear(db, "a,)\\"");').isFixed).toBe(true);
  });

  it("knows numbers, sizes and what compares", () => {
    expect(of("clear(db, 7); clear(db, 'x'); clear(db, sizeof(p->key)); clear(db, -1L);").isFixed).toBe(true);
    expect(of("clear(db, argc > 1); clear(db, p->n == 3); clear(db, !on);").isFixed).toBe(true);
    expect(of("clear(db, p->n);").isFixed).toBe(false);
    expect(of("clear(db, n << 2);").isFixed).toBe(false);
  });

  it("takes nothing else for fixed", () => {
    expect(of('clear(db, "alarm"); clear(db, name);')).toEqual(PASSED_ANYTHING);
    expect(of("clear(db, table_of(kind));").isFixed).toBe(false);
    expect(of('clear(db, is_new ? "alarm" : name);').isFixed).toBe(false);
    expect(of("clear(db);").isFixed).toBe(false);
  });

  it("knows addresses", () => {
    expect(of("clear(db, &table); return clear(db, &tables[i]);").isSet).toBe(true);
    expect(of("clear(db, &table); clear(db, NULL);").isSet).toBe(false);
    expect(of("clear(db, table);").isSet).toBe(false);
  });

  it("knows how long texts can be", () => {
    expect(of('clear(db, "alarm"); clear(db, "a" "b"); clear(db, NULL);').longest).toBe(5);
    expect(of('clear(db, is_new ? "alarms" : "a:b?");').longest).toBe(6);
    expect(of("char name[20];\nclear(db, name);").longest).toBe(19);
    expect(of("#define SIZE 20\nstatic char a, name[SIZE];\nclear(db, name);").longest).toBe(19);
    expect(of('#define NOTES "notes"\nclear(db, NOTES);').longest).toBe(5);
    expect(of("clear(db, name);").longest).toBe(Infinity);
    expect(of("char *name;\nclear(db, name);").longest).toBe(Infinity);
    expect(of("char name[20];\nvoid f(const char *name)\n{ clear(db, name); }").longest).toBe(Infinity);
    expect(of("void f(char name[20])\n{ clear(db, name); }").longest).toBe(Infinity);
    expect(of("char names[4][20];\nclear(db, names);").longest).toBe(Infinity);
    expect(of('clear(db, "alarm"); clear(db, names[i]);').longest).toBe(Infinity);
  });

  it("needs to see the calls", () => {
    expect(of("")).toEqual(PASSED_ANYTHING);
    expect(of('clear(db, "alarm"); each(db, clear);')).toEqual(PASSED_ANYTHING);
  });
});
