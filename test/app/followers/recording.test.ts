import { signal } from '@preact/signals';
import { expect, test } from 'vitest';
import type { Followed } from '../../../src/app/followers/follower.ts';
import { Recording } from '../../../src/app/followers/recording.ts';

test('a population runs over a recording once it is at its beginning, and stops at the end', async () => {
  const [until, recording] = [signal<number | undefined>(undefined), signal<object | undefined>({})];
  const running = signal(false);
  const loop = {
    state: { running, ownData: { until, recording } },
    population: { simulation: { problem: { dt: 0.1 } } },
    time: 500,
  };
  const follower = new Recording(loop as unknown as Followed);
  const at = async (time: number) => {
    loop.time = time;
    await follower.turn();
    return running.value;
  };
  until.value = 60;
  // Other values come before the reset.
  follower.changed();
  expect(follower.moment).toBeUndefined();
  running.value = true;
  expect(await at(500)).toBe(true);
  running.value = false;
  loop.time = 0;
  follower.changed();
  expect([follower.moment, running.value]).toEqual([60, true]);
  expect(await at(59.9)).toBe(true);
  expect(await at(59.96)).toBe(false);
  // From then on it runs as it likes.
  running.value = true;
  expect(await at(70)).toBe(true);
  until.value = 60;
  loop.time = 0;
  follower.changed();
  recording.value = undefined;
  expect(await at(61)).toBe(true);
});
