import type { Flow } from './flow.ts';
import { type Complex, eigenvalues, solve } from './linear.ts';
import { type Course, DEGREE, DERIVATIVES, VALUES, WEIGHTS } from './mesh.ts';

/** A cycle: its course in scaled states, the logarithm of its period (ms), and the parameter over its scale. */
export interface Orbit extends Course {
  readonly logPeriod: number;
  readonly parameter: number;
}

/** A change of an orbit on the same mesh. */
export interface Direction {
  readonly nodes: Float64Array;
  readonly logPeriod: number;
  readonly parameter: number;
}

/** A linear condition on a change: the sum of all products is to be `value`. */
export interface Condition extends Direction {
  readonly value: number;
}

export interface Solution extends Direction {
  /** Eigenvalues of the map of one turn, the trivial one among them. */
  readonly multipliers: () => Complex[];
}

/** Columns after those of the states: period, parameter, right side. */
const EXTRA = 3;

/**
 * Equations of a cycle by collocation at Gauss's points (C. de Boor and B. Swartz, SIAM J. Numer. Anal. 10 (1973) 582-606), linear in
 * a change of an orbit, and solved piece by piece: the inner nodes of each piece are eliminated, then its ends one after
 * another, always with the largest pivot; what is left joins the first state with the last one (E. J. Doedel, H. B. Keller and
 * J. P. Kernevez, Int. J. Bifurcation Chaos 1 (1991) 745-772).
 */
export class Collocation {
  readonly #scales: readonly number[];
  readonly #size: number;

  /** @param parameterScale what changes of the parameter are measured by */
  constructor(
    private readonly flow: Flow,
    readonly parameterScale: number,
  ) {
    this.#scales = flow.scales;
    this.#size = flow.size;
  }

  /**
   * The change by which Newton's method comes nearer to a cycle, under two conditions: its phase, and where on the branch.
   * @param right whether the equations' present errors are to be removed; otherwise the change goes along them
   */
  solve(orbit: Orbit, conditions: readonly [Condition, Condition], right: boolean): Solution {
    const n = this.#size;
    const pieces = orbit.mesh.length - 1;
    this.#evaluate(orbit);
    const divergence = this.#divergence(orbit);
    const inner = new Array<Eliminated>(pieces);
    const ends = new Array<Eliminated>(pieces);
    // What is left of the conditions in terms of the first state and of the end of the present piece.
    const left = conditions.map((condition) => ({
      first: condition.nodes.slice(0, n),
      present: new Float64Array(n),
      extra: [condition.logPeriod, condition.parameter, condition.value],
    }));
    let joined: Float64Array[] = [];
    for (let i = 0; i < pieces; i++) {
      const rows = this.#rowsOf(orbit, i, right);
      for (const [c, condition] of conditions.entries())
        rows.push(conditionRow(condition, left[c]!.extra, i, n));
      const interior = n * (DEGREE - 1);
      inner[i] = eliminate(rows, interior, n * DEGREE);
      // Columns now: inner nodes (gone), first node, last node, extra.
      const rest = rows.slice(interior, n * DEGREE);
      const conditionRows = rows.slice(n * DEGREE);
      const width = 3 * n + EXTRA;
      const place = (row: Float64Array, source: Float64Array, from: number, to: number, count: number) => {
        for (let k = 0; k < count; k++) row[to + k] = row[to + k]! + source[from + k]!;
      };
      // Columns of the next elimination: start of the piece, first state of all, end of the piece, extra.
      const stacked = [
        ...joined.map((row) => {
          const wide = new Float64Array(width);
          place(wide, row, n, 0, n);
          place(wide, row, 0, n, n);
          place(wide, row, 2 * n, 3 * n, EXTRA);
          return wide;
        }),
        ...rest.map((row) => {
          const wide = new Float64Array(width);
          place(wide, row, interior, i === 0 ? n : 0, n);
          place(wide, row, interior + n, 2 * n, n);
          place(wide, row, interior + 2 * n, 3 * n, EXTRA);
          return wide;
        }),
        ...conditionRows.map((row, c) => {
          const wide = new Float64Array(width);
          place(wide, left[c]!.first, 0, n, n);
          place(wide, left[c]!.present, 0, 0, n);
          place(wide, row, interior, i === 0 ? n : 0, n);
          place(wide, row, interior + n, 2 * n, n);
          place(wide, row, interior + 2 * n, 3 * n, EXTRA);
          return wide;
        }),
      ];
      const equations = stacked.length - conditions.length;
      const gone = i === 0 ? 0 : n;
      ends[i] = eliminate(stacked, gone, equations);
      const narrow = (row: Float64Array) => {
        const one = new Float64Array(2 * n + EXTRA);
        one.set(row.subarray(n, width));
        return one;
      };
      joined = stacked.slice(gone, equations).map(narrow);
      for (const [c, row] of stacked.slice(equations).entries()) {
        left[c] = {
          first: row.slice(n, 2 * n),
          present: row.slice(2 * n, 3 * n),
          extra: [...row.slice(3 * n)],
        };
      }
    }
    const multipliers = () => multipliersOf(joined, n, divergence);
    return { ...this.#finish(orbit, joined, left, inner, ends), multipliers };
  }

  /** Slopes and derivatives at all points of collocation. */
  #evaluate({ mesh, nodes, parameter }: Orbit): void {
    const { flow } = this;
    const n = this.#size;
    const count = (mesh.length - 1) * DEGREE;
    for (let i = 0, point = 0; i < mesh.length - 1; i++) {
      for (let c = 0; c < DEGREE; c++, point++) {
        const basis = VALUES[c]!;
        for (let k = 0; k < n; k++) {
          let value = 0;
          for (let j = 0; j <= DEGREE; j++) value += basis[j]! * nodes[(i * DEGREE + j) * n + k]!;
          flow.inputs[k]![point] = value * this.#scales[k]!;
        }
      }
    }
    flow.parameter.fill(parameter * this.parameterScale, 0, count);
    flow.run(count);
  }

