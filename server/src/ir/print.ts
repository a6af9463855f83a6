/**
 * A function's IR as text, one instruction a line, for tests and debugging. Variables go by name (with their number
 * where a name occurs twice), temporaries as `%0`, `%1` from the first one on.
 */
import { type Type, TypeKind } from "../semantics/types";
import { BinaryOp, CompareOp, type Instruction, type IrFunction, Op, type Terminator, UnaryOp } from "./ir";

const UNARY: Readonly<Record<UnaryOp, string>> = { [UnaryOp.Negate]: "-", [UnaryOp.Complement]: "~" };

const BINARY: Readonly<Record<BinaryOp, string>> = {
  [BinaryOp.Add]: "+",
  [BinaryOp.Subtract]: "-",
  [BinaryOp.Multiply]: "*",
  [BinaryOp.Divide]: "/",
  [BinaryOp.Remainder]: "%",
  [BinaryOp.ShiftLeft]: "<<",
  [BinaryOp.ShiftRight]: ">>",
  [BinaryOp.And]: "&",
  [BinaryOp.Or]: "|",
  [BinaryOp.Xor]: "^",
};

const COMPARE: Readonly<Record<CompareOp, string>> = {
  [CompareOp.Equal]: "==",
  [CompareOp.NotEqual]: "!=",
  [CompareOp.Less]: "<",
  [CompareOp.LessEqual]: "<=",
  [CompareOp.Greater]: ">",
  [CompareOp.GreaterEqual]: ">=",
};

/** A short spelling of a type. */
function printType(type: Type, depth = 0): string {
  if (depth > 8) return "...";
  switch (type.kind) {
    case TypeKind.Pointer:
      return type.to?.kind === TypeKind.Function
        ? `(${printType(type.to, depth + 1)})*`
        : `${type.to ? printType(type.to, depth + 1) : "?"}*`;
    case TypeKind.Reference:
      return `${type.to ? printType(type.to, depth + 1) : "?"}&`;
    case TypeKind.Array:
      return printArray(type, depth);
    case TypeKind.Function: {
      const params = (type.params ?? []).map((p) => printType(p, depth + 1));
      if (type.variadic) params.push("...");
      return `${type.to ? printType(type.to, depth + 1) : "?"}(${type.params ? params.join(", ") : ""})`;
    }
    case TypeKind.Unknown:
      return type.name ? `?${type.name}` : "?";
    case TypeKind.Record:
      return type.record?.name || type.name || "{}";
    default:
      return type.name;
  }
}

/** Bounds from the outside in, as they are written. */
function printArray(type: Type, depth: number): string {
  let bounds = "";
  let element: Type | null = type;
  for (; element?.kind === TypeKind.Array; element = element.to) {
    bounds += `[${element.count === -1 ? "" : element.count === -2 ? "*" : element.count}]`;
  }
  return `${element ? printType(element, depth + 1) : "?"}${bounds}`;
}

function registerNames(fn: IrFunction): (register: number) => string {
  const seen = new Map<string, number>();
  for (const { name } of fn.variables) seen.set(name, (seen.get(name) ?? 0) + 1);
  const count = fn.variables.length;
  return (register) => {
    if (register < 0) return "_";
    if (register >= count) return `%${register - count}`;
    const { name } = fn.variables[register];
    return name === "" || seen.get(name)! > 1 ? `${name || "tmp"}#${register}` : name;
  };
}

function quote(value: string | undefined): string {
  return value === undefined ? "<unknown>" : JSON.stringify(value);
}

