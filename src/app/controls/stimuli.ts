import type { Membrane } from '../../model/membrane.ts';
import { densityPerUnit } from '../../protocol/current.ts';
import type { Experiment, ExperimentInput } from '../../protocol/experiment.ts';
import { kindOf, kinds, oneSchema } from '../../protocol/stimuli/catalogue.ts';
import { fieldsOf, type KindName } from '../../protocol/stimuli/fields.ts';
import { givenUnit, type OneStimulus, partsOf } from '../../protocol/stimulus.ts';
import { strengthOf } from '../membrane/strength.ts';
import { type Moved, withMoved } from './population.ts';
import { tellingPath } from './telling-path.ts';

/** Most stimuli that add up. */
export const MOST_STIMULI = 16;

/** What a stimulus says, by key. */
type Said = Readonly<Record<string, unknown>>;

/** A stimulus of a kind, with numbers that show something of a membrane. */
export function firstOf(kind: KindName, membrane: Membrane): OneStimulus {
  return oneSchema.parse({ kind, ...kinds[kind].example(strengthOf(membrane)) });
}

/** What of a kind is shown at once: what has to be said, and what its example says; all else is said rarely. */
export function isTelling(kind: KindName, key: string, membrane: Membrane): boolean {
  const required = fieldsOf(kind).find((field) => field.key === key)?.required;
  return required || key in kinds[kind].example(strengthOf(membrane));
}

/** A stimulus that says something else. What cannot be said beside it goes, and lists that belong together have one length. */
export function saying(one: OneStimulus, key: string, value: unknown): OneStimulus {
  const { either = [], together = [] } = kindOf(one);
  const others = either.some((group) => group.includes(key))
    ? either.filter((group) => !group.includes(key)).flat()
    : [];
  const said: Record<string, unknown> = { ...(one as Said), [key]: value };
  if (value === undefined) delete said[key];
  else for (const other of others) delete said[other];
  if (together.includes(key) && Array.isArray(value))
    for (const other of together)
      if (other !== key) said[other] = ofLength(said[other] as readonly number[], value.length);
  return said as unknown as OneStimulus;
}

/** A list that is cut, or goes on with its last number. */
function ofLength(list: readonly number[], length: number): readonly number[] {
  return Array.from({ length }, (_, i) => list[i] ?? list.at(-1) ?? 10);
}

/** The same stimulus, said in another unit. */
export function inUnit(one: OneStimulus, unit: string, membrane: Membrane): OneStimulus {
  const { currents, conductances = [] } = kindOf(one);
  const factor = densityPerUnit(membrane, givenUnit(one)) / densityPerUnit(membrane, unit);
  const convert = (value: number): number => Number((factor * value).toPrecision(6));
  const converted = Object.entries(one).map(([key, value]) => {
    if (!currents.includes(key) && !conductances.includes(key)) return [key, value];
    return [key, Array.isArray(value) ? value.map(convert) : convert(value as number)];
  });
  return { ...Object.fromEntries(converted), unit } as OneStimulus;
}

/** A stimulus after a change, and which of the former ones it was. */
export interface Changed {
  readonly stimulus: OneStimulus;
  readonly former?: number;
}

/** The stimuli as they are, each with its place. */
export const unchanged = (experiment: Experiment): readonly Changed[] =>
  partsOf(experiment.stimulus).map(({ stimulus }, former) => ({ stimulus, former }));

/** The same experiment with other stimuli; what is varied of them is varied wherever it is now. */
export function withStimuli(experiment: Experiment, changed: readonly Changed[]): ExperimentInput {
  const list = changed.map(({ stimulus }) => stimulus);
  const stimulus = list.length === 1 ? alone(list[0]!) : list;
  const next: Experiment = { ...experiment, stimulus };
  const before = partsOf(experiment.stimulus);
  const after = partsOf(stimulus);
  const whereTo = (path: string): Moved | undefined => {
    const place = before.findIndex(({ prefix }) => path.startsWith(`${prefix}.`));
    if (place < 0) return { path, stays: true };
    const now = changed.findIndex(({ former }) => former === place);
    if (now < 0) return undefined;
    const { prefix } = after[now]!;
    if (list[now]!.kind !== before[place]!.stimulus.kind)
      return { path: tellingPath(stimulus, prefix), stays: false };
    const sameUnit = givenUnit(list[now]!) === givenUnit(before[place]!.stimulus);
    return { path: prefix + path.slice(before[place]!.prefix.length), stays: sameUnit };
  };
  return { ...next, ...withMoved(experiment, next, whereTo) };
}

/** A name is for one among several. */
function alone(one: OneStimulus): OneStimulus {
  const { name: _name, ...rest } = one;
  return rest as OneStimulus;
}

/** The same stimulus, as strong as another membrane needs it; times and all that was recorded stay. */
export function forMembrane(one: OneStimulus, membrane: Membrane): OneStimulus {
  const { currents, conductances = [], fixed = [] } = kindOf(one);
  const strengths = [...currents, ...conductances].filter((key) => !fixed.includes(key));
  const example: Said = kinds[one.kind].example(strengthOf(membrane));
  const { unit: _unit, ...rest } = one as OneStimulus & { unit?: string };
  const own = Object.entries(example).filter(([key]) => strengths.includes(key));
  return { ...rest, ...Object.fromEntries(own) } as OneStimulus;
}
