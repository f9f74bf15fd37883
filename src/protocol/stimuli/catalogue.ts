import { z } from 'zod';
import { chirp } from './chirp.ts';
import { clamp } from './clamp.ts';
import { constant } from './constant.ts';
import type { Kind } from './kind.ts';
import { ou } from './ou.ts';
import { paired } from './paired.ts';
import { pulses } from './pulses.ts';
import { ramp } from './ramp.ts';
import { sine } from './sine.ts';
import { staircase } from './staircase.ts';
import { step } from './step.ts';
import { synapses } from './synapses.ts';
import { train } from './train.ts';
import { faultOf, waveform } from './waveform.ts';

/** The kinds of stimuli, by the name that experiments have for them. */
export const kinds = {
  constant,
  step,
  ramp,
  pulses,
  train,
  paired,
  staircase,
  sine,
  chirp,
  waveform,
  ou,
  synapses,
  clamp,
};

export const oneSchema = z
  .discriminatedUnion('kind', [
    constant.schema,
    step.schema,
    ramp.schema,
    pulses.schema,
    train.schema,
    paired.schema,
    staircase.schema,
    sine.schema,
    chirp.schema,
    ou.schema,
    synapses.schema,
    clamp.schema,
    waveform.schema,
  ])
  .check(({ value, issues }) => {
    if ('end' in value && value.end !== undefined && value.end <= value.onset) {
      issues.push({
        code: 'custom',
        input: value,
        path: ['end'],
        message: `end = ${value.end} ms must be greater than onset = ${value.onset} ms`,
      });
    }
    const fault = value.kind === 'waveform' ? faultOf(value) : undefined;
    if (fault) issues.push({ code: 'custom', input: value, path: [fault.path], message: fault.message });
    if (value.kind === 'synapses') checkSynapses(value, issues);
    if (value.kind === 'clamp' && value.levels.length !== value.durations.length) {
      issues.push({
        code: 'custom',
        input: value,
        path: ['durations'],
        message: `${value.levels.length} levels need as many durations, not ${value.durations.length}`,
      });
    }
  });

function checkSynapses(value: z.infer<typeof synapses.schema>, issues: z.core.$ZodRawIssue[]): void {
  const issue = (path: string, message: string) =>
    issues.push({ code: 'custom', input: value, path: [path], message });
  const { rate, times, rise, decay, end } = value;
  if ((rate === undefined) === (times === undefined))
    issue('rate', 'synapses have either a rate of random arrivals (Hz) or the times (ms) of given ones');
  if (times && end !== undefined)
    issue('end', 'arrivals at given times have no end; leave out those after it');
  if (rise !== undefined && rise >= decay)
    issue('rise', `rise = ${rise} ms must be less than decay = ${decay} ms`);
}

/** One current that is injected. */
export type OneStimulus = z.infer<typeof oneSchema>;

export const kindOf = ({ kind }: Pick<OneStimulus, 'kind'>): Kind<z.ZodObject> =>
  kinds[kind] as unknown as Kind<z.ZodObject>;
