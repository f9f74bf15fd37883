import { z } from 'zod';
import { kinds, type OneStimulus } from './catalogue.ts';
import type { Kind } from './kind.ts';

// What can be said of a stimulus, for those who ask for it piece by piece: all of it stands in the schema of its kind.

export type KindName = OneStimulus['kind'];

/** One thing that a stimulus can say. */
export type Field = {
  readonly key: string;
  /** What it is, in words. */
  readonly description: string;
  /** Whether it has to be said. */
  readonly required: boolean;
  /** What holds where it is not said, if anything. */
  readonly otherwise: number | string | readonly number[] | undefined;
} & (Measured | { readonly type: 'choice'; readonly options: readonly string[] });

/** A number, or a list of them. */
export interface Measured {
  readonly type: 'number' | 'numbers';
  readonly range: readonly [low: number, high: number];
  /** Whether it must be more than `range[0]`. */
  readonly open: boolean;
  readonly whole: boolean;
}

/** What is read here of a schema. */
interface Written {
  readonly description?: string;
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly items?: Written;
  readonly default?: Field['otherwise'];
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
}

const known = new Map<KindName, readonly Field[]>();

/** What a stimulus of a kind can say besides its kind and its name, in the order of its schema. */
export function fieldsOf(kind: KindName): readonly Field[] {
  const fields = known.get(kind) ?? readFields(kinds[kind] as unknown as Kind<z.ZodObject>);
  known.set(kind, fields);
  return fields;
}

function readFields({ schema, words }: Kind<z.ZodObject>): Field[] {
  const written = z.toJSONSchema(schema, { io: 'input' });
  return Object.entries(written.properties as Record<string, Written>)
    .filter(([key]) => key !== 'kind' && key !== 'name')
    .map(([key, one]) => ({
      key,
      description: one.description ?? words[key] ?? key,
      required: written.required?.includes(key) ?? false,
      otherwise: one.default,
      ...(one.enum ? { type: 'choice' as const, options: one.enum } : measured(one)),
    }));
}

function measured(one: Written): Measured {
  const { type, minimum, exclusiveMinimum, maximum } = one.items ?? one;
  return {
    type: one.items ? 'numbers' : 'number',
    range: [minimum ?? exclusiveMinimum ?? Number.NEGATIVE_INFINITY, maximum ?? Number.POSITIVE_INFINITY],
    open: exclusiveMinimum !== undefined,
    whole: type === 'integer',
  };
}
