import { computed } from '@preact/signals';
import { locale } from '../../view/locale.ts';

// Numbers as people read them, in the locale of the page. Files and links have those of JavaScript.

const grouped = computed(() => new Intl.NumberFormat(locale.value, { maximumFractionDigits: 0 }));
/** What stands before the decimals. */
export const decimalSign = computed(
  () => new Intl.NumberFormat(locale.value).formatToParts(0.5).find(({ type }) => type === 'decimal')!.value,
);

/** A number as JavaScript writes it, with the decimal sign of the locale. */
export const localised = (text: string): string => text.replace('.', decimalSign.value);

/** A whole number with separators, such as "16,384". */
export const whole = (value: number): string => grouped.value.format(value);

/** A large number in short, such as "39.3 million" for what a second brings. @param names of a million and of a thousand of them */
export function short(value: number, [million, billion]: readonly [string, string]): string {
  if (value >= 999.5e6) return `${localised((value / 1e9).toPrecision(3))} ${billion}`;
  return `${fixed(value / 1e6, value < 9.995e6 ? 2 : value < 99.95e6 ? 1 : 0)} ${million}`;
}

/** A number with so many digits after the decimal sign. */
export const fixed = (value: number, digits: number): string => localised(value.toFixed(digits));

/** A number with at most so many significant digits and without trailing zeros. */
export const plain = (value: number, digits = 4): string =>
  localised(String(Number(value.toPrecision(digits))));

/** A number with all of its digits. */
export const exact = (value: number): string => localised(String(value));

/** Digits after the point that a number has, 4 at most. */
export function decimals(value: number): number {
  let digits = 0;
  while (digits < 4 && Number(value.toFixed(digits)) !== value) digits++;
  return digits;
}

const unitWords: Record<string, string> = {
  '1': '',
  'uA/cm2': 'µA/cm²',
  'mS/cm2': 'mS/cm²',
  'uF/cm2': 'µF/cm²',
  degC: '°C',
};

/** A unit of the data as people write it. */
export const unit = (name: string): string => unitWords[name] ?? name;

/** A text with its units as people write them. */
export const prose = (text: string): string => text.replaceAll(/[um][AFS]\/cm2|degC/g, (name) => unit(name));

/** A value with its unit. */
export function quantity(value: number, unitName: string): string {
  return `${plain(value)} ${unit(unitName)}`.trim();
}

/** Inside an English sentence; abbreviations and symbols stay. */
export const lower = (words: string): string =>
  /^[A-Z][a-z]{2}/.test(words) ? `${words[0]!.toLowerCase()}${words.slice(1)}` : words;
