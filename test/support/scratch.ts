/** Temporary folders of all tests lie in one, which goes when they are over: `os.tmpdir()` gives it in every worker. */
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";

/** Called by Vitest once, before its workers start; what is returned is called once they have ended. */
export default function setUp(): () => void {
  const folder = mkdtempSync(path.join(os.tmpdir(), "parapet-test-"));
  process.env.TMPDIR = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}
