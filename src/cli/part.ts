import { InvalidArgumentError } from 'commander';
import { InputError } from '../input/schema.ts';
import { partOf } from '../problem/parts.ts';
import type { Problem } from '../problem/problem.ts';

/** One of the parts that a population is divided into, counted from 1. */
export interface Part {
  readonly part: number;
  readonly of: number;
}

/** A part as people write it, such as `2/8`. */
export function parsePart(text: string): Part {
  const [, part = 0, of = 0] = (/^(\d+)\/(\d+)$/.exec(text.trim()) ?? []).map(Number);
  if (!(part >= 1 && part <= of))
    throw new InvalidArgumentError('Expected which part of how many, such as 2/8');
  return { part, of };
}

/** The neurons of a part: as many as those of the others, or one more. */
export function neuronsOf(
  { part, of }: Part,
  count: number,
): { readonly first: number; readonly count: number } {
  const first = Math.floor(((part - 1) * count) / of);
  return { first, count: Math.floor((part * count) / of) - first };
}

/** A problem for the neurons of a part. @throws InputError if it has none */
export function problemOfPart(problem: Problem, part: Part | undefined): Problem {
  if (!part) return problem;
  const neurons = neuronsOf(part, problem.population.count);
  if (neurons.count === 0)
    throw new InputError(
      `part ${part.part} of ${part.of} of ${problem.population.count} neurons has none; divide them into at most ${problem.population.count}`,
    );
  return partOf(problem, neurons.first, neurons.count);
}
