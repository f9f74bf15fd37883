import type { FunctionBody, Local } from './module.ts';
import type { VectorOpcode } from './opcodes.ts';
import { of, type Precision } from './precision.ts';
import type { Value, VectorNode, Vectors } from './vectors.ts';

/** Constants of a function, each kept in a local: a host would make some anew in every round of a loop. */
export class Constants {
  readonly #locals = new Map<Value, Local>();

  constructor(
    private readonly body: FunctionBody,
    vectors: Vectors,
    roots: readonly Value[],
  ) {
    const visited = new Set<Value>();
    const visit = (value: Value): void => {
      if (visited.has(value)) return;
      visited.add(value);
      const node = vectors.nodes[value]!;
      if (node.kind === 'operation' || node.kind === 'lookup') node.args.forEach(visit);
      else if (node.kind === 'constant') {
        const local = body.local('v128');
        body.constant(node.bytes).set(local);
        this.#locals.set(value, local);
      }
    };
    roots.forEach(visit);
  }

  push(value: Value): void {
    this.body.get(this.#locals.get(value)!);
  }
}

type Operation = Extract<VectorNode, { kind: 'operation' }>;
type Lookup = Extract<VectorNode, { kind: 'lookup' }>;

/** Where the values of a piece of code come from. */
export interface Sources {
  /** Leaves a symbol on the stack. @param copy which of the interleaved vectors it is of */
  input(name: string, copy: number): void;
  readonly constants: Constants;
  /** Leaves the address of a table on the stack. */
  table?(name: string): void;
}

/** What pushes a root of an emitted piece of code. */
export type Push = (root: Value, copy: number) => void;

/** Which part of a sum is a product, and the instruction that makes both with one rounding. */
interface Fusion {
  readonly product: 0 | 1;
  readonly by: VectorOpcode;
}

/** Sums of a precision that may be made with a product. */
const fusionsIn = (precision: Precision): ReadonlyMap<VectorOpcode, readonly Fusion[]> =>
  new Map<VectorOpcode, readonly Fusion[]>([
    [
      of(precision, 'add'),
      [
        { product: 1, by: of(precision, 'relaxed_madd') },
        { product: 0, by: of(precision, 'relaxed_madd') },
      ],
    ],
    // x - y z
    [of(precision, 'sub'), [{ product: 1, by: of(precision, 'relaxed_nmadd') }]],
  ]);

/**
 * Writes what computes some values for several vectors at once, each instruction for one vector after the other so that none
 * waits for itself.
 * @param copies number of vectors
 */
export function emit(
  body: FunctionBody,
  { nodes, precision, fuses }: Vectors,
  roots: readonly Value[],
  copies: number,
  { input, constants, table }: Sources,
): Push {
  const fusions = fuses ? fusionsIn(precision) : undefined;
  const multiplication = of(precision, 'mul');
  const uses = new Map<Value, number>();
  const count = (value: Value): void => {
    uses.set(value, (uses.get(value) ?? 0) + 1);
    const node = nodes[value]!;
    if (uses.get(value) === 1 && (node.kind === 'operation' || node.kind === 'lookup'))
      node.args.forEach(count);
  };
  roots.forEach(count);
  const wanted = new Set(roots);
  const locals = new Map<Value, Local[]>();
  const push = (value: Value, copy: number): void => {
    const node = nodes[value]!;
    const local = locals.get(value)?.[copy];
    if (local !== undefined) body.get(local);
    else if (node.kind === 'constant') constants.push(value);
    else if (node.kind === 'input') input(node.name, copy);
    else if (node.kind === 'lookup') lookUp(node, copy);
    else operation(node, copy);
  };
  /** Numbers of a table, lane by lane. */
  const lookUp = ({ table: name, args: [place] }: Lookup, copy: number) => {
    const [places, found] = [body.local('v128'), body.local('v128')];
    push(place, copy);
    body.set(places);
    for (let lane = 0; lane < precision.lanes; lane++) {
      table!(name);
      body.get(places).extractLane(lane).i32(precision.bytes).op('i32.mul', 'i32.add').get(found);
      body.loadLane(precision.bytes === 4 ? 'v128.load32_lane' : 'v128.load64_lane', lane).set(found);
    }
    body.get(found);
  };
  /** A product that nothing else needs, and what is added to it. */
  const fused = ({ opcode, args }: Operation) => {
    for (const { product, by } of fusions?.get(opcode) ?? []) {
      const node = nodes[args[product]!]!;
      const isProduct = node.kind === 'operation' && node.opcode === multiplication;
      if (isProduct && uses.get(args[product]!) === 1 && !wanted.has(args[product]!))
        return { opcode: by, args: [...node.args, args[1 - product]!] };
    }
    return undefined;
  };
  const operation = (node: Operation, copy: number) => {
    const { immediate } = node;
    const { opcode, args } = fused(node) ?? node;
    for (const arg of args) push(arg, copy);
    if (opcode === 'i8x16.shuffle') body.shuffle(immediate!);
    else if (immediate) body.i32(immediate[0]!).vector(opcode);
    else body.vector(opcode);
  };
  for (const value of [...uses.keys()].sort((a, b) => a - b)) {
    const node = nodes[value]!;
    if (node.kind !== 'operation' && node.kind !== 'lookup') continue;
    if (uses.get(value) === 1 && !wanted.has(value)) continue;
    const own: Local[] = [];
    for (let copy = 0; copy < copies; copy++) {
      if (node.kind === 'lookup') lookUp(node, copy);
      else operation(node, copy);
      const local = body.local('v128');
      body.set(local);
      own.push(local);
    }
    locals.set(value, own);
  }
  return push;
}
