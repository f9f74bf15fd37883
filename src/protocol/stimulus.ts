import { z } from 'zod';
import { add, minimum, multiply, number, or, symbol } from '../formula/expr.ts';
import type { Input, Time } from '../system/system.ts';
import { kindOf, type OneStimulus, oneSchema } from './stimuli/catalogue.ts';
import { isNear } from './stimuli/kind.ts';

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
  });

/** What is injected into every neuron: one stimulus, or several that add up. */
export type Stimulus = OneStimulus | readonly OneStimulus[];
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

/** The unit of a number of a stimulus, by its path. */
export function stimulusUnit(path: string, stimulus: Stimulus): string {
  const { stimulus: one, name } = placeOf(stimulus, path)!;
  return isCurrent(path, stimulus) ? (one.unit ?? 'uA/cm2') : (kindOf(one).units?.[name] ?? 'ms');
}

/** What a number of a stimulus is, in words, and of which stimulus among several. */
export function stimulusWords(path: string, stimulus: Stimulus): string {
  const { stimulus: one, name, prefix } = placeOf(stimulus, path)!;
  const [key = '', index] = name.split('.');
  const which = prefix.split('.')[1];
  return [kindOf(one).words[key] ?? key, index && Number(index) + 1, which && `(${which})`]
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
      if (Array.isArray(value))
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

/**
 * A stimulus as formulas of its own numbers (symbols such as `stimulus.amplitude`) and of the steps since its moments: what is
 * injected, uA/cm2, and the moments that it counts steps from.
 * @param dt step, ms
 * @param density uA/cm2 that one of the units of a stimulus is
 */
export function stimulusInput(
  stimulus: Stimulus,
  dt: number,
  density: (one: OneStimulus) => number = () => 1,
): { readonly input: Input; readonly times: readonly Time[] } {
  const courses = partsOf(stimulus).map(({ prefix, stimulus: one }) => {
    const course = kindOf(one).course(one, {
      dt,
      value: (name) => symbol(`${prefix}.${name}`),
      moment: (name, at) => ({ name: `${prefix.replace('stimulus', 'moment')}.${name}`, at }),
    });
    const factor = density(one);
    return { ...course, current: factor === 1 ? course.current : multiply(number(factor), course.current) };
  });
  const jumps = courses.flatMap((course) => course.jumps);
  return {
    input: {
      name: 'stimulus',
      unit: 'uA/cm2',
      formula: courses.map(({ current }) => current).reduce(add),
      jumps: jumps.map(isNear).reduce(or, number(0)),
      onset: courses.map(({ onset }) => onset).reduce(minimum),
    },
    times: [...jumps, ...courses.flatMap(({ times = [] }) => times)],
  };
}
