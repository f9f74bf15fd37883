import type { Round } from '../studies/fit/monte-carlo.ts';
import { formatCount } from './progress.ts';

/** Says a line for each round where the stream is a terminal. @param unit of distances */
export function showRounds(stream: NodeJS.WriteStream, unit: string): (round: Round) => void {
  return ({ round, tolerance, least, acceptance, effective, drawn, beyond }) => {
    if (!stream.isTTY) return;
    const digits = (value: number) => String(Number(value.toPrecision(4)));
    stream.write(
      `round ${round}: within ${digits(tolerance)} ${unit}, nearest ${digits(least)} ${unit}; ${digits(100 * acceptance)} % came nearer than before, effective size ${formatCount(effective)}, ${formatCount(drawn)} drawn${beyond > 0 ? `, ${beyond} of this round infinitely far` : ''}\n`,
    );
  };
}
