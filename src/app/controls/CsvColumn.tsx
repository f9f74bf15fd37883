import { type Signal, useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { InputError } from '../../input/schema.ts';
import { Choice } from '../components/Choice.tsx';
import { inWords, texts } from '../texts/language.ts';
import { type OpenedTable, readTable } from './csv-file.ts';

export interface CsvColumnProps {
  /** What the file is for. */
  readonly label: string;
  readonly opened: Signal<OpenedTable | undefined>;
  /** What is said of a file that is open, behind its name. */
  readonly note?: string | undefined;
  /** The columns that can be taken, that which is taken first before all others. @throws InputError if there is none */
  columnsOf(opened: OpenedTable): readonly string[];
  /** @returns what is wrong with a column, if something is @throws InputError that says it */
  take(opened: OpenedTable, column: string): string | undefined;
}

/** Takes a column of a CSV file that is opened or dropped here. */
export function CsvColumn({ label, opened, note, columnsOf, take }: CsvColumnProps) {
  const input = useRef<HTMLInputElement>(null);
  const chosen = useSignal<string | undefined>(undefined);
  const reason = useSignal<string | undefined>(undefined);
  const choose = (from: OpenedTable, column: string): string | undefined => {
    const wrong = reasonOf(() => take(from, column));
    if (wrong === undefined) chosen.value = column;
    return wrong;
  };
  const open = async (files: FileList | null | undefined) => {
    const [file] = files ?? [];
    if (!file) return;
    try {
      const read = await readTable(file);
      const [column] = columnsOf(read);
      opened.value = read;
      chosen.value = undefined;
      reason.value = choose(read, column!);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      reason.value = error.message;
    }
  };
  const words = texts.value.controls;
  const columns = opened.value ? [...columnsOf(opened.value)].sort(byPlace(opened.value)) : [];
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: what is dropped can be opened by the button as well
    <div
      class="file"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        void open(event.dataTransfer?.files);
      }}
    >
      <button type="button" class="link" onClick={() => input.current!.click()}>
        {words.openCsv}
      </button>
      {opened.value && (
        <span>
          {' '}
          {opened.value.name}
          {note}
        </span>
      )}
      <input
        ref={input}
        type="file"
        accept=".csv,.tsv,.txt,text/csv"
        aria-label={label}
        hidden
        onChange={async ({ currentTarget }) => {
          await open(currentTarget.files);
          // The same file can be opened again after it was edited.
          currentTarget.value = '';
        }}
      />
      {reason.value && (
        <p class="error" role="alert">
          {inWords(reason.value)}.
        </p>
      )}
      {opened.value && (columns.length > 1 || chosen.value === undefined) && (
        <Choice
          label={words.column}
          value={chosen.value ?? ''}
          options={[
            ...(chosen.value === undefined ? [{ value: '', text: words.none }] : []),
            ...columns.map((name) => ({ value: name, text: name })),
          ]}
          onChange={(column) => {
            reason.value = undefined;
            return choose(opened.value!, column);
          }}
        />
      )}
    </div>
  );
}

/** What an act says is wrong, or refuses. */
function reasonOf(act: () => string | undefined): string | undefined {
  try {
    return act();
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
}

/** Columns as they stand in the file. */
const byPlace =
  ({ table: { columns } }: OpenedTable) =>
  (a: string, b: string): number =>
    columns.indexOf(a) - columns.indexOf(b);
