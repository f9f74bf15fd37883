import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csv } from '../../../src/cli/formats/csv.ts';
import type { TableReader, TableWriter } from '../../../src/cli/formats/format.ts';
import { neuronsOf } from '../../../src/cli/part.ts';
import { joinCells, joinSpikes, joinTraces } from '../../../src/cli/results/join.ts';
import { OutputFile } from '../../../src/cli/results/output.ts';
import { spikeColumns } from '../../../src/tables/columns.ts';
import { csvHeader, csvRows } from '../../../src/tables/csv.ts';
import { temporaryFolder } from '../command.ts';

/** Neurons in all, and of how many parts. */
const division = fc
  .tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 6 }))
  .filter(([count, of]) => of <= count);

const partsOf = (count: number, of: number) =>
  Array.from({ length: of }, (_, i) => neuronsOf({ part: i + 1, of }, count));

/** Writes texts into files. @returns the tables in them */
async function tablesOf(texts: readonly string[]): Promise<TableReader[]> {
  const folder = temporaryFolder();
  return Promise.all(
    texts.map((text, i) => {
      const path = join(folder, `${i}.csv`);
      writeFileSync(path, text);
      return csv.open(path);
    }),
  );
}

/** The text of a table that begins with the columns of another one. */
async function joined({ kinds }: TableReader, act: (table: TableWriter) => Promise<void>): Promise<string> {
  const path = join(temporaryFolder(), 'joined.csv');
  const file = OutputFile.create(path);
  const table = csv.begin(file, kinds, {});
  await act(table);
  table.end();
  file.close();
  return readFileSync(path, 'utf8');
}

describe('parts of a population', () => {
  it('are all of it, each neuron once, as many in each or one more', () => {
    fc.assert(
      fc.property(division, ([count, of]) => {
        const parts = partsOf(count, of);
        expect(parts.flatMap((part) => Array.from({ length: part.count }, (_, i) => part.first + i))).toEqual(
          Array.from({ length: count }, (_, i) => i),
        );
        const sizes = parts.map((part) => part.count);
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('have their spikes in the order of the whole, also where printed times are the same', async () => {
    const spikes = fc.array(fc.tuple(fc.nat(39), fc.double({ min: 0, max: 0.001, noNaN: true })), {
      maxLength: 60,
    });
    await fc.assert(
      fc.asyncProperty(division, spikes, async ([count, of], all) => {
        const ordered = all
          .map(([cell, time]) => [cell % count, time] as const)
          .sort((a, b) => a[1] - b[1] || a[0] - b[0]);
        const table = (events: typeof ordered, exact: boolean) => {
          const columns = spikeColumns(
            {
              cell: Uint32Array.from(events, ([cell]) => cell),
              time: Float64Array.from(events, ([, time]) => time),
            },
            exact,
          );
          return csvHeader(columns) + [...csvRows(columns, events.length)].join('');
        };
        const parts = partsOf(count, of).map(({ first, count: own }) =>
          table(
            ordered.filter(([cell]) => cell >= first && cell < first + own),
            true,
          ),
        );
        const tables = await tablesOf(parts);
        expect(await joined(tables[0]!, (whole) => joinSpikes(tables, whole))).toBe(table(ordered, false));
      }),
      { numRuns: 40 },
    );
  });

  it('have their cells one after the other', async () => {
    const tables = await tablesOf(['cell,V\n0,1\n1,2\n', 'cell,V\n2,\n']);
    const text = await joined(tables[0]!, (whole) => joinCells(tables, whole));
    expect(text).toBe('cell,V\n0,1\n1,2\n2,\n');
  });

  it('have their samples in the order in which neurons were asked for', async () => {
    const [first, last] = await tablesOf(['cell,t\n1,0\n0,0\n1,5\n0,5\n', 'cell,t\n7,0\n7,5\n']);
    const asked = { traced: [1, 7, 0], counts: [2, 3, 3] };
    const text = await joined(first!, (whole) => joinTraces([first, undefined, last], asked, whole));
    expect(text).toBe('cell,t\n1,0\n7,0\n0,0\n1,5\n7,5\n0,5\n');
  });
});
