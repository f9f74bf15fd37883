import type { HeldBack } from '../../engine/recording.ts';
import type { KeptRow, Resumable } from '../../engine/resumable.ts';
import { InterruptedError } from '../interrupt.ts';
import type { CheckpointHeader } from './checkpoint.ts';
import type { ResultFolder } from './folder.ts';
import type { Stopping } from './stopping.ts';

/** Least time between two checkpoints, as a multiple of what the last one took: so they cost at most 5 % of a run. */
const SPACING = 20;

/** What a checkpoint says besides what the folder and the simulation know. */
export type RunSoFar = Pick<CheckpointHeader, 'kernel' | 'lostSpikes' | 'wallSeconds' | 'resumed'>;

/** Names of the rows for events that are held back, which are no neurons'. */
const HELD = { cell: 'held back: cell', time: 'held back: time', until: 'held back: until' } as const;

/** The events that a run had held back when a checkpoint was made. */
export function heldBackIn(checkpoint: { row(name: string): KeptRow['values'] | undefined }): HeldBack {
  return {
    cell: Uint32Array.from(checkpoint.row(HELD.cell) ?? []),
    time: Float64Array.from(checkpoint.row(HELD.time) ?? []),
    until: checkpoint.row(HELD.until)?.[0] ?? 0,
  };
}

/** Makes checkpoints of a run: after an interval, and when it is told to stop. */
export class Keeper {
  /** Time (ms) of the last one's end, and what it took. */
  #last = performance.now();
  #took = 0;

  /**
   * @param interval wall time between two checkpoints, s; 0 for none, not even a last one
   * @param soFar what is known of the run at a pause
   * @param onFailure gets why one could not be written; the run goes on without it
   */
  constructor(
    private readonly folder: ResultFolder,
    private readonly simulation: Resumable,
    private readonly interval: number,
    private readonly stopping: Stopping,
    private readonly soFar: () => RunSoFar,
    private readonly onFailure: (error: Error) => void,
  ) {}

  /**
   * Has its turn between two pieces of a run.
   * @throws InterruptedError if the run shall stop
   */
  async pause(heldBack: HeldBack): Promise<void> {
    // What has come less far than an unfinished run that was put aside does not take its place because it is stopped.
    if (this.stopping.isAsked ? this.#isWorthALast : this.#isDue) await this.#save(heldBack);
    if (this.stopping.isAsked) throw new InterruptedError();
  }

  get #isWorthALast(): boolean {
    return this.interval > 0 && (!this.folder.former || this.folder.unfinished.hasCheckpoint);
  }

  get #isDue(): boolean {
    const { step, problem } = this.simulation;
    if (this.interval === 0 || step === problem.steps) return false;
    return performance.now() - this.#last >= Math.max(1000 * this.interval, SPACING * this.#took);
  }

  async #save(heldBack: HeldBack): Promise<void> {
    const begun = performance.now();
    const { adapter, problem, step, windowStart } = this.simulation;
    try {
      const outputs = this.folder.positions({ synced: true });
      const header = { ...this.soFar(), adapter, step, steps: problem.steps, windowStart, outputs };
      await this.folder.unfinished.save(header, this.#rows(heldBack));
      this.folder.forgetFormer();
    } catch (error) {
      this.onFailure(error as Error);
    }
    this.#last = performance.now();
    this.#took = this.#last - begun;
  }

  async *#rows({ cell, time, until }: HeldBack): AsyncGenerator<Pick<KeptRow, 'name' | 'values'>> {
    yield { name: HELD.cell, values: cell };
    yield { name: HELD.time, values: time };
    yield { name: HELD.until, values: Float64Array.of(until) };
    yield* this.simulation.keep();
  }
}
