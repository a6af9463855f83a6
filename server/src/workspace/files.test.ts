import { chmodSync, mkdirSync, mkdtempSync, realpathSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { compileExcludes, isBelow } from "./exclude";
import { findAround, findFiles } from "./files";

/** Writes files into a fresh folder; a name ending in `/` makes a folder. */
function tree(files: Record<string, string>): string {
  const root = realpathSync(mkdtempSync(path.join(tmpdir(), "parapet-")));
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(root, name);
    mkdirSync(name.endsWith("/") ? file : path.dirname(file), { recursive: true });
    if (!name.endsWith("/")) writeFileSync(file, content);
  }
  return root;
}

async function find(root: string, options: { paths?: string[]; exclude?: string[] } = {}) {
  const paths = (options.paths ?? ["."]).map((p) => path.resolve(root, p));
  const found = await findFiles(paths, compileExcludes(options.exclude ?? [], root));
  const relative = (file: string) => path.relative(root, file).replaceAll("\\", "/");
  return {
    files: found.files.map((f) => relative(f.path)),
    headers: found.headers.map(relative),
    problems: found.problems.map((p) => `${p.kind} ${relative(p.path ?? "")}: ${p.message}`),
  };
}

describe("findFiles", () => {
  test("takes C and C++ files, in code unit order", async () => {
    const root = tree({
      "b.c": "",
      "a.cpp": "",
      "Z.C": "",
      "lib/x.hpp": "",
      "lib/t.inc": "",
      "notes.txt": "",
      Makefile: "",
      "x.c/inner.cc": "",
      ".c": "",
      ".hidden/y.c": "",
    });
    const found = await find(root);
    expect(found.files).toEqual([".hidden/y.c", "Z.C", "a.cpp", "b.c", "lib/x.hpp", "x.c/inner.cc"]);
    expect(found.headers).toEqual(["lib/t.inc", "lib/x.hpp"]);
    expect(found.problems).toEqual([]);
  });

  test("respects .gitignore at every level", async () => {
    const root = tree({
      ".git/info/exclude": "private.c\n",
      ".gitignore": "build/\n*.gen.c\n/only-top.c\n",
      "a.gen.c": "",
      "only-top.c": "",
      "private.c": "",
      "build/x.c": "",
      "sub/.gitignore": "!keep.gen.c\nlocal.c\n",
      "sub/keep.gen.c": "",
      "sub/drop.gen.c": "",
      "sub/local.c": "",
      "sub/only-top.c": "",
      "sub/build/x.c": "",
      "sub/deep/local.c": "",
      "local.c": "",
    });
    expect((await find(root)).files).toEqual(["local.c", "sub/keep.gen.c", "sub/only-top.c"]);
    expect((await find(root, { paths: ["sub"] })).files).toEqual(["sub/keep.gen.c", "sub/only-top.c"]);
  });

  test("takes what is named, whatever it is called and whoever ignores it", async () => {
    const root = tree({
      ".git/": "",
      ".gitignore": "build/\n*.gen.c\n",
      "a.gen.c": "",
      "build/x.c": "",
      "build/y.txt": "",
      "odd.txt": "",
    });
    const named = ["a.gen.c", "build", "odd.txt", "a.gen.c"];
    expect((await find(root, { paths: named, exclude: ["a.gen.c", "odd.txt"] })).files).toEqual([
      "a.gen.c",
      "build/x.c",
      "odd.txt",
    ]);
  });

  test("leaves out what the project excludes, but knows its headers", async () => {
    const root = tree({
      "a.c": "",
      "third_party/z.c": "",
      "third_party/z.h": "",
      "src/third_party/q.c": "",
      "src/gen/x.c": "",
      "src/gen/keep/x.c": "",
      "src/node_modules/m.c": "",
      "src/b.pb.cc": "",
    });
    const found = await find(root, { exclude: ["third_party", "src/gen/*.c", "*.pb.{cc,h}"] });
    expect(found.files).toEqual(["a.c", "src/gen/keep/x.c"]);
    expect(found.headers).toEqual(["third_party/z.h"]);
  });

  test("does not follow links below what is named", async () => {
    const root = tree({ "src/a.c": "", "other/b.c": "" });
    symlinkSync(path.join(root, "src"), path.join(root, "src", "loop"));
    symlinkSync(path.join(root, "other", "b.c"), path.join(root, "src", "linked.c"));
    symlinkSync(path.join(root, "nowhere"), path.join(root, "src", "broken.c"));
    symlinkSync(path.join(root, "other"), path.join(root, "link"));
    expect((await find(root, { paths: ["src"] })).files).toEqual(["src/a.c"]);
    expect((await find(root, { paths: ["link", "src/linked.c"] })).files).toEqual([
      "link/b.c",
      "src/linked.c",
    ]);
  });

  test("reports what does not exist and goes on", async () => {
    const root = tree({ "a.c": "" });
    expect(await find(root, { paths: ["missing", "a.c"] })).toEqual({
      files: ["a.c"],
      headers: [],
      problems: ["input missing: no such file or folder"],
    });
  });

  test.skipIf(process.platform === "win32" || process.getuid?.() === 0)(
    "reports a folder that may not be listed and goes on",
    async () => {
      const root = tree({ "a.c": "", "closed/b.c": "" });
      chmodSync(path.join(root, "closed"), 0);
      const found = await find(root);
      expect(found.files).toEqual(["a.c"]);
      expect(found.problems).toEqual(["file closed: cannot be listed: permission denied"]);
    },
  );

  test("stops when cancelled", async () => {
    const root = tree({ "a.c": "" });
    const found = await findFiles([root], () => false, AbortSignal.abort());
    expect(found.files).toEqual([]);
  });
});

test("findAround sees all headers and sources but ignored ones", async () => {
  const root = tree({ ".git/": "", ".gitignore": "out", "a.c": "", "inc/a.h": "", "out/b.h": "" });
  expect(await findAround(root, () => false)).toEqual({
    headers: [path.join(root, "inc", "a.h")],
    sources: [path.join(root, "a.c")],
  });
});

test("findAround starts with what is scanned, so that a limit leaves out something else", async () => {
  const root = tree({ ".git/": "", "a/a.c": "", "b/b.c": "", "c/c.c": "" });
  const scanned = { path: path.join(root, "b", "b.c"), size: 0 };
  expect((await findAround(root, () => false, undefined, [scanned])).sources).toEqual([
    scanned.path,
    path.join(root, "a", "a.c"),
    path.join(root, "c", "c.c"),
  ]);
});

test("isBelow", () => {
  expect(isBelow("/a/b", "/a")).toBe(true);
  expect(isBelow("/a", "/a")).toBe(true);
  expect(isBelow("/ab", "/a")).toBe(false);
  expect(isBelow("/a/..b/c", "/a")).toBe(true);
  expect(isBelow("/", "/a")).toBe(false);
});
