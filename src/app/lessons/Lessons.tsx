import './lessons.css';
import { useSignalEffect } from '@preact/signals';
import type { PanelProps } from '../panels/panel.ts';
import { LessonList } from './LessonList.tsx';
import { LessonText } from './LessonText.tsx';
import { lessonLanguage } from './language.ts';

/** Beside the cells: the lesson that is open, or all to choose from. */
export function Lessons({ page }: PanelProps) {
  const { open } = page.state.lessons;
  useSignalEffect(() => void page.classroom.speak(lessonLanguage.value));
  return (
    <>
      <nav class="lesson-ways">
        {open.value && (
          <button type="button" class="link" onClick={() => page.classroom.leave()}>
            All lessons
          </button>
        )}
        <button type="button" class="link" onClick={() => page.classroom.toggle()}>
          {open.value ? 'Free play' : 'Close'}
        </button>
      </nav>
      {open.value ? <LessonText page={page} open={open.value} /> : <LessonList page={page} />}
    </>
  );
}
