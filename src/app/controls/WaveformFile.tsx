import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { InputError } from '../../input/schema.ts';
import type { Table } from '../../population/table.ts';
import type { OneStimulus } from '../../protocol/stimulus.ts';
import { Choice } from '../components/Choice.tsx';
import { texts } from '../texts/language.ts';
import { currentsIn, readTable, withColumn } from './waveform-file.ts';

export interface WaveformFileProps {
  readonly stimulus: OneStimulus;
  /** @returns what is wrong with it, if something is */
  onOpen(next: OneStimulus): string | undefined;
}

interface Opened {
  readonly name: string;
  readonly table: Table;
  readonly column: string;
}

/** Takes the samples of a waveform from a CSV file, from a column that can be chosen. */
export function WaveformFile({ stimulus, onOpen }: WaveformFileProps) {
  const input = useRef<HTMLInputElement>(null);
  const opened = useSignal<Opened | undefined>(undefined);
  const reason = useSignal<string | undefined>(undefined);
  const take = (next: Opened): string | undefined => {
    try {
      const wrong = onOpen(withColumn(stimulus, next.table, next.column, next.name));
      if (wrong === undefined) opened.value = next;
      return wrong;
    } catch (error) {
      if (error instanceof InputError) return error.message;
      throw error;
    }
  };
  const open = async (element: HTMLInputElement) => {
    const [file] = element.files ?? [];
    if (!file) return;
    try {
      const table = await readTable(file);
      const [column] = currentsIn(table);
      reason.value = take({ name: file.name, table, column: column! });
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      reason.value = error.message;
    } finally {
      // The same file can be opened again after it was edited.
      element.value = '';
    }
  };
  const words = texts.value.controls;
  const columns = opened.value ? currentsIn(opened.value.table) : [];
  return (
    <div class="file">
      <button type="button" class="link" onClick={() => input.current!.click()}>
        {words.openCsv}
      </button>
      {opened.value && <span> {opened.value.name}</span>}
      <input
        ref={input}
        type="file"
        accept=".csv,.tsv,.txt,text/csv"
        aria-label={words.waveformFile}
        hidden
        onChange={(event) => void open(event.currentTarget)}
      />
      {reason.value && (
        <p class="error" role="alert">
          {reason.value}.
        </p>
      )}
      {opened.value && columns.length > 1 && (
        <Choice
          label={words.column}
          value={opened.value.column}
          options={columns.map((name) => ({ value: name, text: name }))}
          onChange={(column) => take({ ...opened.value!, column })}
        />
      )}
    </div>
  );
}
