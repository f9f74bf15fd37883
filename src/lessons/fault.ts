import { InputError } from '../input/schema.ts';

/** Something that is wrong with a lesson, in one line. */
export interface Fault {
  /** Of the file, counted from 1. */
  readonly line: number;
  readonly message: string;
}

/** A lesson that cannot be shown: everything that is wrong with it. */
export class LessonError extends InputError {
  /** In the order of lines. */
  readonly faults: readonly Fault[];

  /** @param lesson what it is called in messages */
  constructor(lesson: string, faults: readonly Fault[]) {
    const sorted = faults.toSorted((a, b) => a.line - b.line);
    const more = sorted.length > 1 ? `; and ${sorted.length - 1} more` : '';
    super(`${describeFault(lesson, sorted[0]!)}${more}`);
    this.faults = sorted;
  }
}

export const describeFault = (lesson: string, { line, message }: Fault): string =>
  `${lesson}, line ${line}: ${message}`;

/** What an act gives; where it is an InputError that comes of it, that is one more fault. */
export function attempt<Result>(faults: Fault[], line: number, act: () => Result): Result | undefined {
  try {
    return act();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    faults.push({ line, message: error.message });
    return undefined;
  }
}
