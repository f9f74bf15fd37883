// npm run fuzz -- --inputs 100000 --seed 1 --kinds membrane,link: how does Loligo take files that are hostile or unlucky?
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { conditions, report } from '../../bench/machine.ts';
import { kinds } from './kinds/catalogue.ts';
import type { Fault } from './part.ts';
import { INPUTS, type Sum, takeKind } from './processes.ts';

const { values } = parseArgs({
  options: {
    inputs: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '1' },
    kinds: { type: 'string', default: Object.keys(kinds).join() },
  },
});
const [inputs, seed] = [whole('inputs'), whole('seed')];
const names = values.kinds.split(',');
const unknown = names.find((name) => !Object.hasOwn(kinds, name));
if (unknown !== undefined)
  throw new Error(`--kinds: "${unknown}" is unknown; known: ${Object.keys(kinds).join(', ')}`);

const begun = performance.now();
const sums = new Map<string, Sum>();
const waiting = [...names];
await Promise.all(Array.from({ length: availableParallelism() }, takeKinds));
const seconds = Math.round((performance.now() - begun) / 1000);

const rows = names.map((name) => rowOf(name, sums.get(name)!));
// What was asked of all kinds is kept.
if (names.length === Object.keys(kinds).length)
  report('fuzz', conditions(), [...rows, { kind: 'all', ...totals(), seed, seconds }]);
else console.table(rows);
for (const [name, { faults }] of sums) for (const fault of faults) console.log(described(name, fault));
if ([...sums.values()].some(({ faults }) => faults.length > 0)) process.exitCode = 1;

function whole(option: 'inputs' | 'seed'): number {
  const number = Number(values[option]);
  if (Number.isInteger(number) && number >= 0) return number;
  throw new Error(`--${option} = "${values[option]}" is no whole number from 0 on`);
}

/** One kind after the other, as long as there are some. */
async function takeKinds(): Promise<void> {
  for (let name = waiting.shift(); name !== undefined; name = waiting.shift())
    sums.set(name, await takeKind(name, Math.ceil(inputs / names.length), seed));
}

function rowOf(name: string, { judged, accepted, slowest, heap, resident, faults }: Sum) {
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
  const all = [...sums.values()];
  const total = (of: (sum: Sum) => number) => all.reduce((former, sum) => former + of(sum), 0);
  return {
    inputs: total(({ judged }) => judged),
    accepted: total(({ accepted }) => accepted),
    faults: total(({ faults }) => faults.length),
  };
}

function described(name: string, { seed: own, message, input }: Fault): string {
  return `${name}: ${message}\n  again: npm run fuzz -- --kinds ${name} --seed ${own} --inputs ${INPUTS}\n  file: ${input}`;
}
