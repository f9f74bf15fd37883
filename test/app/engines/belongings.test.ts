import { expect, test } from 'vitest';
import { Belongings } from '../../../src/app/engines/belongings.ts';

test('parts are released once, the last made first', () => {
  const released: string[] = [];
  const own = new Belongings();
  for (const part of ['engine', 'population', 'view']) own.add(part, (name) => released.push(name));
  own.release();
  own.release();
  expect(released).toEqual(['view', 'population', 'engine']);
});

test('what was made before a failure is released, and the failure is told', async () => {
  const released: string[] = [];
  const made = Belongings.assemble(async (own) => {
    own.add('engine', (name) => released.push(name));
    own.add('population', (name) => released.push(name));
    throw new Error('no context');
  });
  await expect(made).rejects.toThrow('no context');
  expect(released).toEqual(['population', 'engine']);
});

test('what was made whole is kept', async () => {
  const released: string[] = [];
  const whole = await Belongings.assemble(async (own) => own.add('engine', (name) => released.push(name)));
  expect(whole).toBe('engine');
  expect(released).toEqual([]);
});
