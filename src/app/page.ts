import { batch, computed, effect } from '@preact/signals';
import { ThreadLostError } from '../engine/cpu/threads.ts';
import { DivergedError } from '../engine/simulation.ts';
import { InputError, within } from '../input/schema.ts';
import { isShipped } from '../model/catalogue.ts';
import type { Membrane } from '../model/membrane.ts';
import { type Experiment, parseExperiment } from '../protocol/experiment.ts';
import { stepRemarkOn } from '../protocol/remarks.ts';
import { neighbour } from '../view/sheet.ts';
import { sharesWheel } from './embed.ts';
import { rememberEngine } from './engine-choice.ts';
import type { EngineChoice } from './engines.ts';
import { lossOf } from './errors.ts';
import { Hidden } from './hidden.ts';
import { Address } from './link/address.ts';
import { withKnown, withMembrane, withOpened } from './membrane-choice.ts';
import { beginsAnew } from './moments.ts';
import { calmSpeed } from './opening.ts';
import type { Population } from './populations.ts';
import { isFull, MOST_FOLLOWED, type Probe, toggled } from './probes.ts';
import { Session, type SessionOptions } from './session.ts';
import { arrangementOf } from './stage/arrangements.ts';
import { type Arranged, createState, type Layout } from './state.ts';
import { type Asked, stepOf } from './step-choice.ts';
import { tryCurrents } from './telling-currents.ts';
import { onThemeChange, prefersStillness } from './theme.ts';
import { TimeTravel } from './time-travel.ts';
import { PageHistory } from './undo.ts';
import { loadView } from './view.ts';

/** A device that is lost again within this time after it was rebuilt is not worth a third try, ms. */
const UNRELIABLE_TIME = 5000;
/** A change that failed so short a time before the engine was lost has failed because of that, ms. */
const SAME_ACCIDENT = 1000;

