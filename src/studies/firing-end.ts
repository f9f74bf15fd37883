import { firingEndOf } from '../dynamics/firing-end.ts';
import { breathe } from '../engine/pause.ts';
import { systemOf } from '../protocol/prepare.ts';
import { restIn } from './rest.ts';
import { experimentOf, type Setup } from './setup.ts';

/** What a step makes of a current at which runs cease to fire, as a part of it. */
const STEP_ERROR = 2e-3;
/** How cycles end with a rate that is known. Where they only lose their stability others may go on. */
const ends: readonly string[] = ['fold of cycles', 'snic', 'homoclinic'];

/**
 * The rate (Hz) with which firing ends as a current is lowered, from the equations alone: that of the cycle in its fold, or 0 where its
 * period goes to infinity.
 * @param end where runs cease to fire
 * @param start a current at which a neuron fires that it is switched on in
 * @returns undefined where no cycle could be followed to there
 */
export async function rateAtEnd(setup: Setup, end: number, start: number): Promise<number | undefined> {
  const rest = restIn(setup, 0);
  if (!rest) return undefined;
  const stimulus = { kind: 'constant', amplitude: start, unit: setup.unit } as const;
  const found = await firingEndOf(systemOf(experimentOf(setup, { stimulus })), {
    path: 'stimulus.amplitude',
    from: end - (start - end),
    to: start,
    rest: rest.state,
    pause: breathe,
  });
  if (!found || !ends.includes(found.how)) return undefined;
  const isThere = Math.abs(found.parameter - end) <= STEP_ERROR * Math.abs(end);
  return isThere ? found.frequency : undefined;
}
