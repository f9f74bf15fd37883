import '../controls/controls.css';
import { ModelSettings } from '../controls/ModelSettings.tsx';
import { MoreSettings } from '../controls/MoreSettings.tsx';
import { NumericalSettings } from '../controls/NumericalSettings.tsx';
import { PopulationSettings } from '../controls/PopulationSettings.tsx';
import { StimulusSettings } from '../controls/StimulusSettings.tsx';
import type { PanelProps } from './panel.ts';

/** Everything that can be set, in one column. */
export function Controls({ page }: PanelProps) {
  const experiment = page.state.wanted.value;
  if (!experiment) return null;
  return (
    <div class="controls">
      <PopulationSettings page={page} experiment={experiment} />
      <StimulusSettings page={page} experiment={experiment} />
      <ModelSettings page={page} experiment={experiment} />
      <NumericalSettings page={page} experiment={experiment} />
      <MoreSettings page={page} experiment={experiment} />
    </div>
  );
}