/** What can be asked of the page; `state` has the answers. */
export class Page {
  readonly state = createState();
  readonly timeTravel = new TimeTravel(this.state, (job) => this.#do(({ loop }) => job(loop)));
  readonly hidden = new Hidden(location.search);
  readonly address = new Address(this, (error) => this.#fail(error));
  readonly history = new PageHistory(this);
  #session: Session | undefined;
  #host: HTMLElement | undefined;
  /** The membrane to begin with, if one was asked for before there was a population. */
  #first: Membrane | undefined;
  /** The experiment to go on with when the present change is through. */
  #wish: Experiment | undefined;
  /** Experiments that were given a step; that of all others was chosen. */
  readonly #given = new WeakSet<Experiment>();
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
  #rebuilt = Number.NEGATIVE_INFINITY;
  /** Settles when the engine that was asked for last is open: one is opened after the other. */
  #opened: Promise<void> = Promise.resolve();

  /** Opens the engine and lets the population run. @param host the element that the sheet fills */
  async start(host: HTMLElement): Promise<void> {
    this.#host = host;
    // Failing is reported where it is needed.
    loadView().catch(() => {});
    if (prefersStillness()) this.state.speed.value = calmSpeed;
    onThemeChange(() => this.#session?.setTheme());
    const { view, selected, hovered, probes, experiment, remark, opened } = this.state;
    effect(() =>
      view.value?.mark({
        selected: selected.value,
        hovered: hovered.value?.cell,
        others: probes.value.map(({ cell }) => cell),
      }),
    );
    effect(() => {
      remark.value = experiment.value && stepRemarkOn(experiment.value);
    });
    const membrane = computed(() => experiment.value?.model);
    effect(() => {
      if (membrane.value && !isShipped(membrane.value))
        opened.value = withOpened(opened.peek(), membrane.value);
    });
    this.history.start();
    if (this.hidden.embedded) sharesWheel();
    await this.address.start();
    try {
      this.hidden.check();
    } catch (error) {
      this.#fail(error);
    }
    await this.#open();
  }

  /** Opens the engine again after a failure. */
  async retry(): Promise<void> {
    this.state.notice.value = undefined;
    await this.#open();
  }

  toggle(): void {
    const running = !this.state.running.value;
    if (running && this.state.diverged.value) this.timeTravel.recover();
    this.state.running.value = running;
  }

  /** Back to time 0. */
  reset(): void {
    this.state.diverged.value = undefined;
    this.state.notice.value = undefined;
    this.#do(({ loop }) => loop.reset());
  }

  /**
   * Goes on with another experiment.
   * @returns what is wrong with it, if something is; then everything stays as it was
   */
  propose(document: unknown): string | undefined {
    const { wanted, stepChosen } = this.state;
    try {
      this.#ask(stepOf(document, wanted.value && { ...wanted.value, chosen: stepChosen.value }));
    } catch (error) {
      if (error instanceof InputError) return error.message;
      throw error;
    }
    return undefined;
  }

  /**
   * Goes on with an experiment that says all of itself: its step is the one that it gives, or is chosen.
   * @throws InputError if something is wrong with it; then everything stays as it was
   */
  load(document: unknown): void {
    this.#ask({ document, chosen: (document as { readonly dt?: unknown } | null)?.dt === undefined });
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

  /** Goes on with what files hold, an experiment or a membrane; what is wrong with them is said, and nothing changes. */
  async openFiles(files: readonly File[]): Promise<void> {
    try {
      const { readFiles } = await import('./files.ts');
      const { name, experiment, membrane } = await readFiles(files);
      if (membrane) await tryCurrents(membrane);
      else within(name, () => this.load(experiment));
      this.state.notice.value = undefined;
      if (membrane) this.choose(membrane);
    } catch (error) {
      this.#fail(error);
    }
  }

  select(cell: number): void {
    if (cell === this.state.selected.value) return;
    this.state.selected.value = cell;
    this.#do(({ loop }) => loop.follow());
  }

  /** Goes on following a cell when another one is selected, or no longer. */
  toggleProbe(cell: number): void {
    const { probes, selected, notice } = this.state;
    const next = toggled(probes.value, cell, selected.value);
    if (next.length > probes.value.length && isFull(probes.value)) {
      notice.value = {
        kind: 'error',
        text: `${MOST_FOLLOWED} cells at most are followed at a time; remove a probe first.`,
      };
      return;
    }
    this.setProbes(next);
  }

  setProbes(probes: readonly Probe[]): void {
    this.state.probes.value = probes;
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
    const sheet = this.state.staged.value?.sheet;
    if (sheet) this.select(neighbour(sheet, this.state.selected.value, right, up));
  }

  /** Takes away all that was painted. */
  wash(): void {
    this.#session?.easel.wash();
  }

  /** Lets a current flow into the selected cell as long as `on`. */
  stimulate(on: boolean): void {
    const easel = this.#session?.easel;
    if (!on) easel?.end();
    else if (easel?.begin('current')) easel.touch([this.state.selected.value]);
  }

  /** Arranges the cells anew, in the colours that an arrangement asks for where it does. */
  arrange(change: Partial<Arranged>): void {
    const { arranged, coloured } = this.state;
    const { colour } = arrangementOf(change.id ?? '');
    batch(() => {
      arranged.value = { ...arranged.value, ...change };
      if (colour) coloured.value = { of: colour };
    });
  }

  /** Lets the colours span what the cells have now. */
  fitColours(): void {
    this.#do(({ stage }) => stage.fitColours());
  }

  setLayout(layout: Layout): void {
    this.state.layout.value = layout;
    this.#session?.fit();
  }

  dismissNotice(): void {
    this.state.notice.value = undefined;
  }

  /** Goes on with what is asked for, as soon as it can. @throws InputError if something is wrong with it */
  #ask({ document, chosen }: Asked): void {
    const opened = this.state.opened.value;
    const experiment = withKnown(parseExperiment(withKnown(document, opened)), opened);
    if (!chosen) this.#given.add(experiment);
    this.#wish = experiment;
    this.#want(experiment);
    this.#giveUp.abort();
    void this.#grant();
  }

  #want(experiment: Experiment | undefined): void {
    batch(() => {
      this.state.wanted.value = experiment;
      this.state.stepChosen.value = experiment === undefined || !this.#given.has(experiment);
    });
  }

  /** Opens engine and population, where the former ones have ended if there were any. */
  #open(avoidGpu?: string): Promise<void> {
    this.#opened = this.#openSession(avoidGpu);
    return this.#opened;
  }

  async #openSession(avoidGpu?: string): Promise<void> {
    this.state.phase.value = 'starting';
    const first = this.#first;
    const wish = this.#wish;
    let session: Session | undefined;
    try {
      session = await Session.open(this.state, {
        host: this.#host!,
        resume: this.#resume,
        model: first,
        first: wish,
        avoidGpu,
        onSelect: (cell, more) => (more ? this.toggleProbe(cell) : this.select(cell)),
        onError: (error) => {
          // A session that has been given up may still complain.
          if (session === this.#session) this.#fail(error);
        },
      });
    } catch (error) {
      this.#fail(error);
      // What a link asks for may be the reason: the page opens without it.
      if (wish && wish === this.#wish && !this.#resume) {
        this.#wish = undefined;
        return this.#openSession(avoidGpu);
      }
      this.state.phase.value = 'failed';
      this.state.view.value = undefined;
      return;
    }
    this.#session = session;
    this.state.diverged.value = undefined;
    void session.lost().then((reason) => {
      if (session === this.#session) void this.#recover(reason);
    });
    this.#resume = undefined;
    if (this.#wish === session.population.experiment) this.#wish = undefined;
    this.#want(this.#wish ?? this.state.experiment.value);
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
        const former = session.population.experiment;
        await session.change(wish, signal);
        if (session !== this.#session) return;
        if (this.#wish === wish) this.#wish = undefined;
        if (beginsAnew(former, wish)) this.reset();
        else if (this.state.diverged.value) this.timeTravel.recover();
      } catch (error) {
        if (session !== this.#session) return;
        if (signal.aborted && wish !== this.#wish) continue;
        this.#failed = { wish, at: performance.now() };
        if (this.#wish === wish) this.#wish = undefined;
        this.#want(this.#wish ?? this.state.experiment.value);
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
    if (error instanceof DivergedError) {
      batch(() => {
        this.state.diverged.value = error;
        this.state.running.value = false;
      });
      this.#do(({ loop }) => loop.redraw());
      return;
    }
    this.state.notice.value = {
      kind: 'error',
      text: isLost ? lossOf(error) : error instanceof Error ? error.message : String(error),
      caret: error instanceof InputError ? error.caret : undefined,
    };
  }
}
