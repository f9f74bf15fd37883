import { batch, computed, effect } from '@preact/signals';
import { ThreadLostError } from '../engine/cpu/threads.ts';
import { InputError } from '../input/schema.ts';
import { isShipped } from '../model/catalogue.ts';
import type { Membrane } from '../model/membrane.ts';
import { type Experiment, parseExperiment } from '../protocol/experiment.ts';
import { stepRemarkOn } from '../protocol/remarks.ts';
import { neighbour } from '../view/arrangement.ts';
import { rememberEngine } from './engine-choice.ts';
import type { EngineChoice } from './engines.ts';
import { lossOf } from './errors.ts';
import { keepLink, membraneInLink, onLink } from './link.ts';
import { withMembrane, withOpened } from './membrane-choice.ts';
import { readMembraneFile } from './membrane-file.ts';
import { calmSpeed } from './opening.ts';
import type { Population } from './populations.ts';
import { Session, type SessionOptions } from './session.ts';
import { createState, type Layout } from './state.ts';
import { stepOf } from './step-choice.ts';
import { tryCurrents } from './telling-currents.ts';
import { onThemeChange, prefersStillness } from './theme.ts';

/** A device that is lost again within this time after it was rebuilt is not worth a third try, ms. */
const UNRELIABLE_TIME = 5000;
/** A change that failed so short a time before the engine was lost has failed because of that, ms. */
const SAME_ACCIDENT = 1000;

/** What can be asked of the page; `state` has the answers. */
export class Page {
  readonly state = createState();
  #session: Session | undefined;
  #host: HTMLElement | undefined;
  /** The membrane to begin with, if one was asked for before there was a population. */
  #first: Membrane | undefined;
  /** The experiment to go on with when the present change is through. */
  #wish: Experiment | undefined;
  /** The session that a wish is being applied to. */
  #changing: Session | undefined;
  /** Ends the change that is under way, as far as it can still be given up. */
  #giveUp = new AbortController();
  /** The last wish that failed, and when. */
  #failed: { readonly wish: Experiment; readonly at: number } | undefined;
  /** The wish that was under way when an engine was lost. */
  #survivor: Experiment | undefined;
  /** What to go on with after the engine was lost. */
  #resume: SessionOptions['resume'];
  /** The population cannot go on from where it is. */
  #spoilt = false;
  #rebuilt = Number.NEGATIVE_INFINITY;
  /** Settles when the engine that was asked for last is open: one is opened after the other. */
  #opened: Promise<void> = Promise.resolve();

  /** Opens the engine and lets the population run. @param host the element that the sheet fills */
  async start(host: HTMLElement): Promise<void> {
    this.#host = host;
    if (prefersStillness()) this.state.speed.value = calmSpeed;
    onThemeChange(() => this.#session?.setTheme());
    const { view, selected, hovered, experiment, remark, opened } = this.state;
    effect(() => view.value?.mark(selected.value, hovered.value?.cell));
    effect(() => {
      remark.value = experiment.value && stepRemarkOn(experiment.value);
    });
    const membrane = computed(() => experiment.value?.model);
    effect(() => {
      if (membrane.value && !isShipped(membrane.value))
        opened.value = withOpened(opened.peek(), membrane.value);
    });
    keepLink(membrane);
    onLink((fragment) => this.#follow(fragment));
    await this.#open();
  }

  /** Opens the engine again after a failure. */
  async retry(): Promise<void> {
    this.state.notice.value = undefined;
    await this.#open();
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
    this.#do(({ loop }) => loop.reset());
  }

  /**
   * Goes on with another experiment.
   * @returns what is wrong with it, if something is; then everything stays as it was
   */
  propose(document: unknown): string | undefined {
    const { wanted, stepChosen } = this.state;
    const asked = stepOf(document, wanted.value && { dt: wanted.value.dt, chosen: stepChosen.value });
    try {
      this.#wish = parseExperiment(asked.document);
    } catch (error) {
      if (error instanceof InputError) return error.message;
      throw error;
    }
    batch(() => {
      wanted.value = this.#wish;
      stepChosen.value = asked.chosen;
    });
    this.#giveUp.abort();
    void this.#grant();
    return undefined;
  }

  /** Goes on from where the population is on another engine. */
  chooseEngine(choice: EngineChoice): void {
    this.state.engine.value = choice;
    rememberEngine(choice);
    // Another one may be opening still.
    this.#opened = this.#opened.then(() => {
      this.#end();
      return this.#openSession();
    });
  }

  /** Goes on with another membrane and its own numbers. */
  choose(membrane: Membrane): void {
    const experiment = this.state.wanted.value;
    if (!experiment) {
      this.#first = membrane;
      return;
    }
    const wrong = this.propose(withMembrane(experiment, membrane));
    if (wrong !== undefined) this.#fail(new InputError(wrong));
  }

  /** Reads a membrane from a file and goes on with it; what is wrong with it is said, and nothing changes. */
  async openFile(file: File): Promise<void> {
    try {
      const membrane = await readMembraneFile(file);
      await tryCurrents(membrane);
      this.state.notice.value = undefined;
      this.choose(membrane);
    } catch (error) {
      this.#fail(error);
    }
  }

  select(cell: number): void {
    if (cell === this.state.selected.value) return;
    this.state.selected.value = cell;
    this.#do(({ loop }) => loop.follow());
  }

