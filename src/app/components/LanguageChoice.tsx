import type { Language } from '../../lessons/language.ts';
import type { Page } from '../page.ts';
import { chooseLanguage, language, languages, texts } from '../texts/language.ts';

/** In which language the page speaks. */
export function LanguageChoice({ page }: { page: Page }) {
  const words = texts.value.page;
  const choose = (next: Language) =>
    chooseLanguage(next).catch(() => {
      page.state.notice.value = { kind: 'error', text: words.notLoaded(languages[next]) };
    });
  return (
    <select
      class="quiet-choice"
      aria-label={words.language}
      title={words.language}
      value={language.value}
      onChange={({ currentTarget }) => {
        void choose(currentTarget.value as Language);
        // It stays until its words are there.
        currentTarget.value = language.value;
      }}
    >
      {Object.entries(languages).map(([tag, name]) => (
        <option key={tag} value={tag} lang={tag} selected={tag === language.value} aria-label={name}>
          {tag.toUpperCase()}
        </option>
      ))}
    </select>
  );
}
