/**
 * The intermediate representation of one function: basic blocks of small instructions over numbered registers.
 *
 * Registers 0 .. variables.length-1 are the variables (a variable that lives in memory never uses its register);
 * higher numbers are temporaries, each written by exactly one instruction. A local scalar whose address is never taken
 * lives in its register; arrays, records, references to them, address-taken and static locals live in memory.
 *
 * A record value is represented by the address of the memory that holds it. Instructions stand in evaluation order.
 * Conditions are lowered to control flow: `&&`, `||`, `?:` and `!` make branches, so every branch tests one value.
 * Spans are UTF-16 code units relative to the unit; inside a macro expansion they are those of the macro's use.
 */
import type { FormatEffect, FunctionModel } from "../models/model";
import type { Type } from "../semantics/types";

export const enum Op {
  /** dst = imm (an integer constant; magnitudes over 2^53 are rounded). Null pointer constants have a pointer type. */
  Const,
  /** dst = imm (a floating constant). */
  Float,
  /** dst = address of the string literal `function.strings[imm]`; type is pointer to its element type. */
  String,
  /**
   * dst = a. Also writes variables that live in registers: dst is then the variable's register. imm is 1 for what the
   * callee `name`, whose body stands here, returns, if it returns null only sometimes, and for what a conditional in a
   * macro gives.
   */
  Copy,
  /** dst = `UnaryOp` imm applied to a; `type` is the promoted operand type. */
  Unary,
  /** dst = a `BinaryOp`(imm) b; arithmetic on integers or floats; operands are already converted to `type`. */
  Binary,
  /** dst = a `CompareOp`(imm) b, 0 or 1; `from` is the operands' common type (pointer types included). */
  Compare,
  /** dst = (type) a, where a has type `from`; explicit if imm is 1, implied by a conversion if 0. */
  Cast,
  /** dst = a + b * imm bytes: pointer plus index; imm is the element's size or -1. `a[i]` and `p + i` alike. */
  PointerAdd,
  /** dst = (a - b) / imm, both pointers; imm is the element's size or -1. */
  PointerDiff,
  /** dst = address of variable number imm, which lives in memory. */
  VariableAddress,
  /** dst = address of the global variable `name`; type is a pointer to its type (array types stay arrays). */
  GlobalAddress,
  /** dst = address of the function `name`. */
  FunctionAddress,
  /** dst = a + imm bytes, the address of field `name` of a record; imm is -1 if the layout is unknown. */
  FieldAddress,
  /** dst = *a, of `type`. */
  Load,
  /** *a = b, of `type`. */
  Store,
  /** The imm bytes at address a become zero (rest of an initialiser); imm is -1 if unknown. */
  Zero,
  /** The array at address a, of `type`, is initialised with the string literal `function.strings[imm]`. */
  InitString,
  /** Record assignment: imm bytes (or -1) are copied from address b to address a. */
  CopyMemory,
  /** dst (or -1) = callee(args); type is the return type. For methods args[0] is the address of the object. */
  Call,
  /** Variable number imm comes into being, uninitialised (its initialiser, if any, follows as Copy or Store). */
  Enter,
  /** Variable number imm goes out of scope; for class types its destructor runs. */
  Leave,
  /**
   * The memory at address a is offered to a callee: what has no value yet, or only zeros, may have one from here on; or, if imm is 1,
   * somebody may have kept the address.
   */
  Offer,
  /**
   * Something the lowering does not understand: dst is unknown, memory reachable from args may change; with it all if
   * imm is 1, all that others can reach if imm is 2.
   */
  Opaque,
}

export const enum UnaryOp {
  Negate,
  Complement,
}

export const enum BinaryOp {
  Add,
  Subtract,
  Multiply,
  Divide,
  Remainder,
  ShiftLeft,
  ShiftRight,
  And,
  Or,
  Xor,
}

export const enum CompareOp {
  Equal,
  NotEqual,
  Less,
  LessEqual,
  Greater,
  GreaterEqual,
}

export interface Callee {
  /**
   * As models name it: `memcpy`, `std::move`, `sqlite3_exec`; methods by their class, `std::string::c_str`;
   * constructors `T::T`, destructors `T::~T`, `operator new`, `operator new[]`, `operator delete`, `operator delete[]`,
   * overloaded operators `operator+`. Template arguments and inline namespaces are left out. Empty for a call through a pointer.
   */
  readonly name: string;
  readonly kind: "function" | "method" | "constructor" | "destructor" | "operator" | "pointer";
  /** Written with the class or namespace in front, or resolved through a declared type. */
  readonly qualified: boolean;
  /** The function's declared type, when a declaration is visible. */
  readonly type: Type | null;
  /** For `pointer`: the register that holds the function's address; else -1. */
  readonly register: number;
  /** The text of explicit template arguments, e.g. `Sensor` of `std::make_unique<Sensor>`; empty without. */
  readonly templateArguments: string;
  /** What is known of the callee from its body; null where no body was looked at. */
  readonly summary: FunctionModel | null;
  /** The format that a declaration says it takes; null if none does. */
  readonly format: FormatEffect | null;
  /** What the arguments of a variadic function are before any conversion; else null. */
  readonly passed: readonly Type[] | null;
}

