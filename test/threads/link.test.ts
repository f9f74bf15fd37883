import { expose } from 'comlink';
import { describe, expect, it } from 'vitest';
import { Holder } from '../../src/engine/cpu/holder.ts';
import { generateKernel } from '../../src/engine/cpu/kernel.ts';
import { ThreadLostError } from '../../src/engine/cpu/threads.ts';
import { type Channel, served, threadOf } from '../../src/threads/link.ts';
import { problemOf } from '../support/problems.ts';

/** A channel to a holder in this thread, with what lets it be lost. */
function channelTo(holder: Holder) {
  const { port1, port2 } = new MessageChannel();
  expose(served(holder), port2);
  let lost: (what: string) => void = () => {};
  let terminated = 0;
  const channel: Channel = {
    endpoint: port1,
    onLost: (listener) => {
      lost = listener;
    },
    terminate: () => {
      terminated++;
      port1.close();
    },
  };
  return { channel, lose: (what: string) => lost(what), terminations: () => terminated };
}

async function beginning(cells: number) {
  const kernel = generateKernel(
    problemOf({ sweep: { x: { vary: 'stimulus.amplitude', from: 0, to: 60, count: cells } } }),
  );
  const module = await WebAssembly.compile(kernel.bytes);
  const { digits, rows, sampled } = kernel;
  return {
    image: {
      tables: new Float64Array(0),
      module,
      digits,
      copies: rows.copies,
      rows: rows.names,
      sampled,
    },
    extent: { first: 0, cells, capacity: 10 },
    carried: [],
  };
}

describe('threadOf', () => {
  it('calls the holder at the other end, and moves what it answers', async () => {
    const { channel } = channelTo(new Holder());
    const thread = threadOf(channel, 'neurons 0 to 9');
    await thread.holder.prepare(await beginning(10));
    await thread.holder.write([
      { name: 'V', type: 'real', values: Float64Array.from({ length: 10 }, (_, i) => -65 - i) },
    ]);
    await thread.holder.adopt();
    await thread.holder.restart('run', 0);
    expect([...(await thread.holder.read([{ name: 'V', type: 'real' }]))[0]!]).toEqual(
      Array.from({ length: 10 }, (_, i) => -65 - i),
    );
    expect(await thread.holder.takeEvents(7)).toMatchObject({ lost: 0, pending: 7 });
    const shared = new Float32Array(new SharedArrayBuffer(4 * 10));
    expect(await thread.holder.read([{ name: 'V', type: 'real' }], [shared])).toEqual([]);
    expect([...shared]).toEqual(Array.from({ length: 10 }, (_, i) => -65 - i));
    thread.close();
  });

  it('hands on what goes wrong there', async () => {
    const { channel } = channelTo(new Holder());
    const thread = threadOf(channel, 'neurons 0 to 9');
    await expect(thread.holder.read([{ name: 'V', type: 'real' }])).rejects.toThrow(
      'no part is held here yet',
    );
    thread.close();
  });

  it('refuses those who wait and all who come later once the thread is lost', async () => {
    const { channel, lose, terminations } = channelTo(new Holder());
    const thread = threadOf(channel, 'neurons 0 to 9');
    const waiting = thread.holder.restart('run', 0);
    const refused = expect(waiting).rejects.toThrow(
      new ThreadLostError('the thread that holds neurons 0 to 9 has stopped (out of memory)'),
    );
    lose('has stopped (out of memory)');
    await refused;
    await expect(thread.holder.adopt()).rejects.toThrow(ThreadLostError);
    lose('has stopped again');
    thread.close();
    expect(terminations()).toBe(1);
    await expect(thread.holder.adopt()).rejects.toThrow(/out of memory/);
  });

  it('refuses those who wait when it is closed', async () => {
    const { channel } = channelTo(new Holder());
    const thread = threadOf(channel, 'neurons 0 to 9');
    const refused = expect(thread.holder.adopt()).rejects.toThrow('has been closed');
    thread.close();
    await refused;
  });
});
