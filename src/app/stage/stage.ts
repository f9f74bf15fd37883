import { effect } from '@preact/signals';
import { populationOf } from '../../population/columns.ts';
import type { Arrangement, Plot, PlotAxis } from '../../view/arrangement.ts';
import type { Size } from '../../view/camera-rig.ts';
import type { Frame, PopulationView } from '../../view/population-view.ts';
import type { Rows } from '../../view/rows.ts';
import { type Sheet, sheetOf } from '../../view/sheet.ts';
import type { Population } from '../engines/populations.ts';
import { Repeated } from '../followers/meter.ts';
import { texts } from '../texts/language.ts';
import { type ArrangementKind, arrangementOf } from './arrangements.ts';
import { freePart } from './frames.ts';
import { rangeAround } from './range.ts';
import { isMoment, type Shown, shownOf } from './shown.ts';
import type { StageState } from './stage-state.ts';

/** Least time from one look at what cells have to the next, ms. */
const FITTING = 700;
/** Part of a range that has to be filled. */
const SPARSE = 0.45;
/** A change of proportions that is worth another arrangement of the cells. */
const REARRANGING_CHANGE = 0.12;

/** A side of a plot, in words. */
export interface StagedAxis {
  readonly shown: Shown;
  readonly range: readonly [number, number];
}

/** What is seen of a view: how cells are arranged, and what they are coloured by. */
export interface Staged {
  readonly kind: ArrangementKind;
  /** The sheet of the cells, by which keys move among them however they stand. */
  readonly sheet: Sheet;
  /** Width and height of what the cells stand on, in places of a sheet. */
  readonly extent: Size;
  readonly axes: { readonly x: StagedAxis; readonly y: StagedAxis } | undefined;
  readonly colour: StagedAxis;
  /** All that can be shown of these cells. */
  readonly choice: readonly Shown[];
}

/** Lets a population be seen in the arrangement and the colours that are chosen for a view. */
export class Stage {
  readonly #fitting = new Repeated(FITTING, () => this.#fit());
  #aspect = 1;
  #rows: Rows | undefined;
  readonly #end: () => void;

