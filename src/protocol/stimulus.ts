import { z } from 'zod';
import { type Expr, minimum, multiply, number, or, sum, symbol, type Tables } from '../formula/expr.ts';
import { random } from '../formula/random.ts';
import type { Clamp, Derived, Input, Process, Time } from '../system/system.ts';
import { kindOf, type OneStimulus, oneSchema } from './stimuli/catalogue.ts';
import { isNear } from './stimuli/moments.ts';

export type { OneStimulus } from './stimuli/catalogue.ts';

const MOST = 16;
const severalSchema = z
  .array(oneSchema)
  .min(1)
  .max(MOST)
  .check(({ value, issues }) => {
    const names = value.map(({ name }) => name);
    for (const [i, name] of names.entries()) {
      if (name === undefined || names.indexOf(name) === i) continue;
      issues.push({
        code: 'custom',
        input: name,
        path: [i, 'name'],
        message: `"${name}" is there twice; give each stimulus a name of its own`,
      });
    }
    const clamps = value.flatMap(({ kind }, i) => (kind === 'clamp' ? [i] : []));
    if (clamps.length > 1) {
      issues.push({
        code: 'custom',
        input: value,
        path: [clamps[1]!],
        message: 'V can be clamped by one clamp alone; give it all levels',
      });
    }
  });

/** What is injected into every neuron: one stimulus, or several that add up. */
export type Stimulus = OneStimulus | readonly OneStimulus[];
/** The same as people write it: what has a default may be left out. */
export type StimulusInput = z.input<typeof oneSchema> | readonly z.input<typeof oneSchema>[];

/** Looked at as what it is, so that what is wrong with one of several is said of that one. */
export const stimulusSchema = z.custom<StimulusInput>().transform((value, context): Stimulus => {
  const parsed = (Array.isArray(value) ? severalSchema : oneSchema).safeParse(value, { reportInput: true });
  if (parsed.success) return parsed.data;
  // What is reported once more must not be nested.
  for (const issue of parsed.error.issues) context.issues.push({ ...issue } as z.core.$ZodRawIssue);
  return z.NEVER;
});

/** A stimulus among those that there are, with what its numbers begin with: `stimulus` if it is the only one. */
interface Part {
  readonly prefix: string;
  readonly stimulus: OneStimulus;
}

export function partsOf(stimulus: Stimulus): readonly Part[] {
  const list = Array.isArray(stimulus) ? (stimulus as readonly OneStimulus[]) : [stimulus as OneStimulus];
  return list.map((one, i) => ({
    prefix: list.length === 1 ? 'stimulus' : `stimulus.${one.name ?? i}`,
    stimulus: one,
  }));
}

/** The only stimulus that there is, if it is of that kind. */
export function onlyOf<Name extends OneStimulus['kind']>(
  stimulus: Stimulus,
  kind: Name,
): Extract<OneStimulus, { kind: Name }> | undefined {
  const [part, ...others] = partsOf(stimulus);
  if (others.length > 0 || part!.stimulus.kind !== kind) return undefined;
  return part!.stimulus as Extract<OneStimulus, { kind: Name }>;
}

/** The stimulus that a number belongs to, and the name of the number in it. */
function placeOf(stimulus: Stimulus, path: string): (Part & { readonly name: string }) | undefined {
  const part = partsOf(stimulus).find(({ prefix }) => path.startsWith(`${prefix}.`));
  return part && { ...part, name: path.slice(part.prefix.length + 1) };
}

/** Whether a number of a stimulus is a current, by its path. */
export function isCurrent(path: string, stimulus: Stimulus): boolean {
  const place = placeOf(stimulus, path);
  return place !== undefined && kindOf(place.stimulus).currents.includes(place.name.split('.')[0]!);
}

/** The unit that a stimulus says, if it says one. */
export const givenUnit = (one: OneStimulus): string | undefined => ('unit' in one ? one.unit : undefined);

/** The unit of a number of a stimulus, by its path. */
export function stimulusUnit(path: string, stimulus: Stimulus): string {
  const { stimulus: one, name } = placeOf(stimulus, path)!;
  const { conductances = [], units = {} } = kindOf(one);
  if (isCurrent(path, stimulus)) return givenUnit(one) ?? 'uA/cm2';
  if (conductances.includes(name)) return givenUnit(one) ?? 'mS/cm2';
  return units[name.split('.')[0]!] ?? 'ms';
}

/** What a number of a stimulus is, in words, and of which stimulus among several. @param said the same words in another language */
export function stimulusWords(
  path: string,
  stimulus: Stimulus,
  said: (words: string) => string = (words) => words,
): string {
  const { stimulus: one, name, prefix } = placeOf(stimulus, path)!;
  const [key = '', index] = name.split('.');
  const which = prefix.split('.')[1];
  return [said(kindOf(one).words[key] ?? key), index && Number(index) + 1, which && `(${which})`]
    .filter(Boolean)
    .join(' ');
}

