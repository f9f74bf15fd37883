import { batch, computed, signal } from '@preact/signals';
import { isLanguage, type Language } from '../../lessons/language.ts';
import { locale } from '../../view/locale.ts';
import { keep, kept } from '../browser/kept.ts';
import { english, type Texts } from './english.ts';
import { Interpreter, type Pointed } from './messages.ts';

/** The languages of the page by their tags, each as it calls itself. */
export const languages: Readonly<Record<Language, string>> = { en: 'English', de: 'Deutsch' };

/** What brings the words of a language. */
const sources: Readonly<Record<Language, () => Texts | Promise<Texts>>> = {
  en: () => english,
  de: async () => (await import('./german.ts')).german,
};

const KEPT = 'loligo language';
/** What a link says in the query of the address, `?lang=de`. */
const ASKED = 'lang';

/** The language of the page, and its words: whoever reads them is drawn again when it changes. */
export const language = signal<Language>('en');
export const texts = signal<Texts>(english);

/** What the data say in English, in the language of the page; as it is where that has no words for it. */
export const term = (words: string): string => texts.value.terms[words] ?? words;

const interpreter = computed(() => new Interpreter(texts.value.messages));

/** What code says in English is wrong, in the language of the page; as it is where that has no words for it. */
export const inWords = (message: string): string => pointedInWords({ text: message }).text;

/** The same with the place at fault, which is elsewhere then. */
export const pointedInWords = (message: Pointed): Pointed => interpreter.value.read(message);

/**
 * The language to open with: what the address asks for, else what was chosen before, else the first that the browser prefers.
 * @param query of the address, with its ?
 * @param preferred tags of languages, best first; a browser may report what is none
 */
export function wishedLanguage(
  query: string,
  before: string | undefined,
  preferred: readonly string[],
): Language {
  const asked = new URLSearchParams(query).get(ASKED);
  const wishes = [asked, before, ...preferred].map((tag) => tag?.toLowerCase().split('-')[0] ?? '');
  return wishes.find(isLanguage) ?? 'en';
}

/** Lets the page speak the language to open with; English where another one does not come. */
export async function openLanguage(): Promise<void> {
  try {
    await speak(wishedLanguage(location.search, kept(KEPT), navigator.languages ?? []));
  } catch {
    // Without a network English is there all the same.
  }
}

/**
 * Lets the page speak a language from now on, on later visits as well.
 * @throws Error if its words do not come
 */
export async function chooseLanguage(next: Language): Promise<void> {
  await speak(next);
  keep(KEPT, next);
  const url = new URL(location.href);
  url.searchParams.delete(ASKED);
  history.replaceState(history.state, '', url);
}

async function speak(next: Language): Promise<void> {
  const words = await sources[next]();
  batch(() => {
    language.value = next;
    texts.value = words;
    locale.value = next;
  });
  document.documentElement.lang = next;
}
