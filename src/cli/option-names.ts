import { InputError } from '../input/schema.ts';

// Whoever types options has not written the document that messages speak of.

/** What messages call a value, and the option that gives it; a name that ends in `*` stands for all that begin like it. */
export type OptionNames = Readonly<Record<string, string>>;

/** Options that are called like the values that they give. */
export const calledAlike = (...names: readonly string[]): OptionNames =>
  Object.fromEntries(names.map((name) => [name, `--${name}`]));

/** Values of one neuron under a constant current. */
export const neuronNames: OptionNames = { 'parameters.*': '--set *', 'stimulus.unit': '--unit' };

/** Values of a sweep of that current, and of what is measured. */
export const sweepNames: OptionNames = {
  'sweep.x.from': '--from',
  'sweep.x.to': '--to',
  'sweep.x.count': '--count',
  'sweep.x.values': '--values',
  'measure.from': '--settle',
};

/** An error of the input as one that names options; any other as it is. */
export function inOptions(error: unknown, names: OptionNames): unknown {
  if (!(error instanceof InputError)) return error;
  const message = nameOptions(error.message, names);
  return message === error.message ? error : new InputError(message, { path: error.path });
}

/** Names of values: paths anywhere, single words at the beginning or before an equals sign, but nothing in quotes. */
const NAMES = /(?<![\w."-])(?:\w+(?:\.\w+)+(?![\w."])|^\w+(?=: | \w+ = )|\w+(?= = ))/g;
/** In a remedy an option stands as it is typed. */
const TYPED = /(?<=\b(?:give|as) --[\w-]+) = /g;

/** What can be typed as the value of an option is listed behind this, and stays. */
const LISTED = /(?=; known: )/;

/** A message with options in the place of what it calls their values. */
export function nameOptions(message: string, names: OptionNames): string {
  const [said = '', ...listed] = message.split(LISTED);
  return (
    said.replaceAll(NAMES, (name) => optionFor(name, names) ?? name).replaceAll(TYPED, ' ') + listed.join('')
  );
}

function optionFor(name: string, names: OptionNames): string | undefined {
  if (Object.hasOwn(names, name)) return names[name];
  const [scope, ...rest] = name.split('.');
  return rest.length === 0 ? undefined : names[`${scope}.*`]?.replace('*', () => rest.join('.'));
}
