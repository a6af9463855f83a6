import { describe, expect, it } from "vitest";
import { parseFile } from "../syntax/testing";
import { collectHeaders } from "./project";

function collect(files: Record<string, string>): string[] {
  const includes = {
    resolveInclude: (_: string, spec: string) => (spec in files ? spec : undefined),
    read: (path: string) => files[path],
  };
  const scan = (path: string, text: string) => parseFile(text, { path, language: "c" });
  return collectHeaders(scan("main.c", files["main.c"]), includes, scan).map((header) => header.path);
}

describe("headers", () => {
  it("come each once, the included before the including", () => {
    const files = {
      "main.c": '#include "a.h"\n#include <b.h>\n#include <stdio.h>\n',
      "a.h": '#include "b.h"\n',
      "b.h": "",
    };
    expect(collect(files)).toEqual(["b.h", "a.h"]);
  });

  it("may include each other", () => {
    expect(
      collect({
        "main.c": '#include "a.h"',
        "a.h": '#include "b.h"',
        "b.h": '#include "a.h"\n#include "main.c"',
      }),
    ).toEqual(["b.h", "a.h"]);
  });

  it("that are switched off are left out", () => {
    expect(
      collect({ "main.c": '#if 0\n#include "a.h"\n#endif\n#include "b.h"', "a.h": "", "b.h": "" }),
    ).toEqual(["b.h"]);
  });
});
