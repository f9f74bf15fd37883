import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Inquiry, keyOf } from '../../../src/app/curve/inquiry.ts';

/** A thread that answers when it is told to, and may do so after its end. */
class FakeWorker extends EventTarget {
  static all: FakeWorker[] = [];
  posted: unknown;
  isOver = false;
  constructor() {
    super();
    FakeWorker.all.push(this);
  }
  postMessage(message: unknown) {
    this.posted = message;
  }
  terminate() {
    this.isOver = true;
  }
  reply(data: unknown) {
    this.dispatchEvent(new MessageEvent('message', { data }));
  }
}

beforeEach(() => {
  FakeWorker.all = [];
  vi.stubGlobal('Worker', FakeWorker);
});
afterEach(() => vi.unstubAllGlobals());

const question = { about: 'weather', at: 'sea' };
const key = keyOf(question);

test('an answer is kept with its question, and the thread ends', () => {
  const inquiry = new Inquiry<object, string>();
  inquiry.ask(question);
  const [thread] = FakeWorker.all;
  expect(thread!.posted).toEqual(question);
  const stage = { number: 1, of: 2, words: 'clouds' };
  thread!.reply({ stage });
  expect(inquiry.standing.value).toMatchObject({ is: 'asked', key, stage });
  thread!.reply({ answer: 'rain' });
  expect(inquiry.standing.value).toEqual({ is: 'answered', key, answer: 'rain' });
  expect(thread!.isOver).toBe(true);
});

test('what was given up or overtaken answers no more', () => {
  const inquiry = new Inquiry<object, string>();
  inquiry.ask(question);
  inquiry.ask({ about: 'tides' });
  const [first, second] = FakeWorker.all;
  expect(first!.isOver).toBe(true);
  first!.reply({ answer: 'rain' });
  expect(inquiry.standing.value.is).toBe('asked');
  inquiry.cancel();
  expect(second!.isOver).toBe(true);
  second!.reply({ stage: 'late' });
  expect(inquiry.standing.value).toEqual({ is: 'open' });
});

test('an error says why', () => {
  const inquiry = new Inquiry<object, string>();
  inquiry.ask(question);
  FakeWorker.all[0]!.reply({ reason: 'no sea' });
  expect(inquiry.standing.value).toEqual({ is: 'failed', key, reason: 'no sea' });
  inquiry.ask(question);
  FakeWorker.all[1]!.dispatchEvent(new Event('error'));
  expect(inquiry.standing.value).toMatchObject({
    is: 'failed',
    reason: 'what computes it could not be loaded',
  });
});
