import type { Snapshot } from '../engine/simulation.ts';
import { axisLength } from '../population/sweep.ts';
import type { Experiment } from '../protocol/experiment.ts';
import { arrange } from '../view/arrangement.ts';
import { PopulationView } from '../view/population-view.ts';
import { cpuEngine, type Engine, openEngine, type Population } from './engines.ts';
import { Loop } from './loop.ts';
import { openingCells, openingExperiment } from './opening.ts';
import type { Layout, State } from './state.ts';
import { prefersStillness, sheetTheme } from './theme.ts';

export interface SessionOptions {
  /** The element that the canvas fills. */
  readonly host: HTMLElement;
  /** What to go on with, instead of the opening experiment. */
  readonly resume?: { readonly experiment: Experiment; readonly snapshot: Snapshot | undefined } | undefined;
  /** Why the GPU is not to be used. */
  readonly avoidGpu?: string | undefined;
  onSelect(cell: number): void;
  onError(error: unknown): void;
  /** The device is gone, and the session with it. */
  onLost(reason: string): void;
}

/** A change of proportions that is worth another arrangement of the cells. */
const REARRANGING_CHANGE = 0.12;

/** One engine, one population and one view, from their making to their end. */
export class Session {
  readonly loop: Loop;
  #population: Population;
  #arrangedAspect = 1;
  #closed = false;

  static async open(state: State, options: SessionOptions): Promise<Session> {
    const { resume, avoidGpu } = options;
    const engine = avoidGpu ? cpuEngine(avoidGpu) : await openEngine(navigator.gpu);
    const experiment = resume?.experiment ?? openingExperiment(openingCells(engine.adapter));
    const population = await engine.populate(experiment);
    if (resume?.snapshot) {
      population.simulation.restore(resume.snapshot);
      await population.refresh();
    }
    const canvas = document.createElement('canvas');
    options.host.replaceChildren(canvas);
    const view = await openView(state, canvas, engine, options);
    return new Session(state, engine, population, view, options);
  }

  private constructor(
    private readonly state: State,
    private readonly engine: Engine,
    population: Population,
    private readonly view: PopulationView | undefined,
    options: SessionOptions,
  ) {
    this.#population = population;
    state.adapter.value = engine.adapter;
    state.shortcoming.value = engine.shortcoming;
    state.view.value = view;
    this.loop = new Loop(state, population, view, (error) => {
      if (!this.#closed) options.onError(error);
    });
    void engine.device?.lost.then(({ message }) => {
      if (!this.#closed) options.onLost(message.replace(/\.$/, '') || 'the driver gave no reason');
    });
    this.#show();
    this.setTheme();
    this.fit();
    this.loop.start();
  }

  get population(): Population {
    return this.#population;
  }

  /** Goes on with other values, or with another population if its size or its model changes. */
  change(experiment: Experiment): Promise<void> {
    return this.loop.exclusive(async () => {
      const { simulation } = this.#population;
      if (sameNeurons(simulation.experiment, experiment)) {
        await simulation.update(experiment);
      } else {
        const former = this.#population;
        this.#population = await this.engine.populate(experiment);
        this.loop.replace(this.#population);
        this.#show();
        former.dispose();
      }
      this.loop.changed();
    });
  }

  setTheme(): void {
    this.view?.setTheme(sheetTheme());
  }

  /** Fits the sheet into the present layout. */
  fit(): void {
    const layout = this.state.layout.value;
    const ratio = this.engine.adapter.software ? 1 : Math.min(2, devicePixelRatio);
    this.view?.setSize(layout.window, layout.insets, ratio);
    if (Math.abs(Math.log(aspectOf(layout) / this.#arrangedAspect)) > REARRANGING_CHANGE) this.#arrange();
  }

  close(): void {
    this.#closed = true;
    this.loop.stop();
    this.view?.dispose();
    this.#population.dispose();
    this.engine.dispose();
  }

  #show(): void {
    this.#arrange();
    this.view?.show(this.state.arrangement.value!, this.#population.voltages);
  }

  #arrange(): void {
    this.#arrangedAspect = aspectOf(this.state.layout.value);
    const arrangement = arrange(this.#population.simulation.experiment.sweep, this.#arrangedAspect);
    this.state.arrangement.value = arrangement;
    this.view?.arrange(arrangement);
  }
}

/** The view, or none with a word about it: the engine and the plots work without. */
async function openView(state: State, canvas: HTMLCanvasElement, engine: Engine, options: SessionOptions) {
  try {
    return await PopulationView.create({
      canvas,
      device: engine.device,
      still: prefersStillness(),
      onCamera: (home) => {
        state.camera.value++;
        state.away.value = !home;
      },
      onHover: (cell, at) => {
        state.hovered.value = cell === undefined ? undefined : { cell, at };
      },
      onSelect: options.onSelect,
      onError: (message) => options.onError(new Error(message)),
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    state.notice.value = {
      kind: 'error',
      text: `The sheet cannot be drawn (${reason}): this browser offers neither WebGPU nor WebGL 2.`,
    };
    return undefined;
  }
}

const sameNeurons = (a: Experiment, b: Experiment) =>
  a.model === b.model &&
  axisLength(a.sweep.x) === axisLength(b.sweep.x) &&
  axisLength(a.sweep.y) === axisLength(b.sweep.y);

function aspectOf({ window, insets }: Layout): number {
  const width = Math.max(64, window.width - insets.left - insets.right);
  return width / Math.max(64, window.height - insets.top - insets.bottom);
}
