import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checksum } from '../../../src/app/link/checksum.ts';
import { decoded, encoded, LARGEST, LONGEST } from '../../../src/app/link/codec.ts';
import { InputError } from '../../../src/input/schema.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);
/** A fragment as somebody would make it who knows how. */
const forged = (json: Uint8Array, packed = deflateRawSync(json)) =>
  `v1.${Buffer.concat([checksum(json), packed]).toString('base64url')}`;

describe('the fragment of a link', () => {
  it('holds any JSON, in characters that survive everywhere', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue({ depthSize: 'small' }), async (value) => {
        const content = JSON.parse(JSON.stringify(value));
        const fragment = await encoded(content, 7);
        expect(fragment).toMatch(/^v7\.[A-Za-z0-9_-]+$/);
        expect(await decoded(fragment)).toEqual({ version: 7, content });
      }),
      { numRuns: 200 },
    );
  });

  it('has the usual checksum', () => {
    expect(Buffer.from(checksum(bytesOf('123456789'))).toString('hex')).toBe('cbf43926');
  });

  it('is not made where it would be too long, and says what to do instead', async () => {
    const noise = Array.from({ length: 4000 }, (_, i) => Math.sin(i * i));
    await expect(encoded(noise, 1)).rejects.toThrow(/too much for a link .*save the experiment as a file/);
    await expect(encoded('x'.repeat(LARGEST), 1)).rejects.toThrow('save the experiment as a file');
    await expect(encoded(new Array(1e6).fill(0), 1)).rejects.toThrow('(more than 20,000 values)');
    expect((await encoded('x'.repeat(LARGEST - 2), 1)).length).toBeLessThan(LONGEST);
  });

  it('is refused if any one of its characters was changed or lost', async () => {
    const fragment = await encoded({ experiment: { parameters: { gNa: 110, gK: 30 } }, cell: 17 }, 1);
    for (let i = 3; i < fragment.length; i++) {
      const other = fragment[i] === 'A' ? 'B' : 'A';
      for (const text of [
        fragment.slice(0, i) + other + fragment.slice(i + 1),
        fragment.slice(0, i) + fragment.slice(i + 1),
      ]) {
        // The last character has bits that stand for nothing.
        const found = await decoded(text).catch((error) => error);
        if (found instanceof Error) expect(found).toBeInstanceOf(InputError);
        else expect([i, found]).toEqual([fragment.length - 1, await decoded(fragment)]);
      }
    }
  });

  it('is refused, not accepted, and ends nothing, if it is made of random bytes', async () => {
    const random = fc.oneof(
      fc.uint8Array({ maxLength: 300 }).map((bytes) => `v1.${Buffer.from(bytes).toString('base64url')}`),
      fc.string({ unit: 'binary', maxLength: 60 }).map((text) => `v1.${text}`),
    );
    await fc.assert(
      fc.asyncProperty(random, async (fragment) => {
        await expect(decoded(fragment)).rejects.toThrow(InputError);
      }),
      { numRuns: 500 },
    );
  });

  it('is no bomb', async () => {
    const bomb = bytesOf(`"${' '.repeat(10 * LARGEST)}"`);
    expect(forged(bomb).length).toBeLessThan(LONGEST);
    await expect(decoded(forged(bomb))).rejects.toThrow('longer than 1000000 bytes');
    await expect(decoded(`v1.${'A'.repeat(LONGEST)}`)).rejects.toThrow('links of this page have at most');
  });

  it('is refused if what it holds is no JSON or no text', async () => {
    expect(await decoded(forged(bytesOf('[1]')))).toEqual({ version: 1, content: [1] });
    for (const json of [bytesOf('{'), bytesOf(''), Uint8Array.of(34, 200, 34)])
      await expect(decoded(forged(json))).rejects.toThrow('a part of it is missing or was changed');
  });

  it('is something else if it does not begin like one', async () => {
    for (const text of ['', 'model=prescott', 'v', 'v1', 'V1.abc', 'v12345.abc'])
      expect(await decoded(text)).toBeUndefined();
  });
});
