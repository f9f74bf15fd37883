import type { Language } from './language.ts';

/**
 * Names of the lessons that are shipped, in the order of a course. A lesson is a file in `texts/en/`, its translation in the folder of every other
 * language, and an entry in the titles of each, so that a list needs none of the texts; a test holds each to the others.
 */
export const lessonNames = [
  'resting-membrane',
  'threshold',
  'all-or-none',
  'frequency-not-size',
  'refractory-period',
  'permeability',
  'sum-of-currents',
  'voltage-clamp',
  'synaptic-input',
  'temperature',
  'classes',
  'noise',
  'bursting-and-rebound',
  'integrators',
  'artificial-unit',
] as const;
export type LessonName = (typeof lessonNames)[number];

/** What lists say of a lesson. */
interface Title {
  readonly title: string;
  readonly summary: string;
}
export type Titles = Readonly<Record<LessonName, Title>>;

/** A shipped lesson, as a list shows it. */
export interface Listed extends Title {
  /** Names it in links, and its file. */
  readonly name: LessonName;
}

/** What lists say comes in one language at a time. */
const titles: Readonly<Record<Language, () => Promise<{ readonly titles: Titles }>>> = {
  en: () => import('./titles/en.ts'),
  de: () => import('./titles/de.ts'),
};

/** The lessons that are shipped, in the order of a course. */
export async function series(language: Language): Promise<Listed[]> {
  const known = (await titles[language]()).titles;
  return lessonNames.map((name) => ({ name, ...known[name] }));
}

/** The texts come one at a time, when they are read. */
const texts = import.meta.glob<string>('./texts/*/*.md', { query: '?raw', import: 'default' });

/** The Markdown of a shipped lesson; undefined if there is none of that name. */
export async function lessonText(name: string, language: Language): Promise<string | undefined> {
  if (!(lessonNames as readonly string[]).includes(name)) return undefined;
  const textIn = (one: Language) => texts[`./texts/${one}/${name}.md`]!();
  if (language === 'en') return textIn('en');
  const { translated } = await import('./translation.ts');
  return translated(await textIn('en'), await textIn(language), language, name);
}
