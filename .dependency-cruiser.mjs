// The direction of imports, as rules. Analysis flows one way (text → syntax → semantics → ir → flow → summaries → checkers → fixes
// → engine) and knows nothing of what stands around it, so that one engine serves editor, command line and tests alike.

/** The engine's stages from left to right; each may import itself and what stands to its left. */
const STAGES = [
  "text",
  "syntax",
  "semantics",
  "ir",
  "flow",
  "summaries",
  "surface",
  "checkers",
  "fixes",
  "fuzz",
  "engine",
];
/** What stands around the engine and may use all of it. */
const SHELL = ["workspace", "lsp", "cli", "report"];
/** Tests and their helpers may read files and look at every stage. */
const TEST_CODE = "(\\.test|/testing)\\.ts$";
const folder = (names) => `^server/src/(${names.join("|")})/`;

const stageRules = STAGES.slice(0, -1).map((stage, i) => ({
  name: `${stage}-looks-left-only`,
  comment: `${stage} feeds ${STAGES[i + 1]}: an import the other way would make the stages one knot.`,
  severity: "error",
  from: { path: folder([stage]), pathNot: TEST_CODE },
  // Types of later stages are refused too: a data type belongs to the stage that makes it. The engine's contract alone,
  // which has no code, may be named by the stages that it is handed down to.
  to: { path: folder(STAGES.slice(i + 1)), pathNot: "^server/src/engine/api\\.ts$" },
}));

export default {
  forbidden: [
    ...stageRules,
    {
      name: "engine-knows-no-shell",
      comment:
        "In go texts and settings, out come findings: the engine cannot know editor, workspace or report formats.",
      severity: "error",
      from: { path: folder([...STAGES, "models", "rules"]), pathNot: TEST_CODE },
      to: { path: folder(SHELL) },
    },
    {
      name: "engine-runs-anywhere",
      comment:
        "No file system, clock or process in the engine: that keeps answers the same everywhere, also in a browser.",
      severity: "error",
      from: { path: folder(STAGES), pathNot: TEST_CODE },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "metadata-is-data",
      comment:
        "Rules and models describe; they cannot depend on the stages that read them, but for names of text and findings.",
      severity: "error",
      from: { path: folder(["models", "rules"]), pathNot: TEST_CODE },
      to: { path: folder(STAGES.slice(1)) },
    },
    {
      name: "one-place-speaks-lsp",
      comment: "The protocol's library stays at the edge, so that a finding means the same in every output.",
      severity: "error",
      from: { path: "^server/src/", pathNot: "^server/src/lsp/" },
      to: { path: "node_modules/vscode-(languageserver|languageclient|jsonrpc)" },
    },
    {
      name: "only-the-client-knows-vscode",
      comment: "The server serves every editor: VS Code's API exists in its extension host only.",
      severity: "error",
      from: { path: "^server/" },
      to: { path: "(^|node_modules/)(vscode|@types/vscode|vscode-languageclient)(/|$)" },
    },
    {
      name: "client-does-not-analyse",
      comment:
        "The client may share the protocol's types with the server, nothing else: all analysis runs in its process.",
      severity: "error",
      from: { path: "^client/" },
      to: { path: "^server/src/", pathNot: "^server/src/lsp/protocol\\.ts$" },
    },
    {
      name: "no-cycles",
      comment:
        "A cycle of imports is one module pretending to be several. Types may refer to each other freely; and lowering is as " +
        "recursive as the language: expressions hold statements (lambdas, statement expressions) that hold expressions.",
      severity: "error",
      from: { pathNot: "^server/src/ir/" },
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "resolvable",
      comment: "An import that resolves to nothing breaks the bundle.",
      severity: "error",
      from: {},
      // Packages that are types alone: VS Code gives the code of the first, there is none of the second.
      to: { couldNotResolve: true, pathNot: "^(vscode|sarif)$" },
    },
    {
      name: "declared",
      comment: "What the code imports is declared in package.json, else it is there by accident.",
      severity: "error",
      from: { pathNot: TEST_CODE },
      to: { dependencyTypes: ["npm-no-pkg", "npm-unknown"], pathNot: "^vscode$" },
    },
    {
      name: "bundled-code-uses-no-development-packages",
      comment: "A development dependency in the product would drag test tools into the package.",
      severity: "error",
      from: { path: "^(client|server)/", pathNot: TEST_CODE },
      to: { dependencyTypes: ["npm-dev"], pathNot: "node_modules/@types/" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      extensions: [".ts", ".mjs", ".js"],
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "types", "default"],
    },
  },
};
