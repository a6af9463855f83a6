import { describe, expect, test } from "vitest";
import { chunkStarts } from "./chunks";
import { lex } from "./lexer";

/** The first word of each chunk, however short. */
function chunks(text: string): string[] {
  const tokens = lex(text);
  return chunkStarts(tokens, 1).map((t) => text.slice(tokens.start[t], tokens.end[t]));
}

describe("chunks", () => {
  test("begin with the declarations at the margin", () => {
    expect(chunks("int a;\nlong f(void)\n{\n  if (a) {\n  }\n  return 1;\n}\nshort g(void);\n")).toEqual([
      "int",
      "long",
      "short",
    ]);
  });

  test("begin within namespaces and linkage blocks too", () => {
    expect(chunks('namespace n {\nint a;\nlong b;\n}\nextern "C" {\nshort c;\n}\n')).toEqual([
      "namespace",
      "int",
      "long",
      "extern",
      "short",
    ]);
  });

  test("keep together what goes on behind a brace", () => {
    expect(chunks("struct s {\n  int a;\n}\n__attribute__((packed));\nlong b;\n")).toEqual([
      "struct",
      "long",
    ]);
    expect(chunks("typedef struct {\n  int a;\n}\ns;\nlong b;\n")).toEqual(["typedef", "long"]);
    expect(chunks("int f(a, b)\nint a;\nchar b;\n{\n  return a;\n}\nlong b;\n")).toEqual(["int", "long"]);
  });

  test("end what was left open, when braces do not balance", () => {
    expect(chunks("int f(void) {\n  if (a) {\n}\nlong g(void) {\n}\n")).toEqual(["int", "long"]);
    expect(chunks("class A {\npublic:\nint f() {\n}\nlong g() {\n}\n};\nshort x;\n")).toEqual([
      "class",
      "short",
    ]);
    expect(chunks("int f(void) {\n  g(\n}\nlong g(void) {\n}\n")).toEqual(["int", "long"]);
  });
});
