/**
 * The least of a Language Server Protocol client over stdio that a benchmark needs: requests, notifications, and
 * waiting for the diagnostics of a certain version of a document. The same client drives every server measured.
 */
import { spawn } from "node:child_process";

const HEADER_END = "\r\n\r\n";

/**
 * Starts a server. `request` resolves with the result and rejects with the server's error; `diagnostics` resolves
 * with the list that the server publishes for at least this version of the document.
 */
export function startServer(command, args, options = {}) {
  const child = spawn(command, args, { stdio: ["pipe", "pipe", "ignore"], ...options });
  const pending = new Map();
  const waiting = [];
  const latest = new Map();
  let nextId = 1;
  let buffered = Buffer.alloc(0);
  let ended;

  function fail(reason) {
    ended = new Error(`${command}: ${reason}`);
    for (const { reject } of pending.values()) reject(ended);
    for (const { reject } of waiting.splice(0)) reject(ended);
  }
  child.on("error", (error) => fail(error.message));
  child.on("exit", (code, signal) => fail(`ended with ${code ?? signal}`));
  child.stdin.on("error", () => {});

  child.stdout.on("data", (chunk) => {
    buffered = Buffer.concat([buffered, chunk]);
    for (;;) {
      const end = buffered.indexOf(HEADER_END);
      if (end < 0) return;
      const length = Number(/content-length: *(\d+)/i.exec(buffered.toString("latin1", 0, end))?.[1]);
      const start = end + HEADER_END.length;
      if (buffered.length < start + length) return;
      const message = JSON.parse(buffered.toString("utf8", start, start + length));
      buffered = buffered.subarray(start + length);
      receive(message);
    }
  });

  function send(message) {
    const body = JSON.stringify({ jsonrpc: "2.0", ...message });
    child.stdin.write(`Content-Length: ${Buffer.byteLength(body)}${HEADER_END}${body}`);
  }

  function receive(message) {
    if (message.id !== undefined && message.method !== undefined) {
      // Servers ask for configuration and announce progress: there is none, and all is allowed.
      const result =
        message.method === "workspace/configuration" ? message.params.items.map(() => null) : null;
      send({ id: message.id, result });
    } else if (message.id !== undefined) {
      const request = pending.get(message.id);
      pending.delete(message.id);
      if (message.error) request?.reject(new Error(`${request.method}: ${message.error.message}`));
      else request?.resolve(message.result);
    } else if (message.method === "textDocument/publishDiagnostics") {
      const { uri, version, diagnostics } = message.params;
      latest.set(uri, { version, diagnostics });
      for (let i = waiting.length - 1; i >= 0; i--) {
        if (isAnswer(waiting[i], uri)) waiting.splice(i, 1)[0].resolve(diagnostics);
      }
    }
  }

  function isAnswer(wait, uri) {
    const known = latest.get(uri);
    return wait.uri === uri && known !== undefined && (known.version ?? wait.version) >= wait.version;
  }

  function request(method, params) {
    if (ended) return Promise.reject(ended);
    const id = nextId++;
    return new Promise((resolve, reject) => {
      pending.set(id, { method, resolve, reject });
      send({ id, method, params });
    });
  }

  return {
    request,
    notify: (method, params) => send({ method, params }),
    diagnostics(uri, version) {
      if (ended) return Promise.reject(ended);
      return new Promise((resolve, reject) => {
        waiting.push({ uri, version, resolve, reject });
      });
    },
    async initialize(rootUri) {
      await request("initialize", {
        processId: process.pid,
        rootUri,
        workspaceFolders: [{ uri: rootUri, name: "bench" }],
        capabilities: {
          textDocument: { publishDiagnostics: { versionSupport: true, relatedInformation: true } },
        },
      });
      send({ method: "initialized", params: {} });
    },
    async stop() {
      child.removeAllListeners("exit");
      await request("shutdown", undefined).catch(() => {});
      send({ method: "exit" });
      child.stdin.end();
    },
  };
}
