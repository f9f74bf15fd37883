import type { Expr } from '../expr.ts';
import type { Float64Program } from '../float64.ts';
import { applyPasses } from '../optimise.ts';
import { fold } from '../passes/fold.ts';
import { expandPowers } from '../passes/powers.ts';
import { expandSpecialFunctions } from '../passes/special-functions.ts';
import { largestInvariants, type Schedule, schedule } from '../schedule.ts';
import { Constants, emit } from './emit.ts';
import { lower } from './lower.ts';
import { FunctionBody, moduleOf } from './module.ts';
import { f64x2 } from './precision.ts';
import { type Value, Vectors } from './vectors.ts';

/** What instructions on vectors lack is written with others, to the last digits of float64. */
const passes = [expandSpecialFunctions(2e-16), expandPowers, fold];

const PAGE_BYTES = 65536;

interface Exports {
  setup(begin: number, end: number): void;
  body(begin: number, end: number): void;
}

/**
 * Compiles formulas like `compileFloat64`, to instructions on vectors: fast where it runs often, but some milliseconds of compiling. Values differ by rounding.
 * @param changing symbols whose value changes between two runs of `body`
 * @param width neurons per block
 */
export function compileVectors(
  formulas: ReadonlyMap<string, Expr>,
  changing: ReadonlySet<string>,
  width: number,
): Float64Program {
  const plan = schedule(applyPasses(formulas, passes), changing);
  const rows = new Rows(width);
  const isCall = (id: number) => plan.nodes[id]!.kind === 'call';
  const invariants = [...largestInvariants(plan, plan.outputs.values())].filter(isCall);
  for (const id of invariants) rows.add(`value ${id}`);
  for (const id of plan.outputs.values()) if (isCall(id)) rows.add(`value ${id}`);
  for (const node of plan.nodes) if (node.kind === 'symbol') rows.add(node.name);
  const memory = new WebAssembly.Memory({ initial: Math.ceil(rows.bytes / PAGE_BYTES) });
  const module = new WebAssembly.Module(moduleBytes(plan, invariants, rows));
  const { exports } = new WebAssembly.Instance(module, { host: { memory } });
  const { setup, body } = exports as unknown as Exports;
  const row = (name: string) => new Float64Array(memory.buffer, rows.offset(name), width);
  const end = (count: number) => Math.ceil(count / f64x2.lanes) * 16;
  const inputs = Object.fromEntries(
    plan.nodes.flatMap((node) => (node.kind === 'symbol' ? [[node.name, row(node.name)]] : [])),
  );
  const output = (id: number) => {
    const node = plan.nodes[id]!;
    if (node.kind === 'number') return new Float64Array(width).fill(node.value);
    return node.kind === 'symbol' ? inputs[node.name]! : row(`value ${id}`);
  };
  return {
    width,
    inputs,
    outputs: Object.fromEntries([...plan.outputs].map(([name, id]) => [name, output(id)])),
    setup: (count) => setup(0, end(count)),
    body: (count) => body(0, end(count)),
  };
}

/** Where the values of a block are in memory, one row of all neurons after another. */
class Rows {
  readonly #places = new Map<string, number>();
  readonly #rowBytes: number;

  constructor(width: number) {
    this.#rowBytes = Math.ceil(width / f64x2.lanes) * 16;
  }

  add(name: string): void {
    if (!this.#places.has(name)) this.#places.set(name, this.#places.size);
  }

  offset(name: string): number {
    return this.#rowBytes * this.#places.get(name)!;
  }

  get bytes(): number {
    return this.#rowBytes * this.#places.size;
  }
}

function moduleBytes(plan: Schedule, invariants: readonly number[], rows: Rows): Uint8Array<ArrayBuffer> {
  const known = new Set(invariants);
  const changing = [...new Set(plan.outputs.values())].filter(
    (id) => plan.nodes[id]!.kind === 'call' && !known.has(id),
  );
  const setup = loop(0, rows, invariants, (v) => {
    const { value } = lower(plan, v);
    return invariants.map((id) => value(id, 'real'));
  });
  const body = loop(1, rows, changing, (v) => {
    const { value } = lower(plan, v, {
      stored: (id) => {
        if (!known.has(id)) return undefined;
        const row = v.input(`value ${id}`);
        // In memory all are numbers: a truth is 0 or 1.
        const { type } = plan.nodes[id]!;
        if (type === 'bits') return v.op('i32x4.trunc_sat_f64x2_u_zero', row);
        return type === 'flag' ? v.differs(row, v.number(0)) : row;
      },
    });
    return changing.map((id) => value(id, 'real'));
  });
  return moduleOf([setup, body], { setup, body });
}

/** A function that computes some rows, vector by vector. @param make writes what is in them */
function loop(
  index: number,
  rows: Rows,
  ids: readonly number[],
  make: (v: Vectors) => readonly Value[],
): FunctionBody {
  const body = new FunctionBody(index, ['i32', 'i32']);
  const v = new Vectors(f64x2);
  const roots = make(v);
  if (roots.length === 0) return body;
  const constants = new Constants(body, v, roots);
  body.block('loop', () => {
    const input = (name: string) => body.get(0).vectorMemory('v128.load', rows.offset(name));
    const push = emit(body, v, roots, 1, { input, constants });
    for (const [i, id] of ids.entries()) {
      body.get(0);
      push(roots[i]!, 0);
      body.vectorMemory('v128.store', rows.offset(`value ${id}`));
    }
    body.get(0).i32(16).op('i32.add').tee(0).get(1).op('i32.lt_u').branch('br_if');
  });
  return body;
}
