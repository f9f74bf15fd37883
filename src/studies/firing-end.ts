import type { Cycle } from '../dynamics/cycle.ts';
import { firingEndOf } from '../dynamics/firing-end.ts';
import { breathe } from '../engine/pause.ts';
import { systemOf } from '../protocol/prepare.ts';
import { restIn } from './rest.ts';
import { experimentOf, type Setup } from './setup.ts';

/** A rate, and what it may be off by, Hz. */
export interface RateThere {
  readonly rate: number;
  readonly rateError: number;
}

/** What a step makes of a current at which runs cease to fire, as a part of it. */
const STEP_ERROR = 2e-3;
/** What the rate of a cycle that was followed to its end may be off by, as a part of it: its mesh is good to 1e-6 of a period. */
const FOLLOWED = 1e-5;
/** How cycles end with a rate that is known. Where they only lose their stability others may go on. */
const ends: readonly string[] = ['fold of cycles', 'snic', 'homoclinic'];

/**
 * The rate with which firing ends as a current is lowered, from the equations alone: that of the cycle in its fold, 0 where its
 * period goes to infinity, or that where V swings no further than an event needs, though the cycle goes on.
 * @param end where runs cease to fire
 * @param start a current at which a neuron fires that it is switched on in
 * @returns undefined where no cycle could be followed to there
 */
export async function rateAtEnd(setup: Setup, end: number, start: number): Promise<RateThere | undefined> {
  const rest = restIn(setup, 0);
  if (!rest) return undefined;
  const stimulus = { kind: 'constant', amplitude: start, unit: setup.unit } as const;
  const experiment = experimentOf(setup, { stimulus });
  const found = await firingEndOf(systemOf(experiment), {
    path: 'stimulus.amplitude',
    from: end - (start - end),
    to: start,
    rest: rest.state,
    pause: breathe,
  });
  if (!found?.onset) return undefined;
  const { onset, cycles } = found;
  const isThere = (parameter: number) => Math.abs(parameter - end) <= STEP_ERROR * Math.abs(end);
  if (ends.includes(onset.how) && isThere(onset.parameter))
    return { rate: onset.frequency, rateError: FOLLOWED * onset.frequency };
  return experiment.events.kind === 'prominence'
    ? fading(
        cycles.filter(({ stable }) => stable),
        experiment.events.height,
        isThere,
      )
    : undefined;
}

/** The rate of the cycle there whose potential swings by a height (mV), by the parabola through three neighbours on the branch. */
function fading(
  cycles: readonly Cycle[],
  height: number,
  isThere: (parameter: number) => boolean,
): RateThere | undefined {
  const swing = ({ highest, lowest }: Cycle) => highest - lowest - height;
  const at = cycles.findIndex(
    (cycle, i) =>
      i > 0 && swing(cycle) * swing(cycles[i - 1]!) <= 0 && swing(cycle) !== swing(cycles[i - 1]!),
  );
  const [a, b, c] = [cycles[at - 1], cycles[at], cycles[at + 1] ?? cycles[at - 2]];
  if (!a || !b || !c) return undefined;
  // Divided differences at swing 0, of Newton's form.
  const through = (value: (cycle: Cycle) => number) => {
    const [x, y, z] = [swing(a), swing(b), swing(c)];
    const first = (value(b) - value(a)) / (y - x);
    const second = ((value(c) - value(b)) / (z - y) - first) / (z - x);
    return { line: value(a) - first * x, bend: second * x * y };
  };
  const parameter = through((cycle) => cycle.parameter);
  if (!isThere(parameter.line + parameter.bend)) return undefined;
  const { line, bend } = through(({ frequency }) => frequency);
  return { rate: line + bend, rateError: Math.abs(bend) };
}
