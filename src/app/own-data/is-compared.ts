import type { Experiment } from '../../protocol/experiment.ts';

/** Whether the cells are compared with a recording. */
export const isCompared = ({ statistics = [] }: Experiment): boolean =>
  statistics.some((one) => typeof one === 'object' && 'distance' in one);
