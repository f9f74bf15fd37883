import { interpolateCividis, interpolateInferno, interpolateViridis } from 'd3-scale-chromatic';
import type { Membrane } from '../model/membrane.ts';

/** Two membrane potentials, mV: what colours span, and stay the same beyond. */
export type VoltageRange = readonly [low: number, high: number];

/** Of a membrane that says nothing of its own. */
const usualRange: VoltageRange = [-90, 50];

/** What the colours of a membrane span. */
export const voltageRangeOf = ({ shows }: Pick<Membrane, 'shows'>): VoltageRange =>
  shows?.potential ?? usualRange;

/** Colours of values, from low to high: even steps of a value are even steps of lightness, for the colour-blind too. */
export interface ColourMap {
  readonly name: string;
  /** Colour at a place from 0 to 1, as CSS writes it. */
  at(fraction: number): string;
}

/** The part of a map in use: its ends are too close to a dark and to a white ground to be seen on them. */
const part =
  (of: (t: number) => string, from: number, to: number) =>
  (fraction: number): string =>
    of(from + (to - from) * fraction);

/** Of the membrane potential alone, wherever it is shown. */
export const voltageMap: ColourMap = { name: 'inferno', at: part(interpolateInferno, 0.1, 0.93) };
/** Of other states and observables, and of what is counted. */
export const stateMap: ColourMap = { name: 'viridis', at: part(interpolateViridis, 0, 0.95) };
export const statisticMap: ColourMap = { name: 'cividis', at: part(interpolateCividis, 0.05, 1) };

/** Colours of a map evenly spaced, from low to high. */
export function coloursOf(map: ColourMap, count: number): string[] {
  return Array.from({ length: count }, (_, i) => map.at(i / (count - 1)));
}

/** The same of the membrane potential. */
export const voltageColours = (count: number): string[] => coloursOf(voltageMap, count);

/** Colours of a map as RGBA bytes. */
export function tableOf(map: ColourMap, count: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(count * 4);
  for (const [i, colour] of coloursOf(map, count).entries()) bytes.set([...rgb(colour), 255], i * 4);
  return bytes;
}

/** Red, green and blue (0..255) of `#rrggbb` or `rgb(r, g, b)`. */
export function rgb(colour: string): [number, number, number] {
  const parts = /^rgb\((\d+), (\d+), (\d+)\)$/.exec(colour);
  if (parts) return [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  const bits = Number.parseInt(colour.slice(1), 16);
  return [(bits >> 16) & 255, (bits >> 8) & 255, bits & 255];
}
