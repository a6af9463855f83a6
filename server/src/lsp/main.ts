/**
 * Entry of the language server, with the engine as it is delivered. The connection is the one that the command line
 * names: `--node-ipc` (VS Code), `--stdio` (any other editor), `--pipe=...` or `--socket=...`.
 */
import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { loadAnalyserFactory, loadKnowledge, WORKER } from "../workspace/runtime";
import { startServer } from "./server";

// What nobody waits for must not take the server down; a fault that nobody caught is for its log.
process.on("unhandledRejection", (error) => console.error("unhandled:", error));

startServer(createConnection(ProposedFeatures.all), async () => {
  const knowledge = loadKnowledge();
  return {
    rules: knowledge.rules,
    createAnalyser: await loadAnalyserFactory(knowledge),
    scanOn: { worker: WORKER },
    now: () => performance.now(),
  };
});
