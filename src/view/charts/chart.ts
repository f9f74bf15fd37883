import { computed, effect } from '@preact/signals';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { locale } from '../locale.ts';

/** Colours and type of the plots, as CSS values. */
export interface ChartTheme {
  /** What is plotted. */
  readonly ink: string;
  /** Words and numbers beside it. */
  readonly quiet: string;
  /** Grid. */
  readonly faint: string;
  readonly ground: string;
  /** Family of the page. */
  readonly family: string;
}

type Part = Omit<uPlot.Options, 'width' | 'height'>;

/** A plot that follows the size of its element and the theme of the page. */
export class Chart {
  protected readonly plot: uPlot;
  readonly #observer: ResizeObserver;
  readonly #deaf: () => void;
  #theme: ChartTheme;

  constructor(element: HTMLElement, theme: ChartTheme, options: (theme: () => ChartTheme) => Part) {
    this.#theme = theme;
    const { width, height } = element.getBoundingClientRect();
    const part = options(() => this.#theme);
    const size = { width: Math.max(width, 40), height: Math.max(height, 40) };
    this.plot = drawnByCpu(() => new uPlot({ ...part, ...size }, [[]], element));
    this.#observer = new ResizeObserver(([entry]) => {
      const size = entry!.contentRect;
      if (size.width > 0 && size.height > 0) this.plot.setSize({ width: size.width, height: size.height });
    });
    this.#observer.observe(element);
    this.#deaf = effect(() => {
      // Read so that the numbers are written anew.
      locale.value;
      this.plot.redraw(false, true);
    });
  }

  setTheme(theme: ChartTheme): void {
    this.#theme = theme;
    this.plot.redraw(false, true);
  }

  destroy(): void {
    this.#observer.disconnect();
    this.#deaf();
    this.plot.destroy();
  }
}

/**
 * Makes a plot whose canvas the CPU draws, which uPlot has no option for. Where a software GPU draws the cells, lines of plots
 * would make them wait for seconds; elsewhere canvases so small cost either little.
 */
function drawnByCpu(make: () => uPlot): uPlot {
  const { prototype } = HTMLCanvasElement;
  const { getContext } = prototype;
  prototype.getContext = function (this: HTMLCanvasElement, ...asked: unknown[]) {
    return Reflect.apply(getContext, this, [asked[0], { willReadFrequently: true }]);
  } as typeof getContext;
  try {
    return make();
  } finally {
    prototype.getContext = getContext;
  }
}

/** Room for the numbers of an axis at the left, CSS pixels: `1,000` fits. */
export const ORDINATE_ROOM = 40;

const numbers = computed(() => new Intl.NumberFormat(locale.value, { maximumSignificantDigits: 6 }));

/** A number as axes write it. */
export const plainNumber = (value: number): string => numbers.value.format(value);

/** An axis with hairlines and quiet numbers. @param size room for the numbers, CSS pixels */
export function quietAxis(theme: () => ChartTheme, size: number, axis: uPlot.Axis = {}): uPlot.Axis {
  return {
    stroke: () => theme().quiet,
    grid: { stroke: () => theme().faint, width: 1 },
    ticks: { show: false },
    font: `11px ${theme().family}`,
    size,
    gap: 4,
    values: (_, splits) => splits.map(plainNumber),
    ...axis,
  };
}
