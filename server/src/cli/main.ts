#!/usr/bin/env node
/** Entry of the command line: the process's streams, signals and exit code around `run`. */
import { version } from "../../../package.json";
import { loadAnalyserFactory, loadKnowledge, WORKER } from "../workspace/runtime";
import { tuneForScanning } from "../workspace/tuning";
import { EXIT, type Output } from "./io";
import { run } from "./run";

function outputOf(stream: NodeJS.WriteStream): Output {
  // A reader that has seen enough, as `head`, closes the pipe: nobody is left to tell.
  stream.on("error", (error: NodeJS.ErrnoException) => {
    process.exit(error.code === "EPIPE" ? EXIT.clean : EXIT.failure);
  });
  return {
    write: (text) => void stream.write(text),
    isTerminal: stream.isTTY === true,
  };
}

function interrupt(): AbortSignal {
  const controller = new AbortController();
  // The first one ends the scan and reports what is done; a second one ends the process.
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => controller.abort());
  return controller.signal;
}

// No top-level `await`: the server's session does not end by a promise, and Node would complain.
void run(
  process.argv.slice(2),
  {
    version,
    engine() {
      tuneForScanning();
      const knowledge = loadKnowledge();
      return {
        version,
        rules: knowledge.rules,
        on: { worker: WORKER },
        createAnalyser: () => loadAnalyserFactory(knowledge),
      };
    },
    async serve() {
      await import("../lsp/main");
      await new Promise(() => {});
    },
  },
  {
    stdout: outputOf(process.stdout),
    stderr: outputOf(process.stderr),
    env: process.env,
    cwd: process.cwd(),
    interrupt,
    now: () => performance.now(),
  },
).then((code) => {
  process.exitCode = code;
});
