/**
 * Secrets that are erased in a way the compiler may leave out: `memset` of a buffer that nothing reads any more, since
 * its scope ends or it is freed. The store has no effect the language knows of (C11 5.1.2.3), so it need not be made.
 */
import { analyseCfg } from "../../ir/cfg";
import { type Instruction, type IrFunction, Op } from "../../ir/ir";
import type { FunctionModel } from "../../models/model";
import { quoted } from "../wording";
import type { FunctionChecker, FunctionContext } from "./checker";

/** Functions that compilers know well enough to leave them out; the index of the size among their parameters. */
const DROPPED: ReadonlyMap<string, number> = new Map([
  ["memset", 2],
  ["std::memset", 2],
  ["__builtin_memset", 2],
  ["bzero", 1],
  ["ZeroMemory", 1],
  ["RtlZeroMemory", 1],
]);

const SECRET_WORDS: ReadonlySet<string> = new Set(
  (
    "key keys secret secrets pass passwd password passwords passphrase pwd token tokens pin nonce seed priv private privkey " +
    "cred creds credential credentials psk otp cvv plaintext cleartext entropy premaster master keystream keybuf prk ikm okm kek dek " +
    "subkey subkeys roundkeys passcode pincode authkey apikey mnemonic scalar"
  ).split(" "),
);

const CRYPTO_HEADER = /openssl\/|mbedtls\/|psa\/|wolfssl\/|sodium|bcrypt|wincrypt/;
const CRYPTO_FUNCTIONS: ReadonlySet<string> = new Set(["getpass", "crypt"]);

export const erasedSecret: FunctionChecker = (context) => {
  const { function: fn } = context;
  let body: Body | null = null;
  for (const block of fn.blocks)
    block.instructions.forEach((ins, i) => {
      if (ins.op !== Op.Call || !DROPPED.has(ins.callee?.name ?? "") || ins.args === null) return;
      body ??= new Body(context);
      judge(body, ins, block.id, i);
    });
};

function judge(body: Body, call: Instruction, block: number, index: number): void {
  const { context } = body;
  const { callee, args, argSpans } = call;
  const name = callee?.name ?? "";
  const sizeIndex = DROPPED.get(name) ?? 2;
  if (args === null || argSpans === null || args.length <= sizeIndex) return;
  if (sizeIndex === 2 && body.definition(args[1])?.op !== Op.Const) return;
  const text = (i: number) => context.source.slice(argSpans[2 * i], argSpans[2 * i + 1]).trim();
  const variable = body.variableBehind(args[0]);
  const dead =
    variable === -1 ? body.isFreedNext(args[0], block, index) : body.isUnreadAfter(variable, block, index);
  if (!dead || !isSecret(body, variable, args[0], text(0))) return;
  const end = variable === -1 ? "it is freed" : "its scope ends";
  context.report({
    rule: "erased-secret",
    site: call,
    message: `Nothing reads ${quoted(text(0))} between this ${name}() and the place where ${end}: the compiler may leave the call out, and the secret stays in memory.`,
    confidence: "evidence",
    steps: [],
    facts: { call: name, dst: text(0), size: text(sizeIndex) },
  });
}

function isSecret(body: Body, variable: number, address: number, text: string): boolean {
  const { context } = body;
  if (hasSecretWord(text)) return true;
  if (variable !== -1 && hasSecretWord(context.function.variables[variable].type.record?.name ?? ""))
    return true;
  const pointed = body.definition(address)?.type ?? context.function.variables[address]?.type;
  return hasSecretWord(pointed?.to?.record?.name ?? "") || body.isFilledByCrypto(variable, address);
}

/** Whether a name or an expression has one of the words that people use for secrets. */
function hasSecretWord(text: string): boolean {
  for (const word of text
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z]+/))
    if (SECRET_WORDS.has(word)) return true;
  return false;
}

/** What is asked about the function's instructions; made only where something is erased. */
class Body {
  private readonly fn: IrFunction;
  private readonly definitions: (Instruction | undefined)[];
  private readonly successors: readonly (readonly number[])[];

  constructor(readonly context: FunctionContext) {
    this.fn = context.function;
    this.definitions = new Array(this.fn.registers);
    for (const { instructions } of this.fn.blocks)
      for (const ins of instructions)
        if (ins.dst >= this.fn.variables.length) this.definitions[ins.dst] = ins;
    this.successors = analyseCfg(this.fn).successors;
  }

  /** The instruction that makes a temporary; undefined for variables. */
  definition(r: number): Instruction | undefined {
    return this.definitions[r];
  }

  private model({ callee }: Instruction): FunctionModel | undefined {
    return callee === null || callee.name === "" ? undefined : this.context.model(callee.name);
  }

  /** The local variable that lives in memory into which a temporary points; -1 if it is none. */
  variableBehind(r: number): number {
    for (let at = this.definitions[r], steps = 0; at !== undefined && steps < 16; steps++) {
      if (at.op === Op.VariableAddress) {
        const v = this.fn.variables[at.imm];
        return v.isStatic || v.param >= 0 ? -1 : at.imm;
      }
      if (at.op !== Op.Cast && at.op !== Op.FieldAddress && at.op !== Op.PointerAdd && at.op !== Op.Copy)
        return -1;
      at = this.definitions[at.a];
    }
    return -1;
  }

