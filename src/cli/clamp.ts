import { type Command, Option } from 'commander';
import { InputError } from '../input/schema.ts';
import { type ClampOptions, clamp, DURATION } from '../studies/clamp.ts';
import { COUNT, FROM, TO } from '../studies/clamp-columns.ts';
import { CLAMP_INTEGRATOR } from '../studies/clamped.ts';
import { parseNames, parseNumber, parseNumbers } from './arguments.ts';
import type { Streams } from './streams.ts';
import { runStudy, type StudyOptions, studyCommand } from './study.ts';

interface ClampFlags extends StudyOptions, Pick<ClampOptions, 'holding' | 'duration' | 'prepulse' | 'test'> {
  readonly levels?: number[];
  readonly from: number;
  readonly to: number;
  readonly count: number;
  readonly tail?: boolean;
  readonly activation?: boolean;
  readonly inactivation?: boolean;
  readonly prepulseDuration?: number;
  readonly of?: string[];
}

/** Options that say something only of some protocols. */
const uses = {
  prepulse: ['tail'],
  prepulseDuration: ['tail', 'inactivation'],
  test: ['inactivation'],
  of: ['activation', 'inactivation'],
} as const;

const kinds = ['tail', 'activation', 'inactivation'] as const;

/** `loligo clamp`: currents under voltage clamp. */
export function addClamp(program: Command, streams: Streams): void {
  studyCommand(program, 'clamp', 'auto', CLAMP_INTEGRATOR)
    .description(
      'hold the potential at one level after another and print the currents of the membrane as CSV',
    )
    .option('--holding <mV>', 'potential before (default: rest, in whole mV)', parseNumber)
    .option('--from <mV>', 'lowest level', parseNumber, FROM)
    .option('--to <mV>', 'highest level', parseNumber, TO)
    .option('--count <number>', 'number of evenly spaced levels', parseNumber, COUNT)
    .addOption(
      new Option('--levels <mV>', 'the levels themselves, such as -40,-20,0')
        .argParser(parseNumbers)
        .conflicts(['from', 'to', 'count']),
    )
    .option('--duration <ms>', 'how long a level lasts, after a prepulse too', parseNumber, DURATION)
    .addOption(
      flag('tail', 'a prepulse to one level, then all levels: what flows just after, and how it decays'),
    )
    .addOption(flag('activation', 'peak conductances, as parts of the largest, and a Boltzmann curve'))
    .addOption(
      flag('inactivation', 'prepulses to all levels, then a test pulse: peaks, and a Boltzmann curve'),
    )
    .option('--prepulse <mV>', 'before tails (default: 0)', parseNumber)
    .option('--prepulse-duration <ms>', 'default: 1 before tails, 100 before a test pulse', parseNumber)
    .option('--test <mV>', 'the test pulse after prepulses (default: 0)', parseNumber)
    .option('--of <names>', 'currents of an activation or inactivation curve, such as INa,IK', parseNames)
    .action(({ unit, model, set, backend, json, ...rest }: ClampFlags) => {
      const protocol = kinds.find((kind) => rest[kind]) ?? 'family';
      checkUsed(rest, protocol);
      return runStudy({ ...rest, unit, model, set, backend, json } as StudyOptions, streams, (setup, lend) =>
        clamp({ ...rest, ...setup, protocol }, lend),
      );
    });
}

const flag = (name: (typeof kinds)[number], words: string): Option =>
  new Option(`--${name}`, words).conflicts(kinds.filter((kind) => kind !== name));

/** @throws InputError if an option is given that would do nothing */
function checkUsed(flags: Partial<Record<keyof typeof uses, unknown>>, protocol: string): void {
  for (const [name, protocols] of Object.entries(uses)) {
    if (flags[name as keyof typeof uses] === undefined || protocols.some((one) => one === protocol)) continue;
    const option = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    throw new InputError(
      `--${option} does nothing without ${protocols.map((one) => `--${one}`).join(' or ')}; give that, or leave it out`,
    );
  }
}
