import { type Course, DEGREE, DERIVATIVES, VALUES, WEIGHTS } from './mesh.ts';

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
