import type uPlot from 'uplot';
import { roundTicks } from '../../analysis/ticks.ts';
import { type VoltageRange, voltageColours } from '../colours.ts';
import { Chart, type ChartTheme, ORDINATE_ROOM, quietAxis } from './chart.ts';

/** Samples of state variables over time. */
export interface Course {
  /** Time before now, ms, ascending to 0. */
  readonly time: readonly number[];
  readonly values: readonly (readonly number[])[];
}

/** The membrane potential of one cell over the last `span` ms, in the colours of the sheet. */
export class VoltageChart extends Chart {
  constructor(element: HTMLElement, theme: ChartTheme, span: number, range: VoltageRange) {
    super(element, theme, (current) => ({
      ...base(span, range),
      axes: [
        quietAxis(current, 0, { show: false }),
        quietAxis(current, ORDINATE_ROOM, { splits: roundTicks(...range, 5) }),
      ],
      series: [{}, { stroke: voltageGradient, width: 1.75, points: { show: false } }],
    }));
  }

  show(course: Course): void {
    this.plot.setData(aligned(course), false);
    this.plot.redraw();
  }
}

/** The patterns of the lines of the gates, in their order; they differ in nothing else, for colour means voltage. */
export const gateDashes: readonly (readonly number[])[] = [
  [],
  [6, 3],
  [2, 2],
  [8, 2, 2, 2],
  [1, 4],
  [12, 4],
  [6, 2, 1, 2, 1, 2],
];

/** The gates of one cell over the last `span` ms, and other states as parts of a scale. */
export class GatesChart extends Chart {
  /** @param lines how many, and whether one of them can be negative */
  constructor(
    element: HTMLElement,
    theme: ChartTheme,
    span: number,
    { count, signed }: { readonly count: number; readonly signed: boolean },
  ) {
    super(element, theme, (current) => ({
      ...base(span, [signed ? -1 : 0, 1]),
      axes: [
        quietAxis(current, 20, {
          splits: [-0.75, -0.5, -0.25, 0].map((part) => part * span),
          values: (_, splits) => splits.map((t) => (t === 0 ? 'now' : `${t} ms`)),
        }),
        quietAxis(current, ORDINATE_ROOM, { splits: signed ? [-1, 0, 1] : [0, 0.5, 1] }),
      ],
      series: [
        {},
        ...Array.from({ length: count }, (_, i) => ({
          stroke: () => current().ink,
          width: 1.25,
          dash: [...gateDashes[i % gateDashes.length]!],
          points: { show: false },
        })),
      ],
    }));
  }

  show(course: Course): void {
    this.plot.setData(aligned(course), false);
    this.plot.redraw();
  }
}

function base(span: number, [low, high]: readonly [number, number]) {
  return {
    padding: [6, 14, 6, 0] as uPlot.Padding,
    legend: { show: false },
    cursor: { show: false },
    scales: {
      x: { time: false, range: [-span, 0] as [number, number] },
      y: { range: [low, high] as [number, number] },
    },
  };
}

const aligned = ({ time, values }: Course) => [time, ...values] as unknown as uPlot.AlignedData;

/** The colours of the sheet along the axis of the membrane potential. */
function voltageGradient(plot: uPlot): CanvasGradient {
  const { top, height } = plot.bbox;
  const gradient = plot.ctx.createLinearGradient(0, top + height, 0, top);
  const colours = voltageColours(16);
  for (const [i, colour] of colours.entries()) gradient.addColorStop(i / (colours.length - 1), colour);
  return gradient;
}
