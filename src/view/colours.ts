import { interpolateInferno } from 'd3-scale-chromatic';

/** The membrane potentials that the colours span, mV; colours stay the same beyond. */
export const voltageRange = [-90, 50] as const;

/** The part of the map in use: its ends are too close to a dark and to a white ground to be seen on them. */
const mapRange = [0.1, 0.93] as const;

/** Position of a membrane potential in the range of the colours, 0..1. */
export function voltageFraction(V: number): number {
  const [low, high] = voltageRange;
  return Math.min(1, Math.max(0, (V - low) / (high - low)));
}

/** Colour of a membrane potential (mV) as `#rrggbb`, the same in the sheet, the scale and the plots. */
export function voltageColour(V: number): string {
  const [from, to] = mapRange;
  return interpolateInferno(from + (to - from) * voltageFraction(V));
}

/** Membrane potentials evenly spaced over the range, from low to high, mV. */
export function voltageSteps(count: number): number[] {
  const [low, high] = voltageRange;
  return Array.from({ length: count }, (_, i) => low + ((high - low) * i) / (count - 1));
}

/** The colours of `voltageSteps(count)` as RGBA bytes. */
export function voltageTable(count: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(count * 4);
  for (const [i, V] of voltageSteps(count).entries()) bytes.set([...rgb(voltageColour(V)), 255], i * 4);
  return bytes;
}

/** Red, green and blue (0..255) of `#rrggbb`. */
export function rgb(colour: string): [number, number, number] {
  const bits = Number.parseInt(colour.slice(1), 16);
  return [(bits >> 16) & 255, (bits >> 8) & 255, bits & 255];
}
