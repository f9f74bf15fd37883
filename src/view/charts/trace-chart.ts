import type uPlot from 'uplot';
import { voltageColour, voltageRange, voltageSteps } from '../colours.ts';
import { Chart, type ChartTheme, quietAxis } from './chart.ts';

/** Samples of state variables over time. */
export interface Course {
  /** Time before now, ms, ascending to 0. */
  readonly time: readonly number[];
  readonly values: readonly (readonly number[])[];
}

const LABEL_ROOM = 32;

/** The membrane potential of one cell over the last `span` ms, in the colours of the sheet. */
export class VoltageChart extends Chart {
  constructor(element: HTMLElement, theme: ChartTheme, span: number) {
    super(element, theme, (current) => ({
      ...base(span, voltageRange),
      axes: [
        quietAxis(current, 0, { show: false }),
        quietAxis(current, LABEL_ROOM, { splits: [-80, -40, 0, 40] }),
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
export const gateDashes: readonly (readonly number[])[] = [[], [6, 3], [2, 2], [8, 2, 2, 2], [1, 4]];

/** The gates of one cell over the last `span` ms. */
export class GatesChart extends Chart {
  constructor(element: HTMLElement, theme: ChartTheme, span: number, gates: number) {
    super(element, theme, (current) => ({
      ...base(span, [0, 1]),
      axes: [
        quietAxis(current, 20, {
          splits: [-0.75, -0.5, -0.25, 0].map((part) => part * span),
          values: (_, splits) => splits.map((t) => (t === 0 ? 'now' : `${t} ms`)),
        }),
        quietAxis(current, LABEL_ROOM, { splits: [0, 0.5, 1] }),
      ],
      series: [
        {},
        ...Array.from({ length: gates }, (_, i) => ({
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
  const steps = voltageSteps(16);
  for (const [i, V] of steps.entries()) gradient.addColorStop(i / (steps.length - 1), voltageColour(V));
  return gradient;
}
