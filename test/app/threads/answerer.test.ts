import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { answer } from '../../../src/app/threads/answer.ts';
import { Answerer, askOnce } from '../../../src/app/threads/answerer.ts';
import { InputError } from '../../../src/input/schema.ts';
import { FakeWorker } from '../../support/fake-worker.ts';

const open = () => new FakeWorker() as unknown as Worker;

beforeEach(() => {
  FakeWorker.all = [];
});

describe('a thread that answers', () => {
  it('begins with the first question, and answers each with what belongs to it, in any order', async () => {
    const answerer = new Answerer<string, string>(open);
    expect(FakeWorker.all).toEqual([]);
    const [sea, hill] = [answerer.ask('sea'), answerer.ask('hill')];
    const [thread, ...others] = FakeWorker.all;
    expect(others).toEqual([]);
    expect(thread!.asked.map(({ question }) => question)).toEqual(['sea', 'hill']);
    thread!.reply({ answer: 'snow' }, 1);
    expect(await hill).toBe('snow');
    thread!.reply({ answer: 'rain' }, 0);
    expect(await sea).toBe('rain');
    expect(thread!.isOver).toBe(false);
  });

  it('says how far it is', async () => {
    const stages: string[] = [];
    const answered = new Answerer<string, string, string>(open).ask('sea', {
      onStage: (stage) => stages.push(stage),
    });
    FakeWorker.all[0]!.reply({ stage: 'clouds' });
    FakeWorker.all[0]!.reply({ stage: 'wind' });
    FakeWorker.all[0]!.reply({ answer: 'rain' });
    expect(await answered).toBe('rain');
    expect(stages).toEqual(['clouds', 'wind']);
  });

  it.each([
    ['InputError', InputError],
    ['RangeError', Error],
  ])('keeps what an %s says, and whether the question was at fault', async (name, kind) => {
    const answered = new Answerer(open).ask('sea');
    FakeWorker.all[0]!.reply({ refused: { name, message: 'no sea' } });
    const error: unknown = await answered.catch((reason) => reason);
    expect(error).toEqual(new kind('no sea'));
    expect(error instanceof InputError).toBe(kind === InputError);
  });

  it.each([
    ['', 'could not be loaded'],
    ['out of memory.', 'has stopped (out of memory)'],
  ])(
    'that is lost (%s) refuses all that wait; another one answers the next question',
    async (message, what) => {
      const answerer = new Answerer<string, string>(open);
      const waiting = [answerer.ask('sea'), answerer.ask('hill')];
      FakeWorker.all[0]!.lose(message);
      const said = `what computes it ${what}: try again, or reload the page if that does not help`;
      for (const answered of waiting) await expect(answered).rejects.toThrow(said);
      const next = answerer.ask('sea');
      // What is over says nothing of that which has taken its place.
      FakeWorker.all[0]!.lose('again');
      FakeWorker.all[1]!.reply({ answer: 'rain' });
      expect(await next).toBe('rain');
    },
  );

  it('that cannot begin refuses the question', async () => {
    const answerer = new Answerer(() => {
      throw new Error('no threads here');
    });
    await expect(answerer.ask('sea')).rejects.toThrow('no threads here');
  });

  it('that is ended says nothing more', async () => {
    const said = vi.fn();
    const answerer = new Answerer<string, string, string>(open);
    const answered = answerer.ask('sea', { onStage: said });
    answerer.end();
    await expect(answered).rejects.toMatchObject({ name: 'AbortError' });
    const [thread] = FakeWorker.all;
    expect(thread!.isOver).toBe(true);
    thread!.reply({ stage: 'late' });
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(said).not.toHaveBeenCalled();
  });
});

describe('a thread that is asked once', () => {
  it('ends with the answer, and with an error', async () => {
    const answered = askOnce<string, string>(open, 'sea');
    FakeWorker.all[0]!.reply({ answer: 'rain' });
    expect(await answered).toBe('rain');
    const refused = askOnce<string, string>(open, 'hill');
    FakeWorker.all[1]!.reply({ refused: { name: 'Error', message: 'no hill' } });
    await expect(refused).rejects.toThrow('no hill');
    expect(FakeWorker.all.map(({ isOver }) => isOver)).toEqual([true, true]);
  });

  it('ends when the question is given up, and does not begin when it has been', async () => {
    const giveUp = new AbortController();
    const answered = askOnce(open, 'sea', { signal: giveUp.signal });
    giveUp.abort(new Error('no time'));
    await expect(answered).rejects.toThrow('no time');
    expect(FakeWorker.all[0]!.isOver).toBe(true);
    await expect(askOnce(open, 'sea', { signal: giveUp.signal })).rejects.toThrow('no time');
    expect(FakeWorker.all).toHaveLength(1);
  });
});

describe('what answers', () => {
  /** A thread that runs in this one. */
  class OwnWorker extends FakeWorker {
    override postMessage(question: unknown, [port]: [MessagePort]): void {
      listener({ data: structuredClone(question), ports: [port] } as unknown as MessageEvent);
    }
  }
  let listener: (event: MessageEvent) => void;
  beforeEach(() =>
    vi.stubGlobal('addEventListener', (_: 'message', listen: typeof listener) => {
      listener = listen;
    }),
  );
  afterEach(() => vi.unstubAllGlobals());

  it('sends stages, answers and errors', async () => {
    answer(async (question: number, onStage: (stage: number) => void) => {
      onStage(question / 2);
      if (question < 0) throw new InputError(`${question} is negative`);
      // Functions cannot be sent.
      return question > 9 ? () => question : question ** 2;
    });
    const stages: number[] = [];
    const own = () => new OwnWorker() as unknown as Worker;
    const answerer = new Answerer<number, number, number>(own);
    const ask = (question: number) => answerer.ask(question, { onStage: (stage) => stages.push(stage) });
    expect(await ask(4)).toBe(16);
    await expect(ask(-6)).rejects.toEqual(new InputError('-6 is negative'));
    await expect(ask(10)).rejects.toThrow('could not be cloned');
    expect(stages).toEqual([2, -3, 5]);
  });
});
