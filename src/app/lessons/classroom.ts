import { batch } from '@preact/signals';
import { suggestion } from '../../input/nearest.ts';
import { InputError } from '../../input/schema.ts';
import { shown } from '../../input/shown.ts';
import type { Language } from '../../lessons/language.ts';
import type { Lesson } from '../../lessons/read.ts';
import type { Content } from '../link/part.ts';
import type { State } from '../state.ts';
import { language } from '../texts/language.ts';
import { beginningOf } from './content.ts';
import type { OpenLesson } from './lessons-state.ts';

/** What links hold of the lesson that is open: its name, or the text of one's own, and the prediction that was made. */
export interface LessonInLink {
  readonly name?: string | undefined;
  readonly text?: string | undefined;
  readonly prediction?: number | undefined;
}

/** What a lesson needs of the page. */
export interface ClassroomCalls {
  /** Lets the page show what parts of links say, and all else as at its opening. @throws InputError if it cannot */
  show(content: Content): void;
  onError(error: unknown): void;
}

/** What a narrower window has no room for beside a lesson, CSS pixels: the controls are folded there. */
const ROOMY = 1560;

/** Opens lessons and begins them. The code that reads them comes with the first one. */
export class Classroom {
  constructor(
    private readonly state: State,
    private readonly calls: ClassroomCalls,
  ) {}

  /** Shows lessons, or the cells alone. What is open stays open. */
  toggle(): void {
    const { shown } = this.state.lessons;
    shown.value = !shown.value;
    if (shown.value && innerWidth < ROOMY) this.state.folded.value = true;
  }

  /** Opens a shipped lesson and begins it. */
  async begin(name: string): Promise<void> {
    try {
      this.#begin({ name, lesson: await readShipped(name) });
    } catch (error) {
      this.calls.onError(error);
    }
  }

  /**
   * Opens a lesson of one's own and begins it.
   * @param file what it is called in messages
   * @throws InputError with what is wrong; then nothing has changed
   */
  async beginText(text: string, file: string): Promise<void> {
    this.#begin({ text, lesson: await readOwn(text, file) });
  }

  /** Begins the open lesson anew. */
  restart(): void {
    const open = this.state.lessons.open.value;
    if (open) this.#begin(open);
  }

  /** Back to the list of all lessons; the population stays as it is. */
  leave(): void {
    this.#open(undefined, undefined);
  }

  /** Lists the lessons in a language, and goes on with a shipped one that is open in it. What was predicted and reached stays. */
  async speak(language: Language): Promise<void> {
    const { series, open } = this.state.lessons;
    const now = open.value;
    try {
      const { series: listedIn } = await import('../../lessons/series.ts');
      series.value = await listedIn(language);
      if (now?.name === undefined || now.lesson.language === language) return;
      const lesson = await readShipped(now.name);
      if (open.value === now) open.value = { name: now.name, lesson };
    } catch (error) {
      this.calls.onError(error);
    }
  }

  /** Lets the lesson be open that a link holds, whatever the population is; none if it holds none. */
  async resume({ name, text, prediction }: LessonInLink): Promise<void> {
    try {
      if (name !== undefined) this.#open({ name, lesson: await readShipped(name) }, prediction);
      else if (text !== undefined)
        this.#open({ text, lesson: await readOwn(text, 'the lesson') }, prediction);
      else this.#open(undefined, undefined);
    } catch (error) {
      this.calls.onError(error);
    }
  }

  #begin(open: OpenLesson): void {
    this.calls.show({ ...beginningOf(open.lesson), lesson: undefined });
    this.#open(open, undefined);
    if (innerWidth < ROOMY) this.state.folded.value = true;
  }

  #open(open: OpenLesson | undefined, prediction: number | undefined): void {
    const { lessons } = this.state;
    if (!open && !lessons.open.value) return;
    batch(() => {
      lessons.open.value = open;
      lessons.prediction.value = prediction;
      lessons.goals.value = undefined;
      if (open) lessons.shown.value = true;
    });
  }
}

/** In the language of the page. @throws InputError if there is none of that name */
async function readShipped(name: string): Promise<Lesson> {
  const { lessonNames, lessonText } = await import('../../lessons/series.ts');
  const text = await lessonText(name, language.value);
  if (text === undefined)
    throw new InputError(`there is no lesson "${shown(name)}"${suggestion(name, lessonNames)}`);
  return readOwn(text, name);
}

async function readOwn(text: string, name: string): Promise<Lesson> {
  const { readLesson } = await import('../../lessons/read.ts');
  return readLesson(text, name);
}