function printInstruction(
  fn: IrFunction,
  i: Instruction,
  name: (register: number) => string = registerNames(fn),
): string {
  const dst = name(i.dst);
  const a = name(i.a);
  const b = name(i.b);
  const type = printType(i.type);
  const macro = i.macro === "" ? "" : `  ;${i.macro}`;
  return body() + macro;

  function body(): string {
    switch (i.op) {
      case Op.Const:
      case Op.Float:
        return `${dst} = ${i.imm} ${type}`;
      case Op.String:
        return `${dst} = ${quote(fn.strings[i.imm]?.value)}`;
      case Op.Copy:
        return `${dst} = ${a}`;
      case Op.Unary:
        return `${dst} = ${UNARY[i.imm as UnaryOp]}${a} ${type}`;
      case Op.Binary:
        return `${dst} = ${a} ${BINARY[i.imm as BinaryOp]} ${b} ${type}`;
      case Op.Compare:
        return `${dst} = ${a} ${COMPARE[i.imm as CompareOp]} ${b} ${i.from ? printType(i.from) : "?"}`;
      case Op.Cast:
        return `${dst} = ${i.imm === 1 ? "cast" : "convert"} ${a} ${i.from ? printType(i.from) : "?"} -> ${type}`;
      case Op.PointerAdd:
        return `${dst} = ${a} + ${b} * ${i.imm} ${type}`;
      case Op.PointerDiff:
        return `${dst} = (${a} - ${b}) / ${i.imm}`;
      case Op.VariableAddress:
        return `${dst} = &${name(i.imm)}`;
      case Op.GlobalAddress:
        return `${dst} = &global ${i.name}`;
      case Op.FunctionAddress:
        return `${dst} = &function ${i.name}`;
      case Op.FieldAddress:
        return `${dst} = &${a}->${i.name} (+${i.imm})`;
      case Op.Load:
        return `${dst} = *${a} ${type}`;
      case Op.Store:
        return `*${a} = ${b} ${type}`;
      case Op.Offer:
        return `offer ${a}`;
      case Op.Zero:
        return `zero ${a} ${i.imm}`;
      case Op.InitString:
        return `string ${a} ${quote(fn.strings[i.imm]?.value)} ${type}`;
      case Op.CopyMemory:
        return `copy ${a} <- ${b} ${i.imm}`;
      case Op.Call: {
        const callee = i.callee!;
        const to = callee.kind === "pointer" ? `(*${name(callee.register)})` : callee.name;
        const template = callee.templateArguments ? `<${callee.templateArguments}>` : "";
        const kind = callee.kind === "function" || callee.kind === "pointer" ? "" : `${callee.kind} `;
        const result = i.dst >= 0 ? `${dst} = ` : "";
        return `${result}${kind}${to}${template}(${(i.args ?? []).map(name).join(", ")}) ${type}`;
      }
      case Op.Enter: {
        const length = fn.variables[i.imm]?.length ?? -1;
        return length >= 0 ? `enter ${name(i.imm)} [${name(length)}]` : `enter ${name(i.imm)}`;
      }
      case Op.Leave:
        return `leave ${name(i.imm)}`;
      case Op.Opaque:
        return `${i.dst >= 0 ? `${dst} = ` : ""}opaque${i.imm === 1 ? " all" : ""}(${(i.args ?? []).map(name).join(", ")})`;
    }
  }
}

function printTerminator(t: Terminator, name: (register: number) => string): string {
  switch (t.kind) {
    case "jump":
      return `jump b${t.to}`;
    case "branch":
      return `if ${name(t.condition)} b${t.ifTrue} else b${t.ifFalse}`;
    case "either":
      return `either ${t.targets.map((target) => `b${target}`).join(" ")}`;
    case "switch": {
      const cases = t.cases.map((c) => `${c.low === c.high ? c.low : `${c.low}..${c.high}`}:b${c.to}`);
      return `switch ${name(t.value)} ${[...cases, `else:b${t.otherwise}`].join(" ")}`;
    }
    case "return":
      return t.value < 0 ? (t.explicit ? "return" : "end") : `return ${name(t.value)}`;
    case "throw":
      return "throw";
    case "unreachable":
      return "unreachable";
  }
}

/** The whole function; parameters and variables first. */
export function printFunction(fn: IrFunction): string {
  const name = registerNames(fn);
  const describe = (index: number): string => {
    const v = fn.variables[index];
    return `${name(index)}: ${printType(v.type)}${v.isStatic ? " static" : v.memory ? " memory" : ""}`;
  };
  const params: string[] = [];
  const locals: string[] = [];
  for (let i = 0; i < fn.variables.length; i++) {
    (fn.variables[i].param >= 0 ? params : locals).push(describe(i));
  }
  const result = fn.type.to ? printType(fn.type.to) : "?";
  const lines = [`${fn.isStatic ? "static " : ""}${fn.name}(${params.join(", ")}) ${result}`];
  if (locals.length > 0) lines.push(`  ${locals.join(", ")}`);
  for (const block of fn.blocks) {
    lines.push(`b${block.id}:`);
    for (const instruction of block.instructions) lines.push(`  ${printInstruction(fn, instruction, name)}`);
    lines.push(`  ${printTerminator(block.terminator, name)}`);
  }
  for (const hole of fn.holes) lines.push(`hole ${hole.reason}: ${hole.detail}`);
  return lines.join("\n");
}
