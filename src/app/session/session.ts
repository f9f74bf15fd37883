import { batch } from '@preact/signals';
import type { Snapshot } from '../../engine/simulation.ts';
import type { Membrane } from '../../model/membrane.ts';
import type { Experiment } from '../../protocol/experiment.ts';
import type { PopulationCanvas } from '../../view/canvas.ts';
import type { ViewOptions } from '../../view/population-view.ts';
import type { Point } from '../../view/sheet.ts';
import { prefersStillness, sheetTheme } from '../browser/theme.ts';
import { inPopulation } from '../cells/wanted.ts';
import { Belongings } from '../engines/belongings.ts';
import { cpuEngine, type Engine, openEngine, type Sentence } from '../engines/engines.ts';
import type { Population } from '../engines/populations.ts';
import { openingCell, openingCells, openingExperiment } from '../experiment/opening.ts';
import { sameNeurons } from '../experiment/same-neurons.ts';
import { Easel, type Stroke } from '../paint/easel.ts';
import { loadView } from '../stage/load-view.ts';
import type { StageState } from '../stage/stage-state.ts';
import { Stages } from '../stage/stages.ts';
import type { State } from '../state.ts';
import { messageOf } from '../texts/errors.ts';
import { inWords, texts } from '../texts/language.ts';
import { Loop } from './loop.ts';

export interface SessionOptions {
  /** The element that the canvas fills. */
  readonly host: HTMLElement;
  /** What to go on with, instead of the opening experiment. */
  readonly resume?: { readonly experiment: Experiment; readonly snapshot: Snapshot | undefined } | undefined;
  /** The membrane to open with, if another than the squid axon. */
  readonly model?: Membrane | undefined;
  /** What to open with instead of it. */
  readonly first?: Experiment | undefined;
  /** Why the GPU is not to be used, in a sentence. */
  readonly avoidGpu?: Sentence | undefined;
  onSelect(cell: number, more: boolean): void;
  onError(error: unknown): void;
}

/** Neurons that speeds are measured with, where there is no population yet. */
const LARGE = 16_384;

/** One engine, one population and what it is drawn on, from their making to their end. */
export class Session {
  readonly loop: Loop;
  readonly easel: Easel;
  readonly stages: Stages;
  #stroke: Stroke | undefined;
  #stroking: Promise<void> = Promise.resolve();
  #population: Population;
  #closed = false;

  /** Opens engine, population and canvas; if one of them cannot be made, those before it are released. */
  static open(state: State, options: SessionOptions): Promise<Session> {
    const { resume, model, avoidGpu, host } = options;
    const given = resume?.experiment ?? options.first;
    return Belongings.assemble(async (own) => {
      const opening = avoidGpu
        ? cpuEngine('float32', { shortcoming: avoidGpu })
        : await openEngine(navigator.gpu, state.engine.value, given ?? openingExperiment(LARGE, model));
      const engine = own.add(opening, (made) => made.dispose());
      const experiment = given ?? openingExperiment(openingCells(engine.adapter), model);
      const population = own.add(await engine.populate(experiment), (made) => made.dispose());
      if (resume?.snapshot) {
        await population.simulation.restore(resume.snapshot);
      }
      const element = document.createElement('canvas');
      host.replaceChildren(element);
      const canvas = await openCanvas(state, element, engine, options);
      if (canvas) own.add(canvas, (made) => made.dispose());
      const session = new Session(state, engine, population, canvas, options);
      await session.#begin();
      return session;
    });
  }

  private constructor(
    private readonly state: State,
    private readonly engine: Engine,
    population: Population,
    readonly canvas: PopulationCanvas | undefined,
    private readonly options: SessionOptions,
  ) {
    this.#population = population;
    const complain = (error: unknown) => {
      if (!this.#closed) options.onError(error);
    };
    this.loop = new Loop(state, population, canvas, complain);
    this.easel = new Easel(state, this.loop, complain);
    this.setTheme();
    this.stages = new Stages(state, {
      canvas,
      pixelRatio: engine.adapter.software ? 1 : Math.min(2, devicePixelRatio),
      population: () => this.#population,
      exclusive: (job) => void this.loop.exclusive(job).catch(complain),
      hand: (stage) => this.#hand(stage),
    });
    this.loop.join(this.stages);
    batch(() => {
      // The closures here live as long as the session, so they must not hold its first population.
      const { experiment, simulation } = this.#population;
      state.experiment.value = experiment;
      state.adapter.value = engine.adapter;
      state.shortcoming.value = engine.shortcoming;
      state.reason.value = engine.reason;
      if (!options.resume) state.selected.value = openingCell(simulation.cells);
    });
  }

  async #begin(): Promise<void> {
    await this.loop.exclusive(() => this.stages.show());
    this.loop.start();
    // Of a link, or of the cells on the engine before.
    if (this.state.painted.value.length > 0) this.easel.become(this.state.painted.value);
  }

