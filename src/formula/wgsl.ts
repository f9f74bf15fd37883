import type { Operation } from './expr.ts';
import { type Node, type Schedule, type ValueType, wantedType } from './schedule.ts';

type Print = (x: string, y: string, z: string) => string;

const prints: Record<Operation, Print> = {
  add: (x, y) => `(${x} + ${y})`,
  subtract: (x, y) => `(${x} - ${y})`,
  multiply: (x, y) => `(${x} * ${y})`,
  divide: (x, y) => `(${x} / ${y})`,
  power: (x, y) => `pow(${x}, ${y})`,
  minimum: (x, y) => `lesser(${x}, ${y})`,
  maximum: (x, y) => `greater(${x}, ${y})`,
  within: (x, y) => `within(${x}, ${y})`,
  negate: (x) => `(-${x})`,
  exp: (x) => `exp(${x})`,
  log: (x) => `log(${x})`,
  sqrt: (x) => `sqrt(${x})`,
  abs: (x) => `abs(${x})`,
  floor: (x) => `floor(${x})`,
  tanh: (x) => `tanh(${x})`,
  sinh: (x) => `sinh(${x})`,
  cosh: (x) => `cosh(${x})`,
  cbrt: (x) => `cbrt(${x})`,
  exprel: (x) => `exprel(${x})`,
  exprel2: (x) => `exprel2(${x})`,
  bernoulli: (x) => `bernoulli(${x})`,
  less: (x, y) => `(${x} < ${y})`,
  lessEqual: (x, y) => `(${x} <= ${y})`,
  and: (x, y) => `(${x} & ${y})`,
  or: (x, y) => `(${x} | ${y})`,
  differ: (x, y) => `(${x} != ${y})`,
  not: (x) => `(!${x})`,
  select: (x, y, z) => `select(${z}, ${y}, ${x})`,
  // The difference of two u32 wraps; read as an i32 it is right for whatever is less than 2^31 steps apart.
  elapsed: (x, y) => `f32(bitcast<i32>(${x} - ${y}))`,
  addBits: (x, y) => `(${x} + ${y})`,
  xorBits: (x, y) => `(${x} ^ ${y})`,
  rotateBits: (x, y) => `((${x} << ${Number(y)}u) | (${x} >> ${32 - Number(y)}u))`,
  // 23 bits behind the exponent of 2 are a number from 2 to 4; all sums are exact.
  fractionOfBits: (x) => `((bitcast<f32>((${x} & 0x7fffffu) | 0x40000000u) - 3.0) + ${2 ** -23})`,
  lookup: (table, place) => `tables[${table} + u32(${place})]`,
  pairOf: (x) => `(${x} & 0xfffffffeu)`,
  isOdd: (x) => `((${x} & 1u) != 0u)`,
};

/** The most bits that a sum of floats leaves exact, and a number in which the last bits of such a sum are those of a whole number. */
const MOST_BITS = 22;
const WHOLE = 1.5 * 2 ** 23;

/** Bits of a word, `count` of them from bit `from` on, as a number: shifted by a product of floats. */
const bitsOf = (x: string, from: number, count: number): string => {
  const mask = (2 ** count - 1) * 2 ** from;
  const shifted = `f32(bitcast<i32>(${x} & ${mask}u)) * ${wgslNumber(2 ** -from)}`;
  return `(bitcast<u32>(${shifted} + ${wgslNumber(WHOLE)}) & ${2 ** count - 1}u)`;
};

/** A word turned left without a shift: a software GPU does those lane by lane, and all else at once. */
function turnedByProducts(x: string, by: number): string {
  const left = `(${x} * ${2 ** by}u)`;
  if (by <= MOST_BITS) return `(${left} | ${bitsOf(x, 32 - by, by)})`;
  const half = by >> 1;
  const [high, low] = [bitsOf(x, 32 - half, half), bitsOf(x, 32 - by, by - half)];
  return `(${left} | (${high} * ${2 ** (by - half)}u) | ${low})`;
}

/** The type of a value in WGSL. */
export const wgslTypes: Readonly<Record<ValueType, string>> = {
  real: 'f32',
  step: 'u32',
  flag: 'bool',
  bits: 'u32',
};

