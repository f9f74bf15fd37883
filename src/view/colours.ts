import { interpolateInferno } from 'd3-scale-chromatic';
import type { Membrane } from '../model/membrane.ts';

/** Two membrane potentials, mV: what colours span, and stay the same beyond. */
export type VoltageRange = readonly [low: number, high: number];

/** Of a membrane that says nothing of its own. */
const usualRange: VoltageRange = [-90, 50];

/** What the colours of a membrane span. */
export const voltageRangeOf = ({ shows }: Pick<Membrane, 'shows'>): VoltageRange =>
  shows?.potential ?? usualRange;

/** The part of the map in use: its ends are too close to a dark and to a white ground to be seen on them. */
const mapRange = [0.1, 0.93] as const;

/** Position of a membrane potential in the range of the colours, 0..1. */
export function voltageFraction(V: number, [low, high]: VoltageRange): number {
  return Math.min(1, Math.max(0, (V - low) / (high - low)));
}

/** Colour of a membrane potential (mV) as `#rrggbb`, the same in the sheet, the scale and the plots. */
export function voltageColour(V: number, range: VoltageRange): string {
  return colourAt(voltageFraction(V, range));
}

/** Colours evenly spaced over the range, from low to high, as `#rrggbb`. */
export function voltageColours(count: number): string[] {
  return Array.from({ length: count }, (_, i) => colourAt(i / (count - 1)));
}

/** The same as RGBA bytes. */
export function voltageTable(count: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(count * 4);
  for (const [i, colour] of voltageColours(count).entries()) bytes.set([...rgb(colour), 255], i * 4);
  return bytes;
}

function colourAt(fraction: number): string {
  const [from, to] = mapRange;
  return interpolateInferno(from + (to - from) * fraction);
}

/** Red, green and blue (0..255) of `#rrggbb`. */
export function rgb(colour: string): [number, number, number] {
  const bits = Number.parseInt(colour.slice(1), 16);
  return [(bits >> 16) & 255, (bits >> 8) & 255, bits & 255];
}
