/** The attack surface of the sample by the built command line, in its three forms. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { ShownSurface } from "../server/src/report/surface";
import { ROOT } from "./support/analyser";
import { ensureBuild, parapet } from "./support/cli";

beforeAll(ensureBuild, 120_000);

describe("parapet surface samples", () => {
  test("as text", { timeout: 60_000 }, async () => {
    const { code, stdout } = await parapet(["surface", "samples"], ROOT);
    expect(code).toBe(0);
    await expect(stdout).toMatchFileSnapshot("golden/surface.txt");
  });

  test("as JSON, whose places are where they say", { timeout: 60_000 }, async () => {
    const { code, stdout, stderr } = await parapet(["surface", "samples", "--format", "json"], ROOT);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const surface = JSON.parse(stdout) as ShownSurface;
    expect(surface.entries.length).toBe(surface.summary.entries);
    for (const { at, name } of surface.entries) {
      const line = readFileSync(path.join(ROOT, "samples", at.path), "utf8").split("\n")[at.line - 1];
      expect(line.slice(at.column - 1)).toContain(name.slice(name.lastIndexOf(":") + 1));
    }
  });

  test("as a page that loads nothing and runs nothing", { timeout: 60_000 }, async () => {
    const { stdout } = await parapet(["surface", "samples", "--format", "html"], ROOT);
    expect(stdout).toMatch(/^<!doctype html>/);
    expect(stdout).not.toMatch(/<script|src=|href="[^#]|@import|url\(/);
    expect(stdout).toContain("prefers-color-scheme: dark");
    expect(stdout).not.toMatch(/undefined|\[object/);
  });
});
