import { InputError } from '../input/schema.ts';
import {
  COUNT,
  currentColumn,
  FROM,
  type Levels,
  levelColumn,
  TO,
  timeColumn,
  valuesOf,
} from './clamp-columns.ts';
import { Clamped, passiveOf } from './clamped.ts';
import { Largest } from './largest.ts';
import { activation, inactivation } from './open-parts.ts';
import { restIn } from './rest.ts';
import { inUnit, type Setup, unitOfCurrents } from './setup.ts';
import type { Finding, Lend, Report } from './study.ts';
import { tails } from './tails.ts';
import { said } from './words.ts';

const clampProtocols = ['family', 'tail', 'activation', 'inactivation'] as const;

/** What is done under voltage clamp. Potentials in mV, times in ms. */
export interface ClampOptions extends Setup, Levels {
  /**
   * `family`: steps to all levels; `tail`: a prepulse, then all levels; `activation`: the conductances of the family;
   * `inactivation`: prepulses to all levels, then a test pulse.
   */
  readonly protocol?: (typeof clampProtocols)[number] | undefined;
  /** Where V is held before; by default the whole mV next to rest. */
  readonly holding?: number | undefined;
  /** How long a step lasts, that after a prepulse too. */
  readonly duration?: number | undefined;
  /** The prepulse before tails. */
  readonly prepulse?: number | undefined;
  /** By default 1 ms before tails, and 100 ms before a test pulse. */
  readonly prepulseDuration?: number | undefined;
  /** The test pulse after prepulses to all levels. */
  readonly test?: number | undefined;
  /** Names of the currents whose activation or inactivation is asked for; by default of all that have one. */
  readonly of?: readonly string[] | undefined;
}

export const DURATION = 10;
const [PREPULSE, TEST] = [0, 0];
const [BEFORE_TAIL, BEFORE_TEST] = [1, 100];

/**
 * Currents under voltage clamp, in one population with a neuron for each level: families of currents, tail currents, activation
 * and inactivation (A. L. Hodgkin and A. F. Huxley, J. Physiol. 116 (1952) 449-472, 473-496, 497-506).
 * @throws InputError if an option is not valid
 */
export async function clamp(options: ClampOptions, lend: Lend): Promise<Report> {
  const { protocol = 'family', duration = DURATION, prepulse = PREPULSE, test = TEST } = options;
  const holding = options.holding ?? heldAtRest(options);
  const values = levelsOf(options);
  const before = options.prepulseDuration ?? (protocol === 'tail' ? BEFORE_TAIL : BEFORE_TEST);
  const step = { holding, levels: [values[0]!], durations: [duration], varies: 0, values };
  const pair = { holding, durations: [before, duration], values };
  switch (protocol) {
    case 'family':
      return family(options, new Clamped(options, step), lend);
    case 'activation':
      return activation(options, new Clamped(options, step), lend);
    case 'tail':
      return tails(
        options,
        new Clamped(options, { ...pair, levels: [prepulse, values[0]!], varies: 1 }),
        lend,
      );
    case 'inactivation':
      return inactivation(
        options,
        new Clamped(options, { ...pair, levels: [values[0]!, test], varies: 0 }),
        lend,
      );
  }
}

/** The whole mV next to rest. */
function heldAtRest({ model, parameters }: ClampOptions): number {
  const rest = restIn({ model, parameters }, 0);
  if (rest) return Math.round(rest.potential);
  throw new InputError(
    'holding: the membrane does not rest without a current; give a potential, such as -65',
  );
}

/** The levels that are meant, ascending. */
function levelsOf(options: ClampOptions): readonly number[] {
  const { levels, from = FROM, to = TO, count = COUNT } = options;
  if (!levels && !(Number.isInteger(count) && count >= 1)) {
    throw new InputError(`count = ${count} is out of range: it must be a whole number from 1`);
  }
  if (!levels && count > 1 && !(from < to)) {
    throw new InputError(`from = ${from} mV must be less than to = ${to} mV; exchange them, or give others`);
  }
  const values = valuesOf(options);
  if (values.length === 0)
    throw new InputError('levels: there are none; give at least one, such as -20,0,20');
  const wrong = values.findIndex((value, i) => i > 0 && !(value > values[i - 1]!));
  if (wrong < 0) return values;
  throw new InputError(
    `levels = ${values[wrong]} mV comes after ${values[wrong - 1]} mV; levels must ascend, each once`,
  );
}

