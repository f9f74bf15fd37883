import { OpenFile } from '../components/OpenFile.tsx';
import type { Page } from '../page.ts';

/** All lessons, in the order of a course. */
export function LessonList({ page }: { page: Page }) {
  const { finished, series } = page.state.lessons;
  return (
    <>
      <h2>Lessons</h2>
      <ol class="lessons">
        {series.value.map(({ name, title, summary }) => (
          <li key={name}>
            <button type="button" class="link" onClick={() => void page.classroom.begin(name)}>
              {title}
            </button>
            {finished.value.has(name) && <small> goal reached</small>}
            <p class="quiet">{summary}</p>
          </li>
        ))}
      </ol>
      <p class="quiet">
        A lesson is a text file.{' '}
        <OpenFile page={page} plain>
          Open one of your own
        </OpenFile>
      </p>
    </>
  );
}
