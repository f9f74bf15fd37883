import type { Experiment } from '../../protocol/experiment.ts';
import { variedColumns } from '../experiment/quantities.ts';
import { plain } from '../numbers/format.ts';
import { texts } from '../texts/language.ts';

/** The row of a number that has no value of its own: it differs between the cells. */
export function Varied({ label, title, text }: { label: string; title: string; text: string }) {
  return (
    <div class="field varied" title={title}>
      <span class="label">{label}</span>
      <span class="range">{text}</span>
    </div>
  );
}

/** What is said of a number in place of a value, if it differs between the cells. */
export function rangeText(experiment: Experiment, path: string, unitName: string): string | undefined {
  const column = variedColumns(experiment).find((one) => one.path === path);
  if (!column) return undefined;
  if (experiment.sample) return texts.value.controls.isDrawn;
  const [low, high] = column.extremes;
  return texts.value.stage.span(plain(low), plain(high), unitName);
}
