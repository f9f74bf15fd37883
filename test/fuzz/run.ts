// npm run fuzz -- --inputs 100000 --seed 1 --minutes 60 --kinds membrane,link: how does Loligo take files that are hostile or unlucky?
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { conditions, report } from '../../bench/machine.ts';
import { kinds } from './kinds/catalogue.ts';
import type { Fault } from './part.ts';
import { INPUTS, Share, type Sum } from './processes.ts';

const { values } = parseArgs({
  options: {
    inputs: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '1' },
    minutes: { type: 'string', default: '60' },
    kinds: { type: 'string', default: Object.keys(kinds).join() },
  },
});
const [inputs, seed, minutes] = [whole('inputs'), whole('seed'), whole('minutes')];
const names = values.kinds.split(',');
const unknown = names.find((name) => !Object.hasOwn(kinds, name));
if (unknown !== undefined)
  throw new Error(`--kinds: "${unknown}" is unknown; known: ${Object.keys(kinds).join(', ')}`);

const begun = performance.now();
const shares = names.map((name) => new Share(name, Math.ceil(inputs / names.length), seed));
const waiting = [...shares];
await Promise.all(Array.from({ length: availableParallelism() }, takeTurns));
for (const share of shares) share.end();
const seconds = Math.round((performance.now() - begun) / 1000);

const rows = shares.map(rowOf);
// What was asked of all kinds is kept.
if (names.length === Object.keys(kinds).length)
  report('fuzz', conditions(), [...rows, { kind: 'all', ...totals(), seed, seconds }]);
else console.table(rows);
for (const { name, sum } of shares) for (const fault of sum.faults) console.log(described(name, fault));
if (shares.some(({ sum }) => sum.faults.length > 0)) process.exitCode = 1;

function whole(option: 'inputs' | 'seed' | 'minutes'): number {
  const number = Number(values[option]);
  if (Number.isInteger(number) && number >= 0) return number;
  throw new Error(`--${option} = "${values[option]}" is no whole number from 0 on`);
}

/** A part of one kind after the other, so that all are as far where the time is over. */
async function takeTurns(): Promise<void> {
  const end = begun + 60_000 * minutes;
  for (let share = waiting.shift(); share && performance.now() < end; share = waiting.shift()) {
    await share.takePart();
    if (share.hasMore) waiting.push(share);
  }
}

function rowOf({ name, sum }: Share) {
  const { judged, accepted, slowest, heap, resident, faults } = sum;
  return {
    kind: name,
    inputs: judged,
    accepted,
    refused: judged - accepted - faults.length,
    faults: faults.length,
    'slowest (ms of the CPU)': Math.round(slowest),
    'heap (MB)': Math.round(heap),
    'process (MB)': Math.round(resident),
  };
}

function totals() {
  const total = (of: (sum: Sum) => number) => shares.reduce((former, { sum }) => former + of(sum), 0);
  return {
    inputs: total(({ judged }) => judged),
    accepted: total(({ accepted }) => accepted),
    faults: total(({ faults }) => faults.length),
  };
}

function described(name: string, { seed: own, message, input }: Fault): string {
  return `${name}: ${message}\n  again: npm run fuzz -- --kinds ${name} --seed ${own} --inputs ${INPUTS}\n  file: ${input}`;
}
