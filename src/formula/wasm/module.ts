import { type Opcode, opcodes, types, type VectorOpcode, vectorOpcodes, type WasmType } from './opcodes.ts';

/** A number of the index space of locals. */
export type Local = number;

const VECTOR_PREFIX = 0xfd;
/** Block type of a block that leaves nothing. */
const EMPTY = 0x40;

/** A function as it is written, instruction by instruction. */
export class FunctionBody {
  readonly #code: number[] = [];
  readonly #locals: WasmType[] = [];

  /** @param index its number in the module; functions are called by it */
  constructor(
    readonly index: number,
    readonly parameters: readonly WasmType[],
  ) {}

  /** A new local variable, which begins as 0. */
  local(type: WasmType): Local {
    return this.parameters.length + this.#locals.push(type) - 1;
  }

  /** An instruction without immediates. */
  op(...names: readonly Opcode[]): this {
    for (const name of names) this.#code.push(opcodes[name]);
    return this;
  }

  vector(name: VectorOpcode): this {
    this.#code.push(VECTOR_PREFIX);
    unsigned(vectorOpcodes[name], this.#code);
    return this;
  }

  get(local: Local): this {
    return this.#indexed('local.get', local);
  }

  set(local: Local): this {
    return this.#indexed('local.set', local);
  }

  tee(local: Local): this {
    return this.#indexed('local.tee', local);
  }

  i32(value: number): this {
    this.#code.push(opcodes['i32.const']);
    signed(value | 0, this.#code);
    return this;
  }

  /** @param bytes the 16 bytes of the vector */
  constant(bytes: Uint8Array): this {
    this.vector('v128.const');
    this.#code.push(...bytes);
    return this;
  }

  /** @param lanes of both vectors, byte by byte */
  shuffle(lanes: readonly number[]): this {
    this.vector('i8x16.shuffle');
    this.#code.push(...lanes);
    return this;
  }

  /** A scalar load or store at the address on the stack plus an offset. */
  memory(name: Opcode & `${string}.${'load' | 'store'}`, offset = 0): this {
    this.#code.push(opcodes[name], 0);
    unsigned(offset, this.#code);
    return this;
  }

  /** A load or store of a vector at the address on the stack plus an offset. */
  vectorMemory(name: VectorOpcode & `v128.${'load' | 'store'}${string}`, offset = 0): this {
    this.vector(name);
    this.#code.push(0);
    unsigned(offset, this.#code);
    return this;
  }

  /** Puts a number from memory, at the address below the vector on the stack plus an offset, into one of its lanes. */
  loadLane(name: 'v128.load32_lane' | 'v128.load64_lane', lane: number, offset = 0): this {
    this.vectorMemory(name, offset);
    this.#code.push(lane);
    return this;
  }

  /** A lane of the vector on the stack. */
  extractLane(lane: number): this {
    this.vector('i32x4.extract_lane');
    this.#code.push(lane);
    return this;
  }

  call({ index }: FunctionBody): this {
    return this.#indexed('call', index);
  }

  /** A block that is left by `br(0)` and, as a loop, begun again by it. */
  block(kind: 'block' | 'loop' | 'if', inner: () => void, otherwise?: () => void): this {
    this.#code.push(opcodes[kind], EMPTY);
    inner();
    if (otherwise) {
      this.#code.push(opcodes.else);
      otherwise();
    }
    this.#code.push(opcodes.end);
    return this;
  }

  /** @param depth how many blocks further out the jump goes */
  branch(kind: 'br' | 'br_if', depth = 0): this {
    return this.#indexed(kind, depth);
  }

  /** Appends its part of the code section. */
  writeTo(out: number[]): void {
    const runs: [WasmType, number][] = [];
    for (const type of this.#locals) {
      const last = runs.at(-1);
      if (last?.[0] === type) last[1]++;
      else runs.push([type, 1]);
    }
    const declared: number[] = [];
    unsigned(runs.length, declared);
    for (const [type, count] of runs) {
      unsigned(count, declared);
      declared.push(types[type]);
    }
    unsigned(declared.length + this.#code.length + 1, out);
    append(declared, out);
    append(this.#code, out);
    out.push(opcodes.end);
  }

  #indexed(name: Opcode, index: number): this {
    this.#code.push(opcodes[name]);
    unsigned(index, this.#code);
    return this;
  }
}

/**
 * The bytes of a module that imports its memory as `host.memory`.
 * @param functions in the order of their indices
 * @param exported those that the host calls, by the names that it calls them by
 */
export function moduleOf(
  functions: readonly FunctionBody[],
  exported: Readonly<Record<string, FunctionBody>>,
): Uint8Array<ArrayBuffer> {
  const out: number[] = [0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
  const names = Object.entries(exported);
  section(1, out, functions, ({ parameters }, to) => {
    to.push(0x60);
    unsigned(parameters.length, to);
    for (const type of parameters) to.push(types[type]);
    to.push(0);
  });
  section(2, out, ['memory'], (name, to) => {
    text('host', to);
    text(name, to);
    to.push(0x02, 0x00, 0);
  });
  section(3, out, functions, ({ index }, to) => unsigned(index, to));
  section(7, out, names, ([name, { index }], to) => {
    text(name, to);
    to.push(0x00);
    unsigned(index, to);
  });
  section(10, out, functions, (body, to) => body.writeTo(to));
  return Uint8Array.from(out);
}

/** A section with a list of items. */
function section<Item>(
  id: number,
  out: number[],
  items: readonly Item[],
  write: (item: Item, to: number[]) => void,
): void {
  const content: number[] = [];
  unsigned(items.length, content);
  for (const item of items) write(item, content);
  out.push(id);
  unsigned(content.length, out);
  append(content, out);
}

function text(name: string, out: number[]): void {
  const bytes = new TextEncoder().encode(name);
  unsigned(bytes.length, out);
  append(bytes, out);
}

/** One by one: as arguments of a call they may be too many. */
function append(bytes: ArrayLike<number>, out: number[]): void {
  for (let i = 0; i < bytes.length; i++) out.push(bytes[i]!);
}

/** Appends a number in LEB128. */
function unsigned(value: number, out: number[]): void {
  let rest = value;
  while (rest > 0x7f) {
    out.push((rest & 0x7f) | 0x80);
    rest >>>= 7;
  }
  out.push(rest);
}

function signed(value: number, out: number[]): void {
  let rest = value;
  for (;;) {
    const byte = rest & 0x7f;
    rest >>= 7;
    if ((rest === 0 && (byte & 0x40) === 0) || (rest === -1 && (byte & 0x40) !== 0)) {
      out.push(byte);
      return;
    }
    out.push(byte | 0x80);
  }
}
