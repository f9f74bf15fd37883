import { initialStates } from '../../engine/beginning.ts';
import { exportExperiment, takesOneNeuron } from '../../exchange/catalogue.ts';
import { parseExperiment } from '../../protocol/experiment.ts';
import { answer } from '../threads/answer.ts';
import type { Script, ScriptOrder } from './scripts.ts';

// Writes an experiment for another program: with many cells that takes seconds.

answer(async ({ document, target, cell }: ScriptOrder): Promise<Script> => {
  const experiment = parseExperiment(document);
  const alone = takesOneNeuron(target) ? cell : undefined;
  const { text, remarks } = await exportExperiment(experiment, target, initialStates, alone);
  return { file: new Blob([text]), remarks };
});
