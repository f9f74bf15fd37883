import { messageOf } from '../errors.ts';
import { type FitQuestion, type FittedRound, fittedRounds } from './rounds.ts';

// The thread of one fit: a question begins it, and each further message asks for another round.

let rounds: AsyncGenerator<FittedRound, void> | undefined;

addEventListener('message', async ({ data }: MessageEvent<FitQuestion | 'another'>) => {
  try {
    if (data !== 'another') rounds = fittedRounds(data);
    const { value } = await rounds!.next();
    postMessage({ round: value });
  } catch (error) {
    postMessage({ reason: messageOf(error) });
  }
});
