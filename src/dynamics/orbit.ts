import type { Direction, Orbit } from './collocation.ts';
import { atPoint, product } from './integrals.ts';
import { type Course, placesOf, valueAt } from './mesh.ts';

// How orbits and changes of them are added and measured.

export const sum = (a: Float64Array, b: Float64Array): number => {
  let total = 0;
  for (let i = 0; i < a.length; i++) total += a[i]! * b[i]!;
  return total;
};

export const dot = (course: Course, a: Direction, b: Direction): number =>
  sum(product(course, atPoint(course, a.nodes)), b.nodes) +
  a.logPeriod * b.logPeriod +
  a.parameter * b.parameter;

export function unit(course: Course, direction: Direction): Direction {
  const length = Math.sqrt(dot(course, direction, direction));
  return {
    nodes: direction.nodes.map((x) => x / length),
    logPeriod: direction.logPeriod / length,
    parameter: direction.parameter / length,
  };
}

export const opposite = ({ nodes, logPeriod, parameter }: Direction): Direction => ({
  nodes: nodes.map((x) => -x),
  logPeriod: -logPeriod,
  parameter: -parameter,
});

export const still = ({ nodes }: Orbit): Direction => ({
  nodes: new Float64Array(nodes.length),
  logPeriod: 0,
  parameter: 0,
});

export const moved = (orbit: Orbit, { nodes, logPeriod, parameter }: Direction, step: number): Orbit => ({
  ...orbit,
  nodes: orbit.nodes.map((x, i) => x + step * nodes[i]!),
  logPeriod: orbit.logPeriod + step * logPeriod,
  parameter: orbit.parameter + step * parameter,
});

export function sizeOf({ nodes, logPeriod, parameter }: Direction): number {
  let largest = Math.max(Math.abs(logPeriod), Math.abs(parameter));
  for (const x of nodes) if (!(Math.abs(x) <= largest)) largest = Math.abs(x);
  return largest;
}

/** Root mean square of how far a cycle goes from its middle. */
export function amplitudeOf({ mesh, nodes, size }: Orbit): number {
  const middle = new Float64Array(size);
  const count = nodes.length / size;
  for (let at = 0; at < nodes.length; at++) middle[at % size] = middle[at % size]! + nodes[at]! / count;
  const off = nodes.map((x, at) => x - middle[at % size]!);
  const course = { mesh, nodes, size };
  return Math.sqrt(sum(product(course, atPoint(course, off)), off));
}

export function onMesh(orbit: Orbit, mesh: Float64Array): Orbit {
  return { ...orbit, mesh, nodes: interpolated(orbit, orbit.nodes, mesh) };
}

export function interpolated(course: Course, nodes: Float64Array, mesh: Float64Array): Float64Array {
  const places = placesOf(mesh);
  const { size } = course;
  const found = new Float64Array(places.length * size);
  for (const [at, place] of places.entries()) found.set(valueAt(course, nodes, place), at * size);
  return found;
}
