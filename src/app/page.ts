import { batch, computed, effect } from '@preact/signals';
import { ThreadLostError } from '../engine/cpu/threads.ts';
import { DivergedError } from '../engine/simulation.ts';
import { InputError, within } from '../input/schema.ts';
import { isShipped } from '../model/catalogue.ts';
import type { Membrane } from '../model/membrane.ts';
import { parseExperiment } from '../protocol/experiment.ts';
import { stepRemarksOn } from '../protocol/remarks.ts';
import type { PopulationCanvas } from '../view/canvas.ts';
import { neighbour } from '../view/sheet.ts';
import { sharesWheel } from './embed.ts';
import { rememberEngine } from './engine-choice.ts';
import type { EngineChoice } from './engines.ts';
import { calmest } from './flashing.ts';
import { Hidden } from './hidden.ts';
import { Classroom } from './lessons/classroom.ts';
import { Address } from './link/address.ts';
import { applyContent } from './link/content.ts';
import { lossOf } from './loss.ts';
import { withKnown, withMembrane, withOpened } from './membrane-choice.ts';
import { beginsAnew } from './moments.ts';
import { keepOffline } from './offline/keep-offline.ts';
import { calmSpeed, openingSpeed } from './opening.ts';
import { brushesOf } from './paint/brushes.ts';
import type { Stroke } from './paint/easel.ts';
import type { Painted } from './paint/painted.ts';
import type { Population } from './populations.ts';
import { isFull, MOST_FOLLOWED, type Probe, toggled } from './probes.ts';
import { Sessions } from './sessions.ts';
import type { StageState } from './stage/stage-state.ts';
import { Views } from './stage/views.ts';
import { createState, type Layout } from './state.ts';
import { type Asked, stepOf } from './step-choice.ts';
import { tryCurrents } from './telling-currents.ts';
import { texts } from './texts/language.ts';
import { onThemeChange, prefersStillness } from './theme.ts';
import { TimeTravel } from './time-travel.ts';
import { PageHistory } from './undo.ts';
import { loadView } from './view.ts';

