import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { parseCompileCommands, readCompileCommands } from "./compile-commands";
import type { HeaderSearch } from "./headers";
import { createHost } from "./host";

const root = mkdtempSync(path.join(tmpdir(), "parapet-"));
const at = (name: string) => path.join(root, name);
const HEADERS = ["src/a.h", "inc/lib/b.h", "one/util.h", "two/util.h", "two/sub/only.h", "compat/string.h"];
for (const name of [...HEADERS, "src/a.c", "build/gen.h"]) {
  mkdirSync(path.dirname(at(name)), { recursive: true });
  writeFileSync(at(name), `// ${name}\n`);
}
writeFileSync(path.join(root, "..", `${path.basename(root)}.h`), "");

const search = (more: Partial<HeaderSearch> = {}): HeaderSearch => ({
  roots: [root],
  includePaths: [],
  commands: { byFile: new Map(), all: [] },
  headers: HEADERS.map(at),
  ...more,
});

describe("resolveInclude", () => {
  const resolve = (spec: string, system = false, more: Partial<HeaderSearch> = {}) => {
    const found = createHost(search(more), 1000).resolveInclude(at("src/a.c"), spec, system);
    return found === undefined ? undefined : path.relative(root, found).replaceAll("\\", "/");
  };

  test("looks beside the including file, for quotes only", () => {
    expect(resolve("a.h")).toBe("src/a.h");
    expect(resolve("../inc/lib/b.h")).toBe("inc/lib/b.h");
    expect(resolve("..\\inc\\lib\\b.h")).toBe("inc/lib/b.h");
  });

  test("looks in include paths before it looks anywhere", () => {
    expect(resolve("util.h")).toBeUndefined();
    expect(resolve("util.h", true, { includePaths: [at("two"), at("one")] })).toBe("two/util.h");
  });

  test("takes the only header whose path ends so", () => {
    expect(resolve("lib/b.h")).toBe("inc/lib/b.h");
    expect(resolve("../../sub/only.h")).toBe("two/sub/only.h");
    expect(resolve("one/util.h", true)).toBe("one/util.h");
    expect(resolve("b/b.h")).toBeUndefined();
  });

  test("leaves the standard library alone", () => {
    expect(resolve("string.h", true)).toBeUndefined();
    expect(resolve("string.h")).toBe("compat/string.h");
    expect(resolve("vector", true)).toBeUndefined();
    expect(resolve("string.h", true, { includePaths: [at("compat")] })).toBe("compat/string.h");
  });

  test("never leaves the project", () => {
    expect(resolve(`../../${path.basename(root)}.h`)).toBeUndefined();
    expect(resolve("/etc/passwd")).toBeUndefined();
    expect(resolve("")).toBeUndefined();
    expect(resolve("a\0.h")).toBeUndefined();
    expect(resolve("..")).toBeUndefined();
  });

  test("takes folders from compile_commands.json", () => {
    const entry = {
      directory: at("build"),
      file: "../src/a.c",
      command: 'cc "-I../two" -DX=\\"y\\" -isystem . -c ../src/a.c',
    };
    writeFileSync(at("build/compile_commands.json"), JSON.stringify([entry]));
    const commands = readCompileCommands(root);
    expect(commands.byFile.get(at("src/a.c"))).toEqual([at("two"), at("build")]);
    expect(resolve("util.h", false, { commands })).toBe("two/util.h");
    expect(resolve("gen.h", true, { commands })).toBe("build/gen.h");
  });
});

test("a broken compile_commands.json is as good as none", () => {
  expect(parseCompileCommands('[null, 1, {"file": 3}, {"file": "a.c"}]', root).all).toEqual([]);
  expect(parseCompileCommands("{}", root).all).toEqual([]);
  const words = ["cc", "-I", "x", "/Iy", "-iquote", "q", "-I"];
  expect(parseCompileCommands(JSON.stringify([{ file: "a.c", arguments: words }]), "/p").all).toEqual(
    ["q", "x", "y"].map((name) => path.resolve("/p", name)),
  );
});

describe("read", () => {
  test("gives open documents instead of files, and remembers files", () => {
    const host = createHost(search(), 1000);
    const file = at("src/a.h");
    expect(host.read(file)).toBe("// src/a.h\n");
    host.open(file, "typed");
    expect(host.read(file)).toBe("typed");
    host.close(file);
    writeFileSync(file, "// changed\n");
    expect(host.read(file)).toBe("// src/a.h\n");
    host.changed(file);
    expect(host.read(file)).toBe("// changed\n");
  });

  test("says nothing of files that are absent or too large", () => {
    const host = createHost(search(), 5);
    expect(host.read(at("none.h"))).toBeUndefined();
    expect(host.read(at("two/util.h"))).toBeUndefined();
  });
});
