import { expose } from 'comlink';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { EngineLostError } from '../../src/app/errors.ts';
import { openingExperiment } from '../../src/app/opening.ts';
import { WorkerSimulation } from '../../src/app/worker-simulation.ts';

/** A worker that can be made to fail; it has no thread of its own. */
class FakeWorker extends EventTarget {
  static latest: FakeWorker;
  terminated = false;
  readonly #channel = new MessageChannel();

  constructor() {
    super();
    FakeWorker.latest = this;
    this.#channel.port1.onmessage = ({ data }) =>
      this.dispatchEvent(Object.assign(new Event('message'), { data }));
  }

  /** Answers calls like the engine, but not those to advance. */
  serve(): void {
    const description = { adapter: { name: 'fake' }, cells: 16, variables: ['V'] };
    const engine = {
      create: () => description,
      advance: () => new Promise(() => {}),
      read: () => new Float64Array(16),
      trace: () => {
        throw new RangeError('there is no neuron 16');
      },
    };
    expose(engine, this.#channel.port2 as unknown as Parameters<typeof expose>[1]);
  }

  postMessage(message: unknown): void {
    this.#channel.port1.postMessage(message);
  }

  terminate(): void {
    this.terminated = true;
    this.#channel.port1.close();
  }

  fail(message?: string): void {
    this.dispatchEvent(Object.assign(new Event('error'), { message }));
  }
}

const sampling = { cells: [16], every: 2, values: ['V'] };

beforeEach(() => void vi.stubGlobal('Worker', FakeWorker));
afterEach(() => void vi.unstubAllGlobals());

async function open() {
  const opening = WorkerSimulation.create(openingExperiment(16));
  FakeWorker.latest.serve();
  return { simulation: await opening, worker: FakeWorker.latest };
}

test('a script that cannot be loaded is told, with the remedy', async () => {
  const opening = WorkerSimulation.create(openingExperiment(16));
  FakeWorker.latest.fail();
  await expect(opening).rejects.toThrow(/could not be loaded: try again, or reload the page/);
  await expect(opening).rejects.not.toBeInstanceOf(EngineLostError);
  expect(FakeWorker.latest.terminated).toBe(true);
});

describe('once the worker has died', () => {
  test('calls that wait and later ones are refused', async () => {
    const { simulation, worker } = await open();
    expect(await simulation.read('V')).toHaveLength(16);
    const waiting = simulation.advance(4);
    worker.fail('Uncaught RangeError: out of memory');
    await expect(waiting).rejects.toThrow(/has stopped \(Uncaught RangeError: out of memory\)/);
    for (const call of [
      () => simulation.advance(4),
      () => simulation.read('V'),
      () => simulation.measures(),
      () => simulation.snapshot(),
      () => simulation.reset(),
      () => simulation.update(simulation.experiment),
    ])
      await expect(call()).rejects.toBeInstanceOf(EngineLostError);
    expect(worker.terminated).toBe(true);
  });

  test('a call that nobody waits for is no unhandled rejection', async () => {
    const { simulation, worker } = await open();
    worker.fail('gone');
    simulation.beginMeasuring();
    simulation.trace(sampling);
    await expect(simulation.takeTraces()).rejects.toBeInstanceOf(EngineLostError);
  });
});

test('what fails while nobody waits is told by the next call', async () => {
  const { simulation } = await open();
  simulation.trace(sampling);
  await simulation.read('V');
  await expect(simulation.read('V')).rejects.toThrow(/there is no neuron 16/);
  expect(await simulation.read('V')).toHaveLength(16);
});

test('a population that is no longer wanted is not made', async () => {
  const giveUp = new AbortController();
  const opening = WorkerSimulation.create(openingExperiment(16), giveUp.signal);
  giveUp.abort(new Error('overtaken'));
  await expect(opening).rejects.toThrow('overtaken');
  expect(FakeWorker.latest.terminated).toBe(true);
});

test('calls that wait are refused when the population is removed', async () => {
  const { simulation } = await open();
  const waiting = simulation.advance(4);
  simulation.destroy();
  await expect(waiting).rejects.toThrow(/closed/);
});