  /** The integral over a turn of the trace of the Jacobian, from what was evaluated last. */
  #divergence({ mesh, logPeriod }: Orbit): number {
    let sum = 0;
    for (let i = 0, point = 0; i < mesh.length - 1; i++) {
      for (let c = 0; c < DEGREE; c++, point++) {
        const trace = this.flow.jacobian.reduce((total, row, k) => total + row[k]![point]!, 0);
        sum += trace * WEIGHTS[c]! * (mesh[i + 1]! - mesh[i]!);
      }
    }
    return sum * Math.exp(logPeriod);
  }

  /** The equations of one piece; columns: inner nodes, first node, last node, log period, parameter, right side. */
  #rowsOf({ mesh, nodes, logPeriod }: Orbit, piece: number, right: boolean): Float64Array[] {
    const { flow } = this;
    const n = this.#size;
    const time = (mesh[piece + 1]! - mesh[piece]!) * Math.exp(logPeriod);
    const extra = n * (DEGREE + 1);
    const rows: Float64Array[] = [];
    const derivatives = new Float64Array(n);
    for (let c = 0; c < DEGREE; c++) {
      const point = piece * DEGREE + c;
      const [basis, slopes] = [VALUES[c]!, DERIVATIVES[c]!];
      for (let k = 0; k < n; k++) {
        const row = new Float64Array(extra + EXTRA);
        const slope = (time * flow.slopes[k]![point]!) / this.#scales[k]!;
        for (let l = 0; l < n; l++) {
          derivatives[l] = (time * flow.jacobian[k]![l]![point]! * this.#scales[l]!) / this.#scales[k]!;
        }
        let course = 0;
        for (let j = 0; j <= DEGREE; j++) {
          const column = columnOf(j, n);
          course += slopes[j]! * nodes[(piece * DEGREE + j) * n + k]!;
          for (let l = 0; l < n; l++) row[column + l] = -basis[j]! * derivatives[l]!;
          row[column + k] = row[column + k]! + slopes[j]!;
        }
        row[extra] = -slope;
        row[extra + 1] = (-time * flow.byParameter[k]![point]! * this.parameterScale) / this.#scales[k]!;
        row[extra + 2] = right ? slope - course : 0;
        rows.push(row);
      }
    }
    return rows;
  }

  /** Joins the ends, and goes back from them to all nodes. */
  #finish(
    { mesh, nodes }: Orbit,
    joined: readonly Float64Array[],
    left: readonly { first: Float64Array; present: Float64Array; extra: number[] }[],
    inner: readonly Eliminated[],
    ends: readonly Eliminated[],
  ): Direction {
    const n = this.#size;
    const closing = [
      ...joined.map((row) => [
        ...Array.from({ length: n }, (_, k) => row[k]! + row[n + k]!),
        ...row.subarray(2 * n),
      ]),
      ...left.map(({ first, present, extra }) => [...first.map((x, k) => x + present[k]!), ...extra]),
    ];
    const [found] = solve(closing) as [number[]];
    const [logPeriod, parameter] = [found[n]!, found[n + 1]!];
    const change = new Float64Array(nodes.length);
    const pieces = mesh.length - 1;
    const last = pieces * DEGREE * n;
    for (let k = 0; k < n; k++) {
      change[k] = found[k]!;
      change[last + k] = found[k]!;
    }
    const known = (...parts: readonly number[]) => {
      const values: number[] = [];
      for (const node of parts) for (let k = 0; k < n; k++) values.push(change[node * n + k]!);
      return [...values, logPeriod, parameter, -1];
    };
    for (let i = pieces - 1; i > 0; i--) {
      change.set(ends[i]!.back(known(0, (i + 1) * DEGREE)), i * DEGREE * n);
    }
    for (let i = 0; i < pieces; i++) {
      change.set(inner[i]!.back(known(i * DEGREE, (i + 1) * DEGREE)), (i * DEGREE + 1) * n);
    }
    return { nodes: change, logPeriod, parameter };
  }
}

