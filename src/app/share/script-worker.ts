import { initialStates } from '../../engine/beginning.ts';
import { exportExperiment, takesOneNeuron } from '../../exchange/catalogue.ts';
import { parseExperiment } from '../../protocol/experiment.ts';
import type { ScriptAnswer, ScriptOrder } from './scripts.ts';

// Writes an experiment for another program: with many cells that takes seconds, so it is done in a thread of its own.

addEventListener('message', async ({ data }: MessageEvent<ScriptOrder>) => {
  postMessage(await answerOf(data));
});

async function answerOf({ document, target, cell }: ScriptOrder): Promise<ScriptAnswer> {
  try {
    const experiment = parseExperiment(document);
    const alone = takesOneNeuron(target) ? cell : undefined;
    return await exportExperiment(experiment, target, initialStates, alone);
  } catch (error) {
    return { refused: error instanceof Error ? error.message : String(error) };
  }
}
