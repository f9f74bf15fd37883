import { language, texts } from '../texts/language.ts';
import './lessons.css';
import { useSignalEffect } from '@preact/signals';
import type { PanelProps } from '../panels/panel.ts';
import { LessonList } from './LessonList.tsx';
import { LessonText } from './LessonText.tsx';

/** Beside the cells: the lesson that is open, or all to choose from. */
export function Lessons({ page }: PanelProps) {
  const { open } = page.state.lessons;
  const words = texts.value.lessons;
  useSignalEffect(() => void page.classroom.speak(language.value));
  return (
    <>
      <nav class="lesson-ways">
        {open.value && (
          <button type="button" class="link" onClick={() => page.classroom.leave()}>
            {words.all}
          </button>
        )}
        <button type="button" class="link" onClick={() => page.classroom.toggle()}>
          {open.value ? words.freePlay : words.close}
        </button>
      </nav>
      {open.value ? <LessonText page={page} open={open.value} /> : <LessonList page={page} />}
    </>
  );
}
