import { residueOf } from '../../formula/compensation.ts';
import { partOf } from '../../problem/parts.ts';
import type { StateArrays, Work } from '../initial.ts';
import { stateRows } from '../kernel-parts.ts';
import type { KeptRow } from '../resumable.ts';
import { together } from '../together.ts';
import { beginning, type Compiled, keptWords, numberWords, sharedNumbers, stateWords } from './compiled.ts';
import { divide, nameOf } from './extents.ts';
import { HandOver, type RowArray, type ThreadRows } from './hand-over.ts';
import { arrayOf, type Extent, type Row, type RowName, type Words } from './part.ts';
import { inBatches, inPieces } from './pieces.ts';
import type { Thread, Threads } from './threads.ts';

/** Most neurons whose initial states are kept for a reset: more take longer to keep than to find again. */
const MOST_KEPT = 1 << 20;
/** The row of a state. */
export const real = (name: string): RowName => ({ name, type: 'real' });

/** Some neurons and the thread that holds them. */
interface Share {
  readonly extent: Extent;
  readonly thread: Thread;
}

/** A population divided among threads. */
export class Shares {
  private constructor(
    private readonly shares: readonly Share[],
    private readonly shared: HandOver | undefined,
    private readonly kept: number,
  ) {}

  /**
   * Gives every thread its neurons.
   * @param memory bytes that the population may take
   * @param kept most neurons whose initial states are kept
   * @returns also the states that they begin with, where these are kept
   * @throws InputError if the population does not fit into the memory, or a neuron has no initial state
   * @throws ThreadLostError if a thread cannot be begun
   */
  static async of(
    compiled: Compiled,
    threads: Threads,
    memory: number,
    work: Work,
    kept = MOST_KEPT,
  ): Promise<{ readonly shares: Shares; readonly state: StateArrays | undefined }> {
    const extents = divide(compiled, threads.count, memory);
    const shares = new Shares(
      extents.map((extent) => ({ extent, thread: threads.open(nameOf(extent)) })),
      threads.share && new HandOver(threads.share),
      kept,
    );
    try {
      await shares.#prepare(compiled);
      const state = await shares.begin(compiled, work);
      await shares.all(({ thread }) => thread.holder.adopt());
      await shares.restart('run', 0);
      return { shares, state };
    } catch (error) {
      shares.close();
      throw error;
    }
  }

  /** How many threads there are. */
  get count(): number {
    return this.shares.length;
  }

  /** Most events that are held until they are taken. */
  get capacity(): number {
    return this.shares.reduce((sum, { extent }) => sum + extent.capacity, 0);
  }

  /** Calls every thread; waits for all of them, whatever happens to one. */
  all<Result>(call: (share: Share) => Promise<Result>): Promise<Result[]> {
    return together(this.shares.map(call));
  }

  async restart(scope: 'run' | 'window', step: number): Promise<void> {
    await this.all(({ thread }) => thread.holder.restart(scope, step));
  }

  /** Changes what can be changed without another module. @param state that is kept where it is not given */
  async write(compiled: Compiled, state?: StateArrays): Promise<void> {
    await this.all(({ thread }) => thread.holder.writeNumbers(sharedNumbers(compiled)));
    await this.#writeRows(compiled, (extent) => numberWords(compiled, extent));
    if (state) await this.writeState(compiled, state);
  }

  /**
   * Writes the states that a run begins with. Those of many neurons are found and written piece by piece: together they would take
   * a quarter of the memory of all that is kept of the neurons.
   * @returns the states, unless they are so many
   */
  async begin(compiled: Compiled, work: Work): Promise<StateArrays | undefined> {
    const { problem } = compiled;
    if (problem.population.count <= this.kept) {
      const state = await beginning(compiled, work);
      await this.writeState(compiled, state);
      return state;
    }
    const { group } = compiled.kernel.rows;
    for (const { thread, extent } of this.shares) {
      for (const piece of inPieces(extent, group, this.kept)) {
        const part = { ...compiled, problem: partOf(problem, piece.first, piece.cells) };
        const words = stateWords(part, await beginning(part, work), piece);
        for (const some of inBatches(words, group, piece.first - extent.first))
          await thread.holder.write(some);
      }
    }
    return undefined;
  }

  async writeState(compiled: Compiled, state: StateArrays): Promise<void> {
    await this.#writeRows(compiled, (extent) => stateWords(compiled, state, extent));
  }

  async writeKept(compiled: Compiled, row: KeptRow): Promise<void> {
    await this.#writeRows(compiled, (extent) => keptWords([row], compiled.problem, extent));
  }

