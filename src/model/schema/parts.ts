import { z } from 'zod';
import { shown } from '../../input/shown.ts';
import { nameFault } from '../names.ts';

/** Text for people. */
export const words = (most = 1000) => z.string().max(most);

/** A name in formulas. */
export const nameSchema = z.string().check(({ value, issues }) => {
  const message = nameFault(value);
  if (message)
    issues.push({ code: 'custom', input: value, message: `"${shown(value)}" cannot be a name: ${message}` });
});

/** A formula; a number may stand for itself. */
export const formulaSchema = z.preprocess(
  (value) => (typeof value === 'number' && Number.isFinite(value) ? String(value) : value),
  z.string().max(4000),
);

/** Units that are known, so that `ms/cm2` is told from `mS/cm2`. */
const units = [
  '1',
  'mV',
  'V',
  'ms',
  '1/ms',
  's',
  'Hz',
  'mS/cm2',
  'S/cm2',
  'uF/cm2',
  'uA/cm2',
  'nA',
  'pA',
  'nS',
];
const further = ['mM', 'uM', 'nM', 'M', 'degC', 'cm/s', 'um', 'um2', 'cm2', 'pF', 'nF', 'mM/ms', 'uM/ms'];
const known = [...units, ...further];

/** A unit in the writing of tables: it is shown, and nothing is converted. */
export const unitSchema = z.string().check(({ value, issues }) => {
  const refuse = (message: string): void => {
    issues.push({ code: 'custom', input: value, message });
  };
  if (!/^[A-Za-z0-9%/*^.()_ -]{1,24}$/.test(value))
    return refuse(
      `"${shown(value)}" is no unit: at most 24 letters, digits and / * ^ . ( ) % _ -, such as mS/cm2`,
    );
  const other = known.find((unit) => unit.toLowerCase() === value.toLowerCase());
  if (other && !known.includes(value)) refuse(`unknown unit "${value}"; did you mean "${other}"?`);
});

/** Smallest and largest value. */
export const rangeSchema = z
  .tuple([z.number(), z.number()], { error: 'give the smallest and the largest value, such as [0, 1]' })
  .check(({ value: [low, high], issues }) => {
    if (low >= high)
      issues.push({
        code: 'custom',
        input: [low, high],
        message: `the first number, ${low}, must be less than the second, ${high}`,
      });
  });