/** What can be asked of the page; `state` has the answers. */
export class Page {
  readonly state = createState();
  readonly views = new Views(this.state.stages);
  readonly timeTravel = new TimeTravel(this.state, (job) => this.#sessions.do(({ loop }) => job(loop)));
  readonly #hidden = computed(() => {
    const { shown, open } = this.state.lessons;
    return new Hidden(location.search, shown.value ? open.value?.lesson.hide : []);
  });
  readonly classroom = new Classroom(this.state, {
    show: (content) => applyContent(this, { ...this.address.opening, ...content }),
    onError: (error) => this.#fail(error),
  });
  readonly address = new Address(this, (error) => this.#fail(error));
  readonly history = new PageHistory(this);
  /** A current that flows while a key is held. */
  #stimulation: Stroke | undefined;
  /** Ends the sound, while there is one. */
  #silence: (() => void) | undefined;
  readonly #sessions = new Sessions(this.state, {
    onSelect: (cell, more) => (more ? this.toggleProbe(cell) : this.select(cell)),
    onChanged: (former, next) => {
      // A lesson judges whole runs.
      if (this.state.lessons.open.value || beginsAnew(former, next)) this.reset();
      else if (this.state.diverged.value) this.timeTravel.recover();
    },
    onMembrane: (membrane) => this.choose(membrane),
    onError: (error) => this.#fail(error),
  });

  /** Opens the engine and lets the population run. @param host the element that the sheet fills */
  async start(host: HTMLElement): Promise<void> {
    // Failing is reported where it is needed.
    loadView().catch(() => {});
    this.chooseSpeed();
    onThemeChange(() => this.#sessions.present?.setTheme());
    const { experiment, remark, opened } = this.state;
    effect(() => {
      remark.value = experiment.value && stepRemarksOn(experiment.value)[0];
    });
    effect(() => {
      // Whoever asks for a speed may have reasons for it; then the page only says how often cells flash.
      const { summary, speed, speedChosen } = this.state;
      if (summary.value && !speedChosen.value)
        speed.value = Math.min(speed.peek(), calmest(summary.value.highest));
    });
    effect(() => {
      const { brush } = this.state;
      const brushes = experiment.value && brushesOf(experiment.value);
      // A brush for what is there no more would hold the camera and paint nothing.
      if (brushes && !brushes.some(({ id }) => id === brush.value)) brush.value = undefined;
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
    await this.#sessions.open(host);
    // Now, so that nothing that is seen waits for it.
    keepOffline();
  }

  /** What address and lesson hide. */
  get hidden(): Hidden {
    return this.#hidden.value;
  }

  /** Opens the engine again after a failure. */
  async retry(): Promise<void> {
    this.state.notice.value = undefined;
    await this.#sessions.reopen();
  }

  toggle(): void {
    const running = !this.state.running.value;
    if (running && this.state.diverged.value) this.timeTravel.recover();
    this.state.running.value = running;
  }

  /** @param speed simulated ms per second that are asked for; without them they are left to the page */
  chooseSpeed(speed?: number): void {
    batch(() => {
      this.state.speedChosen.value = speed !== undefined;
      this.state.speed.value = speed ?? (prefersStillness() ? calmSpeed : openingSpeed);
    });
  }

  /** Back to time 0. */
  reset(): void {
    this.state.diverged.value = undefined;
    this.state.notice.value = undefined;
    this.#sessions.do(({ loop }) => loop.reset());
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
    this.#sessions.change();
  }

  /** Goes on with another membrane and its own numbers. */
  choose(membrane: Membrane): void {
    const experiment = this.state.wanted.value;
    if (!experiment) {
      this.#sessions.begin(membrane);
      return;
    }
    const wrong = this.propose(withMembrane(experiment, membrane));
    if (wrong !== undefined) this.#fail(new InputError(wrong));
  }

  /** Goes on with what files hold, an experiment, a membrane, a lesson or data; what is wrong with them is said, and nothing changes. */
  async openFiles(files: readonly File[]): Promise<void> {
    try {
      const { readFiles } = await import('./files.ts');
      const { name, experiment, membrane, lesson, table } = await readFiles(files);
      if (membrane) await tryCurrents(membrane);
      else if (table !== undefined) (await import('./own-data/take.ts')).takeTable(this, table, name);
      else if (lesson !== undefined) await this.classroom.beginText(lesson, name);
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
    this.#sessions.do(({ loop }) => loop.follow());
  }

  /** Goes on following a cell when another one is selected, or no longer. */
  toggleProbe(cell: number): void {
    const { probes, selected, notice } = this.state;
    const next = toggled(probes.value, cell, selected.value);
    if (next.length > probes.value.length && isFull(probes.value)) {
      notice.value = {
        kind: 'error',
        text: texts.value.news.mostFollowed(MOST_FOLLOWED),
      };
      return;
    }
    this.setProbes(next);
  }

  setProbes(probes: readonly Probe[]): void {
    this.state.probes.value = probes;
    this.#sessions.do(({ loop }) => loop.follow());
  }

  /**
   * Takes something away from the population, between two advances and when the page shows all that is known of it.
   * @throws Error if there is none
   */
  async take<Result>(job: (population: Population) => Promise<Result>): Promise<Result> {
    const session = this.#sessions.present;
    if (!session) throw new Error(texts.value.news.noPopulation);
    return session.loop.exclusive(async () => {
      await session.loop.publish();
      return job(session.population);
    });
  }

  /** What the cells are drawn on, if there is something. */
  get canvas(): PopulationCanvas | undefined {
    return this.#sessions.present?.canvas;
  }

  /** Lets the spikes of the cells that are followed be heard, or no longer. */
  async toggleSound(): Promise<void> {
    const { sounding } = this.state;
    sounding.value = !sounding.value;
    this.#silence?.();
    this.#silence = undefined;
    if (!sounding.value) return;
    try {
      const { soundSpikes } = await import('./sound/clicks.ts');
      if (sounding.value) this.#silence ??= soundSpikes(this.state);
    } catch (error) {
      sounding.value = false;
      this.#fail(error);
    }
  }

  /** Selects the cell so many columns and rows away. */
  moveSelection(right: number, up: number): void {
    const sheet = this.state.stages.front.value.staged.value?.sheet;
    if (sheet) this.select(neighbour(sheet, this.state.selected.value, right, up));
  }

  /** Lets the cells be painted so, and in no other way; those of a population that opens, when it is there. */
  paint(painted: Painted): void {
    const session = this.#sessions.present;
    if (session) session.easel.become(painted);
    else this.state.painted.value = painted;
  }

  /** Lets a current flow into the selected cell as long as `on`. */
  stimulate(on: boolean): void {
    this.#stimulation?.end();
    this.#stimulation = on ? this.#sessions.present?.easel.begin('current') : undefined;
    this.#stimulation?.touch([this.state.selected.value]);
  }

  /** Lets the colours of a view span what the cells have now. */
  fitColours(stage: StageState): void {
    this.#sessions.do(({ stages }) => stages.fitColours(stage));
  }

  setLayout(layout: Layout): void {
    this.state.layout.value = layout;
  }

  dismissNotice(): void {
    this.state.notice.value = undefined;
  }

  /** Goes on with what is asked for, as soon as it can. @throws InputError if something is wrong with it */
  #ask({ document, chosen }: Asked): void {
    const opened = this.state.opened.value;
    const experiment = withKnown(parseExperiment(withKnown(document, opened)), opened);
    this.#sessions.ask(experiment, chosen);
  }

  #fail(error: unknown): void {
    const isLost = error instanceof ThreadLostError;
    if (isLost) this.#sessions.giveUp();
    if (error instanceof DivergedError) {
      batch(() => {
        this.state.diverged.value = error;
        this.state.running.value = false;
      });
      this.#sessions.do(({ loop }) => loop.redraw());
      return;
    }
    this.state.notice.value = {
      kind: 'error',
      text: isLost ? lossOf(error) : error instanceof Error ? error.message : String(error),
      caret: error instanceof InputError ? error.caret : undefined,
      ofAttempt: error instanceof InputError,
    };
  }
}
