/** Addresses of local variables that outlive the function. */
import type { Listener } from "../../flow/events";
import { RegionKind, UNINITIALISED } from "../../flow/values";
import { type IrFunction, Op, type Variable } from "../../ir/ir";
import { type Type, TypeKind } from "../../semantics/types";

/** Not a temporary, which may be a reference, nor of a type that may be a record handed around by its address. */
function isKnownObject(variable: Variable): boolean {
  return variable.name !== "" && variable.type.kind !== TypeKind.Unknown;
}

/** A pointer into a library object, given out by itself, as by `c_str()`: `dangling-view` speaks of those. */
function isGivenOut({ type }: Variable, pointee: Type | null | undefined): boolean {
  return type.kind === TypeKind.Unknown && type.name.startsWith("std::") && pointee?.name !== type.name;
}

/**
 * Whether an object of a class is returned by its name where an address is promised: a smart pointer or a reference wrapper,
 * whose class says what comes of that.
 */
function isConverted({ type, name }: Variable, promised: Type | null | undefined, written: string): boolean {
  if (type.kind !== TypeKind.Unknown && type.kind !== TypeKind.Record) return false;
  if (promised == null || promised.name === type.name) return false;
  return new RegExp(`^return\\s+${name}\\s*;?$`).test(written) && type.record?.methods.size !== 0;
}

export const stackAddress: Listener = {
  return(event, context) {
    if (event.value <= UNINITIALISED) return;
    // A record is returned by value, although the analysis hands it around by its address.
    const kind = context.function.type.to?.kind;
    if (kind !== TypeKind.Pointer && kind !== TypeKind.Reference) return;
    const { values } = context.state;
    const region = values.regionOf(event.value);
    if (region === -1) return;
    const root = values.rootRegion(region);
    const f = context.state.factsOf(root);
    if (f.family === "stack" && f.allocated !== null && context.isOwnCode(f.allocated)) {
      context.report({
        rule: "stack-address-escape",
        site: event.site,
        message: `What ${f.allocator}() gave is returned, but it lies on the stack and ceases to exist with this return.`,
        confidence: "definite",
        steps: [{ site: f.allocated, message: `${f.allocator}() takes it from the stack` }],
      });
      return;
    }
    if (values.regionKind[root] !== RegionKind.Variable) return;
    const variable = context.function.variables[values.regionOwner[root]];
    if (variable.isStatic || variable.type.kind === TypeKind.Reference || variable.name === "") return;
    if (kind === TypeKind.Pointer && isGivenOut(variable, context.function.type.to?.to)) return;
    if (isConverted(variable, context.function.type.to?.to, context.text(event.site))) return;
    context.report({
      rule: "stack-address-escape",
      site: event.site,
      message: `The address of '${variable.name}' is returned, but the variable ceases to exist with this return.`,
      confidence: "definite",
      steps: [{ site: variable, message: `'${variable.name}' lives on the stack` }],
      facts: { variable: variable.name },
    });
  },

  outlivingStore(event, context) {
    const variable = context.function.variables[event.variable];
    if (!isKnownObject(variable) || isStackMark(context.function, event.variable)) return;
    const { values } = context.state;
    // What a helper reaches through pointers that it reads may be the caller's own.
    const isGlobal = values.regionKind[values.rootRegion(event.holder)] === RegionKind.Global;
    if (!context.isOwnCode(event.site) && !isGlobal) return;
    const holder = values.regionName[event.holder];
    context.report({
      rule: "stack-address-escape",
      site: event.site,
      message: `When the function returns here, ${holder === "" ? "memory outside of it" : `'${holder}'`} still holds the address of '${variable.name}', which then ceases to exist.`,
      confidence: "definite",
      steps: [{ site: variable, message: `'${variable.name}' lives on the stack` }],
      facts: { variable: variable.name },
    });
  },
};

/** Whether a variable is there for its address alone, as another type's: it tells where the stack is. */
function isStackMark({ blocks, variables }: IrFunction, variable: number): boolean {
  if (variables[variable].type.kind !== TypeKind.Int) return false;
  const all = blocks.flatMap(({ instructions }) => instructions);
  const addresses = all.filter(({ op, imm }) => op === Op.VariableAddress && imm === variable);
  return (
    addresses.length === 1 &&
    all.some(({ op, a, imm }) => op === Op.Cast && imm === 1 && a === addresses[0].dst)
  );
}
