/** Points of collocation in each piece of a cycle: the degree of its polynomials. */
export const DEGREE = 4;
const NODES = DEGREE + 1;

/** Gauss's points and weights of order 8 on 0..1. */
const GAUSS: readonly (readonly [point: number, weight: number])[] = [
  [0.0694318442029737, 0.1739274225687269],
  [0.3300094782075719, 0.3260725774312731],
  [0.6699905217924281, 0.3260725774312731],
  [0.9305681557970263, 0.1739274225687269],
];
export const WEIGHTS = GAUSS.map(([, weight]) => weight);

/** Value and derivative at Gauss's points of the polynomials that are 1 at one of five even nodes and 0 at the others. */
export const VALUES = GAUSS.map(([point]) => basisAt(point));
export const DERIVATIVES = GAUSS.map(([point]) => slopesAt(point));

/** Values at a point of 0..1 of the polynomials of the nodes. */
export function basisAt(x: number): number[] {
  return Array.from({ length: NODES }, (_, j) => {
    let value = 1;
    for (let k = 0; k < NODES; k++) if (k !== j) value *= (x * DEGREE - k) / (j - k);
    return value;
  });
}

function slopesAt(x: number): number[] {
  return Array.from({ length: NODES }, (_, j) => {
    let sum = 0;
    for (let l = 0; l < NODES; l++) {
      if (l === j) continue;
      let term = DEGREE / (j - l);
      for (let k = 0; k < NODES; k++) if (k !== j && k !== l) term *= (x * DEGREE - k) / (j - k);
      sum += term;
    }
    return sum;
  });
}

/** A function over 0..1 with a period of 1: pieces between the mesh's points, each a polynomial through five even nodes. */
export interface Course {
  /** From 0 to 1. */
  readonly mesh: Float64Array;
  /** States at the nodes, one after another; that at 1 is that at 0. */
  readonly nodes: Float64Array;
  /** States at one node. */
  readonly size: number;
}

/** The value at a place of 0..1 of other nodes on the mesh of a course. */
export function valueAt({ mesh, size }: Course, nodes: Float64Array, place: number): number[] {
  let [low, high] = [0, mesh.length - 2];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (mesh[middle]! <= place) low = middle;
    else high = middle - 1;
  }
  const basis = basisAt((place - mesh[low]!) / (mesh[low + 1]! - mesh[low]!));
  return Array.from({ length: size }, (_, i) => {
    return basis.reduce((sum, value, j) => sum + value * nodes[(low * DEGREE + j) * size + i]!, 0);
  });
}

/** Places of the nodes of a mesh. */
export function placesOf(mesh: Float64Array): Float64Array {
  const pieces = mesh.length - 1;
  const places = new Float64Array(pieces * DEGREE + 1);
  for (let i = 0; i < pieces; i++) {
    const width = mesh[i + 1]! - mesh[i]!;
    for (let j = 0; j < DEGREE; j++) places[i * DEGREE + j] = mesh[i]! + (j / DEGREE) * width;
  }
  places[pieces * DEGREE] = 1;
  return places;
}

/**
 * A mesh on which each piece has the same part of the error: the integral of the fifth derivative to the power of 1/5 is spread
 * evenly (C. de Boor, 1973; R. D. Russell and J. Christiansen, SIAM J. Numer. Anal. 15 (1978) 59-80).
 */
export function evenMesh(course: Course): Float64Array {
  const { mesh, nodes, size } = course;
  const pieces = mesh.length - 1;
  // The fourth derivative is the same over a piece.
  const fourth = Array.from({ length: pieces }, (_, i) => {
    const width = mesh[i + 1]! - mesh[i]!;
    const factor = (DEGREE / width) ** DEGREE;
    return Array.from({ length: size }, (_, k) => {
      const at = (j: number) => nodes[(i * DEGREE + j) * size + k]!;
      return factor * (at(0) - 4 * at(1) + 6 * at(2) - 4 * at(3) + at(4));
    });
  });
  const width = (i: number) => mesh[i + 1]! - mesh[i]!;
  const fifth = (i: number, j: number) => {
    const gap = (width(i) + width(j)) / 2;
    const largest = fourth[i]!.reduce((most, x, k) => Math.max(most, Math.abs(fourth[j]![k]! - x)), 0);
    return (largest / gap) ** (1 / (DEGREE + 1));
  };
  const density = Array.from({ length: pieces }, (_, i) => {
    return (fifth((i + pieces - 1) % pieces, i) + fifth(i, (i + 1) % pieces)) / 2;
  });
  const mean = density.reduce((sum, x, i) => sum + x * width(i), 0);
  // No piece is much longer than an even one.
  const sums = [0];
  for (let i = 0; i < pieces; i++) sums.push(sums[i]! + (density[i]! + 0.1 * mean) * width(i));
  return invert(mesh, sums, pieces);
}

/** Places at which a rising function of the mesh's points, linear in between, is the next of so many parts of its end. */
export function invert(mesh: ArrayLike<number>, sums: readonly number[], parts: number): Float64Array {
  const total = sums.at(-1)!;
  const places = new Float64Array(parts + 1);
  let i = 0;
  for (let part = 1; part < parts; part++) {
    const target = (total * part) / parts;
    while (i < sums.length - 2 && sums[i + 1]! < target) i++;
    const inside = (target - sums[i]!) / (sums[i + 1]! - sums[i]!);
    places[part] = mesh[i]! + inside * (mesh[i + 1]! - mesh[i]!);
  }
  places[parts] = 1;
  return places;
}
