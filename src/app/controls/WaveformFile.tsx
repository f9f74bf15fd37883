import { useSignal } from '@preact/signals';
import type { OneStimulus } from '../../protocol/stimulus.ts';
import { texts } from '../texts/language.ts';
import { CsvColumn } from './CsvColumn.tsx';
import type { OpenedTable } from './csv-file.ts';
import { currentsIn, withColumn } from './waveform-file.ts';

export interface WaveformFileProps {
  readonly stimulus: OneStimulus;
  /** @returns what is wrong with it, if something is */
  onOpen(next: OneStimulus): string | undefined;
}

/** Takes the samples of a waveform from a CSV file, from a column that can be chosen. */
export function WaveformFile({ stimulus, onOpen }: WaveformFileProps) {
  const opened = useSignal<OpenedTable | undefined>(undefined);
  return (
    <CsvColumn
      label={texts.value.controls.waveformFile}
      opened={opened}
      columnsOf={currentsIn}
      take={(from, column) => onOpen(withColumn(stimulus, from, column))}
    />
  );
}