  /** @param exclusive does something to the population in its turn */
  constructor(
    readonly state: StageState,
    readonly view: PopulationView | undefined,
    private readonly population: () => Population,
    private readonly exclusive: (job: () => Promise<void>) => void,
  ) {
    let first = true;
    this.#end = effect(() => {
      // Read so that a change of either is followed, and what is shown is called by the words of the page.
      state.arranged.value;
      state.coloured.value;
      texts.value;
      if (!first) this.exclusive(() => this.arrange(true));
      first = false;
    });
  }

  /** Puts a population on the stage; a former one is seen until this one can be. */
  async show(): Promise<void> {
    const population = this.population();
    this.#rows = this.view && population.rows();
    if (this.#rows) this.view?.show(this.#rows, population.simulation.cells);
    await this.arrange(false);
  }

  /** Arranges and colours the cells anew. @param travels whether they are seen on their way */
  async arrange(travels: boolean): Promise<void> {
    const population = this.population();
    const { experiment, simulation } = population;
    const { arranged, coloured, staged } = this.state;
    const choice = shownOf(experiment, simulation.problem);
    const find = (key: string) => choice.find((one) => one.key === key);
    const kind = arrangementOf(arranged.peek().id);
    const neurons = populationOf(experiment);
    const sheet = sheetOf(neurons, this.#aspect);
    const keys = kind.axes?.(choice, arranged.peek(), neurons);
    const [x, y] = [keys && find(keys.x), keys && find(keys.y)];
    const colour = find(coloured.peek().of) ?? choice[0]!;
    const axes = x && y && { x: await this.#side(x, kind), y: await this.#side(y, kind) };
    const next: Staged = {
      kind,
      sheet,
      // A plot is as wide as its view, whatever the sheet is: two quantities may have few values one way.
      extent: axes ? fitting(sheet.cells, this.#aspect) : { width: sheet.columns, height: sheet.rows },
      axes,
      colour: {
        shown: colour,
        range:
          (colour.key === coloured.peek().of && coloured.peek().range) || (await this.#axis(colour)).range,
      },
      choice,
    };
    const arrangement = placed(next);
    this.view?.colour({ source: colour.source, range: next.colour.range, map: colour.map });
    const former = staged.peek();
    const isSame = placesOf(former?.axes) === placesOf(next.axes) && kind === former?.kind;
    // From where quantities are there no more, nobody can be seen to leave.
    const isKnown = [former?.axes?.x, former?.axes?.y].every((axis) => !axis || find(axis.shown.key));
    const moves = travels && !isSame && isKnown;
    this.view?.prepare(arrangement, moves);
    await this.#rows?.refresh();
    this.view?.arrange(arrangement, moves);
    staged.value = next;
  }

  /** Lets the colours span what the cells have now. */
  async fitColours(): Promise<void> {
    const { staged, coloured } = this.state;
    const shown = staged.peek()?.colour.shown;
    if (shown) coloured.value = { of: shown.key, range: rangeAround(await this.#values(shown)) };
  }

  /** Takes its place in the window: the cells are arranged anew where its proportions have changed. */
  fit(frame: Frame): void {
    this.view?.setFrame(frame);
    const aspect = aspectOf(frame);
    if (Math.abs(Math.log(aspect / this.#aspect)) <= REARRANGING_CHANGE) return;
    this.#aspect = aspect;
    if (this.#rows) this.exclusive(() => this.arrange(false));
  }

  /** Sides and colours of what has no range of its own go with what the cells have. */
  async turn(): Promise<void> {
    await this.#fitting.turn();
  }

  close(): void {
    this.#end();
    if (this.#rows) this.population().release(this.#rows);
  }

  async #fit(): Promise<void> {
    const { staged, coloured } = this.state;
    const present = staged.peek();
    if (!present) return;
    const { axes, colour } = present;
    const automatic = [axes?.x, axes?.y, coloured.peek().range ? undefined : colour].filter(
      (axis) => axis && !axis.shown.range,
    );
    const { held } = this.population();
    for (const axis of automatic) {
      if (held.has(axis!.shown.key)) continue;
      const { range } = await this.#axis(axis!.shown);
      if (isFar(range, axis!.range)) return this.arrange(false);
    }
  }

  /** A side of a plot. One that is tight leaves out what hardly any cell of a bell curve would have. */
  async #side(shown: Shown, { isTight }: ArrangementKind): Promise<StagedAxis> {
    const { range } = await this.#axis(shown);
    if (!isTight || !shown.range) return { shown, range };
    const [low, high] = rangeAround(await this.#values(shown));
    return { shown, range: [Math.max(low, range[0]), Math.min(high, range[1])] };
  }

  /** A quantity with what it spans: what is known of it, or round ends around what the cells have now. */
  async #axis(shown: Shown): Promise<StagedAxis> {
    const { range } = shown;
    if (range && range[0] < range[1]) return { shown, range };
    // What is measured anew has nothing to show yet, and cells stand and look as before.
    const former = this.population().held.has(shown.key) && this.#former(shown.key);
    if (former) return { shown, range: former.range };
    return { shown, range: rangeAround(range ?? (await this.#values(shown))) };
  }

  /** What a quantity spans on the stage as it is. */
  #former(key: string): StagedAxis | undefined {
    const { axes, colour } = this.state.staged.peek() ?? {};
    return [axes?.x, axes?.y, colour].find((axis) => axis?.shown.key === key);
  }

  /** What the cells have now. */
  async #values({ key, source }: Shown): Promise<Iterable<number>> {
    const { simulation } = this.population();
    if (typeof source === 'function')
      return Array.from({ length: simulation.cells }, (_, cell) => source(cell));
    const isStatistic = simulation.problem.statistics.some(({ name }) => name === key);
    if (!isStatistic) return simulation.read(key);
    const values = await simulation.statistic(key);
    const now = simulation.step * simulation.problem.dt;
    return isMoment(key) ? values.map((time) => time - now) : values;
  }
}

/** Whether a range no longer does for what another one would: it leaves something out, or is mostly empty. */
const isFar = (wanted: readonly [number, number], present: readonly [number, number]): boolean =>
  wanted[0] < present[0] ||
  wanted[1] > present[1] ||
  wanted[1] - wanted[0] < SPARSE * (present[1] - present[0]);

/** What stands along the sides and what they span, to be compared. */
const placesOf = (axes: Staged['axes']): string =>
  JSON.stringify(axes && [axes.x, axes.y].map(({ shown, range }) => [shown.key, range]));

/** The arrangement as the view knows it. */
function placed({ kind, axes, sheet, extent }: Staged): Arrangement {
  if (!axes) return sheet;
  const side = ({ shown, range }: StagedAxis): PlotAxis => ({ source: shown.source, range });
  const { cells } = sheet;
  return {
    kind: 'plot',
    cells,
    ...extent,
    x: side(axes.x),
    y: side(axes.y),
    reach: kind.reach,
  } satisfies Plot;
}

/** A plot of such proportions with a place for every cell. */
const fitting = (cells: number, aspect: number): Size => ({
  width: Math.sqrt(cells * aspect),
  height: Math.sqrt(cells / aspect),
});

function aspectOf(frame: Frame): number {
  const { width, height } = freePart(frame);
  return Math.max(64, width) / Math.max(64, height);
}
