/**
 * From the keystroke to the diagnostics: a statement is typed character by character into the middle of a file, each
 * change is sent as an editor sends it, and the clock runs until the server has published for that version. Every
 * server gets the same text, the same edits and the same client; what a server waits before it starts is part of it.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { performance } from "node:perf_hooks";
import { pathToFileURL } from "node:url";
import { startServer } from "./lsp-client.mjs";

/** Another statement each round: what was analysed once is remembered. */
const statementOf = (round) => `if (count > ${round}) { buffer[count] = ${round}; }\n    `;
/** Who opens a file looks for the place before they type. In milliseconds. */
const READING_MS = 5000;
const TIMEOUT_MS = 60_000;

/** The offset of a statement's start in a function near the middle: after a line that ends in `;`, well indented. */
function typingPlace(text) {
  const middle = text.indexOf("\n", text.length / 2);
  const match = /;\n( {4}|\t)(?=[a-z])/g;
  match.lastIndex = middle;
  const found = match.exec(text);
  return found === null ? text.length : found.index + found[0].length;
}

function positionOf(text, offset) {
  const before = text.slice(0, offset);
  const line = before.split("\n").length - 1;
  return { line, character: offset - (before.lastIndexOf("\n") + 1) };
}

function deadline(promise, what) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what}: no answer in ${TIMEOUT_MS / 1000} s`)), TIMEOUT_MS);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

/**
 * Types into one file at one server. `keystrokes` are milliseconds each, `opened` is the time from opening the file to
 * its first diagnostics, `findings` how many diagnostics the file had then.
 */
async function typeInto({ command, args }, file, text, folder, rounds) {
  const server = startServer(command, args, { cwd: folder });
  const uri = pathToFileURL(file).href;
  const keystrokes = [];
  let version = 1;
  try {
    await deadline(server.initialize(pathToFileURL(folder).href), "initialize");
    const start = performance.now();
    const first = server.diagnostics(uri, version);
    server.notify("textDocument/didOpen", { textDocument: { uri, languageId: "c", version, text } });
    const findings = (await deadline(first, "open")).length;
    const opened = performance.now() - start;
    const place = typingPlace(text);
    await new Promise((resolve) => setTimeout(resolve, READING_MS));
    for (let round = 0; round < rounds; round++) {
      const typed = statementOf(round);
      let current = text;
      for (let i = 0; i < typed.length; i++) {
        const at = positionOf(current, place + i);
        current = current.slice(0, place + i) + typed[i] + current.slice(place + i);
        keystrokes.push(await change({ start: at, end: at }, typed[i]));
      }
      // Taking the statement out again is one edit; it is not counted.
      await change({ start: positionOf(text, place), end: positionOf(current, place + typed.length) }, "");
    }
    return { keystrokes, opened, findings };
  } finally {
    await server.stop();
  }

  async function change(range, inserted) {
    version++;
    const answer = server.diagnostics(uri, version);
    const start = performance.now();
    server.notify("textDocument/didChange", {
      textDocument: { uri, version },
      contentChanges: [{ range, text: inserted }],
    });
    await deadline(answer, `version ${version}`);
    return performance.now() - start;
  }
}

/**
 * Measures all servers on a copy of `text`, which is compiled with the `includes` folders. A server that is missing
 * or fails has an `error` instead of times.
 */
export async function keystrokeLatency({ servers, text, includes, rounds }) {
  const folder = mkdtempSync(path.join(os.tmpdir(), "parapet-bench-"));
  const file = path.join(folder, "large.c");
  writeFileSync(file, text);
  writeFileSync(path.join(folder, "compile_flags.txt"), includes.map((include) => `-I${include}\n`).join(""));
  const paths = includes.map((include) => `\n  - ${JSON.stringify(include)}`).join("");
  if (paths !== "") writeFileSync(path.join(folder, ".parapet.yaml"), `includePaths:${paths}\n`);
  const results = [];
  try {
    for (const server of servers) {
      try {
        results.push({
          name: server.name,
          ...(await typeInto(server, file, readFileSync(file, "utf8"), folder, rounds)),
        });
      } catch (error) {
        results.push({ name: server.name, error: error.message });
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return results;
}
