import { z } from 'zod';
import { chirp } from './chirp.ts';
import { clamp } from './clamp.ts';
import { constant } from './constant.ts';
import type { Fault, Kind } from './kind.ts';
import { ou } from './ou.ts';
import { paired } from './paired.ts';
import { pulses } from './pulses.ts';
import { ramp } from './ramp.ts';
import { sine } from './sine.ts';
import { staircase } from './staircase.ts';
import { step } from './step.ts';
import { synapses } from './synapses.ts';
import { train } from './train.ts';
import { waveform } from './waveform.ts';

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
    const order = 'end' in value ? orderFaults(value) : [];
    for (const { path, message } of [...order, ...(kindOf(value).faults?.(value) ?? [])])
      issues.push({ code: 'custom', input: value, path: [path], message });
  });

function orderFaults({ onset, end }: { readonly onset: number; readonly end?: number | undefined }): Fault[] {
  if (end === undefined || end > onset) return [];
  return [{ path: 'end', message: `end = ${end} ms must be greater than onset = ${onset} ms` }];
}

/** One current that is injected. */
export type OneStimulus = z.infer<typeof oneSchema>;

export const kindOf = ({ kind }: Pick<OneStimulus, 'kind'>): Kind<z.ZodObject> =>
  kinds[kind] as unknown as Kind<z.ZodObject>;
