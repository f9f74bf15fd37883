import { Bytes } from './bytes.ts';
import { type Opcode, opcodes, types, type VectorOpcode, vectorOpcodes, type WasmType } from './opcodes.ts';

/** A number of the index space of locals. */
export type Local = number;

const VECTOR_PREFIX = 0xfd;
/** Block type of a block that leaves nothing. */
const EMPTY = 0x40;

/** A function as it is written, instruction by instruction. */
export class FunctionBody {
  readonly #code = new Bytes();
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
    for (const name of names) this.#code.byte(opcodes[name]);
    return this;
  }

  vector(name: VectorOpcode): this {
    this.#code.byte(VECTOR_PREFIX).unsigned(vectorOpcodes[name]);
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
    this.#code.byte(opcodes['i32.const']).signed(value | 0);
    return this;
  }

  /** @param bytes the 16 bytes of the vector */
  constant(bytes: Uint8Array): this {
    this.vector('v128.const');
    this.#code.append(bytes);
    return this;
  }

  /** @param lanes of both vectors, byte by byte */
  shuffle(lanes: readonly number[]): this {
    this.vector('i8x16.shuffle');
    this.#code.append(lanes);
    return this;
  }

  /** A scalar load or store at the address on the stack plus an offset. */
  memory(name: Opcode & `${string}.${'load' | 'store'}`, offset = 0): this {
    this.#code.byte(opcodes[name]).byte(0).unsigned(offset);
    return this;
  }

  /** A load or store of a vector at the address on the stack plus an offset. */
  vectorMemory(name: VectorOpcode & `v128.${'load' | 'store'}${string}`, offset = 0): this {
    this.vector(name);
    this.#code.byte(0).unsigned(offset);
    return this;
  }

  /** Puts a number from memory, at the address below the vector on the stack plus an offset, into one of its lanes. */
  loadLane(name: 'v128.load32_lane' | 'v128.load64_lane', lane: number, offset = 0): this {
    this.vectorMemory(name, offset);
    this.#code.byte(lane);
    return this;
  }

  /** A lane of the vector on the stack. */
  extractLane(lane: number): this {
    this.vector('i32x4.extract_lane');
    this.#code.byte(lane);
    return this;
  }

  call({ index }: FunctionBody): this {
    return this.#indexed('call', index);
  }

  /** A block that is left by `br(0)` and, as a loop, begun again by it. */
  block(kind: 'block' | 'loop' | 'if', inner: () => void, otherwise?: () => void): this {
    this.#code.byte(opcodes[kind]).byte(EMPTY);
    inner();
    if (otherwise) {
      this.#code.byte(opcodes.else);
      otherwise();
    }
    this.#code.byte(opcodes.end);
    return this;
  }

  /** @param depth how many blocks further out the jump goes */
  branch(kind: 'br' | 'br_if', depth = 0): this {
    return this.#indexed(kind, depth);
  }

  /** Appends its part of the code section. */
  writeTo(out: Bytes): void {
    const runs: [WasmType, number][] = [];
    for (const type of this.#locals) {
      const last = runs.at(-1);
      if (last?.[0] === type) last[1]++;
      else runs.push([type, 1]);
    }
    const declared = new Bytes().unsigned(runs.length);
    for (const [type, count] of runs) declared.unsigned(count).byte(types[type]);
    out
      .unsigned(declared.length + this.#code.length + 1)
      .append(declared)
      .append(this.#code)
      .byte(opcodes.end);
  }

  #indexed(name: Opcode, index: number): this {
    this.#code.byte(opcodes[name]).unsigned(index);
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
  const out = new Bytes().append([0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);
  const names = Object.entries(exported);
  section(1, out, functions, ({ parameters }, to) => {
    to.byte(0x60).unsigned(parameters.length);
    for (const type of parameters) to.byte(types[type]);
    to.byte(0);
  });
  section(2, out, ['memory'], (name, to) => to.text('host').text(name).append([0x02, 0x00, 0]));
  section(3, out, functions, ({ index }, to) => to.unsigned(index));
  section(7, out, names, ([name, { index }], to) => to.text(name).byte(0x00).unsigned(index));
  section(10, out, functions, (body, to) => body.writeTo(to));
  return out.toArray();
}

/** A section with a list of items. */
function section<Item>(
  id: number,
  out: Bytes,
  items: readonly Item[],
  write: (item: Item, to: Bytes) => void,
): void {
  const content = new Bytes().unsigned(items.length);
  for (const item of items) write(item, content);
  out.byte(id).unsigned(content.length).append(content);
}
