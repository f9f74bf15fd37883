import type { Membrane } from '../model/membrane.ts';
import { plain, unit } from './format.ts';

/** Something besides the potential that the plots of a cell show. */
export interface Traced {
  readonly name: string;
  readonly description: string;
  /** Unit and whether it can be negative, if it is no fraction from 0 to 1. */
  readonly measured?: { readonly unit: string; readonly signed: boolean };
}

/** All gates, those without delay as well, then the other states. */
export function tracedOf({ gates, states }: Membrane): readonly Traced[] {
  return [
    ...gates.map(({ name, description }) => ({ name, description })),
    ...states.map(({ name, description, unit: unitName, range: [low, high] }) => ({
      name,
      description,
      ...(unitName === '1' && low === 0 && high === 1
        ? {}
        : { measured: { unit: unitName, signed: low < 0 } }),
    })),
  ];
}

/** A round value, 1, 2 or 5 times a power of ten, that no sample exceeds; 1 if there is nothing to go by. */
export function scaleOf(samples: readonly number[]): number {
  const largest = samples.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
  if (!(largest > 0 && Number.isFinite(largest))) return 1;
  const power = 10 ** Math.floor(Math.log10(largest));
  const factor = [1, 2, 5, 10].find((round) => largest <= round * power * (1 + 1e-9)) ?? 10;
  return Number((factor * power).toPrecision(3));
}

/** What is drawn of it on an axis from 0 to 1, and what it is called there: "Ca / 0.002 mM" is 1 at 0.002 mM. */
export function drawn({ name, measured }: Traced, samples: readonly number[]) {
  if (!measured) return { label: name, values: samples };
  const scale = scaleOf(samples);
  return {
    label: `${name} / ${plain(scale)} ${unit(measured.unit)}`.trim(),
    values: samples.map((x) => x / scale),
  };
}
