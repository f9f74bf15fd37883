import { InputError } from '../../input/schema.ts';
import { shown } from '../../input/shown.ts';
import type { Membrane } from '../../model/membrane.ts';
import { CAPACITANCE, type Entry, entriesOf, gateParts, type Place } from './entry.ts';
import { ohmic, ohmicForm, type Part, ratesForm, relaxationForm } from './forms.ts';

// A membrane in lines, each an equation or a number:
//
//   gA = 40 in [0, 80] mS/cm2                       a parameter; range and unit may be left out
//   IA = gA * a^3 * b * (V - EA)                    a current: its name begins with I
//   da/dt = (1 / (1 + exp(-(V + 50) / 20)) - a) / 5 a gate; also alpha * (1 - a) - beta * a
//   a.tau = 5                                       a part of a gate: alpha, beta, inf, tau
//   dCa/dt = -k * ICa - Ca / 20 in [0, 1] mM from 0 a state that is no gate; `from` is where it begins
//   v = V - VT                                      a definition
//   capacitance = C
//
// What follows # describes it.

/** A line that cannot be read. */
export class LineFault extends InputError {
  /** @param at where in the line, counted from 0 */
  constructor(
    reason: string,
    readonly at: number,
  ) {
    super(reason);
  }
}

/** A line that has been read. */
export interface Line {
  readonly entry: Entry;
  /** Where it begins in the text, counted from 0. */
  readonly at: number;
  /** Where the formulas of the entry begin in the line, by their keys in the document. */
  readonly places: ReadonlyMap<string, number>;
}

/** Longest line, in characters: two of the longest formulas. */
const LONGEST = 8000;

const NUMBER = String.raw`[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?`;
const RANGE = String.raw`in\s*\[\s*(${NUMBER})\s*,\s*(${NUMBER})\s*\]`;
const UNIT = String.raw`(?:[A-Za-z%]|1/)[\w%/*^.()-]*`;
const head = new RegExp(
  `^\\s*(?:d([A-Za-z]\\w*)/dt|([A-Za-z]\\w*)(?:\\.(${gateParts.join('|')}))?)\\s*=(?!=)`,
);
const parameterForm = new RegExp(
  `^\\s*(${NUMBER})(?:\\s+(${UNIT}))??(?:\\s*${RANGE}(?:\\s*(${UNIT}))?)?\\s*$`,
);
const rangeForm = new RegExp(`\\s${RANGE}\\s*(${UNIT})?\\s*$`);
const startForm = /\sfrom\s+(.+)$/s;

/** The lines that say an equation of a membrane. @param values of its parameters */
export function linesOf(
  membrane: Membrane,
  { kind, name, part }: Place,
  values: Readonly<Record<string, number>> = {},
): string {
  const entry = entriesOf(membrane).find((other) => other.kind === kind && other.name === name);
  if (!entry) return '';
  if (typeof entry.value === 'string') return `${name} = ${entry.value}`;
  const value = entry.value as Readonly<Record<string, string | undefined>>;
  switch (kind) {
    case 'parameter': {
      const { value: own, range, unit } = membrane.parameters[name]!;
      return `${name} = ${values[name] ?? own}${rangeText(range, unit)}`;
    }
    case 'state': {
      const { slope, range, unit, initial } = membrane.states.find((state) => state.name === name)!;
      return `d${name}/dt = ${slope}${rangeText(range, unit)}${initial === undefined ? '' : ` from ${initial}`}`;
    }
    case 'current':
      return `${name} = ${value.density ?? ohmic(value.conductance!, value.reversal!)}`;
    default: {
      if (value.instantaneous !== undefined) return `${name} = ${value.instantaneous}`;
      const parts = part ? [part] : gateParts.filter((key) => value[key] !== undefined);
      return parts.map((key) => `${name}.${key} = ${value[key]}`).join('\n');
    }
  }
}

const rangeText = ([low, high]: readonly [number, number], unit: string): string =>
  ` in [${low}, ${high}]${unit === '1' ? '' : ` ${unit}`}`;

/** What a line gives a value to; undefined if it gives none. */
export function nameIn(line: string): string | undefined {
  return head.exec(line)?.[0].replaceAll(/\s/g, '');
}

/**
 * Reads a line.
 * @param known what it says an equation of, if it keeps that name
 * @throws LineFault
 */
