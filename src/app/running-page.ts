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
import { onThemeChange, prefersStillness } from './browser/theme.ts';
import { isFull, MOST_FOLLOWED, type Probe, toggled } from './cells/probes.ts';
import { rememberEngine } from './engines/engine-choice.ts';
import type { EngineChoice } from './engines/engines.ts';
import { lossOf } from './engines/loss.ts';
import type { Population } from './engines/populations.ts';
import { beginsAnew } from './experiment/moments.ts';
import { type Asked, stepOf } from './experiment/step-choice.ts';
import { sharesWheel } from './frame/embed.ts';
import { Hidden } from './frame/hidden.ts';
import type { Layout } from './frame/layout.ts';
import { Classroom } from './lessons/classroom.ts';
import { Address } from './link/address.ts';
import { applyContent } from './link/content.ts';
import { withKnown, withMembrane, withOpened } from './membrane/membrane-choice.ts';
import { tryCurrents } from './membrane/telling-currents.ts';
import { keepOffline } from './offline/keep-offline.ts';
import type { Page } from './page.ts';
import { brushesOf } from './paint/brushes.ts';
import type { Stroke } from './paint/easel.ts';
import type { Painted } from './paint/painted.ts';
import { Sessions } from './session/sessions.ts';
import { loadView } from './stage/load-view.ts';
import type { StageState } from './stage/stage-state.ts';
import { Views } from './stage/views.ts';
import { createState } from './state.ts';
import { texts } from './texts/language.ts';
import { calmest } from './time/flashing.ts';
import { calmSpeed, openingSpeed } from './time/speeds.ts';
import { TimeTravel } from './time/time-travel.ts';
import { PageHistory } from './undo/undo.ts';

/** Cells are counted from 1 on the page. */
const cellCalled = (cell: number): string => `cell ${cell + 1}`;

/** The page from its opening on: engine, population and what follows them, and what is asked of all that. */
export class RunningPage implements Page {
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
  readonly address: Address = new Address(this, (error) => this.#fail(error));
  readonly history: PageHistory = new PageHistory(this);
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

  async start(host: HTMLElement): Promise<void> {
    // Failing is reported where it is needed.
    loadView().catch(() => {});
    this.chooseSpeed();
    onThemeChange(() => this.#sessions.present?.setTheme());
    const { experiment, remark, opened } = this.state;
    effect(() => {
      remark.value = experiment.value && stepRemarksOn(experiment.value, cellCalled)[0];
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

  get hidden(): Hidden {
    return this.#hidden.value;
  }

  async retry(): Promise<void> {
    this.state.notice.value = undefined;
    await this.#sessions.reopen();
  }

  toggle(): void {
    const running = !this.state.running.value;
    if (running && this.state.diverged.value) this.timeTravel.recover();
    this.state.running.value = running;
  }

  chooseSpeed(speed?: number): void {
    batch(() => {
      this.state.speedChosen.value = speed !== undefined;
      this.state.speed.value = speed ?? (prefersStillness() ? calmSpeed : openingSpeed);
    });
  }

  reset(): void {
    this.state.diverged.value = undefined;
    this.state.notice.value = undefined;
    this.#sessions.do(({ loop }) => loop.reset());
  }

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

  load(document: unknown): void {
    this.#ask({ document, chosen: (document as { readonly dt?: unknown } | null)?.dt === undefined });
  }

  chooseEngine(choice: EngineChoice): void {
    this.state.engine.value = choice;
    rememberEngine(choice);
    this.#sessions.change();
  }

  choose(membrane: Membrane): void {
    const experiment = this.state.wanted.value;
    if (!experiment) {
      this.#sessions.begin(membrane);
      return;
    }
    const wrong = this.propose(withMembrane(experiment, membrane));
    if (wrong !== undefined) this.#fail(new InputError(wrong));
  }

  async openFiles(files: readonly File[]): Promise<void> {
    try {
      const { readFiles } = await import('./experiment/files.ts');
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

  async take<Result>(job: (population: Population) => Promise<Result>): Promise<Result> {
    const session = this.#sessions.present;
    if (!session) throw new Error(texts.value.news.noPopulation);
    return session.loop.exclusive(async () => {
      await session.loop.publish();
      return job(session.population);
    });
  }

  get canvas(): PopulationCanvas | undefined {
    return this.#sessions.present?.canvas;
  }

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

  moveSelection(right: number, up: number): void {
    const sheet = this.state.stages.front.value.staged.value?.sheet;
    if (sheet) this.select(neighbour(sheet, this.state.selected.value, right, up));
  }

  paint(painted: Painted): void {
    const session = this.#sessions.present;
    if (session) session.easel.become(painted);
    else this.state.painted.value = painted;
  }

  stimulate(on: boolean): void {
    this.#stimulation?.end();
    this.#stimulation = on ? this.#sessions.present?.easel.begin('current') : undefined;
    this.#stimulation?.touch([this.state.selected.value]);
  }

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
