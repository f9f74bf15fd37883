import type { Membrane } from '../../model/membrane.ts';
import { conductanceName, STIMULUS } from '../../model/names.ts';
import { CLAMP, SYNAPTIC } from '../../protocol/system.ts';
import type { Quantity, System } from '../../system/system.ts';
import { plain, unit } from '../numbers/format.ts';
import { term, texts } from '../texts/language.ts';

const CONDUCTANCE = 'mS/cm2';
const CURRENT = 'uA/cm2';

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
    ...gates.map(({ name, description }) => ({ name, description: term(description) })),
    ...states.map(({ name, description, unit: unitName, range: [low, high] }) => ({
      name,
      description: term(description),
      ...(unitName === '1' && low === 0 && high === 1
        ? {}
        : { measured: { unit: unitName, signed: low < 0 } }),
    })),
  ];
}

/** Conductances in units of the membrane's area: what is open of each ionic current that has one, and of synapses. */
export function conductancesOf({ currents }: Membrane, observables: readonly Quantity[]): readonly Traced[] {
  const { conductanceOf, synapticConductance } = texts.value.scope;
  const words = new Map(
    currents.map(({ name, description }) => [conductanceName(name), conductanceOf(term(description))]),
  );
  return observables
    .filter(({ unit: unitName }) => unitName === CONDUCTANCE)
    .map(({ name, unit: unitName }) => ({
      name,
      description: words.get(name) ?? synapticConductance,
      measured: { unit: unitName, signed: false },
    }));
}

/** What flows through the membrane, positive outward: its ionic currents, then that of synapses. */
export function currentsOf({ currents }: Membrane, observables: readonly Quantity[]): readonly Traced[] {
  const measured = { unit: CURRENT, signed: true };
  return [
    ...currents.map(({ name, description }) => ({ name, description: term(description), measured })),
    ...observables
      .filter(({ name }) => name === SYNAPTIC)
      .map(({ name }) => ({ name, description: texts.value.scope.synapticCurrent, measured })),
  ];
}

/** What is injected: the stimulus, and what a clamp adds to it. */
export const injectedOf = (observables: readonly Quantity[]): readonly string[] =>
  observables.map(({ name }) => name).filter((name) => name === STIMULUS || name === CLAMP);

/** Everything that is recorded of a cell that is followed. */
export function sampledOf(
  { potential, observables }: Pick<System, 'potential' | 'observables'>,
  membrane: Membrane,
): string[] {
  const flows = observables.filter(({ unit: unitName }) => [CONDUCTANCE, CURRENT].includes(unitName));
  return [potential, ...[...tracedOf(membrane), ...flows].map(({ name }) => name)];
}

/** A round value, 1, 2 or 5 times a power of ten, that no sample exceeds; 1 if there is nothing to go by. */
export function scaleOf(samples: ArrayLike<number>): number {
  let largest = 0;
  for (let i = 0; i < samples.length; i++) largest = Math.max(largest, Math.abs(samples[i]!) || 0);
  if (!(largest > 0 && Number.isFinite(largest))) return 1;
  const power = 10 ** Math.floor(Math.log10(largest));
  const factor = [1, 2, 5, 10].find((round) => largest <= round * power * (1 + 1e-9)) ?? 10;
  return Number((factor * power).toPrecision(3));
}

/** What is drawn of it on an axis from 0 to 1, and what it is called there: "Ca / 0.002 mM" is 1 at 0.002 mM. */
export function drawn({ name, measured }: Traced, samples: Float32Array) {
  if (!measured) return { label: name, values: samples };
  const scale = scaleOf(samples);
  return {
    label: `${name} / ${plain(scale)} ${unit(measured.unit)}`.trim(),
    values: samples.map((x) => x / scale),
  };
}
