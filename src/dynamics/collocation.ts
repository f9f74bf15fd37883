import { type Eliminated, eliminate, solve } from '../algebra/elimination.ts';
import type { Flow } from './flow.ts';
import { type Complex, eigenvalues } from './linear.ts';
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
  /** Rows of each piece, used again and again. */
  readonly #rows: Float64Array[][] = [];

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
    const interior = n * (DEGREE - 1);
    this.#evaluate(orbit);
    const divergence = this.#divergence(orbit);
    const inner = new Array<Eliminated>(pieces);
    const ends = new Array<Eliminated>(pieces);
    // Rows between pieces; columns: start of a piece, first state of all, end of the piece, extra.
    const wide = () => new Float64Array(3 * n + EXTRA);
    const left = conditions.map(({ nodes, logPeriod, parameter, value }) => {
      const row = wide();
      row.set(nodes.subarray(0, n), n);
      row.set([logPeriod, parameter, value], 3 * n);
      return row;
    });
    let joined: Float64Array[] = [];
    for (let i = 0; i < pieces; i++) {
      const rows = this.#rowsOf(orbit, i, conditions, right);
      inner[i] = eliminate(rows, interior, n * DEGREE);
      // The end of the last piece is the start of this one.
      for (const row of [...joined, ...left]) {
        row.copyWithin(0, 2 * n, 3 * n);
        row.fill(0, 2 * n, 3 * n);
      }
      const addTo = (row: Float64Array, piece: Float64Array): Float64Array => {
        const start = i === 0 ? n : 0;
        for (let k = 0; k < n; k++) row[start + k] = row[start + k]! + piece[interior + k]!;
        for (let k = 0; k < n + EXTRA; k++) row[2 * n + k] = row[2 * n + k]! + piece[interior + n + k]!;
        return row;
      };
      const stacked = [
        ...joined,
        ...rows.slice(interior, n * DEGREE).map((row) => addTo(wide(), row)),
        ...left.map((row, c) => addTo(row, rows[n * DEGREE + c]!)),
      ];
      const equations = stacked.length - left.length;
      const gone = i === 0 ? 0 : n;
      ends[i] = eliminate(stacked, gone, equations);
      joined = stacked.slice(gone, equations);
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

  /** Equations and conditions of one piece; columns: inner nodes, first node, last node, log period, parameter, right side. */
  #rowsOf(
    { mesh, nodes, logPeriod }: Orbit,
    piece: number,
    conditions: readonly Condition[],
    right: boolean,
  ): Float64Array[] {
    const { flow } = this;
    const n = this.#size;
    const time = (mesh[piece + 1]! - mesh[piece]!) * Math.exp(logPeriod);
    const extra = n * (DEGREE + 1);
    this.#rows[piece] ??= Array.from(
      { length: n * DEGREE + conditions.length },
      () => new Float64Array(extra + EXTRA),
    );
    const rows = this.#rows[piece];
    const derivatives = new Float64Array(n);
    for (let c = 0; c < DEGREE; c++) {
      const point = piece * DEGREE + c;
      const [basis, slopes] = [VALUES[c]!, DERIVATIVES[c]!];
      for (let k = 0; k < n; k++) {
        const row = rows[c * n + k]!;
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
      }
    }
    // What conditions say of the first node of all, and of what is no node, is kept apart.
    for (const [c, condition] of conditions.entries()) {
      const row = rows[n * DEGREE + c]!.fill(0);
      for (let j = 1; j <= DEGREE; j++) {
        for (let k = 0; k < n; k++) row[columnOf(j, n) + k] = condition.nodes[(piece * DEGREE + j) * n + k]!;
      }
    }
    return rows;
  }

  /** Joins the ends, and goes back from them to all nodes. */
  #finish(
    { mesh, nodes }: Orbit,
    joined: readonly Float64Array[],
    left: readonly Float64Array[],
    inner: readonly Eliminated[],
    ends: readonly Eliminated[],
  ): Direction {
    const n = this.#size;
    // The last state is the first one.
    const closing = [...joined, ...left].map((row) => [
      ...Array.from({ length: n }, (_, k) => row[n + k]! + row[2 * n + k]!),
      ...row.subarray(3 * n),
    ]);
    const [found] = solve(closing) as [number[]];
    const [logPeriod, parameter] = [found[n]!, found[n + 1]!];
    const change = new Float64Array(nodes.length);
    const pieces = mesh.length - 1;
    const last = pieces * DEGREE * n;
    for (let k = 0; k < n; k++) {
      change[k] = found[k]!;
      change[last + k] = found[k]!;
    }
    const others = new Float64Array(2 * n + EXTRA);
    others.set([logPeriod, parameter, -1], 2 * n);
    const known = (a: number, b: number): Float64Array => {
      others.set(change.subarray(a * n, (a + 1) * n), 0);
      others.set(change.subarray(b * n, (b + 1) * n), n);
      return others;
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
  const map = mapping(side(n), side(2 * n));
  return map.flat().every(Number.isFinite) ? eigenvalues(map) : [];
}
