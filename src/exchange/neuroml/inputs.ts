import { InputError } from '../../input/schema.ts';
import { shown } from '../../input/shown.ts';
import type { ExperimentInput } from '../../protocol/experiment.ts';
import type { XmlElement } from '../xml.ts';
import type { NeuromlDocument } from './document.ts';
import { injectionsOf } from './injections.ts';
import { isPassing, quantityOf, refused, textOf, whereOf } from './quantities.ts';

// What is injected into the neurons of a network of NeuroML 2 (Networks.xml, Inputs.xml).

/** What a network says of the population of one cell. */
export interface Inputs {
  /** Neurons. */
  readonly size: number;
  /** How many times each neuron gets an input, by the id of the input; what is not there gets none. */
  readonly counts: ReadonlyMap<string, ReadonlyMap<number, number>>;
  /** degC, where it is said. */
  readonly temperature: number | undefined;
  /** ms, where a network has it as its property `recommended_duration_ms`. */
  readonly duration: number | undefined;
}

/** Most neurons that differ in what they get. */
const MOST_NEURONS = 100_000;
/** Time after the last input that is still run, ms. */
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

/** One stimulus, and how much of it every neuron gets. */
interface Injected {
  readonly stimulus: Readonly<Record<string, unknown>>;
  /** The number of it that is the current, and that of every neuron, nA. */
  readonly path: string;
  readonly currents: readonly number[];
}

/**
 * The stimulus of an experiment, and the population where neurons get different currents.
 * @returns undefined if nothing is injected
 */
export function protocolOf(
  document: NeuromlDocument,
  { size, counts, duration: recommended }: Inputs,
): Pick<ExperimentInput, 'stimulus' | 'sample' | 'duration'> | undefined {
  const given = [...(counts.size > 0 ? counts : aloneIn(document))].map(([id, count]) => {
    const generator = document.find(id);
    if (!generator) throw new InputError(`there is no input "${shown(id)}" that the network names; add it`);
    return { id, count, injections: injectionsOf(generator) };
  });
  const isOne = given.flatMap(({ injections }) => injections).length === 1;
  const names = new Set<string>();
  const injected = given.flatMap(({ id, count, injections }) =>
    injections.map(({ kind, of, current, others, part = '' }): Injected => {
      const currents = Array.from({ length: size }, (_, i) => current * (count.get(i) ?? 0));
      const name = nameOf(id, part, names);
      return {
        stimulus: { kind, name, [of]: currents[0], unit: 'nA', ...others },
        path: isOne ? `stimulus.${of}` : `stimulus.${name}.${of}`,
        currents,
      };
    }),
  );
  if (injected.length === 0) return undefined;
  const differing = injected.filter(({ currents }) => currents.some((one) => one !== currents[0]));
  const vary = Object.fromEntries(differing.map(({ path, currents }) => [path, { values: [...currents] }]));
  const stimuli = injected.map(({ stimulus }) => stimulus);
  const moments = given.flatMap(({ injections }) =>
    injections.map(({ others: { onset = 0, end = onset } }) => end),
  );
  return {
    stimulus: (isOne ? stimuli[0] : stimuli) as ExperimentInput['stimulus'],
    ...(differing.length > 0 && { sample: { vary } }),
    duration: recommended ?? 10 * Math.ceil((Math.max(...moments) + REST) / 10),
  };
}

/** The only input of a document without a network that says where inputs go. */
function aloneIn({ inputs }: NeuromlDocument): Inputs['counts'] {
  const [only, ...others] = inputs;
  if (!only || others.length > 0) return new Map();
  return new Map([[textOf(only, 'id'), new Map([[0, 1]])]]);
}

/** A name for a stimulus: letters and digits, each once. */
function nameOf(id: string, part: string, names: Set<string>): string {
  const kept = id.replace(/[^A-Za-z0-9]/g, '').slice(0, 28 - part.length);
  const base = `${/^[A-Za-z]/.test(kept) ? kept : `x${kept}`}${part}`;
  let name = base;
  for (let i = 2; names.has(name); i++) name = `${base}${i}`;
  names.add(name);
  return name;
}
