import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Fitter } from '../../../src/app/own-data/fitter.ts';
import type { FitRequest, FittedRound } from '../../../src/app/own-data/rounds.ts';
import { FakeWorker } from '../../support/fake-worker.ts';

beforeEach(() => {
  FakeWorker.all = [];
  vi.stubGlobal('Worker', FakeWorker);
});
afterEach(() => vi.unstubAllGlobals());

const request = { question: { free: ['gK'] }, count: 8 } as unknown as FitRequest;
const rounds = [{ round: 1 }, { round: 2, ending: 'accuracy' }] as unknown as FittedRound[];

test('a fit asks one thread for each of its rounds until they come to an end', async () => {
  const fitter = new Fitter();
  const seen: FittedRound[] = [];
  fitter.begin(request, (round) => seen.push(round));
  const [thread] = FakeWorker.all;
  expect(fitter.question.value).toBe(request.question);
  fitter.another();
  expect(thread!.asked.map(({ question }) => question)).toEqual([request]);
  thread!.reply({ answer: rounds[0] });
  await vi.waitFor(() => expect(fitter.busy.value).toBe(false));
  expect(thread!.isOver).toBe(false);

  fitter.another();
  expect(thread!.asked.map(({ question }) => question)).toEqual([request, 'another']);
  thread!.reply({ answer: rounds[1] });
  await vi.waitFor(() => expect(fitter.rounds.value).toEqual(rounds));
  expect(seen).toEqual(rounds);
  expect(thread!.isOver).toBe(true);
  fitter.another();
  expect(fitter.busy.value).toBe(false);
});

test('what went wrong is all that is left of a fit; one that is given up leaves nothing', async () => {
  const fitter = new Fitter();
  fitter.begin(request, () => {});
  FakeWorker.all[0]!.reply({ refused: { name: 'InputError', message: 'nothing varies.' } });
  await vi.waitFor(() => expect(fitter.failure.value).toBe('nothing varies'));
  expect([fitter.question.value, fitter.busy.value]).toEqual([undefined, false]);

  fitter.begin(request, () => {});
  fitter.end();
  fitter.begin(request, () => {});
  expect(FakeWorker.all.map(({ isOver }) => isOver)).toEqual([true, true, false]);
  // Whoever waited for the one before hears of its end meanwhile.
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect([fitter.failure.value, fitter.busy.value]).toEqual([undefined, true]);
  fitter.end();
});