/** The first column of a node of a piece: the inner ones come first. */
const columnOf = (node: number, n: number): number =>
  n * (node === 0 ? DEGREE - 1 : node === DEGREE ? DEGREE : node - 1);

/** What a condition says of the nodes of one piece; the first of all and what is not of nodes is kept apart. */
function conditionRow(
  { nodes }: Condition,
  extra: readonly number[],
  piece: number,
  n: number,
): Float64Array {
  const row = new Float64Array(n * (DEGREE + 1) + EXTRA);
  for (let j = 1; j <= DEGREE; j++) {
    for (let k = 0; k < n; k++) row[columnOf(j, n) + k] = nodes[(piece * DEGREE + j) * n + k]!;
  }
  row.set(extra, n * (DEGREE + 1));
  return row;
}

interface Eliminated {
  /** The eliminated unknowns from all others, in the order of their columns, with -1 for the right side. */
  back(others: readonly number[]): Float64Array;
}

/**
 * Eliminates the first columns from all rows.
 * @param equations rows that may be pivots; they are put in order so that the pivots come first
 */
function eliminate(rows: Float64Array[], columns: number, equations: number): Eliminated {
  const width = rows[0]?.length ?? 0;
  for (let k = 0; k < columns; k++) {
    let pivot = k;
    for (let r = k + 1; r < equations; r++) {
      if (Math.abs(rows[r]![k]!) > Math.abs(rows[pivot]![k]!)) pivot = r;
    }
    const from = rows[pivot]!;
    rows[pivot] = rows[k]!;
    rows[k] = from;
    for (let r = k + 1; r < rows.length; r++) {
      const row = rows[r]!;
      const factor = row[k]! / from[k]!;
      if (factor === 0) continue;
      for (let c = k; c < width; c++) row[c] = row[c]! - factor * from[c]!;
    }
  }
  const pivots = rows.slice(0, columns);
  return {
    back(others) {
      const values = new Float64Array(columns);
      for (let k = columns - 1; k >= 0; k--) {
        const row = pivots[k]!;
        let value = 0;
        for (let c = 0; c < others.length; c++) value -= row[columns + c]! * others[c]!;
        for (let c = k + 1; c < columns; c++) value -= row[c]! * values[c]!;
        values[k] = value / row[k]!;
      }
      return values;
    },
  };
}

/**
 * From A first + C last = 0. Of two states, the multiplier that is not 1 follows from the divergence, whose integral is the logarithm of
 * the product of all (Liouville): also where a long period costs all digits of the map.
 */
function multipliersOf(joined: readonly Float64Array[], n: number, divergence: number): Complex[] {
  if (n === 2) return [1, Math.exp(divergence)].map((re) => ({ re, im: 0 }));
  const side = (from: number) => joined.map((row) => Array.from(row.subarray(from, from + n)));
  const mapping = (a: number[][], c: number[][]) => {
    const columns = solve(c.map((row, i) => [...row, ...a[i]!.map((x) => -x)]));
    return Array.from({ length: n }, (_, i) => columns.map((column) => column[i]!));
  };
  const map = mapping(side(0), side(n));
  return map.flat().every(Number.isFinite) ? eigenvalues(map) : [];
}

/** The integral over the course of the product of a function with nodes on its mesh, as factors of the nodes. */
export function product(
  { mesh, size }: Course,
  of: (piece: number, point: number, state: number) => number,
): Float64Array {
  const pieces = mesh.length - 1;
  const factors = new Float64Array((pieces * DEGREE + 1) * size);
  for (let i = 0; i < pieces; i++) {
    const width = mesh[i + 1]! - mesh[i]!;
    for (let c = 0; c < DEGREE; c++) {
      for (let k = 0; k < size; k++) {
        const value = of(i, c, k) * WEIGHTS[c]!;
        for (let j = 0; j <= DEGREE; j++) {
          const at = (i * DEGREE + j) * size + k;
          factors[at] = factors[at]! + width * VALUES[c]![j]! * value;
        }
      }
    }
  }
  return factors;
}

/** At the points of collocation: the value of nodes, and their derivative over the course. */
export const atPoint =
  ({ size }: Course, nodes: Float64Array) =>
  (piece: number, point: number, state: number): number => {
    let value = 0;
    for (let j = 0; j <= DEGREE; j++)
      value += VALUES[point]![j]! * nodes[(piece * DEGREE + j) * size + state]!;
    return value;
  };

export const derivativeAt =
  ({ mesh, size }: Course, nodes: Float64Array) =>
  (piece: number, point: number, state: number): number => {
    let value = 0;
    for (let j = 0; j <= DEGREE; j++) {
      value += DERIVATIVES[point]![j]! * nodes[(piece * DEGREE + j) * size + state]!;
    }
    return value / (mesh[piece + 1]! - mesh[piece]!);
  };
