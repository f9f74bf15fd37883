import { locale } from '../view/locale.ts';

const grouped = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });

/** A whole number with separators, such as "16,384". */
export const whole = (value: number): string => grouped.format(value);

/** A large number in short, such as "39.3 million" for what a second brings. */
export function short(value: number): string {
  if (value >= 999.5e6) return `${(value / 1e9).toPrecision(3)} billion`;
  return `${(value / 1e6).toFixed(value < 9.995e6 ? 2 : value < 99.95e6 ? 1 : 0)} million`;
}

/** A number with at most so many significant digits and without trailing zeros. */
export const plain = (value: number, digits = 4): string => String(Number(value.toPrecision(digits)));

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

/** Inside a sentence; abbreviations and symbols stay. */
export const lower = (words: string): string =>
  /^[A-Z][a-z]{2}/.test(words) ? `${words[0]!.toLowerCase()}${words.slice(1)}` : words;
