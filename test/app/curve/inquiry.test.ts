import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Inquiry, keyOf } from '../../../src/app/curve/inquiry.ts';
import { FakeWorker } from '../../support/fake-worker.ts';

beforeEach(() => {
  FakeWorker.all = [];
  vi.stubGlobal('Worker', FakeWorker);
});
afterEach(() => vi.unstubAllGlobals());

/** In which an answer would have come. */
const aWhile = () => new Promise((resolve) => setTimeout(resolve, 5));

const question = { about: 'weather', at: 'sea' };
const key = keyOf(question);

test('an answer is kept with its question, and the thread ends', async () => {
  const inquiry = new Inquiry<object, string>();
  inquiry.ask(question);
  const [thread] = FakeWorker.all;
  expect(thread!.asked).toMatchObject([{ question }]);
  const stage = { number: 1, of: 2, words: 'clouds' };
  thread!.reply({ stage });
  await vi.waitFor(() => expect(inquiry.standing.value).toMatchObject({ is: 'asked', key, stage }));
  thread!.reply({ answer: 'rain' });
  await vi.waitFor(() => expect(inquiry.standing.value).toEqual({ is: 'answered', key, answer: 'rain' }));
  expect(thread!.isOver).toBe(true);
});

test('what was given up or overtaken answers no more', async () => {
  const inquiry = new Inquiry<object, string>();
  inquiry.ask(question);
  inquiry.ask({ about: 'tides' });
  const [first, second] = FakeWorker.all;
  expect(first!.isOver).toBe(true);
  first!.reply({ answer: 'rain' });
  await aWhile();
  expect(inquiry.standing.value).toMatchObject({ is: 'asked', key: keyOf({ about: 'tides' }) });
  inquiry.cancel();
  expect(second!.isOver).toBe(true);
  second!.reply({ stage: 'late' });
  await aWhile();
  expect(inquiry.standing.value).toEqual({ is: 'open' });
});

test('an error says why, and whether it was the question', async () => {
  const inquiry = new Inquiry<object, string>();
  inquiry.ask(question);
  FakeWorker.all[0]!.reply({ refused: { name: 'InputError', message: 'no sea.' } });
  await vi.waitFor(() =>
    expect(inquiry.standing.value).toEqual({ is: 'failed', key, reason: 'no sea', isFault: false }),
  );
  inquiry.ask(question);
  FakeWorker.all[1]!.lose();
  await vi.waitFor(() => expect(inquiry.standing.value.is).toBe('failed'));
  expect(inquiry.standing.value).toMatchObject({
    isFault: true,
    reason: 'what computes it could not be loaded: try again, or reload the page if that does not help',
  });
});
