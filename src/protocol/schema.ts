import { z } from 'zod';
import { closed, describeIssues, finite, named, nonNegative, positive } from '../input/schema.ts';
import { integratorNames } from '../integrators/catalogue.ts';
import type { MembraneInput } from '../model/membrane.ts';
import { sampleSchema } from '../population/rules.ts';
import { sweepSchema } from '../population/sweep.ts';
import { namedStatistics } from '../statistics/catalogue.ts';
import { takes } from '../statistics/observed.ts';
import { recordedSchema } from './recorded.ts';
import { stimulusSchema } from './stimulus.ts';

/** Step, ms, below which float32 tells two potentials near -65 mV apart only where V changes by 0.1 mV/ms and more. */
const MIN_DT = 1e-4;

const eventsSchema = z
  .discriminatedUnion('kind', [
    closed({
      kind: z.literal('prominence'),
      height: positive.max(1000).default(20).describe('Least rise before and fall after the peak, mV'),
    }),
    closed({
      kind: z.literal('threshold'),
      level: finite.min(-1000).max(1000).default(0).describe('V rises through it, mV'),
      rearm: nonNegative
        .max(1000)
        .default(1)
        .describe('Distance below the level that V has to come from for another event, mV'),
    }),
  ])
  .default({ kind: 'prominence', height: 20 });

const forms = `${[...namedStatistics.keys()].join(', ')}, {"of": NAME, "take": "${takes.join('" | "')}"}, or {"distance": RECORDING}`;

/** What is wrong with a recording is said of the recording. */
function statisticError(issue: z.core.$ZodRawIssue): string {
  const { input } = issue;
  const recording = isDistance(input)
    ? recordedSchema.safeParse(input.distance, { reportInput: true })
    : undefined;
  return recording?.error ? describeIssues(recording.error, 'the recording') : `it must be ${forms}`;
}

const isDistance = (statistic: unknown): statistic is { readonly distance: unknown } =>
  typeof statistic === 'object' && statistic !== null && 'distance' in statistic;

/** What is counted of every neuron. */
const statisticsSchema = z
  .array(
    z.union(
      [
        z.enum([...namedStatistics.keys()]),
        closed({
          of: z.string().max(64).describe('A state or an observable, by name'),
          take: z.enum(takes).describe('What to make of it over the measuring window'),
        }),
        closed({ distance: recordedSchema }),
      ],
      { error: statisticError },
    ),
  )
  .min(1)
  .max(64)
  .check(({ value, issues }) => {
    const distances = value.flatMap((one, i) => (isDistance(one) ? [i] : []));
    if (distances.length < 2) return;
    issues.push({
      code: 'custom',
      input: value,
      path: [distances[1]!],
      message: 'there is one distance already; give its recording windows and weights instead',
    });
  })
  .describe('What to report of every neuron');

const recordSchema = closed({
  spikes: z.boolean().default(false).describe('Record the time of every event of every neuron'),
  traces: closed({
    cells: z.array(z.int().min(0)).min(1).max(4096).describe('Neurons to sample, by index'),
    every: positive.default(0.1).describe('Sampling interval, a whole number of steps, ms'),
    values: z
      .array(z.string())
      .min(1)
      .max(64)
      .optional()
      .describe('States and observables to sample, by name; all states by default'),
  }).optional(),
});

const stepSchema = finite.min(MIN_DT).max(1);

const bandsSchema = z
  .array(
    closed({
      integrator: z.enum(integratorNames).describe('Method of the band'),
      dt: stepSchema.describe('Its step, a whole part of the largest of all bands, ms'),
    }),
  )
  .min(2)
  .max(8)
  .describe('The population once for each of these, one after the other, instead of dt and integrator');

/** The membrane where none is named. */
export const DEFAULT_MODEL = 'hodgkin-huxley';

/** A shipped membrane by its name, or any by its document, which is looked at by itself. */
const modelSchema = z.custom<string | MembraneInput>(
  (value) =>
    typeof value === 'string' || (typeof value === 'object' && value !== null && !Array.isArray(value)),
  { error: 'expected the name of a model, or a membrane' },
);

/** What an experiment may say, one key at a time; what belongs together is checked in `experiment.ts`. */
export const experimentSchema = closed({
  model: modelSchema.default(DEFAULT_MODEL),
  parameters: named(finite).default({}),
  stimulus: stimulusSchema.default({ kind: 'constant', amplitude: 10 }),
  sweep: sweepSchema.default({}),
  sample: sampleSchema.optional(),
  initial: z
    .union([z.literal('rest'), closed({ V: finite.min(-200).max(200) })], {
      error: 'it must be "rest" or {"V": mV} with V from -200 to 200',
    })
    .default('rest'),
  duration: positive.default(500).describe('Simulated time, ms'),
  dt: stepSchema
    .optional()
    .describe(
      'Step, ms; where there is none, at most 0.05 and small enough for the fastest neuron of the population',
    ),
  integrator: z.enum(integratorNames).optional().describe('Method; strang where there is none'),
  accuracy: finite
    .min(1e-6)
    .max(10)
    .optional()
    .describe('Error that firing rates may have, %, for which dt and integrator are then chosen'),
  bands: bandsSchema.optional(),
  measure: closed({ from: nonNegative.default(0).describe('Start of the measuring window, ms') }).default({
    from: 0,
  }),
  events: eventsSchema,
  statistics: statisticsSchema.optional(),
  record: recordSchema.default({ spikes: false }),
  trials: z
    .int()
    .min(1)
    .max(1_000_000)
    .default(1)
    .describe('How often every neuron is there, each time with random numbers of its own'),
  seed: z.int().min(0).max(0xffffffff).default(1).describe('Seed of all random numbers'),
});
