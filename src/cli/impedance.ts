import type { Command } from 'commander';
import { COUNT, FROM, type ImpedanceOptions, impedance, TO } from '../studies/impedance.ts';
import { parseNumber } from './arguments.ts';
import type { Streams } from './streams.ts';
import { runStudy, type StudyOptions, studyCommand } from './study.ts';

interface ImpedanceFlags
  extends StudyOptions,
    Pick<ImpedanceOptions, 'current' | 'from' | 'to' | 'count' | 'amplitude' | 'duration'> {}

/** `loligo impedance`: how far small currents move the potential, against their frequency. */
export function addImpedance(program: Command, streams: Streams): void {
  studyCommand(program, 'impedance', 'cpu-f64')
    .description('measure the impedance of the membrane at rest against frequency, and print it as CSV')
    .option('--current <current>', 'constant current under which it rests', parseNumber, 0)
    .option('--from <Hz>', 'lowest frequency', parseNumber, FROM)
    .option('--to <Hz>', 'highest frequency', parseNumber, TO)
    .option('--count <number>', 'number of evenly spaced frequencies', parseNumber, COUNT)
    .option('--amplitude <current>', 'of the chirp (default: what moves V by 0.2 mV)', parseNumber)
    .option('--duration <ms>', 'of the chirp (default: four lowest periods, 4000 at least)', parseNumber)
    .action(({ current, from, to, count, amplitude, duration, ...options }: ImpedanceFlags) =>
      runStudy(options, streams, (setup, lend) =>
        impedance({ ...setup, current, from, to, count, amplitude, duration }, lend),
      ),
    );
}
