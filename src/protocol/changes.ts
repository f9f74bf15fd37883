import { InputError } from '../input/schema.ts';
import { shown } from '../input/shown.ts';
import type { ExperimentInput } from './experiment.ts';

/** Numbers of an experiment that become others, by their paths; null takes one away. */
export type Changes = Readonly<Record<string, unknown>>;

type Fields = Record<string, unknown>;
const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null;

/**
 * The document of an experiment with other numbers at some paths, such as `stimulus.amplitude`, `parameters.gNa`, `dt`, `sweep.x.to`. What is set
 * varies no more, and null takes an entry away. Whether the paths mean anything is seen when the document is read.
 * @throws InputError if something of a list is named that is not there
 */
export function changed(document: ExperimentInput, changes: Changes): ExperimentInput {
  const copy = structuredClone(document) as Fields;
  for (const [path, value] of Object.entries(changes)) {
    letStand(copy, path);
    put(copy, path, structuredClone(value));
  }
  return copy;
}

/** Takes a quantity out of what varies. */
function letStand({ sweep, sample }: Fields, path: string): void {
  if (isObject(sweep))
    for (const side of ['x', 'y']) {
      const axis = sweep[side];
      if (isObject(axis) && axis.vary === path) delete sweep[side];
    }
  if (isObject(sample) && isObject(sample.vary)) delete sample.vary[path];
}

function put(document: Fields, path: string, value: unknown): void {
  const keys = path.split('.');
  let place: Fields = document;
  for (const [i, name] of keys.entries()) {
    const key = Array.isArray(place) ? indexIn(place, name, path) : name;
    if (i === keys.length - 1) {
      if (value === null) delete place[key];
      else set(place, key, value);
      return;
    }
    if (!Object.hasOwn(place, key) || !isObject(place[key])) set(place, key, {});
    place = place[key] as Fields;
    // A single stimulus may stand in a list.
    if (name === 'stimulus' && Array.isArray(place) && place.length === 1 && keys.length === 2)
      place = place[0] as Fields;
  }
}

/** Stimuli in a list are called by their names, or by their positions. */
function indexIn(list: readonly unknown[], name: string, path: string): string {
  const named = list.findIndex((one) => isObject(one) && one.name === name);
  const at = named < 0 ? Number(name) : named;
  if (Number.isInteger(at) && at >= 0 && at < list.length) return String(at);
  throw new InputError(`"${shown(path)}": there is no "${shown(name)}" in the list`);
}

/** A key such as `__proto__` is a key as any other, which the schema refuses. */
function set(place: Fields, key: string, value: unknown): void {
  Object.defineProperty(place, key, { value, writable: true, enumerable: true, configurable: true });
}
