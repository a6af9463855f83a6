/** Finds the command that the first word names and turns what it throws into one clear line. */
import { printable } from "../report/terminal";
import { suggestion } from "../workspace/suggest";
import { parseArguments } from "./arguments";
import { runFuzz } from "./fuzz";
import { LSP_HELP, LSP_OPTIONS, MAIN_HELP } from "./help";
import { EXIT, type Io, UsageError } from "./io";
import { runExplain, runRules } from "./rules";
import { runScan, type ScanEngine } from "./scan";
import { runSurface } from "./surface";

export interface Surroundings {
  readonly version: string;
  /** Loaded only by the commands that need it. */
  engine(): ScanEngine;
  /** Runs until the client ends the session; never resolves before that. */
  serve(): Promise<void>;
}

const COMMANDS = ["scan", "surface", "fuzz", "rules", "explain", "lsp"];

/** The exit code. Never rejects. */
export async function run(words: readonly string[], surroundings: Surroundings, io: Io): Promise<number> {
  try {
    return await dispatch(words, surroundings, io);
  } catch (error) {
    const message = printable(error instanceof Error ? error.message : String(error));
    const command = COMMANDS.includes(words[0]) ? `${words[0]} ` : "";
    const hint = error instanceof UsageError ? ` (see 'parapet ${command}--help')` : "";
    io.stderr.write(`parapet: ${message}${hint}\n`);
    return EXIT.failure;
  }
}

async function dispatch(words: readonly string[], surroundings: Surroundings, io: Io): Promise<number> {
  const [command, ...rest] = words;
  switch (command) {
    case "scan":
      return runScan(rest, surroundings.engine(), io);
    case "surface":
      return runSurface(rest, surroundings.engine(), io);
    case "fuzz":
      return await runFuzz(rest, surroundings.engine(), io);
    case "rules":
      return runRules(rest, surroundings.engine().rules, io);
    case "explain":
      return runExplain(rest, surroundings.engine().rules, io);
    case "lsp":
      return runLsp(rest, surroundings, io);
    case "--version":
      io.stdout.write(`parapet ${surroundings.version}\n`);
      return EXIT.clean;
    case "help":
      return rest.length === 0 ? help(io) : dispatch([...rest, "--help"], surroundings, io);
    case "-h":
    case "--help":
      return help(io);
    case undefined:
      io.stderr.write(MAIN_HELP);
      return EXIT.failure;
    default: {
      const kind = command.startsWith("-") ? "option" : "command";
      const known = kind === "option" ? ["--help", "--version"] : COMMANDS;
      throw new UsageError(`unknown ${kind} '${command}'${suggestion(command, known)}`);
    }
  }
}

function help(io: Io): number {
  io.stdout.write(MAIN_HELP);
  return EXIT.clean;
}

async function runLsp(words: readonly string[], surroundings: Surroundings, io: Io): Promise<number> {
  const { options, positionals } = parseArguments(words, LSP_OPTIONS);
  if (options.some(({ name }) => name === "help")) {
    io.stdout.write(LSP_HELP);
    return EXIT.clean;
  }
  if (positionals.length > 0 || options.length === 0) throw new UsageError("it is 'parapet lsp --stdio'");
  await surroundings.serve();
  return EXIT.clean;
}
