import { describe, expect, it } from 'vitest';
import { Cells } from '../../src/lessons/cells.ts';
import { goalState, goalsAfterRun, goalsMet, neededBy } from '../../src/lessons/goals.ts';
import type { Goal } from '../../src/lessons/header.ts';
import { parseExperiment } from '../../src/protocol/experiment.ts';
import { prepare } from '../../src/protocol/prepare.ts';
import { lendCpu } from '../support/lend.ts';

const goal = (hold: string, others: Partial<Goal> = {}): Goal => ({ says: 'x', hold, share: 1, ...others });

/** Five cells with a current of 0, 1, 2, 3, 4 uA/cm2. */
const experiment = parseExperiment({
  stimulus: [
    { name: 'a', kind: 'constant', amplitude: 0 },
    { name: 'b', kind: 'clamp', holding: -65, levels: [-10, 20], durations: [5, 5], onset: 900 },
  ],
  sweep: { x: { vary: 'stimulus.a.amplitude', from: 0, to: 4, count: 5 } },
  parameters: { gK: 30 },
  integrator: 'rk4',
  dt: 0.02,
  duration: 100,
  measure: { from: 40 },
});
const cells = new Cells(experiment);
const columns = new Map([
  ['rate', [0, 0, 50, 60, 70]],
  ['latency', [Number.NaN, Number.NaN, 5, 4, 3]],
  ['V', [-65, -64, -63, -62, -61]],
]);
const stateOf = (one: Goal) => goalState(one, cells, columns);

it('knows how each cell is stepped, where there are bands', () => {
  const bands = [
    { integrator: 'euler', dt: 0.05 },
    { integrator: 'strang-richardson', dt: 0.025 },
  ] as const;
  const two = new Cells(
    parseExperiment({ sweep: { x: { vary: 'stimulus.amplitude', values: [5, 6] } }, bands: [...bands] }),
  );
  const valuesOf = (text: string) => [...two.values(two.formula(text), new Map())];
  expect(valuesOf('dt')).toEqual([0.05, 0.05, 0.025, 0.025]);
  expect(valuesOf('integrator.euler')).toEqual([1, 1, 0, 0]);
  expect(valuesOf('integrator.strang_richardson * stimulus.amplitude')).toEqual([0, 0, 5, 6]);
});

describe('a goal', () => {
  it.each<[string, Partial<Goal>, boolean, asked: number, failing: number]>([
    ['rate >= 0', {}, true, 5, 0],
    ['rate > 0', {}, false, 5, 2],
    ['rate > 0', { share: 0.6 }, true, 5, 2],
    ['rate > 0', { share: 0.61 }, false, 5, 2],
    ['rate > 0', { cells: 'a.amplitude > 1.5' }, true, 3, 0],
    ['rate == 0', { cells: 'a.amplitude < 2' }, true, 2, 0],
    ['rate > 0', { cells: 'a.amplitude > 4' }, false, 0, 0],
    ['abs(rate - 10 * a.amplitude) < 41', {}, true, 5, 0],
    // A silent cell has no latency, so nothing is true of it.
    ['latency < 6', {}, false, 5, 2],
    ['latency >= 6', {}, false, 5, 5],
    ['latency', {}, false, 5, 2],
    ['V < -60 && V > -66', {}, true, 5, 0],
    ['parameters.gK == 30 && parameters.gNa == 120', {}, true, 5, 0],
    ['dt <= 0.02 && duration == 100', {}, true, 5, 0],
    ['integrator.rk4', {}, true, 5, 0],
    ['integrator.strang_richardson', {}, false, 5, 5],
    ['b.levels_1 == 20 && b.onset == 900', {}, true, 5, 0],
    ['1', {}, true, 5, 0],
    ['0', {}, false, 5, 5],
  ])('%s %o', (hold, others, met, asked, failing) => {
    expect(stateOf(goal(hold, others))).toEqual({ met, asked, failing });
  });

  it('is judged of more cells than are computed at once', () => {
    const many = new Cells(
      parseExperiment({
        sweep: { x: { vary: 'stimulus.amplitude', from: 0, to: 2499, count: 2500 } },
        dt: 0.05,
      }),
    );
    const rate = Array.from({ length: 2500 }, (_, cell) => 2 * cell + Number(cell === 2100));
    const state = goalState(goal('rate == 2 * stimulus.amplitude'), many, new Map([['rate', rate]]));
    expect(state).toEqual({ met: false, asked: 2500, failing: 1 });
  });

  it('needs no more than it names', () => {
    expect(
      neededBy(goal('rate > 0 && V < 0 && dt < 1', { cells: 'latency < 5 && a.amplitude > 1' }), cells),
    ).toEqual(['latency', 'rate', 'V']);
  });

  it('is not met by an experiment that has not what it speaks of, and says so', () => {
    const other = new Cells(parseExperiment({ model: 'prescott' }));
    const lost = goalState(goal('a.amplitude > 1'), other, new Map());
    expect(lost).toMatchObject({ met: false, asked: 0 });
    expect(lost.missing).toMatch(/there is no "a.amplitude"/);
    expect(neededBy(goal('rate > 0 && m > 0 && INaa > 1'), other)).toEqual([]);
  });
});

describe('on an engine', () => {
  const firing = parseExperiment({
    sweep: { x: { vary: 'stimulus.amplitude', values: [0, 5, 7, 10] } },
    duration: 600,
    measure: { from: 300 },
  });
  // The squid axon fires on from 6.264 uA/cm2 on (docs/guide/protocols.md), with 50 Hz at least.
  const goals = [
    goal('rate == 0 && spikes == 0', { cells: 'stimulus.amplitude < 6' }),
    goal('rate > 50', { cells: 'stimulus.amplitude > 6' }),
    goal('rate > 50'),
  ];
  const expected = [
    { met: true, asked: 2, failing: 0 },
    { met: true, asked: 2, failing: 0 },
    { met: false, asked: 4, failing: 2 },
  ];

  it('goals are judged by a whole run', async () => {
    expect(await goalsAfterRun(goals, new Cells(firing), lendCpu())).toEqual(expected);
  });

  it('and by the present window of a simulation that goes on', async () => {
    const states = await lendCpu('float64')(prepare(firing), async (simulation) => {
      await simulation.advance(simulation.problem.windowStart);
      simulation.beginMeasuring();
      await simulation.advance(Math.round((firing.duration - firing.measure.from) / firing.dt));
      return goalsMet(goals, firing, simulation);
    });
    expect(states).toEqual(expected);
  });
});