/** What flows in steps to all levels: peak, when it is there, and what is left at the end. */
async function family(options: ClampOptions, clamped: Clamped, lend: Lend): Promise<Report> {
  const values = valuesOf(options);
  const names = [...clamped.currents, 'ionic'];
  const largest = new Map(names.map((name) => [name, new Largest(values.length)]));
  // A large outward current at the end must not hide how far inward the whole is before.
  const inwards = new Largest(values.length);
  await clamped.run(lend, (_, step, flowing) => {
    for (const [name, one] of largest) one.add(step, flowing[name]!);
    inwards.add(
      step,
      flowing.ionic!.map((value) => Math.min(value, 0)),
    );
  });
  const lasted = clamped.lasts[0]! * clamped.dt;
  const measured = names.map((name) => {
    const one = largest.get(name)!;
    const peaks = values.map((_, i) => one.of(i));
    return {
      name,
      peak: peaks.map(({ value }) => inUnit(options, value)),
      time: peaks.map(({ step }) => step * clamped.dt),
      steady: Array.from(one.last, (value) => inUnit(options, value)),
    };
  });
  const findings: Record<string, Finding> = {
    holding: { value: clamped.course.holding, unit: 'mV' },
    duration: { value: lasted, unit: 'ms' },
  };
  const passive = passiveOf(clamped);
  const words = measured.flatMap(({ name, peak, time }) => {
    const at = peak.reduce((best, value, i) => (Math.abs(value) > Math.abs(peak[best]!) ? i : best), 0);
    findings[`${name}Peak`] = { value: peak[at]!, unit: unitOfCurrents(options) };
    findings[`${name}PeakLevel`] = { value: values[at]!, unit: 'mV' };
    findings[`${name}PeakTime`] = { value: time[at]!, unit: 'ms' };
    if (name === 'ionic' || passive.includes(name)) return [];
    return [
      `${name} ${said(peak[at]!)} ${unitOfCurrents(options)} (at ${said(values[at]!)} mV, after ${said(time[at]!)} ms)`,
    ];
  });
  const inward = values.map((_, i) => inUnit(options, inwards.of(i).value));
  const most = inward.indexOf(Math.min(...inward));
  findings.inward = { value: inward[most]!, unit: unitOfCurrents(options) };
  findings.inwardLevel = { value: inward[most]! < 0 ? values[most]! : Number.NaN, unit: 'mV' };
  return {
    columns: [
      levelColumn(values),
      ...measured.flatMap(({ name, peak, time, steady }) => [
        currentColumn(options, `${name}_peak`, peak, `largest ${name}`),
        currentColumn(options, `${name}_steady`, steady, `${name} at the end`),
        timeColumn(`${name}_peak_time`, time, `when ${name} is largest`),
      ]),
    ],
    findings,
    sentences: [
      `In steps of ${said(lasted)} ms from ${said(clamped.course.holding)} mV to ${said(values[0]!)} to ${said(values.at(-1)!)} mV ${
        words.length > 0 ? `currents are at most ${words.join(', ')}` : 'no current changes'
      }.`,
      inward[most]! < 0
        ? `Together they flow inward with up to ${said(-inward[most]!)} ${unitOfCurrents(options)} (at ${said(values[most]!)} mV).`
        : 'Together they flow nowhere inward.',
    ],
    plot: {
      x: 'V_mV',
      y: ['peak', 'steady'].map((which) => currentColumn(options, `ionic_${which}`, [], '').name),
    },
    details: { protocol: clamped.document },
  };
}