  /** Puts another module in the place of the present one. @param state that is carried over where it is not given */
  async replace(compiled: Compiled, state?: StateArrays): Promise<void> {
    try {
      await this.#prepare(compiled, state);
    } catch (error) {
      await this.all(({ thread }) => thread.holder.discard());
      throw error;
    }
    await this.all(({ thread }) => thread.holder.adopt());
  }

  /**
   * Reads rows of all neurons, all of the step up to which the threads have been sent.
   * @param use gets them as the threads have them, and keeps none of them
   */
  read<Result>(
    { kernel }: Compiled,
    rows: readonly RowName[],
    use: (parts: readonly ThreadRows[]) => Result | Promise<Result>,
  ): Promise<Result> {
    const types = rows.map(({ type }) => arrayOf(type, kernel.digits));
    return this.#handOver(types, (holder, into) => holder.read(rows, into), use);
  }

  /** What all neurons are like at a step, of what a sample holds. @param use as of `read` */
  present<Result>(
    names: readonly string[],
    step: number,
    use: (parts: readonly ThreadRows[]) => Result | Promise<Result>,
  ): Promise<Result> {
    const types = names.map(() => Float32Array);
    return this.#handOver(types, (holder, into) => holder.present(names, step, into), use);
  }

  /** A row of all neurons. */
  row(compiled: Compiled, row: RowName): Promise<Row> {
    const Type = arrayOf(row.type, compiled.kernel.digits);
    return this.read(compiled, [row], (parts) => this.join(parts, 0, new Type(this.#cells)));
  }

  get #cells(): number {
    return this.shares.reduce((sum, { extent }) => sum + extent.cells, 0);
  }

  /** Puts what the threads have of a row into one array. */
  join<Whole extends Row>(parts: readonly ThreadRows[], row: number, whole: Whole): Whole {
    const { first } = this.shares[0]!.extent;
    for (const [i, { extent }] of this.shares.entries())
      whole.set(parts[i]!.rows[row]!, extent.first - first);
    return whole;
  }

  /** The states as the integrator holds them, with what rounding has left out, all of the same step. */
  state(compiled: Compiled): Promise<StateArrays> {
    const { compensated, program } = compiled.kernel;
    const names = compensated ? stateRows(program.states) : program.states;
    return this.read(compiled, names.map(real), (parts) => {
      const row = (name: string) => this.join(parts, names.indexOf(name), new Float64Array(this.#cells));
      const state: StateArrays = {};
      for (const name of program.states) {
        const values = row(name);
        const residue = compensated ? row(residueOf(name)) : undefined;
        if (residue) for (let i = 0; i < values.length; i++) values[i]! += residue[i]!;
        state[name] = values;
      }
      return state;
    });
  }

  close(): void {
    for (const { thread } of this.shares) thread.close();
  }

  /** Has every thread read some rows: into memory that is shared with it, or else they move from it. */
  async #handOver<Result>(
    types: readonly RowArray[],
    ask: (holder: Thread['holder'], into?: readonly Row[]) => Promise<readonly Row[]>,
    use: (parts: readonly ThreadRows[]) => Result | Promise<Result>,
  ): Promise<Result> {
    const { shared } = this;
    const cells = this.shares.map(({ extent }) => extent.cells);
    if (types.length === 0) return use(cells.map((cells) => ({ cells, rows: [] })));
    if (!shared) {
      const rows = await this.all(({ thread }) => ask(thread.holder));
      return use(rows.map((rows, i) => ({ cells: cells[i]!, rows })));
    }
    return shared.lend(types, cells, async (parts) => {
      await together(this.shares.map(({ thread }, i) => ask(thread.holder, parts[i]!.rows)));
      return use(parts);
    });
  }

  /** @param rows of some neurons, made as they are sent */
  async #writeRows({ kernel }: Compiled, rows: (extent: Extent) => Iterable<Words>): Promise<void> {
    await this.all(async ({ thread, extent }) => {
      for (const some of inBatches(rows(extent), kernel.rows.group)) await thread.holder.write(some);
    });
  }

  async #prepare(compiled: Compiled, state?: StateArrays): Promise<void> {
    const { image, kernel } = compiled;
    const rows = kernel.program.states;
    const carried = state ? [] : kernel.compensated ? [...rows, ...rows.map(residueOf)] : rows;
    await this.all(({ thread, extent }) =>
      thread.holder.prepare({
        // Arrays move to the thread that they are given to.
        image: { ...image, tables: image.tables.slice() },
        extent,
        carried,
      }),
    );
    await this.write(compiled, state);
  }
}
