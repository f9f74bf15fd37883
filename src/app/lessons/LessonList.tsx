import { OpenFile } from '../components/OpenFile.tsx';
import type { Page } from '../page.ts';
import { texts } from '../texts/language.ts';

/** All lessons, in the order of a course. */
export function LessonList({ page }: { page: Page }) {
  const { finished, series } = page.state.lessons;
  const words = texts.value.lessons;
  return (
    <>
      <h2>{words.title}</h2>
      <ol class="lessons">
        {series.value.map(({ name, title, summary }) => (
          <li key={name}>
            <button type="button" class="link" onClick={() => void page.classroom.begin(name)}>
              {title}
            </button>
            {finished.value.has(name) && <small>{` ${words.finished}`}</small>}
            <p class="quiet">{summary}</p>
          </li>
        ))}
      </ol>
      <p class="quiet">
        {words.textFile}{' '}
        <OpenFile page={page} plain>
          {words.openOwn}
        </OpenFile>
      </p>
    </>
  );
}
