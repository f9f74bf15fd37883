import type { ReadonlySignal } from '@preact/signals';
import type { Membrane } from '../model/membrane.ts';
import type { PopulationCanvas } from '../view/canvas.ts';
import type { Probe } from './cells/probes.ts';
import type { EngineChoice } from './engines/engines.ts';
import type { Population } from './engines/populations.ts';
import type { Layout } from './frame/layout.ts';
import type { Piece } from './frame/pieces.ts';
import type { Classroom } from './lessons/classroom.ts';
import type { Painted } from './paint/painted.ts';
import type { Panel } from './panels/panel.ts';
import type { StageState } from './stage/stage-state.ts';
import type { Views } from './stage/views.ts';
import type { State } from './state.ts';
import type { TimeTravel } from './time/time-travel.ts';

/** What can be asked of the page; `state` has the answers. */
export interface Page {
  readonly state: State;
  readonly views: Views;
  readonly timeTravel: TimeTravel;
  readonly classroom: Classroom;
  /** What address and lesson hide. */
  readonly hidden: {
    /** Whether the page is a frame in another one, with room for little. */
    readonly embedded: boolean;
    /** Whether there is no panel for the column at the left. */
    readonly drawer: boolean;
    /** What is hidden, as words for the style sheet. */
    readonly words: string;
    has(piece: Piece): boolean;
    /** The panels among some that are not hidden. */
    shown(panels: readonly Panel[]): readonly Panel[];
  };
  /** The address of the page, which holds what is shown. */
  readonly address: {
    /** Why what is shown is in no link, if it is in none. */
    readonly problem: ReadonlySignal<string | undefined>;
    /**
     * Puts the link to what is shown into the clipboard.
     * @throws Error if it cannot; the remedy is in the message
     */
    copy(): Promise<void>;
  };
  /** Back and forth over what was changed. */
  readonly history: {
    readonly canUndo: ReadonlySignal<boolean>;
    readonly canRedo: ReadonlySignal<boolean>;
    undo(): void;
    redo(): void;
  };
  /** What the cells are drawn on, if there is something. */
  readonly canvas: PopulationCanvas | undefined;

  /** Opens the engine and lets the population run. @param host the element that the sheet fills */
  start(host: HTMLElement): Promise<void>;
  /** Opens the engine again after a failure. */
  retry(): Promise<void>;
  toggle(): void;
  /** @param speed simulated ms per second that are asked for; without them they are left to the page */
  chooseSpeed(speed?: number): void;
  /** Back to time 0. */
  reset(): void;

  /**
   * Goes on with another experiment.
   * @returns what is wrong with it, if something is; then everything stays as it was
   */
  propose(document: unknown): string | undefined;
  /**
   * Goes on with an experiment that says all of itself: its step is the one that it gives, or is chosen.
   * @throws InputError if something is wrong with it; then everything stays as it was
   */
  load(document: unknown): void;
  /** Goes on from where the population is on another engine. */
  chooseEngine(choice: EngineChoice): void;
  /** Goes on with another membrane and its own numbers. */
  choose(membrane: Membrane): void;
  /** Goes on with what files hold, an experiment, a membrane, a lesson or data; what is wrong with them is said, and nothing changes. */
  openFiles(files: readonly File[]): Promise<void>;

  select(cell: number): void;
  /** Selects the cell so many columns and rows away. */
  moveSelection(right: number, up: number): void;
  /** Goes on following a cell when another one is selected, or no longer. */
  toggleProbe(cell: number): void;
  setProbes(probes: readonly Probe[]): void;
  /** Lets the spikes of the cells that are followed be heard, or no longer. */
  toggleSound(): Promise<void>;
  /** Lets a current flow into the selected cell as long as `on`. */
  stimulate(on: boolean): void;
  /** Lets the cells be painted so, and in no other way; those of a population that opens, when it is there. */
  paint(painted: Painted): void;

  /**
   * Takes something away from the population, between two advances and when the page shows all that is known of it.
   * @throws Error if there is none
   */
  take<Result>(job: (population: Population) => Promise<Result>): Promise<Result>;
  /** Lets the colours of a view span what the cells have now. */
  fitColours(stage: StageState): void;
  setLayout(layout: Layout): void;
  dismissNotice(): void;
}
