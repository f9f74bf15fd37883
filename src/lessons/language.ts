/** Languages in which lessons are written. */
export const languages = ['en', 'de'] as const;
export type Language = (typeof languages)[number];

/** What hangs on the language of a lesson besides its words. */
interface Conventions {
  /** What stands before the decimals of a number. */
  readonly decimal: '.' | ',';
  /** Headings of the parts of a lesson after its first: what to try, the answer, the sources. */
  readonly headings: readonly [string, string, string];
}

const conventions: Readonly<Record<Language, Conventions>> = {
  en: { decimal: '.', headings: ['Try', 'Answer', 'Sources'] },
  de: { decimal: ',', headings: ['Ausprobieren', 'Antwort', 'Quellen'] },
};

export const isLanguage = (name: unknown): name is Language =>
  (languages as readonly unknown[]).includes(name);

export const headingsIn = (language: Language): readonly string[] => conventions[language].headings;

/** A number of a header, such as "-56.5", as texts in the language have it: "−56,5". */
export const writtenIn = (language: Language, digits: string): string =>
  digits.replace('-', '−').replace('.', conventions[language].decimal);

/** The number that a text in the language writes; NaN where its decimals are set off as in another one. */
export function numberIn(language: Language, written: string): number {
  const { decimal } = conventions[language];
  if (/[.,]/.test(written.replace(decimal, ''))) return Number.NaN;
  return Number(written.replace('−', '-').replace(decimal, '.'));
}

/** The decimals of a number in the language, in words. */
export const decimalsIn = (language: Language): string =>
  conventions[language].decimal === ',' ? 'a comma' : 'a point';