  get population(): Population {
    return this.#population;
  }

  /** Settles when the device is gone, and the session with it, with the reason. */
  async lost(): Promise<string> {
    const { message } = await (this.engine.device?.lost ?? new Promise<never>(() => {}));
    return messageOf(message) || texts.value.news.noReason;
  }

  /**
   * Goes on with other values, or with another population if its size or its model changes. While another population
   * is made, which may take seconds, the present one runs on.
   * @param signal ends the making of another population early
   * @throws Error if it cannot; then everything stays as it was
   */
  async change(experiment: Experiment, signal?: AbortSignal): Promise<void> {
    if (sameNeurons(this.#population.experiment, experiment)) {
      return this.loop.exclusive(async () => {
        await this.loop.update(experiment);
        await this.stages.arrange();
      });
    }
    const made = await this.engine.populate(experiment, signal);
    try {
      await this.loop.exclusive(() => this.#replace(made));
    } catch (error) {
      if (this.#population !== made) made.dispose();
      throw error;
    }
  }

  setTheme(): void {
    this.canvas?.setTheme(sheetTheme());
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.loop.stop();
    this.stages.close();
    this.state.hovered.value = undefined;
    this.state.painting.value = false;
    this.canvas?.dispose();
    this.#population.dispose();
    this.engine.dispose();
  }

  async #replace(population: Population): Promise<void> {
    const former = this.#population;
    this.#population = population;
    batch(() => {
      const { experiment, selected, probes, hovered } = this.state;
      experiment.value = population.experiment;
      const followed = { selected: selected.value, probes: probes.value };
      const there = inPopulation(followed, former.simulation.cells, population.simulation.cells);
      selected.value = there.selected;
      probes.value = there.probes;
      hovered.value = undefined;
      this.state.painted.value = [];
      this.loop.replace(population);
    });
    await this.stages.show();
    former.dispose();
    this.loop.changed('population');
  }

  /** What is done where a view is pointed at. */
  #hand(stage: StageState): ViewOptions {
    const { state } = this;
    return {
      onCamera: (home) => {
        stage.camera.value++;
        stage.away.value = !home;
      },
      onTravel: (travels) => {
        stage.travels.value = travels;
      },
      onPointer: (at) => {
        state.pointer.value = at;
      },
      onHover: (cell, at) => {
        const former = state.hovered.value;
        const isSame = former?.cell === cell && former?.at.x === at.x && former.at.y === at.y;
        // What is drawn anew is looked at anew: that alone is nothing new.
        if (!isSame) state.hovered.value = cell === undefined ? undefined : { cell, at };
      },
      onSelect: this.options.onSelect,
      onPress: () => {
        this.#stroke = this.easel.begin(state.brush.value);
        state.painting.value = this.#stroke !== undefined;
        return state.painting.value;
      },
      onStroke: (at) => this.#paint(stage, at),
    };
  }

  /** Paints at a point of the window, or ends painting. */
  #paint({ view }: StageState, at: Point | undefined): void {
    const stroke = this.#stroke;
    if (!at) this.state.painting.value = false;
    // Looking up cells takes its time; what is painted comes before the end of it.
    this.#stroking = this.#stroking
      .then(async () => {
        if (!at) stroke?.end();
        else stroke?.touch((await view.value?.cellsNear(at, this.state.brushRadius.value)) ?? []);
      })
      .catch((error) => {
        if (!this.#closed) this.options.onError(error);
      });
  }
}

/** What cells are drawn on, or nothing with a word about it: the engine and the plots work without. */
async function openCanvas(state: State, canvas: HTMLCanvasElement, engine: Engine, options: SessionOptions) {
  try {
    const { PopulationCanvas } = await loadView();
    return await PopulationCanvas.create({
      canvas,
      device: engine.device,
      // A software GPU has its time for each pixel; with WebGL another size would hold up the whole page.
      coarse: engine.device !== undefined && engine.adapter.software,
      still: prefersStillness(),
      onError: (message) => options.onError(new Error(message)),
    });
  } catch (error) {
    state.notice.value = {
      kind: 'error',
      text: texts.value.news.noSheet(inWords(messageOf(error))),
    };
    return undefined;
  }
}
