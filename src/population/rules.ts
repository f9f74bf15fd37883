import { z } from 'zod';
import { closed, finite, named, positive } from '../input/schema.ts';
import { type Method, methods } from './methods.ts';
import { SOBOL_DIMENSIONS } from './sobol.ts';

// How a sample of neurons is described: a rule for each quantity that differs between them.

/** Values in a list or a column of a file: as many neurons as fit into some GB, in a file of some 100 MB. */
const MOST_VALUES = 1 << 24;

const ends = closed({ from: finite, to: finite });

const ruleSchema = closed({
  from: finite.optional().describe('Drawn evenly between "from" and "to"'),
  to: finite.optional(),
  loguniform: closed({ from: positive, to: positive })
    .optional()
    .describe('Drawn evenly on a logarithmic scale'),
  normal: closed({ mean: finite, sd: positive.describe('Standard deviation') }).optional(),
  lognormal: closed({
    median: positive,
    sigma: positive.describe('Standard deviation of the natural logarithm'),
  }).optional(),
  spaced: ends.optional().describe('Evenly spaced over the neurons, in their order'),
  values: z.array(finite).min(1).max(MOST_VALUES).optional().describe('The value in each neuron'),
  file: z.string().optional().describe('CSV file with a line for each neuron'),
  column: z.string().optional().describe('Column of the file, by its name in the first line'),
}).check((context) => {
  const fault = faultOf(context.value);
  if (fault) context.issues.push({ code: 'custom', input: context.value, message: fault });
});

export const sampleSchema = closed({
  count: z
    .int()
    .min(1)
    .max(0xffffffff)
    .optional()
    .describe('Number of neurons; may be left out where values give it'),
  method: z
    .enum(Object.keys(methods) as Method[])
    .default('sobol')
    .describe('How the points of the sample are distributed'),
  seed: z.int().min(0).max(0xffffffff).optional().describe("Instead of the experiment's seed"),
  vary: named(ruleSchema).describe('A rule for each varied quantity, by its path'),
}).check((context) => {
  const { value } = context;
  const fault = faultOfCount(value) ?? faultOfDimensions(value);
  if (fault) context.issues.push({ code: 'custom', input: value, ...fault });
});

export type Rule = z.infer<typeof ruleSchema>;
export type Sample = z.infer<typeof sampleSchema>;

/** A rule that draws its values takes a dimension of the sample's points; any other gives them itself. */
export function isDrawn({ from, loguniform, normal, lognormal }: Rule): boolean {
  return [from, loguniform, normal, lognormal].some((part) => part !== undefined);
}

/** Number of neurons of a checked sample. */
export function sampleSize({ count, vary }: Sample): number {
  return count ?? Object.values(vary).find(({ values }) => values)!.values!.length;
}

function faultOf(rule: Rule): string | undefined {
  const { from, to, loguniform, normal, lognormal, spaced, values, file, column } = rule;
  const forms = [from ?? to, loguniform, normal, lognormal, spaced, values, file ?? column];
  if (forms.filter((form) => form !== undefined).length !== 1) {
    return 'give one of "from" and "to", "loguniform", "normal", "lognormal", "spaced", "values", "file" and "column"';
  }
  if ((from === undefined) !== (to === undefined)) return 'give both "from" and "to"';
  if ((file === undefined) !== (column === undefined)) return 'give both "file" and "column"';
  if (file !== undefined) return `${file} has not been read; give its numbers as "values"`;
  const drawn = loguniform ?? { from, to };
  if (drawn.from !== undefined && drawn.from >= drawn.to!) {
    return `from = ${drawn.from} must be less than to = ${drawn.to}`;
  }
  return undefined;
}

interface Fault {
  readonly path: string[];
  readonly message: string;
}

function faultOfCount({ count, vary }: Sample): Fault | undefined {
  const lists = Object.entries(vary).flatMap(([path, { values }]) =>
    values ? [[path, values] as const] : [],
  );
  const [first] = lists;
  if (!first) {
    if (count !== undefined) return undefined;
    return { path: ['count'], message: 'give the number of neurons, or the "values" of a quantity' };
  }
  const [name, length] = count === undefined ? [`"${first[0]}"`, first[1].length] : ['"count"', count];
  const wrong = lists.find(([, values]) => values.length !== length);
  return (
    wrong && {
      path: ['vary', wrong[0], 'values'],
      message: `there are ${wrong[1].length}, but ${name} is for ${length} neurons; give one value for each neuron`,
    }
  );
}

function faultOfDimensions({ method, vary }: Sample): Fault | undefined {
  const drawn = Object.values(vary).filter(isDrawn).length;
  if (method !== 'sobol' || drawn <= SOBOL_DIMENSIONS) return undefined;
  return {
    path: ['method'],
    message: `"sobol" draws at most ${SOBOL_DIMENSIONS} quantities, not ${drawn}; use "latin-hypercube"`,
  };
}
