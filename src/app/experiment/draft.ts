import { effect, signal, untracked } from '@preact/signals';
import { type Place, PlacedError, parseText, placeOf } from '../../input/json.ts';
import { InputError } from '../../input/schema.ts';
import type { Experiment } from '../../protocol/experiment.ts';
import { writtenOf } from '../../protocol/written.ts';
import type { Page } from '../page.ts';
import { forgetAttempt } from '../session/attempts.ts';
import { texts } from '../texts/language.ts';
import { textOf } from './text.ts';
import { hasMore } from './values.ts';

/** What is typed is tried when nothing was typed for so long, ms. */
const DELAY = 400;
/** Values beyond which nobody edits a text, and the page would stand still while it is written. */
const MOST_VALUES = 10_000;

/** What is wrong with the text. */
export interface Fault {
  readonly text: string;
  /** The character of the message that is at fault. */
  readonly caret?: number | undefined;
  /** Where it is, counted from 0, if it is a place of the text. */
  readonly place?: Place | undefined;
}

/** The experiment as a text that is being edited. What can be run runs; until then the last one does, and nothing typed is lost. */
export class Draft {
  /** Undefined if it is too long to be edited. */
  readonly text = signal<string | undefined>('');
  readonly fault = signal<Fault | undefined>(undefined);
  /** What the text says, if it says something that can be run. */
  #said: Experiment | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #trying = false;

  constructor(private readonly page: Pick<Page, 'state' | 'load'>) {
    const { wanted } = page.state;
    let former: Experiment | undefined;
    effect(() => {
      const wish = wanted.value;
      untracked(() => this.#follow(wish, former));
      former = wish;
    });
  }

  /** The text is another one. */
  type(text: string): void {
    this.text.value = text;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.try(), DELAY);
  }

  /** Goes on with what the text says, now, if something was typed. */
  try(): void {
    if (this.#timer === undefined) return;
    this.#settle();
    this.#trying = true;
    try {
      this.page.load(parseText(this.text.value!, 'the text'));
      this.#said = this.page.state.wanted.value;
      this.fault.value = undefined;
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      const { path } = error;
      const place = error instanceof PlacedError ? error : path && placeOf(this.text.value!, path);
      this.fault.value = { text: error.message, caret: error.caret, place };
    } finally {
      this.#trying = false;
    }
  }

  /** Gives up what was typed: the text is again what runs, and nothing is said of what could not. */
  giveUp(): void {
    forgetAttempt(this.page.state);
    this.#showRunning();
  }

  #showRunning(): void {
    const { wanted, stepChosen } = this.page.state;
    if (!wanted.value) return;
    this.#settle();
    this.#said = wanted.value;
    this.fault.value = undefined;
    const document = writtenOf(wanted.value, stepChosen.value);
    this.text.value = hasMore(document, MOST_VALUES) ? undefined : `${textOf(document)}\n`;
  }

  #settle(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** Something else is wanted than before. */
  #follow(wish: Experiment | undefined, former: Experiment | undefined): void {
    const isEdited = this.#timer !== undefined || this.fault.value !== undefined;
    if (!wish || wish === this.#said || this.#trying || isEdited) return;
    const failed = former !== undefined && former === this.#said && wish === this.page.state.experiment.value;
    if (failed) this.fault.value = { text: texts.value.experiment.notStarted };
    else this.#showRunning();
  }
}

const drafts = new WeakMap<Page, Draft>();

/** The draft of a page: it stays while other panels are looked at. */
export function draftOf(page: Page): Draft {
  const draft = drafts.get(page) ?? new Draft(page);
  drafts.set(page, draft);
  return draft;
}
