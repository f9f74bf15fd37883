import { InputError } from '../../input/schema.ts';
import type { XmlElement } from '../xml.ts';
import { isPassing, quantityOf, refused, whereOf } from './quantities.ts';

// Generators of currents of NeuroML 2 (Inputs.xml), each as stimuli that add up.

/** A stimulus that has a single current: what neurons get more or less of. */
export interface Injection {
  readonly kind: 'constant' | 'step' | 'ramp' | 'sine';
  /** The number of the stimulus that is the current. */
  readonly of: 'amplitude' | 'to';
  /** nA */
  readonly current: number;
  /** Its other numbers, and the moments at which it begins and ends, ms. */
  readonly others: Readonly<Record<string, number>>;
  /** What it is in its generator, where that has several. */
  readonly part?: string;
}

export const generatorNames = ['pulseGenerator', 'sineGenerator', 'rampGenerator', 'compoundInput'];

/** Why other inputs are refused. */
export const otherInputs = `of the inputs only ${generatorNames.slice(0, -1).join(', ')} and ${generatorNames.at(-1)} are read`;

const generators: Readonly<Record<string, (generator: XmlElement) => Injection[]>> = {
  pulseGenerator: (generator) => [
    { kind: 'step', of: 'amplitude', current: currentOf(generator), others: windowOf(generator) },
  ],
  sineGenerator: (generator) => {
    const period = quantityOf(generator, 'period', 'time');
    if (!(period > 0))
      throw new InputError(
        `${whereOf(generator)}: period = ${period} ms is out of range; it must be greater than 0`,
      );
    const phase = (quantityOf(generator, 'phase', 'none') * 180) / Math.PI;
    const others = { ...windowOf(generator), frequency: 1000 / period, phase };
    return [{ kind: 'sine', of: 'amplitude', current: currentOf(generator), others }];
  },
  // Before and after its window it is at its baseline; a stimulus of this kind stays where it has led.
  rampGenerator: (generator) => {
    const [baseline, start, finish] = ['baselineAmplitude', 'startAmplitude', 'finishAmplitude'].map(
      (attribute) => quantityOf(generator, attribute, 'current'),
    ) as [number, number, number];
    const { onset, end } = windowOf(generator);
    const rise = finish - start;
    const parts: Injection[] = [
      { kind: 'constant', of: 'amplitude', current: baseline, others: {}, part: 'Baseline' },
      { kind: 'step', of: 'amplitude', current: start - baseline, others: { onset, end }, part: 'Start' },
      { kind: 'ramp', of: 'to', current: rise, others: { onset, end } },
      { kind: 'step', of: 'amplitude', current: -rise, others: { onset: end }, part: 'Return' },
    ];
    return parts.filter(({ kind, current }) => kind === 'ramp' || current !== 0);
  },
  compoundInput: (compound) =>
    compound.children
      .filter((child) => !isPassing(child))
      .flatMap((child, i) =>
        injectionsOf(child).map((one) => ({ ...one, part: `${i + 1}${one.part ?? ''}` })),
      ),
};

/** What a generator injects. @throws InputError if it is of another kind, or has a number that is none */
export function injectionsOf(generator: XmlElement): readonly Injection[] {
  const read = Object.hasOwn(generators, generator.name) ? generators[generator.name] : undefined;
  if (!read) throw refused(generator, otherInputs);
  return read(generator);
}

const currentOf = (generator: XmlElement): number => quantityOf(generator, 'amplitude', 'current');

function windowOf(generator: XmlElement): { readonly onset: number; readonly end: number } {
  const [onset, duration] = [
    quantityOf(generator, 'delay', 'time'),
    quantityOf(generator, 'duration', 'time'),
  ];
  if (!(onset >= 0 && duration > 0))
    throw new InputError(
      `${whereOf(generator)}: delay = ${onset} ms and duration = ${duration} ms; the delay must be at least 0, the duration greater than 0`,
    );
  return { onset, end: onset + duration };
}
