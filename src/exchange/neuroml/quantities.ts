import { InputError } from '../../input/schema.ts';
import { shown } from '../../input/shown.ts';
import type { XmlElement } from '../xml.ts';

// Quantities of NeuroML 2 (NeuroMLCoreDimensions): a number with the unit right after it, such as `10mV` or `4 per_ms`.

interface Dimension {
  /** What it is called in messages. */
  readonly words: string;
  /** How many of the unit that is used here (first in the list) one of each unit is. */
  readonly units: Readonly<Record<string, number>>;
}

/** The dimensions that are read; the first unit of each is that of membranes. */
const dimensions = {
  time: { words: 'time', units: { ms: 1, s: 1e3 } },
  rate: { words: 'rate', units: { per_ms: 1, per_s: 1e-3, Hz: 1e-3 } },
  voltage: { words: 'voltage', units: { mV: 1, V: 1e3 } },
  inverseVoltage: { words: 'inverse voltage', units: { per_mV: 1, per_V: 1e-3 } },
  conductance: { words: 'conductance', units: { nS: 1, pS: 1e-3, uS: 1e3, mS: 1e6, S: 1e9 } },
  conductanceDensity: {
    words: 'conductance density',
    units: { mS_per_cm2: 1, S_per_m2: 0.1, S_per_cm2: 1e3 },
  },
  capacitance: { words: 'capacitance', units: { pF: 1, nF: 1e3, uF: 1e6, F: 1e12 } },
  specificCapacitance: { words: 'specific capacitance', units: { uF_per_cm2: 1, F_per_m2: 100 } },
  current: { words: 'current', units: { nA: 1, pA: 1e-3, uA: 1e3, A: 1e9 } },
  concentration: {
    words: 'concentration',
    units: { mM: 1, mol_per_m3: 1, mol_per_cm3: 1e6, M: 1e3 },
  },
  // Degrees are an offset, not a factor.
  temperature: { words: 'temperature', units: { degC: 1, K: 1 } },
} as const satisfies Record<string, Dimension>;

export type DimensionName = keyof typeof dimensions | 'none';

const pattern = /^\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)\s*([A-Za-z]\w*)?\s*$/;
const KELVIN = 273.15;

/**
 * A quantity in the unit of membranes: ms, 1/ms, mV, nS, mS/cm2, pF, uF/cm2, nA, mM, degC.
 * @throws InputError if it is missing, no number, or in a unit of another dimension
 */
export function quantityOf(element: XmlElement, attribute: string, dimension: DimensionName): number {
  const text = element.attributes.get(attribute);
  if (text === undefined) throw missing(element, attribute);
  const [, number = '', unit] = pattern.exec(text.slice(0, 100)) ?? [];
  const known = dimension === 'none' ? undefined : (dimensions[dimension] as Dimension);
  const refuse = (expected: string): never => {
    throw new InputError(`${whereOf(element)}: ${attribute} = "${shown(text)}" is no ${expected}`);
  };
  if (!known) return number === '' || unit !== undefined ? refuse('number without a unit') : Number(number);
  const units = Object.keys(known.units);
  const expected = `${known.words}; give a number and ${units.length > 1 ? `one of ${units.join(', ')}` : units[0]}`;
  if (number === '' || unit === undefined || !Object.hasOwn(known.units, unit)) return refuse(expected);
  if (dimension === 'temperature') return decimal(Number(number) - (unit === 'K' ? KELVIN : 0));
  const value = decimal(Number(number) * known.units[unit]!);
  return Number.isFinite(value) ? value : refuse(expected);
}

/** A number without the last digits that a conversion has left in it: 1000 x 0.065 is 65. */
const decimal = (value: number): number => Number(value.toPrecision(15)) + 0;

/** A text that has to be there. @throws InputError */
export function textOf(element: XmlElement, attribute: string): string {
  const text = element.attributes.get(attribute);
  if (text === undefined) throw missing(element, attribute);
  return text;
}

const missing = (element: XmlElement, attribute: string) =>
  new InputError(`${whereOf(element)}: ${attribute} is missing; give ${attribute}="..."`);

/** An element for messages: file, line, name and id. */
export function whereOf({ name, attributes, place }: XmlElement): string {
  const id = attributes.get('id');
  return `${place}: ${shown(name)}${id === undefined ? '' : ` "${shown(id)}"`}`;
}

/** What says nothing of the dynamics. */
export const isPassing = ({ name }: XmlElement): boolean =>
  ['notes', 'annotation', 'property'].includes(name);

/** What has no counterpart in a membrane, named. */
export function refused(element: XmlElement, reason: string): InputError {
  return new InputError(`${whereOf(element)} cannot be represented: ${reason}`);
}