  /** Whether nothing after an instruction touches the variable, by its name or by another way, until its scope ends. */
  isUnreadAfter(variable: number, block: number, index: number): boolean {
    const shared = this.isShared(variable);
    const seen = new Set<number>();
    const pending: [number, number][] = [[block, index + 1]];
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      const [b, from] = next;
      const { instructions } = this.fn.blocks[b];
      let ended = false;
      for (let i = from; i < instructions.length && !ended; i++) {
        const ins = instructions[i];
        if ((ins.op === Op.Enter || ins.op === Op.Leave) && ins.imm === variable) ended = true;
        else if (this.mayRead(ins, variable, shared)) return false;
      }
      if (ended) continue;
      for (const s of this.successors[b])
        if (!seen.has(s)) {
          seen.add(s);
          pending.push([s, 0]);
        }
    }
    return true;
  }

  private mayRead(ins: Instruction, variable: number, shared: boolean): boolean {
    switch (ins.op) {
      case Op.VariableAddress:
        return ins.imm === variable && !this.isErased(ins.dst);
      case Op.Opaque:
        return true;
      case Op.Call:
        return shared && this.model(ins)?.contained !== true && !DROPPED.has(ins.callee?.name ?? "");
      case Op.Load:
        return shared && this.variableBehind(ins.a) === -1;
      default:
        return false;
    }
  }

  /** Whether an address is only made to be erased once more. */
  private isErased(address: number): boolean {
    for (const { instructions, terminator } of this.fn.blocks) {
      if (terminator.kind === "return" && terminator.value === address) return false;
      for (const ins of instructions) {
        if (ins.a !== address && ins.b !== address && !ins.args?.includes(address)) continue;
        if (ins.op === Op.Cast || ins.op === Op.FieldAddress || ins.op === Op.PointerAdd) {
          if (!this.isErased(ins.dst)) return false;
        } else if (ins.op !== Op.Call || !DROPPED.has(ins.callee?.name ?? "")) return false;
      }
    }
    return true;
  }

  /** Whether the variable's address is held elsewhere, or was handed to a function that may have kept it. */
  private isShared(variable: number): boolean {
    for (const { instructions, terminator } of this.fn.blocks) {
      for (const ins of instructions) {
        if (ins.op === Op.Store && this.variableBehind(ins.b) === variable) return true;
        if (
          ins.op === Op.Copy &&
          ins.dst < this.fn.variables.length &&
          this.variableBehind(ins.a) === variable
        )
          return true;
        if (ins.op !== Op.Call && ins.op !== Op.Opaque) continue;
        const at = ins.args?.findIndex((a) => this.variableBehind(a) === variable) ?? -1;
        if (at === -1) continue;
        const model = ins.op === Op.Call ? this.model(ins) : undefined;
        if (model === undefined || !model.contained || model.retains.includes(at)) return true;
      }
      if (
        terminator.kind === "return" &&
        terminator.value >= 0 &&
        this.variableBehind(terminator.value) === variable
      )
        return true;
    }
    return false;
  }

  /** Whether the block that a pointer names is freed next, with nothing in between that could read it. */
  isFreedNext(pointer: number, block: number, index: number): boolean {
    const wanted = this.expression(pointer);
    if (wanted === "") return false;
    let at = block;
    let i = index + 1;
    for (let steps = 0; steps < 64; steps++) {
      const { instructions, terminator } = this.fn.blocks[at];
      if (i >= instructions.length) {
        if (terminator.kind !== "jump") return false;
        at = terminator.to;
        i = 0;
        continue;
      }
      const ins = instructions[i++];
      switch (ins.op) {
        case Op.Call: {
          const { releases } = this.model(ins) ?? { releases: [] };
          if (releases.some((r) => ins.args !== null && this.expression(ins.args[r.param] ?? -1) === wanted))
            return true;
          if (releases.length === 0 && !DROPPED.has(ins.callee?.name ?? "")) return false;
          break;
        }
        case Op.Store:
        case Op.CopyMemory:
        case Op.Zero:
        case Op.InitString:
        case Op.Opaque:
          return false;
        case Op.Copy:
          if (ins.dst < this.fn.variables.length) return false;
          break;
      }
    }
    return false;
  }

  /** A text that is the same for temporaries that were computed the same way from the same variables; "" if unknown. */
  private expression(r: number): string {
    let text = "";
    let at = r;
    for (let steps = 0; steps < 16; steps++) {
      if (at < 0) return "";
      const ins = this.definitions[at];
      if (ins === undefined) return at < this.fn.variables.length ? `${text}r${at}` : "";
      switch (ins.op) {
        case Op.VariableAddress:
          return `${text}v${ins.imm}`;
        case Op.GlobalAddress:
          return `${text}g${ins.name}`;
        case Op.Cast:
        case Op.Copy:
          break;
        case Op.FieldAddress:
          text += `.${ins.name}`;
          break;
        case Op.Load:
          text += "*";
          break;
        default:
          return "";
      }
      at = ins.a;
    }
    return "";
  }

  /** Whether a function of a library for cryptography writes to it. */
  isFilledByCrypto(variable: number, pointer: number): boolean {
    const wanted = variable === -1 ? this.expression(pointer) : "";
    for (const { instructions } of this.fn.blocks)
      for (const ins of instructions) {
        if (ins.op !== Op.Call || ins.args === null || DROPPED.has(ins.callee?.name ?? "")) continue;
        const model = this.model(ins);
        if (model === undefined || (!CRYPTO_HEADER.test(model.header) && !CRYPTO_FUNCTIONS.has(model.name)))
          continue;
        for (const { param } of model.writes) {
          const arg = ins.args[param] ?? -1;
          if (variable === -1 ? this.expression(arg) === wanted : this.variableBehind(arg) === variable)
            return true;
        }
      }
    return false;
  }
}
