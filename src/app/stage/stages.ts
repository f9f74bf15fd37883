import { effect, type ReadonlySignal } from '@preact/signals';
import type { PopulationCanvas } from '../../view/canvas.ts';
import type { ViewOptions } from '../../view/population-view.ts';
import type { Population } from '../engines/populations.ts';
import type { Follower } from '../followers/follower.ts';
import { nearestIn } from '../own-data/own-data-state.ts';
import type { State } from '../state.ts';
import { framesOf, uncovered } from './frames.ts';
import { Stage } from './stage.ts';
import type { StageState } from './stage-state.ts';

/** What stages are told, and ask for. */
export interface StagesOptions {
  readonly canvas: PopulationCanvas | undefined;
  /** Pixels of the canvas to a CSS pixel. */
  readonly pixelRatio: number;
  population(): Population;
  /** Does something to the population in its turn. */
  exclusive(job: () => Promise<void>): void;
  /** What is done where a stage is pointed at. */
  hand(stage: StageState): ViewOptions;
}

/** The views of a population that are open, each on a stage of its own. */
export class Stages implements Follower {
  readonly #open = new Map<StageState, Stage>();
  readonly #ends: (() => void)[];
  #shown = false;

  constructor(
    private readonly state: State,
    private readonly options: StagesOptions,
  ) {
    const wanted = (): boolean => state.stages.all.value.every(({ element }) => element.value);
    this.#ends = [
      effect(() => {
        // A view that has no place in the page yet is opened when it has.
        if (wanted()) this.#match(state.stages.all.value);
      }),
      effect(() => this.#fit(state.layout, state.stages.all)),
      effect(() => this.#mark()),
      effect(() => {
        const paints = state.brush.value !== undefined;
        for (const { view } of state.stages.all.value) if (view.value) view.value.painting = paints;
      }),
    ];
  }

  /** Puts a population on all stages; the former one is seen until this one can be. */
  async show(): Promise<void> {
    this.#shown = true;
    for (const stage of this.#open.values()) await stage.show();
  }

  /** Arranges and colours the cells anew. */
  async arrange(): Promise<void> {
    for (const stage of this.#open.values()) await stage.arrange(false);
  }

  /** Lets the colours of a view span what the cells have now. */
  async fitColours(state: StageState): Promise<void> {
    await this.#open.get(state)?.fitColours();
  }

  async turn(running: boolean): Promise<void> {
    if (!running) return;
    for (const stage of this.#open.values()) await stage.turn();
  }

  close(): void {
    for (const end of this.#ends) end();
    for (const state of [...this.#open.keys()]) this.#close(state);
  }

  /** Opens and closes what is to be seen and is not, and the other way round. */
  #match(wanted: readonly StageState[]): void {
    for (const state of [...this.#open.keys()]) if (!wanted.includes(state)) this.#close(state);
    for (const state of wanted) if (!this.#open.has(state)) this.#add(state);
  }

  #add(state: StageState): void {
    const { canvas, population, exclusive } = this.options;
    const view = canvas?.add(state.element.peek()!, this.options.hand(state));
    const stage = new Stage(state, view, population, exclusive);
    this.#open.set(state, stage);
    state.view.value = view;
    if (this.#shown)
      exclusive(async () => {
        if (this.#open.get(state) === stage) await stage.show();
      });
  }

  #close(state: StageState): void {
    const stage = this.#open.get(state)!;
    this.#open.delete(state);
    state.view.value = undefined;
    stage.close();
    if (stage.view) this.options.canvas?.remove(stage.view);
  }

  #fit(layout: State['layout'], all: ReadonlySignal<readonly StageState[]>): void {
    const stages = all.value;
    const frames = framesOf(layout.value, stages.length);
    this.options.canvas?.setFrame(uncovered(layout.value), this.options.pixelRatio);
    for (const [i, state] of stages.entries()) {
      // Read so that a view that opens later is put into its place, too.
      state.view.value;
      this.#open.get(state)?.fit(frames[i]!);
    }
  }

  #mark(): void {
    const { selected, hovered, probes, stages } = this.state;
    const marked = {
      selected: selected.value,
      hovered: hovered.value?.cell,
      others: [
        ...probes.value.map(({ cell }) => cell),
        ...nearestIn(this.state).flatMap(({ cells }) => cells),
      ],
    };
    for (const { view } of stages.all.value) view.value?.mark(marked);
  }
}
