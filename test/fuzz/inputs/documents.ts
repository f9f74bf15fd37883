import fc from 'fast-check';
import { z } from 'zod';
import { values } from './hostile.ts';

// Documents in JSON: from the schema that they are checked by, and with faults in their structure.

/** JSON as it is written, for what no value stands for: 1e400, a key twice. */
class Written {
  constructor(readonly text: string) {}
}

const hostileValue = fc.constantFrom(...values).map((text) => new Written(text));
const hostileKey = fc.constantFrom(
  '__proto__',
  'constructor',
  'kind',
  'x',
  '',
  'V',
  'values',
  'amplitude',
  'é\n',
);

/** One entry of a document: an object or a list that holds it, and where in it. */
type Entry = readonly [holder: Record<string, unknown>, key: string];

function entriesOf(value: unknown): Entry[] {
  if (typeof value !== 'object' || value === null || value instanceof Written) return [];
  const holder = value as Record<string, unknown>;
  return Object.keys(holder).flatMap((key): Entry[] => [[holder, key], ...entriesOf(holder[key])]);
}

type Fault = (entry: Entry, others: readonly Entry[]) => void;

const fault: fc.Arbitrary<Fault> = fc.oneof(
  hostileValue.map(
    (value): Fault =>
      ([holder, key]) =>
        put(holder, key, value),
  ),
  fc.constant<Fault>(([holder, key]) => {
    if (Array.isArray(holder)) holder.splice(Number(key), 1);
    else delete holder[key];
  }),
  fc.tuple(hostileKey, hostileValue).map(
    ([key, value]): Fault =>
      ([holder]) =>
        put(holder, key, value),
  ),
  // What stands somewhere stands somewhere else.
  fc.nat().map(
    (n): Fault =>
      ([holder, key], others) => {
        const [from, name] = others[n % others.length]!;
        put(holder, key, structuredClone(plain(from[name])));
      },
  ),
);

/** Sets an entry, one that an object literal would read as its prototype too. */
const put = (holder: object, key: string, value: unknown) =>
  Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true });

const plain = (value: unknown): unknown =>
  value instanceof Written ? null : JSON.parse(textOf(value, true));

/** Documents with up to three faults in them, as JSON. */
export function withFaults(documents: fc.Arbitrary<unknown>): fc.Arbitrary<string> {
  return fc
    .tuple(documents, fc.array(fc.tuple(fc.nat(), fault), { maxLength: 3 }))
    .map(([document, faults]) => {
      const copy: unknown = JSON.parse(JSON.stringify(document));
      for (const [n, act] of faults) {
        const entries = entriesOf(copy);
        if (entries.length > 0) act(entries[n % entries.length]!, entries);
      }
      return textOf(copy);
    });
}

/** JSON. @param harmless without what is no JSON */
function textOf(value: unknown, harmless = false): string {
  if (value instanceof Written) return harmless ? 'null' : value.text;
  if (Array.isArray(value)) return `[${Array.from(value, (item) => textOf(item, harmless)).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value).map(
    ([key, item]) => `${JSON.stringify(key)}: ${textOf(item, harmless)}`,
  );
  return `{${entries.join(', ')}}`;
}

/** What of JSON Schema the schemas here say. */
interface Schema {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema | false;
  readonly prefixItems?: readonly Schema[];
  readonly minItems?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
}

/** What a schema does not say. */
export interface Own {
  /** Words that texts are chosen from. */
  readonly words: readonly string[];
  /** Values of properties, by their names. */
  readonly of?: Readonly<Record<string, fc.Arbitrary<unknown>>>;
}

/** Documents that a schema allows, as far as JSON Schema can say what it allows. */
export const documentsOf = (schema: z.ZodType, own: Own): fc.Arbitrary<unknown> =>
  allowed(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Schema, own);

function allowed(schema: Schema, own: Own): fc.Arbitrary<unknown> {
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return fc.oneof(...choices.map((choice) => allowed(choice, own)));
  if ('const' in schema) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  switch (schema.type) {
    case 'object':
      return objects(schema, own);
    case 'array':
      return lists(schema, own);
    case 'number':
      return numbers(schema);
    case 'integer':
      return numbers(schema).map(Math.round);
    case 'boolean':
      return fc.boolean();
    default:
      return fc.constantFrom(...own.words);
  }
}

function objects({ properties = {}, required = [] }: Schema, own: Own): fc.Arbitrary<unknown> {
  const entries = Object.entries(properties).map(([key, schema]) => {
    const value = own.of?.[key] ?? allowed(schema, own);
    // Most of what may be left out is.
    const nil = { nil: undefined, freq: 1 };
    return [key, required.includes(key) ? value : fc.option(value, nil)] as const;
  });
  return fc.record(Object.fromEntries(entries));
}

function lists({ items, prefixItems, minItems = 0 }: Schema, own: Own): fc.Arbitrary<unknown> {
  if (prefixItems) return fc.tuple(...prefixItems.map((item) => allowed(item, own)));
  return fc.array(allowed(items || {}, own), { minLength: minItems, maxLength: minItems + 3 });
}

/** Numbers as people give them, within what is allowed. */
function numbers({ minimum, exclusiveMinimum, maximum }: Schema): fc.Arbitrary<number> {
  const [low, high] = [minimum ?? exclusiveMinimum ?? -100, Math.min(maximum ?? 1e3, 1e3)];
  return fc.oneof(
    fc.double({ min: low, max: Math.max(low, high), noNaN: true }).map((x) => Number(x.toPrecision(3)) + 0),
    fc.constantFrom(0, 1, 2, 0.5, 5, 10, 100, -65, 1e-3),
  );
}
