import type { Command } from 'commander';
import { TOLERANCE, threshold } from '../studies/threshold.ts';
import { parseNumber, parseNumbers } from './arguments.ts';
import type { Streams } from './streams.ts';
import { runStudy, type StudyOptions, studyCommand } from './study.ts';

const DURATIONS = [0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 1, 1.5, 2, 3, 5, 7, 10, 15, 20, 30, 50, 70, 100];

interface ThresholdOptions extends StudyOptions {
  readonly duration: number[];
  readonly tolerance: number;
}

/** `loligo threshold`: least currents for a spike and for firing that goes on, and the strength-duration curve. */
export function addThreshold(program: Command, streams: Streams): void {
  studyCommand(program, 'threshold', 'cpu-f64')
    .description(
      'find the least currents for a spike and for firing, and print the strength-duration curve as CSV',
    )
    .option('--duration <ms>', 'durations of rectangular pulses, such as 0.1,1,10', parseNumbers, DURATIONS)
    .option('--tolerance <part>', 'largest relative error of a threshold', parseNumber, TOLERANCE)
    .action(({ duration, tolerance, ...options }: ThresholdOptions) =>
      runStudy(options, streams, (setup, lend) =>
        threshold({ ...setup, durations: duration, tolerance }, lend),
      ),
    );
}
