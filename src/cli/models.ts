import type { Command } from 'commander';
import { membranes } from '../model/catalogue.ts';
import { statesOf } from '../model/formulas.ts';
import { aligned } from './aligned.ts';
import { type Streams, writeAll } from './streams.ts';

/** `loligo models`: the membranes that are shipped. */
export function addModels(program: Command, streams: Streams): void {
  program
    .command('models')
    .description('list the models that are shipped, with class, states and source')
    .action(() => models(streams));
}

/** Lists the shipped membranes with class, states and source. */
async function models({ stdout }: Streams): Promise<void> {
  const rows = Object.values(membranes).map((membrane) => [
    membrane.name,
    membrane.class ?? '',
    ['V', ...statesOf(membrane)].join(' '),
    membrane.source,
  ]);
  const header = ['name', 'class', 'states', 'source'];
  const lines = aligned(header, rows);
  await writeAll(stdout, [`${lines.join('\n')}\n`]);
}
