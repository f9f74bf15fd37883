import { effect } from '@preact/signals';
import { InputError } from '../input/schema.ts';
import { populationSize } from '../population/columns.ts';
import { type Experiment, parseExperiment } from '../protocol/experiment.ts';
import { neighbour } from '../view/arrangement.ts';
import { calmSpeed } from './opening.ts';
import { Session, type SessionOptions } from './session.ts';
import { createState, type Layout } from './state.ts';
import { onThemeChange, prefersStillness } from './theme.ts';

/** Where the first selected cell stands in the population: at 10 of 0 to 60 uA/cm2. */
const OPENING_SELECTION = 1 / 6;
/** A device that is lost again within this time after it was rebuilt is not worth a third try, ms. */
const UNRELIABLE_TIME = 5000;

/** What can be asked of the page; `state` has the answers. */
export class Page {
  readonly state = createState();
  #session: Session | undefined;
  #host: HTMLElement | undefined;
  /** The experiment to go on with when the present change is through. */
  #wanted: Experiment | undefined;
  #changing = false;
  /** The population cannot go on from where it is. */
  #spoilt = false;
  #rebuilt = Number.NEGATIVE_INFINITY;

  /** Opens the engine and lets the population run. @param host the element that the sheet fills */
  async start(host: HTMLElement): Promise<void> {
    this.#host = host;
    if (prefersStillness()) this.state.speed.value = calmSpeed;
    onThemeChange(() => this.#session?.setTheme());
    const { view, selected, hovered } = this.state;
    effect(() => view.value?.mark(selected.value, hovered.value?.cell));
    await this.#open();
  }

  /** Opens the engine again after a failure. */
  async retry(): Promise<void> {
    this.state.notice.value = undefined;
    await this.#open(this.#resume());
  }

  toggle(): void {
    const running = !this.state.running.value;
    if (running && this.#spoilt) this.reset();
    this.state.running.value = running;
  }

  /** Pauses and takes one step. */
  step(): void {
    this.state.running.value = false;
    this.#do(async ({ loop }) => {
      await loop.advance(1);
      await loop.publish();
    });
  }

  /** Back to time 0. */
  reset(): void {
    this.#spoilt = false;
    this.state.notice.value = undefined;
    this.#do(async ({ loop, population }) => {
      population.simulation.reset();
      loop.changed();
      await loop.redraw();
    });
  }

  /**
   * Goes on with another experiment.
   * @returns what is wrong with it, if something is; then everything stays as it was
   */
  propose(document: unknown): string | undefined {
    try {
      this.#wanted = parseExperiment(document);
    } catch (error) {
      if (error instanceof InputError) return error.message;
      throw error;
    }
    this.state.experiment.value = this.#wanted;
    void this.#applyWanted();
    return undefined;
  }

  select(cell: number): void {
    if (cell === this.state.selected.value) return;
    this.state.selected.value = cell;
    this.#do(async ({ loop }) => {
      loop.trace();
      await loop.publish();
    });
  }

  /** Selects the cell so many columns and rows away. */
  moveSelection(right: number, up: number): void {
    const arrangement = this.state.arrangement.value;
    if (arrangement) this.select(neighbour(arrangement, this.state.selected.value, right, up));
  }

  setLayout(layout: Layout): void {
    this.state.layout.value = layout;
    this.#session?.fit();
  }

  dismissNotice(): void {
    this.state.notice.value = undefined;
  }

  async #open(resume?: SessionOptions['resume'], avoidGpu?: string): Promise<void> {
    try {
      this.#session = await Session.open(this.state, {
        host: this.#host!,
        resume,
        avoidGpu,
        onSelect: (cell) => this.select(cell),
        onError: (error) => this.#fail(error),
        onLost: (reason) => void this.#recover(reason),
      });
    } catch (error) {
      this.state.phase.value = 'failed';
      this.#fail(error);
      return;
    }
    const { experiment, cells } = this.#session.population.simulation;
    this.state.experiment.value = experiment;
    if (!resume) this.state.selected.value = Math.round((cells - 1) * OPENING_SELECTION);
    this.#session.fit();
    this.#session.loop.trace();
    this.state.phase.value = 'ready';
  }

  /** Applies the latest wish; wishes that are overtaken meanwhile are skipped. */
  async #applyWanted(): Promise<void> {
    if (this.#changing || !this.#session) return;
    this.#changing = true;
    while (this.#wanted) {
      const session: Session = this.#session;
      const experiment = this.#wanted;
      this.#wanted = undefined;
      const former = session.population.simulation.experiment;
      try {
        this.#moveSelectionTo(former, experiment);
        await session.change(experiment);
        if (this.#spoilt) this.reset();
      } catch (error) {
        this.state.experiment.value = former;
        this.#moveSelectionTo(experiment, former);
        this.#fail(error);
      }
    }
    this.#changing = false;
  }

  /** Keeps the selection where it is on the sheet when the number of cells changes. */
  #moveSelectionTo(former: Experiment, next: Experiment): void {
    const [before, after] = [populationSize(former.sweep), populationSize(next.sweep)];
    if (before === after) return;
    this.state.hovered.value = undefined;
    this.state.selected.value = Math.round(
      (this.state.selected.value / Math.max(1, before - 1)) * (after - 1),
    );
  }

  /** Does something to the population of this session in its turn. */
  #do(job: (session: Session) => Promise<void>): void {
    const session = this.#session;
    session?.loop
      .exclusive(() => job(session))
      .catch((error) => session === this.#session && this.#fail(error));
  }

  async #recover(reason: string): Promise<void> {
    const resume = this.#resume();
    const again = performance.now() - this.#rebuilt < UNRELIABLE_TIME;
    this.#session?.close();
    this.#session = undefined;
    // A change that was waiting for the lost device will never be through.
    this.#changing = false;
    this.state.view.value = undefined;
    this.state.notice.value = {
      kind: 'error',
      text: `The graphics device was lost (${reason}). It is being rebuilt.`,
    };
    await this.#open(resume, again ? 'the graphics device was lost twice' : undefined);
    if (!this.#session) return;
    void this.#applyWanted();
    this.#rebuilt = performance.now();
    this.state.notice.value = {
      kind: 'news',
      text: `The graphics device was lost and has been rebuilt; the population goes on from ${this.state.time.value.toFixed(1)} ms.`,
    };
  }

  #resume(): SessionOptions['resume'] {
    const experiment = this.#session?.population.simulation.experiment ?? this.state.experiment.value;
    return experiment && { experiment, snapshot: this.#session?.loop.snapshot };
  }

  #fail(error: unknown): void {
    const text = error instanceof Error ? error.message : String(error);
    if (error instanceof Error && error.name === 'DivergedError') {
      this.#spoilt = true;
      this.state.running.value = false;
    }
    this.state.notice.value = { kind: 'error', text };
  }
}
