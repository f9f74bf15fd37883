import { messageOf } from '../texts/errors.ts';
import { type FitRequest, type FittedRound, fittedRounds } from './rounds.ts';

// The thread of one fit: a request begins it, and each further message asks for another round.

let rounds: AsyncGenerator<FittedRound, void> | undefined;

addEventListener('message', async ({ data }: MessageEvent<FitRequest | 'another'>) => {
  try {
    if (data !== 'another') rounds = fittedRounds(data);
    const { value } = await rounds!.next();
    postMessage({ round: value });
  } catch (error) {
    postMessage({ reason: messageOf(error) });
  }
});
