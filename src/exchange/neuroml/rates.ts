import { InputError } from '../../input/schema.ts';
import { shown } from '../../input/shown.ts';
import type { XmlElement } from '../xml.ts';
import { type DimensionName, quantityOf, refused, textOf, whereOf } from './quantities.ts';

// The three forms of rates in NeuroML 2 (Channels.xml), with x = (V - midpoint) / scale, as formulas of membranes.

type Form = (rate: number, x: string, opposite: string) => string;

const forms: Readonly<Record<string, Form>> = {
  HHExp: (rate, x) => scaled(rate, `exp(${x})`),
  HHSigmoid: (rate, _, opposite) => `${rate} / (1 + exp(${opposite}))`,
  // rate at x = 0, where the quotient is 0/0: a membrane's formulas are computed without loss there.
  HHExpLinear: (rate, x, opposite) => `${scaled(rate, `(${x})`)} / (1 - exp(${opposite}))`,
};

const scaled = (factor: number, text: string): string => (factor === 1 ? text : `${factor} * ${text}`);

/**
 * The formula of a rate (`HHExpRate`, 1/ms) or of a variable without unit (`HHExpVariable`).
 * @param suffix how the types of this kind end
 */
export function rateFormula(element: XmlElement, suffix: 'Rate' | 'Variable'): string {
  const type = textOf(element, 'type');
  const form = type.endsWith(suffix) ? type.slice(0, -suffix.length) : '';
  if (!Object.hasOwn(forms, form)) {
    const known = Object.keys(forms).map((name) => name + suffix);
    throw refused(element, `type "${shown(type)}" is not one of ${known.join(', ')}`);
  }
  const dimension: DimensionName = suffix === 'Rate' ? 'rate' : 'none';
  const rate = quantityOf(element, 'rate', dimension);
  const midpoint = quantityOf(element, 'midpoint', 'voltage');
  const scale = quantityOf(element, 'scale', 'voltage');
  if (scale === 0)
    throw new InputError(`${whereOf(element)}: scale = 0 mV divides by zero; give another one`);
  const shifted = midpoint === 0 ? 'V' : `(V ${midpoint < 0 ? '+' : '-'} ${Math.abs(midpoint)})`;
  const rising = `${shifted} / ${Math.abs(scale)}`;
  const falling = `-${rising}`;
  return scale > 0 ? forms[form]!(rate, rising, falling) : forms[form]!(rate, falling, rising);
}

/** The time constant of a `fixedTimeCourse`, ms. */
export function fixedTime(element: XmlElement): number {
  const type = textOf(element, 'type');
  if (type !== 'fixedTimeCourse') throw refused(element, `type "${shown(type)}" is not fixedTimeCourse`);
  return quantityOf(element, 'tau', 'time');
}

/**
 * The factor on rates that `q10Settings` say, a formula of `temperature`.
 * @returns undefined if there are none
 */
export function q10Formula(settings: readonly XmlElement[]): string | undefined {
  const factors = settings.map((element) => {
    const type = textOf(element, 'type');
    if (type === 'q10Fixed') return String(quantityOf(element, 'fixedQ10', 'none'));
    if (type === 'q10ExpTemp' || type === 'q10ConductanceScaling') return power(element);
    throw refused(element, `type "${shown(type)}" is not q10Fixed or q10ExpTemp`);
  });
  return factors.length === 0 ? undefined : factors.join(' * ');
}

/** q10Factor^((temperature - experimentalTemp) / 10 K). */
export function power(element: XmlElement): string {
  const factor = quantityOf(element, 'q10Factor', 'none');
  if (!(factor > 0))
    throw new InputError(`${whereOf(element)}: q10Factor = ${factor} must be greater than 0`);
  const there = quantityOf(element, 'experimentalTemp', 'temperature');
  return `${factor}^((temperature ${there < 0 ? '+' : '-'} ${Math.abs(there)}) / 10)`;
}