  /**
   * Takes something away from the population, between two advances and when the page shows all that is known of it.
   * @throws Error if there is none
   */
  async take<Result>(job: (population: Population) => Promise<Result>): Promise<Result> {
    const session = this.#session;
    if (!session) throw new Error('There is no population yet: try again when one runs.');
    return session.loop.exclusive(async () => {
      await session.loop.publish();
      return job(session.population);
    });
  }

  /** What the sheet is drawn on, if there is one. */
  get canvas(): HTMLCanvasElement | undefined {
    return this.#host?.querySelector('canvas') ?? undefined;
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

  /** Goes on with the membrane that a link asks for. */
  #follow(fragment: string): void {
    try {
      const membrane = membraneInLink(fragment);
      if (membrane && membrane !== this.state.wanted.value?.model) this.choose(membrane);
    } catch (error) {
      this.#fail(error);
    }
  }

  /** Opens engine and population, where the former ones have ended if there were any. */
  #open(avoidGpu?: string): Promise<void> {
    this.#opened = this.#openSession(avoidGpu);
    return this.#opened;
  }

  async #openSession(avoidGpu?: string): Promise<void> {
    this.state.phase.value = 'starting';
    const first = this.#first;
    let session: Session | undefined;
    try {
      session = await Session.open(this.state, {
        host: this.#host!,
        resume: this.#resume,
        model: first,
        avoidGpu,
        onSelect: (cell) => this.select(cell),
        onError: (error) => {
          // A session that has been given up may still complain.
          if (session === this.#session) this.#fail(error);
        },
      });
    } catch (error) {
      this.state.phase.value = 'failed';
      this.state.view.value = undefined;
      this.#fail(error);
      return;
    }
    this.#session = session;
    void session.lost().then((reason) => {
      if (session === this.#session) void this.#recover(reason);
    });
    this.#resume = undefined;
    this.state.wanted.value = this.#wish ?? this.state.experiment.value;
    this.state.phase.value = 'ready';
    void this.#grant();
    // Another one may have been asked for meanwhile.
    if (this.#first && this.#first !== first) this.choose(this.#first);
  }

  /**
   * Applies the latest wish; wishes that are overtaken meanwhile are skipped. One that is not through when the engine
   * is lost is left for the next session.
   */
  async #grant(): Promise<void> {
    const session = this.#session;
    if (!session || this.#changing === session) return;
    this.#changing = session;
    for (let wish = this.#wish; wish; wish = this.#wish) {
      this.#giveUp = new AbortController();
      const { signal } = this.#giveUp;
      try {
        await session.change(wish, signal);
        if (session !== this.#session) return;
        if (this.#wish === wish) this.#wish = undefined;
        if (this.#spoilt) this.reset();
      } catch (error) {
        if (session !== this.#session) return;
        if (signal.aborted && wish !== this.#wish) continue;
        this.#failed = { wish, at: performance.now() };
        if (this.#wish === wish) this.#wish = undefined;
        this.state.wanted.value = this.#wish ?? this.state.experiment.value;
        this.#fail(error);
      }
    }
    this.#changing = undefined;
  }

  /** Does something to the population of this session in its turn. */
  #do(job: (session: Session) => Promise<void>): void {
    const session = this.#session;
    session?.loop
      .exclusive(() => job(session))
      .catch((error) => session === this.#session && this.#fail(error));
  }

  /** Rebuilds everything on a new device. */
  async #recover(reason: string): Promise<void> {
    const again = performance.now() - this.#rebuilt < UNRELIABLE_TIME;
    this.#end();
    this.state.notice.value = {
      kind: 'error',
      text: `The graphics device was lost (${reason}). It is being rebuilt.`,
    };
    const kept = this.#resume?.snapshot;
    await this.#open(
      again ? 'The graphics device was lost twice: the population runs on the CPU.' : undefined,
    );
    if (!this.#session) return;
    this.#rebuilt = performance.now();
    const remedy = again ? 'was lost again, and the CPU takes over' : 'was lost and has been rebuilt';
    const time = `${this.state.time.value.toFixed(1)} ms`;
    this.state.notice.value = {
      kind: 'news',
      text: `The graphics device ${remedy}; the population ${kept ? `goes on from ${time}` : 'begins anew at 0 ms'}.`,
    };
  }

  /** Ends the session, whose engine is lost, and keeps what the next one goes on with. */
  #end(): void {
    const session = this.#session;
    if (!session) return;
    this.#resume = { experiment: session.population.experiment, snapshot: session.loop.snapshot };
    this.#session = undefined;
    this.#changing = undefined;
    this.#giveUp.abort();
    session.close();

    const failed = this.#failed;
    if (failed && performance.now() - failed.at < SAME_ACCIDENT) this.#wish ??= failed.wish;
    this.#failed = undefined;
    // It is tried once more, not again and again: it may be what the engine cannot bear.
    if (this.#wish === this.#survivor) this.#wish = undefined;
    this.#survivor = this.#wish;
  }

  #fail(error: unknown): void {
    const isLost = error instanceof ThreadLostError;
    if (isLost) {
      this.#end();
      this.state.phase.value = 'failed';
    }
    if (error instanceof Error && error.name === 'DivergedError') {
      this.#spoilt = true;
      this.state.running.value = false;
    }
    this.state.notice.value = {
      kind: 'error',
      text: isLost ? lossOf(error) : error instanceof Error ? error.message : String(error),
      caret: error instanceof InputError ? error.caret : undefined,
    };
  }
}
