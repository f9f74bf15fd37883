import { InputError } from '../../input/schema.ts';
import { shown } from '../../input/shown.ts';
import type { ExperimentInput } from '../../protocol/experiment.ts';
import type { XmlElement } from '../xml.ts';
import type { NeuromlDocument } from './document.ts';
import { isPassing, quantityOf, refused, textOf, whereOf } from './quantities.ts';

// What is injected into the neurons of a network of NeuroML 2 (Networks.xml, Inputs.xml).

/** What a network says of the population of one cell. */
export interface Inputs {
  /** Neurons. */
  readonly size: number;
  /** How many times each neuron gets a pulse, by the id of the pulse; what is not there gets none. */
  readonly counts: ReadonlyMap<string, ReadonlyMap<number, number>>;
  /** degC, where it is said. */
  readonly temperature: number | undefined;
  /** ms, where a network has it as its property `recommended_duration_ms`. */
  readonly duration: number | undefined;
}

/** Most neurons that differ in what they get. */
const MOST_NEURONS = 100_000;
/** Time after the last pulse that is still run, ms. */
const REST = 50;

/** Reads the networks of a document as far as they have the cell. */
export function inputsOf(document: NeuromlDocument, cell: string): Inputs {
  const counts = new Map<string, Map<number, number>>();
  const sizes = new Map<string, number>();
  let temperature: number | undefined;
  let duration: number | undefined;
  for (const network of document.networks) {
    if (network.attributes.has('temperature'))
      temperature = quantityOf(network, 'temperature', 'temperature');
    duration = recommendedDuration(network) ?? duration;
    const others = new Set<string>();
    for (const child of network.children.filter(({ name }) => name === 'population')) {
      const id = textOf(child, 'id');
      if (textOf(child, 'component') === cell) sizes.set(id, sizeOf(child));
      else others.add(id);
    }
    for (const child of network.children) {
      if (isPassing(child) || child.name === 'population') continue;
      for (const { target, input } of targetsOf(child)) {
        const [population, index] = placeOf(child, target);
        if (others.has(population)) continue;
        const size = sizes.get(population);
        if (size === undefined || index >= size)
          throw new InputError(
            `${whereOf(child)}: there is no "${shown(target)}"; name a neuron that is there`,
          );
        const count = counts.get(input) ?? new Map<number, number>();
        count.set(index, (count.get(index) ?? 0) + 1);
        counts.set(input, count);
      }
    }
  }
  if (sizes.size > 1) {
    const [, second] = [...sizes.keys()];
    throw new InputError(
      `cell "${shown(cell)}" is in ${sizes.size} populations, one of them "${shown(second!)}"; leave one of them`,
    );
  }
  return { size: [...sizes.values()][0] ?? 1, counts, temperature, duration };
}

function recommendedDuration({ children }: XmlElement): number | undefined {
  const property = children.find(
    ({ name, attributes }) => name === 'property' && attributes.get('tag') === 'recommended_duration_ms',
  );
  const duration = Number(property?.attributes.get('value') ?? Number.NaN);
  return duration > 0 && Number.isFinite(duration) ? duration : undefined;
}

function sizeOf(population: XmlElement): number {
  const instances = population.children.filter(({ name }) => name === 'instance').length;
  const size = population.attributes.has('size') ? quantityOf(population, 'size', 'none') : instances;
  if (Number.isInteger(size) && size >= 1 && size <= MOST_NEURONS) return size;
  throw new InputError(
    `${whereOf(population)}: size = ${size} must be a whole number from 1 to ${MOST_NEURONS}`,
  );
}

function targetsOf(element: XmlElement): { target: string; input: string }[] {
  if (element.name === 'explicitInput')
    return [{ target: textOf(element, 'target'), input: textOf(element, 'input') }];
  if (element.name !== 'inputList')
    throw refused(element, 'a network has population, explicitInput and inputList here');
  const input = textOf(element, 'component');
  return element.children
    .filter((child) => !isPassing(child))
    .map((child) => {
      if (child.name !== 'input') throw refused(child, 'an inputList has input here');
      return { target: textOf(child, 'target'), input };
    });
}