/** One shape for all operations, so that the interpreter's property accesses stay monomorphic. */
export interface Instruction {
  readonly op: Op;
  readonly dst: number;
  readonly a: number;
  readonly b: number;
  readonly imm: number;
  readonly type: Type;
  /** Compare, Cast: the operand's type; FieldAddress: the record's, where it was written out; else null. */
  readonly from: Type | null;
  /** GlobalAddress, FunctionAddress, FieldAddress: the name; else "". */
  readonly name: string;
  /** Call, Opaque: registers; else null. */
  readonly args: readonly number[] | null;
  /** Call: start and end of each argument in the source, two numbers each (the use, if in a macro); else null. */
  readonly argSpans: readonly number[] | null;
  readonly callee: Callee | null;
  readonly start: number;
  readonly end: number;
  /** Name of the outermost macro whose expansion made this instruction, else "". */
  readonly macro: string;
}

/*
 * With some of them changed, in the same shape: the engine gives what a spread makes a shape of its own for each place
 * that makes it, and code that meets many shapes is compiled again and again and stays slow.
 */

export function calleeWith(callee: Callee, change: Partial<Callee>): Callee {
  return {
    name: change.name ?? callee.name,
    kind: change.kind ?? callee.kind,
    qualified: change.qualified ?? callee.qualified,
    type: change.type ?? callee.type,
    register: change.register ?? callee.register,
    templateArguments: change.templateArguments ?? callee.templateArguments,
    summary: change.summary ?? callee.summary,
    format: change.format ?? callee.format,
    passed: change.passed ?? callee.passed,
  };
}

export function instructionWith(ins: Instruction, change: Partial<Instruction>): Instruction {
  return {
    op: change.op ?? ins.op,
    dst: change.dst ?? ins.dst,
    a: change.a ?? ins.a,
    b: change.b ?? ins.b,
    imm: change.imm ?? ins.imm,
    type: change.type ?? ins.type,
    from: change.from ?? ins.from,
    name: change.name ?? ins.name,
    args: change.args ?? ins.args,
    argSpans: change.argSpans ?? ins.argSpans,
    callee: change.callee ?? ins.callee,
    start: change.start ?? ins.start,
    end: change.end ?? ins.end,
    macro: change.macro ?? ins.macro,
  };
}

export type Terminator =
  | { readonly kind: "jump"; readonly to: number }
  /** `condition` is a register, tested against zero; start and end span the source of the condition. */
  | {
      readonly kind: "branch";
      readonly condition: number;
      readonly ifTrue: number;
      readonly ifFalse: number;
      readonly start: number;
      readonly end: number;
    }
  /** Either may happen and nothing is known: after a call inside `try`, the iteration test of an opaque loop. */
  | { readonly kind: "either"; readonly targets: readonly number[] }
  /** Case ranges are inclusive. */
  | {
      readonly kind: "switch";
      readonly value: number;
      readonly cases: readonly { readonly low: number; readonly high: number; readonly to: number }[];
      readonly otherwise: number;
      readonly start: number;
      readonly end: number;
    }
  /** `value` is -1 in a function without a result. start and end span the statement, or the closing brace. */
  | {
      readonly kind: "return";
      readonly value: number;
      readonly explicit: boolean;
      readonly start: number;
      readonly end: number;
    }
  | { readonly kind: "throw"; readonly start: number; readonly end: number }
  /** After a call that never returns, a failed assertion. */
  | { readonly kind: "unreachable" };

export interface Block {
  readonly id: number;
  readonly instructions: Instruction[];
  terminator: Terminator;
}

export interface Variable {
  readonly name: string;
  readonly type: Type;
  /** Position among the parameters, or -1. `this` is a parameter named `this` at position 0 of a method. */
  readonly param: number;
  readonly memory: boolean;
  readonly isStatic: boolean;
  /** The register that holds the number of elements of a variable-length array when it is entered; else -1. */
  readonly length: number;
  /** Span of the declared name, unit-relative. */
  readonly start: number;
  readonly end: number;
}

export interface StringLiteral {
  /** The value with escapes resolved, one UTF-16 code unit a character or byte; undefined if a part is an unknown macro. */
  readonly value: string | undefined;
  /** Size of one element in bytes (wide literals). */
  readonly unit: number;
}

/** Code that the lowering had to give up on. */
export interface Hole {
  readonly reason: "syntax" | "opaque";
  readonly detail: string;
  readonly start: number;
  readonly end: number;
}

export interface IrFunction {
  /** Qualified by class and namespace, without parameters. */
  readonly name: string;
  readonly type: Type;
  readonly isStatic: boolean;
  readonly variables: readonly Variable[];
  /** How many registers there are. */
  readonly registers: number;
  readonly strings: readonly StringLiteral[];
  /** Block 0 is the entry; ids are indexes, in reverse post-order; unreachable blocks are left out. */
  readonly blocks: readonly Block[];
  readonly holes: readonly Hole[];
  /** Span of the whole definition and of its name, unit-relative. */
  readonly start: number;
  readonly end: number;
  readonly nameStart: number;
  readonly nameEnd: number;
}

export function functionWith(fn: IrFunction, change: Partial<IrFunction>): IrFunction {
  return {
    name: change.name ?? fn.name,
    type: change.type ?? fn.type,
    isStatic: change.isStatic ?? fn.isStatic,
    variables: change.variables ?? fn.variables,
    registers: change.registers ?? fn.registers,
    strings: change.strings ?? fn.strings,
    blocks: change.blocks ?? fn.blocks,
    holes: change.holes ?? fn.holes,
    start: change.start ?? fn.start,
    end: change.end ?? fn.end,
    nameStart: change.nameStart ?? fn.nameStart,
    nameEnd: change.nameEnd ?? fn.nameEnd,
  };
}
