import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { decode, formatSize, parseSize, readText } from "./text";

const text = (bytes: Buffer) => {
  const decoded = decode(bytes);
  return decoded.kind === "text" ? `${decoded.encoding}: ${decoded.text}` : "binary";
};

describe("decode", () => {
  test.each([
    ["plain UTF-8", Buffer.from("int é = '€';"), "utf-8: int é = '€';"],
    ["UTF-8 with mark", Buffer.from("\ufeffint x;"), "utf-8: int x;"],
    ["UTF-16 LE", Buffer.from("\ufeffint x;", "utf16le"), "utf-16le: int x;"],
    ["UTF-16 BE", Buffer.from("\ufeffint x;", "utf16le").swap16(), "utf-16be: int x;"],
    ["invalid UTF-8", Buffer.from([0x2f, 0x2f, 0xe9, 0xff, 0x0a]), "latin1: //éÿ\n"],
    ["empty", Buffer.alloc(0), "utf-8: "],
    ["one byte", Buffer.from("\xff", "latin1"), "latin1: ÿ"],
    ["binary", Buffer.from("\x7fELF\0\0\x01", "latin1"), "binary"],
    ["UTF-32", Buffer.from([0xff, 0xfe, 0, 0, 0x61, 0, 0, 0]), "binary"],
    ["odd UTF-16", Buffer.from([0xff, 0xfe, 0x61, 0, 0x62]), "utf-16le: a\ufffd"],
  ])("%s", (_, bytes, expected) => expect(text(bytes)).toBe(expected));

  test("a NUL far behind the start does not make a text binary", () => {
    expect(decode(Buffer.from(`${" ".repeat(9000)}\0`)).kind).toBe("text");
  });
});

describe("readText", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "parapet-"));
  const file = path.join(folder, "a.c");
  writeFileSync(file, "int a;\n");
  const reason = (name: string, max = 100) => {
    const read = readText(path.join(folder, name), max);
    return read.ok ? `text ${read.text}` : read.reason;
  };

  test("reads up to the limit", () => {
    expect(reason("a.c", 7)).toBe("text int a;\n");
    expect(reason("a.c", 6)).toBe("is 7 bytes, over the limit of 6 bytes (maxFileSize)");
  });

  test("says why not", () => {
    writeFileSync(path.join(folder, "b.c"), "a\0b");
    expect(reason("b.c")).toBe("looks like binary data (it has NUL bytes)");
    expect(reason("none.c")).toBe("cannot be read: no such file or folder");
    expect(reason(".")).toBe("is not a regular file");
    expect(reason("a.c/b.c")).toBe("cannot be read: a part of the path is not a folder");
  });
});

test("sizes are read as they are written", () => {
  expect([7, 1024, 1536, 16 * 1024 * 1024].map(formatSize)).toEqual(["7 bytes", "1 kB", "1.5 kB", "16 MB"]);
  expect(["7", "1kB", "1.5 k", "16 MB", "2gib", "0", "-1", "x", "1 TB"].map(parseSize)).toEqual([
    7,
    1024,
    1536,
    16 * 1024 * 1024,
    2 * 1024 ** 3,
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});