/** Population and number of a target such as `pop[0]` or `../pop/0/cell`. */
function placeOf(element: XmlElement, target: string): readonly [string, number] {
  const match = /^(?:\.\.\/)*(\w+)(?:\[(\d+)\]|\/(\d+)(?:\/\w+)?)$/.exec(target.slice(0, 200));
  if (!match)
    throw new InputError(
      `${whereOf(element)}: target = "${shown(target)}" is none; it must be like pop[0] or ../pop/0/cell`,
    );
  return [match[1]!, Number(match[2] ?? match[3])];
}

/** One pulse as a stimulus, with how much of it every neuron gets. */
interface Injected {
  readonly stimulus: { readonly kind: 'step'; readonly amplitude: number } & Record<string, unknown>;
  readonly amplitudes: readonly number[];
}

/**
 * The stimulus of an experiment, and the population where neurons get different currents.
 * @returns undefined if nothing is injected
 */
export function protocolOf(
  document: NeuromlDocument,
  { size, counts, duration: recommended }: Inputs,
): Pick<ExperimentInput, 'stimulus' | 'sample' | 'duration'> | undefined {
  const given = counts.size > 0 ? counts : aloneIn(document);
  const names = new Set<string>();
  let end = 0;
  const injected = [...given].map(([id, count]): Injected => {
    const pulse = document.find(id);
    if (!pulse) throw new InputError(`there is no input "${shown(id)}" that the network names; add it`);
    if (pulse.name !== 'pulseGenerator') throw refused(pulse, 'of the inputs only pulseGenerator is read');
    const [onset, duration, amplitude] = [
      quantityOf(pulse, 'delay', 'time'),
      quantityOf(pulse, 'duration', 'time'),
      quantityOf(pulse, 'amplitude', 'current'),
    ];
    if (!(onset >= 0 && duration > 0))
      throw new InputError(
        `${whereOf(pulse)}: delay = ${onset} ms and duration = ${duration} ms; the delay must be at least 0, the duration greater than 0`,
      );
    end = Math.max(end, onset + duration);
    const amplitudes = Array.from({ length: size }, (_, i) => amplitude * (count.get(i) ?? 0));
    return {
      stimulus: {
        kind: 'step',
        name: nameOf(id, names),
        amplitude: amplitudes[0]!,
        unit: 'nA',
        onset,
        end: onset + duration,
      },
      amplitudes,
    };
  });
  if (injected.length === 0) return undefined;
  const differing = injected.filter(({ amplitudes }) => amplitudes.some((one) => one !== amplitudes[0]));
  const stimuli = injected.map(({ stimulus }) => stimulus);
  const path = (stimulus: Injected['stimulus']) =>
    stimuli.length === 1 ? 'stimulus.amplitude' : `stimulus.${stimulus.name}.amplitude`;
  const vary = Object.fromEntries(
    differing.map(({ stimulus, amplitudes }) => [path(stimulus), { values: [...amplitudes] }]),
  );
  return {
    stimulus: (stimuli.length === 1 ? stimuli[0] : stimuli) as ExperimentInput['stimulus'],
    ...(differing.length > 0 && { sample: { vary } }),
    duration: recommended ?? 10 * Math.ceil((end + REST) / 10),
  };
}

/** The only pulse of a document without a network that says where pulses go. */
function aloneIn({ pulses }: NeuromlDocument): Inputs['counts'] {
  const [only, ...others] = pulses;
  if (!only || others.length > 0) return new Map();
  return new Map([[textOf(only, 'id'), new Map([[0, 1]])]]);
}

/** A name for a stimulus: letters and digits, each once. */
function nameOf(id: string, names: Set<string>): string {
  const kept = id.replace(/[^A-Za-z0-9]/g, '').slice(0, 28);
  const base = /^[A-Za-z]/.test(kept) ? kept : `x${kept}`;
  let name = base;
  for (let i = 2; names.has(name); i++) name = `${base}${i}`;
  names.add(name);
  return name;
}
