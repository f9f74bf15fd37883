import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Checkpoint, type CheckpointHeader, writeCheckpoint } from '../../../src/cli/results/checkpoint.ts';
import { temporaryFolder } from '../command.ts';

const header: CheckpointHeader = {
  adapter: { engine: 'cpu', name: 'CPU', software: true },
  kernel: 'ab',
  step: 10,
  steps: 20,
  windowStart: 3,
  lostSpikes: 0,
  wallSeconds: 1.5,
  resumed: [],
  outputs: { 'spikes.csv': { bytes: 12, sha256: 'cd' } },
};
const words = fc.oneof(
  fc.float32Array({ maxLength: 40 }),
  fc.float64Array({ maxLength: 40 }),
  fc.uint32Array({ maxLength: 40 }),
);
/** Rows by names, which may hold anything that JSON can. */
const rowsOf = fc.uniqueArray(fc.record({ name: fc.string(), values: words }), {
  maxLength: 6,
  selector: ({ name }) => name,
});

async function* oneByOne<Item>(items: readonly Item[]): AsyncGenerator<Item> {
  yield* items;
}

describe('a checkpoint', () => {
  const path = () => join(temporaryFolder(), 'checkpoint-0000000010');

  it('gives back what was written, bit by bit', async () => {
    const place = path();
    await fc.assert(
      fc.asyncProperty(rowsOf, async (rows) => {
        await writeCheckpoint(place, header, oneByOne(rows));
        const read = new Checkpoint(place);
        expect(read.header).toEqual(header);
        expect([read.step, read.windowStart]).toEqual([10, 3]);
        for (const { name, values } of rows) {
          const found = read.row(name)!;
          expect(found.constructor).toBe(values.constructor);
          const bytes = ({ buffer, byteOffset, byteLength }: ArrayBufferView) => [
            ...new Uint8Array(buffer, byteOffset, byteLength),
          ];
          expect(bytes(found)).toEqual(bytes(values));
        }
        expect(read.row('another')).toBe(rows.find(({ name }) => name === 'another')?.values);
      }),
      { numRuns: 50 },
    );
  });

  it('is refused with any bit changed, and cut off anywhere', async () => {
    const place = path();
    await writeCheckpoint(
      place,
      header,
      oneByOne([{ name: 'V', values: Float32Array.of(1, Number.NaN, -0) }]),
    );
    const whole = readFileSync(place);
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.nat(7), fc.boolean(), (at, bit, cuts) => {
        const bytes = Buffer.from(whole);
        bytes[at]! ^= 1 << bit;
        writeFileSync(place, cuts ? whole.subarray(0, at) : bytes);
        expect(() => new Checkpoint(place)).toThrow('its digest is another one');
      }),
      { numRuns: 100 },
    );
  });
});
