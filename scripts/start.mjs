// `npm start [folder]`: from a fresh clone to findings. Installs and builds when needed, then scans the folder
// (by default samples/) with the command line.
//
// The exit code tells whether the scan worked, not whether it found anything: 0 for a finished scan, 2 otherwise.
import path from "node:path";
import { ensureBuild, ensureDependencies, ROOT, run } from "./ensure.mjs";

ensureDependencies();
ensureBuild();
const cli = path.join(ROOT, "dist", "cli.mjs");
// npm runs scripts in the package's folder; INIT_CWD is where the user typed the command.
const from = process.env.INIT_CWD ?? process.cwd();
const args = process.argv.slice(2);
const targets = args.length > 0 ? args : [path.join(ROOT, "samples")];
const status = run(process.execPath, [cli, "scan", ...targets], { cwd: from });
process.exit(status === 0 || status === 1 ? 0 : 2);