export function readLine(text: string, known?: Place): Line {
  if (text.length > LONGEST)
    throw new LineFault(`a line has at most ${LONGEST} characters, and this one ${text.length}`, LONGEST);
  const [line, description] = withoutDescription(text);
  const found = head.exec(line);
  if (!found)
    throw new LineFault(
      `"${shown(line.trim(), 24)}" is no equation: begin with a name and =, such as gA = 40 in [0, 80]`,
      line.length - line.trimStart().length,
    );
  const [beginning, changing, name = changing!, part] = found;
  const right: Part = { text: line.slice(beginning.length), at: beginning.length };
  if (right.text.trim() === '')
    throw new LineFault(`${beginning.trim()} what? Give a number or a formula`, beginning.length);
  const kept = known?.name === name ? known : undefined;
  const read = changing
    ? readChange(name, right, kept)
    : part
      ? composed({ kind: 'gate', name }, { [part]: right })
      : readValue(name, right, kept);
  return described(read, description);
}

/** `name = ...` */
function readValue(name: string, right: Part, known: Place | undefined): Line {
  const kind = known?.kind;
  if (kind === 'capacitance' || (!kind && name === CAPACITANCE))
    return alone({ kind: 'capacitance', name }, right);
  const parameter = kind && kind !== 'parameter' ? undefined : readParameter(name, right);
  if (parameter) return parameter;
  if (kind === 'parameter')
    throw new LineFault(
      `${name} is a parameter: give a number, and if you like a range and a unit, such as ${name} = 40 in [0, 80] mV`,
      right.at + right.text.length - right.text.trimStart().length,
    );
  if (kind === 'gate') return composed({ kind, name }, { instantaneous: right });
  if (kind === 'current' || (!kind && /^I./.test(name)))
    return composed(
      { kind: 'current', name },
      shifted(ohmicForm(right.text), right.at) ?? { density: right },
    );
  return alone({ kind: 'definition', name }, right);
}

/** `dx/dt = ...`: a gate, if it has the form of one and is not known as something else. */
function readChange(name: string, right: Part, known: Place | undefined): Line {
  const isState = known?.kind === 'state';
  const gate = isState ? undefined : (relaxationForm(right.text, name) ?? ratesForm(right.text, name));
  if (gate) return composed({ kind: 'gate', name }, shifted(gate, right.at)!);
  const start = startForm.exec(right.text);
  const rest = right.text.slice(0, start?.index);
  const range = rangeForm.exec(rest);
  const slope = { text: rest.slice(0, range?.index), at: right.at };
  const initial = start && { text: start[1]!, at: right.at + start.index + start[0].indexOf(start[1]!) };
  const line = composed({ kind: 'state', name }, { slope, ...(initial && { initial }) });
  if (!range) return line;
  const [, low, high, unit] = range;
  const value = {
    ...(line.entry.value as object),
    range: [Number(low), Number(high)],
    ...(unit && { unit }),
  };
  return { ...line, entry: { ...line.entry, value } };
}

function readParameter(name: string, { text }: Part): Line | undefined {
  const found = parameterForm.exec(text);
  if (!found) return undefined;
  const [, value, before, low, high, unit = before] = found;
  return {
    entry: {
      kind: 'parameter',
      name,
      value: {
        value: Number(value),
        ...(low === undefined ? {} : { range: [Number(low), Number(high)] }),
        ...(unit === undefined ? {} : { unit }),
      },
    },
    at: 0,
    places: new Map(),
  };
}

/** An entry that is its formula. */
function alone({ kind, name }: Place, right: Part): Line {
  const { text, at } = trimmed(right);
  return { entry: { kind, name, value: text }, at: 0, places: new Map([['', at]]) };
}

/** An entry of several formulas. */
function composed({ kind, name }: Place, parts: Readonly<Record<string, Part>>): Line {
  const list = Object.entries(parts).map(([key, part]) => [key, trimmed(part)] as const);
  return {
    entry: { kind, name, value: { name, ...Object.fromEntries(list.map(([key, { text }]) => [key, text])) } },
    at: 0,
    places: new Map(list.map(([key, { at }]) => [key, at])),
  };
}

const trimmed = ({ text, at }: Part): Part => ({
  text: text.trim(),
  at: at + text.length - text.trimStart().length,
});

const shifted = (parts: Readonly<Record<string, Part>> | undefined, by: number) =>
  parts &&
  Object.fromEntries(Object.entries(parts).map(([key, { text, at }]) => [key, { text, at: at + by }]));

/** The line without what follows #, and that. */
function withoutDescription(text: string): readonly [line: string, description?: string] {
  const mark = text.indexOf('#');
  return mark < 0 ? [text] : [text.slice(0, mark), text.slice(mark + 1).trim()];
}

function described(line: Line, description: string | undefined): Line {
  const { value } = line.entry;
  if (description === undefined || typeof value === 'string') return line;
  return { ...line, entry: { ...line.entry, value: { ...value, description } } };
}
