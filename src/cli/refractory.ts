import type { Command } from 'commander';
import { refractory } from '../studies/refractory.ts';
import { parseNumber, parseNumbers } from './arguments.ts';
import type { Streams } from './streams.ts';
import { runStudy, type StudyOptions, studyCommand } from './study.ts';

const INTERVALS = [
  2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 22, 24, 26, 28, 30, 35, 40,
];

interface RefractoryOptions extends StudyOptions {
  readonly amplitude?: number;
  readonly width: number;
  readonly interval: number[];
}

/** `loligo refractory`: the threshold of a second pulse, and how fast pulses can follow one another. */
export function addRefractory(program: Command, streams: Streams): void {
  studyCommand(program, 'refractory')
    .description(
      'find the refractory period and print the threshold of a second pulse against its interval as CSV',
    )
    .option('--amplitude <current>', 'of the first pulse (default: twice the threshold)', parseNumber)
    .option('--width <ms>', 'of each pulse', parseNumber, 1)
    .option('--interval <ms>', 'from pulse to pulse, such as 5,10,20', parseNumbers, INTERVALS)
    .action(({ amplitude, width, interval, ...options }: RefractoryOptions) =>
      runStudy(options, streams, (setup, lend) =>
        refractory({ ...setup, amplitude, width, intervals: interval }, lend),
      ),
    );
}
