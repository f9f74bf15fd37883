import { answer } from '../threads/answer.ts';
import { type FitMessage, type FittedRound, fittedRounds } from './rounds.ts';

// The thread of one fit: a request begins it, and each further message asks for another round.

let rounds: AsyncGenerator<FittedRound, void> | undefined;

answer(async (message: FitMessage) => {
  if (message !== 'another') rounds = fittedRounds(message);
  return (await rounds!.next()).value;
});
