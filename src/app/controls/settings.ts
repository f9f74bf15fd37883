import type { Experiment } from '../../protocol/experiment.ts';
import type { Page } from '../page.ts';

export interface SettingsProps {
  readonly page: Page;
  readonly experiment: Experiment;
}
