import { signal } from '@preact/signals';
import type { Curve, Summary } from '../analysis/curve.ts';
import type { AdapterDescription, DivergedError } from '../engine/simulation.ts';
import type { Membrane } from '../model/membrane.ts';
import type { Experiment } from '../protocol/experiment.ts';
import type { Quantity } from '../system/system.ts';
import type { Point } from '../view/sheet.ts';
import type { Probe } from './cells/probes.ts';
import type { FollowWish } from './cells/wanted.ts';
import { createOnCurve } from './curve/on-curve.ts';
import { rememberedEngine } from './engines/engine-choice.ts';
import type { EngineChoice, Sentence } from './engines/engines.ts';
import type { TraceHistory } from './followers/trace-history.ts';
import type { Layout } from './frame/layout.ts';
import type { BandEstimate } from './honesty/estimate.ts';
import { createLessons } from './lessons/lessons-state.ts';
import { createOwnData } from './own-data/own-data-state.ts';
import type { Painted } from './paint/painted.ts';
import { createScope } from './scope/scope.ts';
import { createStages } from './stage/stage-state.ts';
import type { KeptState } from './time/kept-states.ts';
import { openingSpeed } from './time/speeds.ts';

/** Something to be said in place. */
export interface Notice {
  readonly kind: 'news' | 'error';
  readonly text: string;
  /** The character of it that is at fault, counted from 0, where there is one to be shown. */
  readonly caret?: number | undefined;
  /** Whether it is of something that was asked for and could not be: it goes when something else can. */
  readonly ofAttempt?: boolean;
}

/** What the cells that are followed did lately. */
export interface CellCourse {
  /** Their samples, which go on being added to. */
  readonly history: TraceHistory;
  /** Simulated time, ms. */
  readonly now: number;
  /** The present membrane potential of the selected one, mV; undefined before there is one. */
  readonly potential: number | undefined;
  /** Name of the membrane potential, and what else is recorded besides the states. */
  readonly voltage: string;
  readonly observables: readonly Quantity[];
  /** Times of their spikes since the last change, ms. */
  readonly spikes: ReadonlyMap<number, readonly number[]>;
}

/** How fast it goes. */
export interface Pace {
  readonly neuronSteps: number;
  readonly frames: number;
  /** Simulated ms per second. */
  readonly speed: number;
}

/** A narrower window begins with the column at the left folded, CSS pixels. */
const ROOMY = 1100;

/** Everything that the page shows. */
export function createState() {
  return {
    phase: signal<'starting' | 'ready' | 'failed'>('starting'),
    adapter: signal<AdapterDescription | undefined>(undefined),
    /** The engine that is asked for, and why the one that runs was taken. */
    engine: signal<EngineChoice>(rememberedEngine()),
    reason: signal<Sentence | undefined>(undefined),
    /** Why there is no GPU, in a sentence. */
    shortcoming: signal<Sentence | undefined>(undefined),
    notice: signal<Notice | undefined>(undefined),
    /** What the population runs. */
    experiment: signal<Experiment | undefined>(undefined),
    /** What the controls show: the same, or what is asked for and not yet reached. */
    wanted: signal<Experiment | undefined>(undefined),
    /** Membranes from files that have run, and can be chosen again besides those that are shipped. */
    opened: signal<readonly Membrane[]>([]),
    /** Whether its step was chosen for what runs, not by hand. */
    stepChosen: signal(true),
    /** What should be known of the step that the population runs with, if anything. */
    remark: signal<string | undefined>(undefined),
    running: signal(true),
    /** Simulated ms per second that are asked for. */
    speed: signal<number>(openingSpeed),
    /** Whether they were asked for by somebody. */
    speedChosen: signal(false),
    /** Simulated time, ms. */
    time: signal(0),
    /** Simulated time from and to which one can go back, ms. */
    past: signal<{ readonly from: number; readonly to: number } | undefined>(undefined),
    kept: signal<readonly KeptState[]>([]),
    /** The neuron that has no potential any more, until something is done about it. */
    diverged: signal<DivergedError | undefined>(undefined),
    /** How far some cells are from where exact steps would lead them; undefined until that is known. */
    honesty: signal<readonly BandEstimate[] | undefined>(undefined),
    pace: signal<Pace>({ neuronSteps: 0, frames: 0, speed: 0 }),
    /** The views of the cells, and which one is in hand. */
    stages: createStages(),
    /** The brush in hand, by its name, the strengths that were given to brushes, and how far it reaches, CSS pixels. */
    brush: signal<string | undefined>(undefined),
    /** Whether it is pressed on the cells. */
    painting: signal(false),
    strengths: signal<Readonly<Record<string, number>>>({}),
    brushRadius: signal(24),
    /** What was painted on the cells, as far as it stays. */
    painted: signal<Painted>([]),
    /** What is to be painted instead, until it is, on the cells of an experiment; of the first one where that is not known yet. */
    paintWish: signal<{ readonly on: Experiment | undefined; readonly painted: Painted } | undefined>(
      undefined,
    ),
    layout: signal<Layout>({
      window: { width: 1280, height: 800 },
      insets: { top: 0, right: 0, bottom: 0, left: 0 },
    }),
    /** Whether the column at the left is folded, and which of its panels and of the plots at the right are shown, by name. */
    folded: signal(innerWidth < ROOMY),
    drawer: signal('controls'),
    populationPlot: signal('curve'),
    cellPlot: signal('states'),
    lessons: createLessons(),
    selected: signal(0),
    /** Cells that are followed besides, or stay so when another one is selected. */
    probes: signal<readonly Probe[]>([]),
    /** What is to be followed instead, once the cells of an experiment are there; of the first one where that is not known yet. */
    followWish: signal<(FollowWish & { readonly on: Experiment | undefined }) | undefined>(undefined),
    /** Whether their spikes are heard. */
    sounding: signal(false),
    /** Which time the plots of a cell show, and what is marked and held in them. */
    scope: createScope(),
    /** Where the pointer is over the cells, CSS pixels. */
    pointer: signal<Point | undefined>(undefined),
    hovered: signal<{ readonly cell: number; readonly at: Point } | undefined>(undefined),
    /** Values in each cell of statistics that colour maps, by their names. */
    mapped: signal<ReadonlyMap<string, Float64Array>>(new Map()),
    /** Rate of each cell, Hz, in the latest window that was long enough. */
    rates: signal<Float64Array | undefined>(undefined),
    /** Highest potential of each cell, mV, in the same window. */
    peaks: signal<Float64Array | undefined>(undefined),
    /** Simulated time of that window, ms; none while a change settles. */
    summary: signal<(Summary & { readonly window: number }) | undefined>(undefined),
    curve: signal<Curve | undefined>(undefined),
    onCurve: createOnCurve(),
    ownData: createOwnData(),
    /** Name of the statistic that its plot shows, and its value in each cell; NaN where a cell has none. */
    statistic: signal('latency'),
    measured: signal<{ readonly name: string; readonly values: Float64Array } | undefined>(undefined),
    course: signal<CellCourse | undefined>(undefined),
  };
}

export type State = ReturnType<typeof createState>;
