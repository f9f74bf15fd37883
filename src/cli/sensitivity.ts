import { type Command, InvalidArgumentError } from 'commander';
import { type SensitivityOptions, sensitivity } from '../studies/sensitivity.ts';
import { parseNumber } from './arguments.ts';
import type { Streams } from './streams.ts';
import { runStudy, type StudyOptions, studyCommand } from './study.ts';

type Ranges = NonNullable<SensitivityOptions['ranges']>;
type SensitivityFlags = StudyOptions &
  Omit<SensitivityOptions, keyof StudyOptions | 'ranges'> & { readonly range?: Ranges };

/** `loligo sensitivity`: on which parameters a statistic depends, and how much. */
export function addSensitivity(program: Command, streams: Streams): void {
  studyCommand(program, 'sensitivity')
    .description('measure how the rate or another statistic depends on each parameter, and print it as CSV')
    .option('--of <name>', 'a statistic, such as rate, latency, width', 'rate')
    .option('--current <current>', 'constant current (default: 10 uA/cm2)', parseNumber)
    .option('--vary <names>', 'parameters, and current, such as gNa,gK,current (default: all)', parseNames)
    .option(
      '--range <name=from:to>',
      'what a parameter is drawn from; can be repeated (default: 10 % on both sides)',
      parseRange,
    )
    .option('--count <number>', 'points of each sample, best a power of two', parseNumber, 512)
    .option('--seed <number>', 'of the samples', parseNumber, 1)
    .option('--duration <ms>', 'simulated time from rest', parseNumber, 1000)
    .option('--settle <ms>', 'time before the measurement begins', parseNumber, 300)
    .action(({ range, ...options }: SensitivityFlags) =>
      runStudy(options, streams, (setup, lend) => sensitivity({ ...options, ranges: range, ...setup }, lend)),
    );
}

const parseNames = (text: string): string[] => text.split(',').map((name) => name.trim());

/** `name=from:to`, added to those that came before. */
function parseRange(text: string, earlier: Ranges = {}): Ranges {
  const [name = '', ends = ''] = text.split(/=(.*)/s);
  const [from, to, ...others] = ends.split(':').map((end) => (end.trim() === '' ? Number.NaN : Number(end)));
  if (name.trim() === '' || !Number.isFinite(from) || !Number.isFinite(to) || others.length > 0) {
    throw new InvalidArgumentError('Expected a name and two numbers, such as gNa=100:140');
  }
  return { ...earlier, [name.trim()]: [from!, to!] };
}
