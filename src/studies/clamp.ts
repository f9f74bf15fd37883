import { InputError } from '../input/schema.ts';
import { COUNT, FROM, type Levels, TO, valuesOf } from './clamp-columns.ts';
import { family } from './clamp-family.ts';
import { Clamped } from './clamped.ts';
import { activation, inactivation } from './open-parts.ts';
import { restIn } from './rest.ts';
import type { Setup } from './setup.ts';
import type { Lend, Report } from './study.ts';
import { tails } from './tails.ts';

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
