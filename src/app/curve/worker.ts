import { messageOf } from '../texts/errors.ts';
import type { BifurcationsQuestion } from './bifurcation-points.ts';
import type { BranchesQuestion } from './branches.ts';
import type { FitsQuestion } from './fits.ts';
import type { Reply } from './inquiry.ts';

// The thread that answers one question about the f-I curve. Each kind brings only its own code.

type Question = BranchesQuestion | BifurcationsQuestion | FitsQuestion;

const reply = (message: Reply<unknown>) => postMessage(message);

addEventListener('message', async ({ data }: MessageEvent<Question>) => {
  try {
    reply({ answer: await answerTo(data) });
  } catch (error) {
    reply({ reason: messageOf(error) });
  }
});

async function answerTo(question: Question): Promise<unknown> {
  switch (question.about) {
    case 'branches':
      return (await import('./branches.ts')).branchesOf(question, (stage) => reply({ stage }));
    case 'bifurcations':
      return (await import('./bifurcations.ts')).bifurcationsOf(question);
    case 'fits':
      return (await import('./fits.ts')).fitsTo(question);
  }
}