/** A number as an f32 literal. */
export function wgslNumber(value: number): string {
  const rounded = Math.fround(value);
  if (!Number.isFinite(rounded)) throw new RangeError(`${value} does not fit into float32`);
  // Nine digits tell every float32 from its neighbours.
  const text = String(Number(rounded.toPrecision(9)));
  return /[.e]/.test(text) ? text : `${text}.0`;
}

/** Where the values of a schedule come from. */
export interface WgslSources {
  /** The expression that reads a symbol. */
  symbol(name: string): string;
  /** The expression of a node that was computed elsewhere, or undefined. */
  stored(id: number): string | undefined;
  /** Whether words are turned without shifts: the same bits, sooner on a software GPU. */
  readonly shiftless?: boolean;
}

/** The lines that compute some nodes, and the expression for each of them. */
export interface WgslCode {
  readonly lines: readonly string[];
  /** @param type that the value shall have; its own by default */
  expression(id: number, type?: ValueType): string;
}

/** Operations inside one another that stand in one expression: compilers refuse far deeper ones. */
const DEEPEST = 32;

/**
 * Prints what `roots` need. A value that is used more than once gets a `let`, and so does one that would make an
 * expression too deep; any other stands where it is used.
 */
export function printNodes({ nodes }: Schedule, roots: readonly number[], sources: WgslSources): WgslCode {
  const uses = new Map<number, number>();
  const count = (id: number) => {
    uses.set(id, (uses.get(id) ?? 0) + 1);
    const node = nodes[id]!;
    if (uses.get(id) === 1 && node.kind === 'call' && sources.stored(id) === undefined)
      for (const arg of node.operation === 'rotateBits' ? [...node.args, node.args[0]!] : node.args)
        count(arg);
  };
  roots.forEach(count);

  const expressions = new Map<number, string>();
  const depths = new Map<number, number>();
  const lines: string[] = [];
  for (const id of [...uses.keys()].sort((a, b) => a - b)) {
    const text = sources.stored(id) ?? printNode(nodes, id, expressions, sources);
    const node = nodes[id]!;
    const computed = node.kind === 'call' && sources.stored(id) === undefined;
    const depth = computed ? 1 + Math.max(...node.args.map((arg) => depths.get(arg)!)) : 0;
    const named = computed && (uses.get(id)! > 1 || depth >= DEEPEST);
    if (named) lines.push(`let t${id} = ${bare(text)};`);
    expressions.set(id, named ? `t${id}` : text);
    depths.set(id, named ? 0 : depth);
  }
  return {
    lines,
    expression: (id, type = nodes[id]!.type) => bare(converted(expressions.get(id)!, nodes[id]!.type, type)),
  };
}

function printNode(
  nodes: readonly Node[],
  id: number,
  expressions: ReadonlyMap<number, string>,
  sources: WgslSources,
): string {
  const node = nodes[id]!;
  if (node.kind === 'number') return wgslNumber(node.value);
  if (node.kind === 'symbol') return sources.symbol(node.name);
  const [x = '', y = '', z = ''] = node.args.map((arg, position) => {
    const given = nodes[arg]!;
    const wanted = wantedType(node, position);
    if (given.kind === 'number' && wanted === 'bits') return `${given.value >>> 0}u`;
    return converted(expressions.get(arg)!, given.type, wanted);
  });
  if (node.operation === 'rotateBits' && sources.shiftless) return turnedByProducts(x, Number(y));
  return prints[node.operation](x, y, z);
}

/** A value as another type. Neither a count of steps nor a word is made from a number, which may have been rounded. */
function converted(text: string, from: ValueType, to: ValueType): string {
  if (from === to || (from === 'step' && to === 'bits')) return text;
  if (to === 'flag') return `(${text} != 0.0)`;
  if (to === 'real' && from !== 'bits') return `f32(${text})`;
  throw new TypeError(`${text} is a ${from}, not a ${to}`);
}

/** Drops a pair of parentheses around the whole text. */
function bare(text: string): string {
  if (!text.startsWith('(')) return text;
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '(') depth++;
    if (text[i] === ')' && --depth === 0) return i === text.length - 1 ? text.slice(1, -1) : text;
  }
  return text;
}

/** A name in WGSL: `stimulus.onsets.1` becomes `stimulus_onsets_1`. */
export function identifier(name: string): string {
  return name.replaceAll('.', '_');
}
