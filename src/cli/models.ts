import { membranes } from '../model/catalogue.ts';
import { statesOf } from '../model/formulas.ts';
import { type Streams, writeAll } from './streams.ts';

/** Lists the shipped membranes with class, states and source. */
export async function models({ stdout }: Streams): Promise<void> {
  const rows = Object.values(membranes).map((membrane) => [
    membrane.name,
    membrane.class ?? '',
    ['V', ...statesOf(membrane)].join(' '),
    membrane.source,
  ]);
  const header = ['name', 'class', 'states', 'source'];
  const widths = header.map((_, i) => Math.max(...[header, ...rows].map((row) => row[i]!.length)));
  const lines = [header, ...rows].map((row) =>
    row
      .map((cell, i) => (i < header.length - 1 ? cell.padEnd(widths[i]!) : cell))
      .join('  ')
      .trimEnd(),
  );
  await writeAll(stdout, [`${lines.join('\n')}\n`]);
}
