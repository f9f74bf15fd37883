import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Population } from '../../../src/app/engines/populations.ts';
import { Loop } from '../../../src/app/session/loop.ts';
import type { Session, SessionOptions } from '../../../src/app/session/session.ts';
import { Sessions } from '../../../src/app/session/sessions.ts';
import { createState } from '../../../src/app/state.ts';
import { CpuSimulation } from '../../../src/engine/cpu/simulation.ts';
import type { DivergedError } from '../../../src/engine/simulation.ts';
import { parseExperiment } from '../../../src/protocol/experiment.ts';
import { prepare } from '../../../src/protocol/prepare.ts';

const open = vi.hoisted(() => vi.fn());
vi.mock('../../../src/app/session/session.ts', () => ({ Session: { open } }));

const experiment = parseExperiment({
  stimulus: { kind: 'constant', amplitude: 10 },
  sweep: { x: { vary: 'stimulus.amplitude', from: 0, to: 60, count: 19 } },
});

beforeEach(() => {
  vi.stubGlobal('innerWidth', 1280);
  vi.stubGlobal('cancelAnimationFrame', () => {});
});
afterEach(() => void vi.unstubAllGlobals());

/** Sessions with a population whose state was kept after 10 steps and which has taken 20; and with what the next one is opened. */
async function opened() {
  const state = createState();
  const simulation = await CpuSimulation.create(prepare(experiment), { live: true });
  const population = { experiment, simulation, drawn: async () => {} } as unknown as Population;
  const loop = new Loop(state, population, undefined, () => {});
  const changeTo = vi.fn(async () => {});
  const session = {
    loop,
    population,
    change: changeTo,
    lost: () => new Promise(() => {}),
    close: () => loop.stop(),
  };
  open.mockReset().mockResolvedValue(session as Partial<Session>);
  const sessions = new Sessions(state, {
    onSelect: () => {},
    onChanged: () => {},
    onMembrane: () => {},
    onError: (error) => {
      state.notice.value = { kind: 'error', text: String(error), ofAttempt: true };
    },
  });
  await sessions.open({} as HTMLElement);
  await simulation.advance(10);
  await loop.past.hold();
  await simulation.advance(10);
  /** Changes the engine. @returns what the next session goes on with */
  const change = async (): Promise<SessionOptions['resume']> => {
    sessions.change();
    await vi.waitFor(() => expect(open).toHaveBeenCalledTimes(2));
    return (open.mock.lastCall![1] as SessionOptions).resume;
  };
  return { state, sessions, simulation, change, changeTo };
}

test('another engine goes on from the present state, not from one that was kept before', async () => {
  const { simulation, change } = await opened();
  const present = await simulation.snapshot();
  expect(await change()).toEqual({ experiment, snapshot: present });
  expect(present.step).toBe(20);
});

test('where that cannot be read, or a neuron has diverged, it goes on from the last one that was kept', async () => {
  const lost = await opened();
  vi.spyOn(lost.simulation, 'snapshot').mockRejectedValue(new Error('the device is lost'));
  expect((await lost.change())?.snapshot?.step).toBe(10);

  const diverged = await opened();
  diverged.state.diverged.value = {} as DivergedError;
  expect((await diverged.change())?.snapshot?.step).toBe(10);
});

test('what was said of a change that failed goes when another one succeeds; other messages stay', async () => {
  const { state, sessions, changeTo } = await opened();
  const { notice } = state;
  changeTo.mockRejectedValueOnce(new Error('it does not fit'));
  sessions.ask(experiment, true);
  await vi.waitFor(() => expect(notice.value?.text).toContain('it does not fit'));
  sessions.ask({ ...experiment }, true);
  await vi.waitFor(() => expect(notice.value).toBeUndefined());

  const news = { kind: 'error', text: 'there is no sheet' } as const;
  notice.value = news;
  sessions.ask({ ...experiment }, true);
  await vi.waitFor(() => expect(changeTo).toHaveBeenCalledTimes(3));
  await changeTo.mock.results[2]!.value;
  expect(notice.value).toBe(news);
});
