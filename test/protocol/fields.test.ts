import { describe, expect, it } from 'vitest';
import { kinds, oneSchema } from '../../src/protocol/stimuli/catalogue.ts';
import { fieldsOf, type KindName } from '../../src/protocol/stimuli/fields.ts';

const names = Object.keys(kinds) as KindName[];
const strength = { current: 10, charge: 40 };

describe('what stimuli can say', () => {
  it('stands in the schema of their kind', () => {
    const fields = Object.fromEntries(fieldsOf('synapses').map((field) => [field.key, field]));
    expect(fields.weight).toMatchObject({
      type: 'number',
      required: true,
      range: [0, Infinity],
      open: false,
    });
    expect(fields.decay).toMatchObject({ open: true });
    expect(fields.count).toMatchObject({ required: false, otherwise: 1 });
    expect(fields.times).toMatchObject({ type: 'numbers', range: [0, Infinity] });
    expect(fields.unit).toMatchObject({ type: 'choice', options: ['mS/cm2', 'nS'] });
    expect(fieldsOf('train').find(({ key }) => key === 'count')).toMatchObject({
      whole: true,
      range: [1, 65_536],
    });
  });

  it.each(names)('is described for every key of %s', (kind) => {
    const keys = Object.keys(kinds[kind].schema.shape).filter((key) => key !== 'kind' && key !== 'name');
    expect(fieldsOf(kind).map(({ key }) => key)).toEqual(keys);
    for (const { description } of fieldsOf(kind)) expect(description.length).toBeGreaterThan(1);
  });
});

describe('the examples of stimuli', () => {
  it.each(names)('say all that %s has to say', (kind) => {
    expect(oneSchema.safeParse({ kind, ...kinds[kind].example(strength) }).error).toBeUndefined();
  });
});
