/** Where outside data that a call brings comes in. */
import type { SourceKind } from "../../models/model";
import type { Call } from "../events";
import type { Interpreter } from "../interpreter";
import type { State } from "../state";
import { RegionKind, UNINITIALISED, type Value, ValueKind, type Values } from "../values";

export function sourceKind(machine: Interpreter, state: State, call: Call, address: Value): SourceKind {
  const kind = call.model?.sources[0]?.kind ?? "input";
  const told = recordKind(machine.values, address);
  return told ?? (kind === "file" ? streamKind(machine, state, call) : kind);
}

/** What is read into a frame of the CAN bus comes from there, through whichever descriptor. */
function recordKind(values: Values, address: Value): SourceKind | undefined {
  const region = values.regionOf(address);
  const name = region === -1 ? undefined : values.regionType[region]?.record?.name;
  return name === "can_frame" || name === "canfd_frame" ? "can" : undefined;
}

/** Whatever is read like a file may be standard input, a socket, or a pipe: what its handle was made by tells. */
export function streamKind(machine: Interpreter, state: State, call: Call): SourceKind {
  const { values } = machine;
  for (let i = 0; i < call.args.length; i++) {
    const v = call.args[i];
    if (v <= UNINITIALISED) continue;
    if (values.isConstant(v)) {
      if (values.number[v] === STANDARD_INPUT && call.model?.uses.includes(i)) return "input";
      continue;
    }
    if (isStandardInput(values, v)) return "input";
    const handle = values.existingPointee(v);
    const allocator = handle === undefined ? "" : state.factsOf(handle).allocator;
    const brings = allocator === "" ? null : machine.modelNamed(allocator)?.allocates?.brings;
    if (brings) return brings;
  }
  return "file";
}

/** Descriptor of standard input. */
const STANDARD_INPUT = 0;

function isStandardInput(values: Values, v: Value): boolean {
  const region = values.regionOf(values.kind[v] === ValueKind.Content ? values.a[v] : v);
  return (
    region !== -1 &&
    values.regionKind[region] === RegionKind.Global &&
    STANDARD_STREAMS.has(values.regionName[region])
  );
}

const STANDARD_STREAMS = new Set(["stdin", "std::cin", "cin", "std::wcin", "wcin"]);
