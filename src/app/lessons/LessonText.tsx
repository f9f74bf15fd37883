import { useSignal } from '@preact/signals';
import { Refused } from '../components/Refused.tsx';
import type { Page } from '../page.ts';
import { messageOf } from '../texts/errors.ts';
import { texts } from '../texts/language.ts';
import { Blocks, type BlocksProps } from './Blocks.tsx';
import { Goals } from './Goals.tsx';
import type { OpenLesson } from './lessons-state.ts';
import { PredictionForm } from './PredictionForm.tsx';

/** A lesson from its first line to its goal. */
export function LessonText({ page, open }: { page: Page; open: OpenLesson }) {
  const { lesson } = open;
  const { text, language } = lesson;
  const { prediction } = page.state.lessons;
  const made = prediction.value;
  const words = texts.value.lessons;
  return (
    <>
      <h2 lang={language}>{lesson.title}</h2>
      <Part page={page} blocks={text.text} lesson={lesson} />
      <h3>{words.predict}</h3>
      <PredictionForm
        prediction={lesson.prediction}
        made={made}
        make={(value) => (prediction.value = value)}
      />
      <h3>{words.try}</h3>
      <Part page={page} blocks={text.try} lesson={lesson} />
      <Goals page={page} open={open} />
      {made !== undefined && (
        <>
          <h3>{words.answer}</h3>
          <Part page={page} blocks={text.answer} lesson={lesson} />
        </>
      )}
      {text.sources.length > 0 && (
        <div class="sources">
          <Part page={page} blocks={text.sources} lesson={lesson} />
        </div>
      )}
      <Ways page={page} open={open} />
    </>
  );
}

/** A part of the text, in the language of the lesson, which may be another one than that of the page. */
const Part = (props: BlocksProps) => (
  <div lang={props.lesson.language}>
    <Blocks {...props} />
  </div>
);

/** What can be done besides reading. */
function Ways({ page, open }: { page: Page; open: OpenLesson }) {
  const words = texts.value.lessons;
  const problem = useSignal<string | undefined>(undefined);
  const save = async () => {
    problem.value = undefined;
    try {
      const { saveReport } = await import('./report.ts');
      await saveReport(page, open);
    } catch (error) {
      problem.value = messageOf(error);
    }
  };
  const series = page.state.lessons.series.value;
  const at = series.findIndex(({ name }) => name === open.name);
  const next = at < 0 ? undefined : series[at + 1];
  return (
    <div class="ways">
      <button type="button" onClick={() => page.classroom.restart()}>
        {words.again}
      </button>
      <button type="button" title={words.saveHint} onClick={() => void save()}>
        {words.save}
      </button>
      {next && (
        <button type="button" onClick={() => void page.classroom.begin(next.name)}>
          {words.next(next.title)}
        </button>
      )}
      <Refused id="lesson-report" reason={problem.value} />
    </div>
  );
}
