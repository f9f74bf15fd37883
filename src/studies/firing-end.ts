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

/** Where firing ends as a current is lowered, and the rate there. */
export interface FiringEnd extends RateThere {
  readonly current: number;
}

/** What the rate of a cycle that was followed to its end may be off by, as a part of it: its mesh is good to 1e-6 of a period. */
const FOLLOWED = 1e-5;
/** How cycles end with a rate that is known. Where they only lose their stability others may go on. */
const ends: readonly string[] = ['fold of cycles', 'snic', 'homoclinic'];

/**
 * Where firing ends as a current is lowered, from the equations alone: in the fold of the cycle, where its period goes to infinity and the
 * rate to 0, or where V swings no further than an event needs, though the cycle goes on.
 * @param from a current below
 * @param start a current at which a neuron fires that it is switched on in
 * @returns undefined where no cycle could be followed to such an end
 */
export async function cycleEnd(setup: Setup, from: number, start: number): Promise<FiringEnd | undefined> {
  const rest = restIn(setup, 0);
  if (!rest) return undefined;
  const stimulus = { kind: 'constant', amplitude: start, unit: setup.unit } as const;
  const experiment = experimentOf(setup, { stimulus });
  const found = await firingEndOf(systemOf(experiment), {
    path: 'stimulus.amplitude',
    from,
    to: start,
    rest: rest.state,
    pause: breathe,
  });
  if (!found?.onset) return undefined;
  const { onset, cycles } = found;
  const { events } = experiment;
  const stable = cycles.filter(({ stable }) => stable);
  const faded = events.kind === 'prominence' ? fading(stable, events.height) : undefined;
  if (faded && faded.current > onset.parameter) return faded;
  if (!ends.includes(onset.how)) return undefined;
  return { current: onset.parameter, rate: onset.frequency, rateError: FOLLOWED * onset.frequency };
}

/** The cycle whose potential swings by a height (mV), by the parabola through three neighbours on the branch. */
function fading(cycles: readonly Cycle[], height: number): FiringEnd | undefined {
  const swing = ({ highest, lowest }: Cycle) => highest - lowest - height;
  const at = cycles.findIndex((cycle, i) => i > 0 && swing(cycle) < 0 !== swing(cycles[i - 1]!) < 0);
  const [a, b, c] = [cycles[at - 1], cycles[at], cycles[at + 1] ?? cycles[at - 2]];
  if (!a || !b || !c) return undefined;
  // Newton's divided differences, at a swing of the height.
  const [x, y, z] = [swing(a), swing(b), swing(c)];
  const through = (value: (cycle: Cycle) => number) => {
    const first = (value(b) - value(a)) / (y - x);
    const second = ((value(c) - value(b)) / (z - y) - first) / (z - x);
    return { line: value(a) - first * x, bend: second * x * y };
  };
  const current = through((cycle) => cycle.parameter);
  const rate = through((cycle) => cycle.frequency);
  return {
    current: current.line + current.bend,
    rate: rate.line + rate.bend,
    rateError: Math.abs(rate.bend),
  };
}
