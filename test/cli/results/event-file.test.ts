import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { csv } from '../../../src/cli/formats/csv.ts';
import { spikeKinds, writeEvents, writeSpikes } from '../../../src/cli/results/event-file.ts';
import { OutputFile } from '../../../src/cli/results/output.ts';
import { SpikeOrder } from '../../../src/engine/recording.ts';
import { temporaryFolder } from '../command.ts';

/** Few times, so that some are the same. @param batches in the order in which they come, each in any order */
const batches = fc.array(
  fc.array(fc.record({ cell: fc.nat(5), time: fc.nat(40).map((time) => time / 8) }), { maxLength: 12 }),
  { maxLength: 8 },
);

it('puts all events in order, however many are held back and whenever they come', async () => {
  await fc.assert(
    fc.asyncProperty(batches, fc.integer({ min: 0, max: 6 }), fc.boolean(), async (all, most, exact) => {
      const folder = temporaryFolder();
      const paths = { inOrder: join(folder, 'a'), late: join(folder, 'b') };
      const [inOrder, late] = [OutputFile.create(paths.inOrder), OutputFile.create(paths.late)];
      const order = new SpikeOrder(undefined, most);
      for (const [i, batch] of all.entries()) {
        const cell = Uint32Array.from(batch, (event) => event.cell);
        const time = Float64Array.from(batch, (event) => event.time);
        // Nothing is certain before the end.
        const until = i === all.length - 1 ? Number.POSITIVE_INFINITY : 0;
        const found = order.add({ cell, time, lost: 0, complete: 0 }, until);
        writeEvents(inOrder, found.ready);
        writeEvents(late, found.late);
        // Events at one time are held back together.
        const { time: held } = order.heldBack;
        expect(held.filter((one) => one > held[0]!).length).toBeLessThanOrEqual(most);
      }
      const table = OutputFile.create(join(folder, 'c'));
      await writeSpikes(csv.begin(table, spikeKinds, {}), paths, exact);
      const rows = all
        .flat()
        .sort((a, b) => a.time - b.time || a.cell - b.cell)
        .map(({ cell, time }) => `${cell},${exact ? time : Number(time.toFixed(4))}\n`);
      expect(readFileSync(join(folder, 'c'), 'utf8')).toBe(`cell,time_ms\n${rows.join('')}`);
      for (const file of [inOrder, late, table]) file.close();
    }),
    { numRuns: 60 },
  );
});
