import { batch } from '@preact/signals';
import { curveOf, summarise } from '../../analysis/curve.ts';
import { populationOf } from '../../population/columns.ts';
import { isCompared } from '../own-data/is-compared.ts';
import { isMoment } from '../stage/shown.ts';
import type { Change, Followed, Follower } from './follower.ts';
import { Repeated } from './meter.ts';
import { Settling } from './settling.ts';

/** Measures how often the cells fire and how high their potentials go, anew after every change. */
export class Rates implements Follower {
  readonly #settling = new Settling();
  readonly #pace = new Repeated(200, () => this.publish());
  /** Simulated time at which the measuring window began, ms. */
  #since = 0;
  /** What varied between the cells when rates were measured last. */
  #varied = '';

  constructor(private readonly loop: Followed) {}

  get moment(): number | undefined {
    return this.#settling.moment;
  }

  changed(change: Change): void {
    const { state, population, time } = this.loop;
    const varied = JSON.stringify(populationOf(population.experiment));
    // Rates and curve belong to other neurons, or to other values than the axis shows.
    if (change === 'population' || varied !== this.#varied) {
      state.rates.value = undefined;
      state.peaks.value = undefined;
      state.curve.value = undefined;
    }
    this.#varied = varied;
    // What a lesson asks of the cells, and what they are compared with, was measured as the experiment says.
    const { measure } = population.experiment;
    const isAsked = state.lessons.open.value !== undefined || isCompared(population.experiment);
    this.#settling.restart(time, isAsked ? measure.from : undefined);
    this.#begin();
    state.summary.value = undefined;
  }

  async selected(): Promise<void> {
    // Of the rates that are known: those of a large population are much to read, and clicks come one after the other.
    this.#showCurve();
  }

  advanced(): void {
    if (this.#settling.settles(this.loop.time)) this.#begin();
    else if (this.#settling.presentable(this.#window)) this.loop.population.hold([]);
  }

  async turn(running: boolean): Promise<void> {
    if (running) await this.#pace.turn();
  }

  async publish(): Promise<void> {
    const { population, state } = this.loop;
    const window = this.#window;
    // Asked before the engine is: what it has measured is much to read.
    if (!this.#settling.presentable(window)) return;
    const rate = await population.simulation.statistic('rate');
    const peak = await population.simulation.statistic('peak');
    this.loop.check();
    batch(() => {
      state.rates.value = rate;
      state.peaks.value = peak;
      state.summary.value = { ...summarise({ rate }), window };
      this.#showCurve();
    });
  }

  #begin(): void {
    const { population, time } = this.loop;
    population.simulation.beginMeasuring();
    this.#since = time;
    // Cells keep the colours and places of what was measured last, as the words about them do; the moment of a spike is no measurement.
    const { statistics } = population.simulation.problem;
    population.hold(statistics.map(({ name }) => name).filter((name) => !isMoment(name)));
  }

  /** How long is measured by now, ms. */
  get #window(): number {
    return this.loop.time - this.#since;
  }

  #showCurve(): void {
    const { state, population } = this.loop;
    const [rate, peak] = [state.rates.value, state.peaks.value];
    if (!rate || !peak) return;
    state.curve.value = curveOf(population.experiment, { rate, peak }, state.selected.value);
  }
}
