import { describe, expect, it } from "vitest";
import { decodeEscapes, encodeText, exactCharacter, exactInteger, isFloatLiteral } from "./literals";
import { typesOf } from "./testing";
import { spell } from "./type-queries";

const types = typesOf();

describe("integer literals", () => {
  it.each([
    ["0", 0n, "int"],
    ["017", 15n, "int"],
    ["0x7fffffff", 0x7fffffffn, "int"],
    ["0xffffffff", 0xffffffffn, "unsigned int"],
    ["4294967295", 4294967295n, "long"],
    ["1'000'000u", 1000000n, "unsigned int"],
    ["0b1010", 10n, "int"],
    ["1LL", 1n, "long long"],
    ["1ull", 1n, "unsigned long long"],
    ["18446744073709551615u", 18446744073709551615n, "unsigned long"],
    ["3z", 3n, "long"],
  ])("%s", (text, value, type) => {
    const constant = exactInteger(types, text);
    expect([constant?.value, constant && spell(constant.type)]).toEqual([value, type]);
  });

  it.each(["08", "0xg", "", "u", "abc"])("refuses %s", (text) => {
    expect(exactInteger(types, text)).toBeUndefined();
  });

  it("tells floating literals", () => {
    expect(["1.0", "1e3", "0x1p3", ".5f", "0xe", "1f"].map(isFloatLiteral)).toEqual([
      true,
      true,
      true,
      true,
      false,
      false,
    ]);
  });
});

describe("characters", () => {
  it.each([
    ["'a'", 97n, "int"],
    ["'\\n'", 10n, "int"],
    ["'\\xff'", -1n, "int"],
    ["'\\0'", 0n, "int"],
    ["'ab'", 24930n, "int"],
    ["L'\\u00e9'", 233n, "int"],
    ["u'x'", 120n, "unsigned short"],
  ])("%s", (text, value, type) => {
    const constant = exactCharacter(types, text, false);
    expect([constant?.value, constant && spell(constant.type)]).toEqual([value, type]);
  });

  it("resolves escapes to bytes", () => {
    expect(decodeEscapes("a\\tb\\x41\\101\\\\\\\nc", 0, 17, 1)).toBe("a\tbAA\\c");
    expect(decodeEscapes("é\\u20ac", 0, 7, 1)).toBe("\xc3\xa9\xe2\x82\xac");
    expect(encodeText("😀", 1).length).toBe(4);
  });
});
