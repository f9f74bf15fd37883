import type { EventList } from '../../engine/recording.ts';
import type { Resumable } from '../../engine/resumable.ts';
import type { Traces } from '../../engine/simulation.ts';
import { type NumberColumn, sampledQuantities } from '../../tables/columns.ts';
import type { ColumnKind, Provenance, TableFormat, TableWriter } from '../formats/format.ts';
import { eventNames, spikeKinds, writeEvents, writeSpikes } from './event-file.ts';
import { fileOf, type TableName } from './file-names.ts';
import type { ResultFolder } from './folder.ts';
import type { OutputFile } from './output.ts';
import { SAMPLES, type Sampling, traceKinds, writeSamples, writeTraces } from './sample-file.ts';

/** The tables of a run. What comes during it waits in files of its own. */
export class RunTables {
  readonly #events: Readonly<Record<keyof typeof eventNames, OutputFile>> | undefined;
  readonly #samples: OutputFile | undefined;
  readonly #sampling: Sampling;

  constructor(
    private readonly folder: ResultFolder,
    private readonly format: TableFormat,
    { problem }: Resumable,
  ) {
    const { events, traces } = problem.record;
    this.#sampling = { cells: traces?.cells ?? [], sampled: sampledQuantities(problem) };
    if (events)
      this.#events = { inOrder: folder.file(eventNames.inOrder), late: folder.file(eventNames.late) };
    if (traces) this.#samples = folder.file(SAMPLES);
  }

  addSpikes(events: EventList): void {
    if (this.#events) writeEvents(this.#events.inOrder, events);
  }

  addLateSpikes(events: EventList): void {
    if (this.#events) writeEvents(this.#events.late, events);
  }

  addTraces(traces: Traces): void {
    if (this.#samples) writeSamples(this.#samples, traces, this.#sampling.sampled);
  }

  /** Writes what has waited. @param exact whether text has times of spikes with all digits */
  async writeRecorded(provenance: Provenance, exact: boolean): Promise<void> {
    if (this.#events) {
      const paths = {
        inOrder: this.folder.pathOf(eventNames.inOrder),
        late: this.folder.pathOf(eventNames.late),
      };
      await writeSpikes(this.#begin('spikes', spikeKinds, provenance), paths, exact);
    }
    if (this.#samples) {
      const table = this.#begin('traces', traceKinds(this.#sampling.sampled), provenance);
      await writeTraces(table, this.folder.pathOf(SAMPLES), this.#sampling);
    }
  }

  writeCells(columns: readonly NumberColumn[], rows: number, provenance: Provenance): void {
    const table = this.#begin('cells', columns, provenance);
    table.write(columns, rows);
    table.end();
  }

  #begin(name: TableName, kinds: readonly ColumnKind[], provenance: Provenance): TableWriter {
    return this.format.begin(this.folder.file(fileOf(name, this.format.name)), kinds, provenance);
  }
}
