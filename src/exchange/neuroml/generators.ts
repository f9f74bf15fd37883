import { InputError } from '../../input/schema.ts';
import { densityPerUnit } from '../../protocol/current.ts';
import { givenUnit, type OneStimulus, partsOf } from '../../protocol/stimulus.ts';
import { type Neurons, valueAt } from '../neurons.ts';
import { numberText } from '../printing.ts';

// What is injected, as generators of NeuroML 2 (Inputs.xml).

/** What kinds of stimuli are made of. */
interface Parts {
  /** The number of a stimulus. */
  value(name: string): number;
  /** End of the run, ms. */
  readonly duration: number;
  pulse(onset: number, end: number, amplitude: number): string;
  element(name: string, attributes: Readonly<Record<string, string>>): string;
  /** A current (in the unit of the stimulus) as text. */
  current(value: number): string;
}

type Written = {
  readonly [Kind in OneStimulus['kind']]?: (
    stimulus: Extract<OneStimulus, { kind: Kind }>,
    parts: Parts,
  ) => string[];
};

const ms = (time: number): string => `${numberText(time)} ms`;

/** The kinds that NeuroML can represent. */
const kinds: Written = {
  constant: (_, { value, duration, pulse }) => [pulse(0, duration, value('amplitude'))],
  step: ({ end }, { value, duration, pulse }) => [
    pulse(value('onset'), end === undefined ? duration : value('end'), value('amplitude')),
  ],
  pulses: ({ onsets }, { value, pulse }) =>
    onsets.map((_, i) => {
      const onset = value(`onsets.${i}`);
      return pulse(onset, onset + value('width'), value('amplitude'));
    }),
  train: ({ count }, { value, pulse }) =>
    Array.from({ length: count }, (_, i) => {
      const onset = value('onset') + i * value('period');
      return pulse(onset, onset + value('width'), value('amplitude'));
    }),
  paired: (_, { value, pulse }) =>
    ['amplitude', 'second'].map((name, i) => {
      const onset = value('onset') + i * value('interval');
      return pulse(onset, onset + value('width'), value(name));
    }),
  staircase: ({ levels }, { value, duration, pulse }) =>
    levels.map((_, i) => {
      const onset = value('onset') + i * value('every');
      const end = i === levels.length - 1 ? duration : onset + value('every');
      return pulse(onset, end, value(`levels.${i}`));
    }),
  ramp: (_, { value, duration, pulse, element, current }) => [
    element('rampGenerator', {
      delay: ms(value('onset')),
      duration: ms(value('end') - value('onset')),
      startAmplitude: current(value('from')),
      finishAmplitude: current(value('to')),
      baselineAmplitude: current(value('from')),
    }),
    // Afterwards it goes back to its baseline, and has to stay.
    pulse(value('end'), duration, value('to') - value('from')),
  ],
  sine: ({ end }, { value, duration, pulse, element, current }) => {
    const [onset, until] = [value('onset'), end === undefined ? duration : value('end')];
    return [
      element('sineGenerator', {
        delay: ms(onset),
        duration: ms(until - onset),
        phase: numberText((value('phase') * Math.PI) / 180),
        amplitude: current(value('amplitude')),
        period: ms(1000 / value('frequency')),
      }),
      ...(value('offset') === 0 ? [] : [pulse(onset, until, value('offset'))]),
    ];
  },
};

/**
 * The generators of what is injected into one neuron.
 * @param area of the cell, um2
 * @param id of the first, second, ... generator
 * @throws InputError that names a kind that NeuroML does not have
 */
export function generators(
  { experiment, membrane, numbers }: Neurons,
  area: number,
  id: (i: number) => string,
): string[] {
  const { duration, stimulus } = experiment;
  const elements: string[] = [];
  for (const { prefix, stimulus: one } of partsOf(stimulus)) {
    const write = kinds[one.kind] as ((stimulus: OneStimulus, parts: Parts) => string[]) | undefined;
    if (!write)
      throw new InputError(
        `a stimulus of kind "${one.kind}" cannot be exported to NeuroML, which has ${Object.keys(kinds).join(', ')}; take Brian2 or NEURON`,
      );
    const density = densityPerUnit(membrane, givenUnit(one));
    const current = (value: number) => `${numberText((value * density * area) / 1e5)} nA`;
    const element: Parts['element'] = (name, attributes) => {
      const text = Object.entries(attributes).map(([key, value]) => `${key}="${value}"`);
      const line = `  <${name} id="${id(elements.length)}" ${text.join(' ')}/>`;
      elements.push(line);
      return line;
    };
    write(one, {
      value: (name) => valueAt(numbers.find(({ path }) => path === `${prefix}.${name}`)!.values, 0),
      duration,
      pulse: (onset, end, amplitude) =>
        element('pulseGenerator', {
          delay: ms(onset),
          duration: ms(Math.max(0, end - onset)),
          amplitude: current(amplitude),
        }),
      element,
      current,
    });
  }
  return elements;
}