/** The name of every number that can be varied as experiments write it, with its value. */
export function stimulusNumbers(stimulus: Stimulus): Record<string, number> {
  const numbers: Record<string, number> = {};
  for (const { prefix, stimulus: one } of partsOf(stimulus)) {
    const { fixed = [] } = kindOf(one);
    for (const [key, value] of Object.entries(one)) {
      if (typeof value === 'number' && !fixed.includes(key)) numbers[`${prefix}.${key}`] = value;
      if (Array.isArray(value) && !fixed.includes(key))
        for (const [i, item] of value.entries()) numbers[`${prefix}.${key}.${i}`] = item;
    }
  }
  return numbers;
}

/** The same stimulus with another value for the number at `path`, such as `stimulus.onsets.1`. */
export function withNumber(stimulus: Stimulus, path: string, value: number): Stimulus {
  const place = placeOf(stimulus, path);
  if (!place) return stimulus;
  const [key = '', index] = place.name.split('.');
  const list = (place.stimulus as unknown as Record<string, number[]>)[key]!;
  const changed = index === undefined ? value : list.with(Number(index), value);
  const next = { ...place.stimulus, [key]: changed } as OneStimulus;
  if (!Array.isArray(stimulus)) return next;
  return stimulus.map((one) => (one === place.stimulus ? next : one));
}

/** What a system gets from its stimuli. */
export interface StimulusEquations {
  /** What is injected, uA/cm2. */
  readonly input: Input;
  /** Conductances, mS/cm2, each with the potential (mV) that it pulls to. */
  readonly conductances: readonly { readonly input: Input; readonly reversal: Expr }[];
  readonly clamp: Clamp | undefined;
  readonly processes: readonly Process[];
  readonly derived: readonly Derived[];
  readonly tables: Tables;
  /** The moments that they count steps from. */
  readonly times: readonly Time[];
}

/** What else formulas of a stimulus are made of. */
export interface Surroundings {
  /** Step, ms. */
  readonly dt: number;
  /** How many uA/cm2, or mS/cm2, one of the units of a stimulus is. */
  density?(one: OneStimulus): number;
  /** Least and largest value of a number in the population, by its path. */
  extremes?(path: string): readonly [least: number, largest: number] | undefined;
}

/** A stimulus as formulas of its own numbers (symbols such as `stimulus.amplitude`) and of the steps since its moments. */
export function stimulusEquations(
  stimulus: Stimulus,
  { dt, density = () => 1, extremes = () => undefined }: Surroundings,
): StimulusEquations {
  const values = stimulusNumbers(stimulus);
  let streams = 0;
  const courses = partsOf(stimulus).map(({ prefix, stimulus: one }) => {
    const moment = (name: string) => `${prefix.replace('stimulus', 'moment')}.${name}`;
    const course = kindOf(one).course(one, {
      dt,
      value: (name) => symbol(`${prefix}.${name}`),
      extremes: (name) => {
        const path = `${prefix}.${name}`;
        return extremes(path) ?? [values[path]!, values[path]!];
      },
      moment: (name, at) => ({ name: moment(name), at }),
      repeated: (name, at, again) => ({ name: moment(name), at, again: { name: moment('every'), ...again } }),
      own: (name) => `${prefix}.${name}`,
      stream: () => {
        const stream = streams++;
        return (step, values) => random(step, stream, values);
      },
    });
    const factor = density(one);
    const scaled = (formula: Expr) => (factor === 1 ? formula : multiply(number(factor), formula));
    return { ...course, prefix, scaled };
  });
  const jumps = courses.flatMap((course) => course.jumps);
  const onset = courses.map((course) => course.onset).reduce(minimum);
  const currents = courses.flatMap(({ current, scaled }) => (current ? [scaled(current)] : []));
  return {
    input: {
      name: 'stimulus',
      unit: 'uA/cm2',
      formula: sum(currents),
      jumps: [...jumps.map(isNear), ...courses.flatMap(({ isNearJump }) => isNearJump ?? [])].reduce(
        or,
        number(0),
      ),
      onset,
    },
    conductances: courses.flatMap(({ conductance, prefix, scaled }) => {
      if (!conductance) return [];
      const formula = scaled(conductance.formula);
      const input = { name: `${prefix}.conductance`, unit: 'mS/cm2', formula, jumps: number(0), onset };
      return [{ input, reversal: conductance.reversal }];
    }),
    clamp: courses.find(({ clamp }) => clamp)?.clamp,
    processes: courses.flatMap(({ processes = [] }) => processes),
    derived: courses.flatMap(({ derived = [] }) => derived),
    tables: new Map(courses.flatMap(({ tables = [] }) => tables)),
    times: [...jumps, ...courses.flatMap(({ times = [] }) => times)],
  };
}
