import { effect, signal } from '@preact/signals';
import { InputError } from '../../input/schema.ts';
import { shown } from '../../input/shown.ts';
import { copyText } from '../browser/clipboard.ts';
import { openingCells } from '../experiment/opening.ts';
import type { Page } from '../page.ts';
import { texts } from '../texts/language.ts';
import { decoded, encoded } from './codec.ts';
import { applyContent, checkedContent, contentOf, differing } from './content.ts';
import { migrated, VERSION } from './migrations.ts';
import type { Content } from './part.ts';
import { lessonInLink, membraneInLink, openingDocument, shortLink } from './short.ts';

/** The address is written when nothing has changed for so long, ms: browsers refuse to do it for every step of a slider. */
const DELAY = 300;

/** The address of the page: what it shows is in the part after #, and links that are followed are applied. */
export class Address {
  /** Why what is shown is in no link, if it is in none. */
  readonly problem = signal<string | undefined>(undefined);
  /** What the page showed when it was opened. */
  opening: Content = {};
  #timer = 0;
  /** Counts what was begun; what is overtaken while it waits is given up. */
  #turn = 0;

  /** @param onError a link that was followed is wrong; the page goes on with what it had */
  constructor(
    private readonly page: Page,
    private readonly onError: (error: unknown) => void,
  ) {}

  /** Applies the link with which the page is opened; from then on links are followed, and the address follows the page. */
  async start(): Promise<void> {
    const { state } = this.page;
    this.opening = contentOf(state);
    addEventListener('hashchange', () => void this.#follow());
    await this.#follow();
    effect(() => {
      // Read so that it is done for every change.
      contentOf(state);
      if (state.adapter.value) this.#writeSoon();
    });
  }

  /**
   * Puts the link to what is shown into the clipboard.
   * @throws Error if it cannot; the remedy is in the message
   */
  async copy(): Promise<void> {
    await this.#write();
    if (this.problem.value !== undefined) throw new InputError(this.problem.value);
    await copyText(location.href, texts.value.news.copyFromBar);
  }

  async #follow(): Promise<void> {
    clearTimeout(this.#timer);
    const turn = ++this.#turn;
    try {
      const content = await this.#read(location.hash.slice(1));
      if (turn === this.#turn && content) applyContent(this.page, { ...this.opening, ...content });
    } catch (error) {
      if (turn !== this.#turn) return;
      this.onError(error instanceof InputError ? error.within('the link: ') : error);
      this.#writeSoon();
    }
  }

  /** What a fragment asks for. A membrane that is named before there is a population is what the page opens with. */
  async #read(fragment: string): Promise<Content | undefined> {
    if (fragment === '') return undefined;
    const membrane = membraneInLink(fragment);
    if (membrane) {
      const adapter = this.page.state.adapter.value;
      if (adapter) return { experiment: openingDocument(membrane, openingCells(adapter)) };
      this.page.choose(membrane);
      return undefined;
    }
    const lesson = lessonInLink(fragment);
    if (lesson !== undefined) {
      await this.page.classroom.begin(lesson);
      return undefined;
    }
    const found = await decoded(fragment);
    if (!found)
      throw new InputError(
        `"${shown(fragment)}" is none of this page; they begin with #v${VERSION}., #model= or #lesson=`,
      );
    return checkedContent(migrated(found));
  }

  #writeSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => void this.#write(), DELAY);
  }

  async #write(): Promise<void> {
    clearTimeout(this.#timer);
    const turn = ++this.#turn;
    let [fragment, problem]: [string, string?] = [''];
    try {
      fragment = await this.#fragment();
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      problem = error.message;
    }
    if (turn !== this.#turn) return;
    this.problem.value = problem;
    history.replaceState(history.state, '', fragment ? `#${fragment}` : location.pathname + location.search);
  }

  async #fragment(): Promise<string> {
    const { state } = this.page;
    const content = differing(contentOf(state), this.opening);
    const [experiment, adapter] = [state.wanted.peek(), state.adapter.peek()];
    if (!experiment || !adapter) return location.hash.slice(1);
    const short =
      Object.keys(content).join() === 'experiment' &&
      shortLink(experiment, state.stepChosen.peek(), openingCells(adapter));
    return short || encoded(content, VERSION);
  }
}
