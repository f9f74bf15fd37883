import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { csv } from '../../../src/cli/formats/csv.ts';
import { OutputFile } from '../../../src/cli/results/output.ts';
import { traceKinds, writeSamples, writeTraces } from '../../../src/cli/results/sample-file.ts';
import { temporaryFolder } from '../command.ts';

it('gives back all samples in their order, in whatever pieces they came', async () => {
  const cells = fc.uniqueArray(fc.nat(9), { minLength: 1, maxLength: 4 });
  const names = fc.subarray(['V', 'm', 'h'], { minLength: 1 });
  await fc.assert(
    fc.asyncProperty(cells, names, fc.array(fc.nat(5), { maxLength: 5 }), async (cells, names, lengths) => {
      const folder = temporaryFolder();
      const sampled = names.map((name) => ({ name, unit: name === 'V' ? 'mV' : '1' }));
      const [waiting, table] = ['samples', 'table'].map((name) => OutputFile.create(join(folder, name)));
      const rows: string[] = [];
      let sample = 0;
      for (const length of lengths) {
        const first = sample;
        sample += length;
        const numberOf = (row: number, name: string) =>
          1000 * (first * cells.length + row) + names.indexOf(name);
        const count = length * cells.length;
        writeSamples(
          waiting!,
          {
            cells,
            time: Float64Array.from({ length }, (_, i) => (first + i) / 8),
            values: Object.fromEntries(
              names.map((name) => [
                name,
                Float64Array.from({ length: count }, (_, row) => numberOf(row, name)),
              ]),
            ),
          },
          sampled,
        );
        for (let row = 0; row < count; row++) {
          const time = (first + Math.floor(row / cells.length)) / 8;
          rows.push([cells[row % cells.length], time, ...names.map((name) => numberOf(row, name))].join());
        }
      }
      await writeTraces(csv.begin(table!, traceKinds(sampled), {}), join(folder, 'samples'), {
        cells,
        sampled,
      });
      const header = ['cell', 'time_ms', ...names.map((name) => (name === 'V' ? 'V_mV' : name))].join();
      expect(readFileSync(join(folder, 'table'), 'utf8')).toBe(`${[header, ...rows].join('\n')}\n`);
      for (const file of [waiting, table]) file!.close();
    }),
    { numRuns: 40 },
  );
});
