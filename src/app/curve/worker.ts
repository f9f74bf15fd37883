import { answer } from '../threads/answer.ts';
import type { BifurcationsQuestion } from './bifurcation-points.ts';
import type { BranchesQuestion } from './branches.ts';
import type { FitsQuestion } from './fits.ts';
import type { Stage } from './inquiry.ts';

// The thread that answers one question about the f-I curve. Each kind brings only its own code.

type Question = BranchesQuestion | BifurcationsQuestion | FitsQuestion;

answer(async (question: Question, onStage: (stage: Stage) => void): Promise<unknown> => {
  switch (question.about) {
    case 'branches':
      return (await import('./branches.ts')).branchesOf(question, onStage);
    case 'bifurcations':
      return (await import('./bifurcations.ts')).bifurcationsOf(question);
    case 'fits':
      return (await import('./fits.ts')).fitsTo(question);
  }
});
