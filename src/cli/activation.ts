import { type Command, InvalidArgumentError } from 'commander';
import { type ActivationOptions, activation } from '../studies/activation.ts';
import { parseNumber, parseNumbers } from './arguments.ts';
import { valuesOption } from './options.ts';
import type { Streams } from './streams.ts';
import { runStudy, type StudyOptions, studyCommand } from './study.ts';

type ActivationFlags = StudyOptions & Omit<ActivationOptions, keyof StudyOptions>;

/** `loligo activation`: activation functions of artificial neurons fitted to the f-I curve. */
export function addActivation(program: Command, streams: Streams): void {
  studyCommand(program, 'activation')
    .description(
      'fit ReLU, softplus, sigmoid, power law and refractory line to the f-I curve; print all as CSV',
    )
    .option('--from <current>', 'lowest current (default: where the model is silent)', parseNumber)
    .option('--to <current>', 'highest current (default: beyond the onset of firing)', parseNumber)
    .option('--count <number>', 'number of evenly spaced currents (default: 61)', parseNumber)
    .addOption(valuesOption())
    .option('--duration <ms>', 'simulated time from rest', parseNumber, 1000)
    .option('--settle <ms>', 'time before the measurement begins', parseNumber, 300)
    .option(
      '--noise <sigma,tau>',
      'standard deviation of a current that fluctuates, and its correlation time (ms)',
      parseNoise,
    )
    .option('--trials <number>', 'neurons of each current, with --noise (default: 20)', parseNumber)
    .option('--seed <number>', 'of the noise (default: 1)', parseNumber)
    .action((options: ActivationFlags) =>
      runStudy(options, streams, (setup, lend) => activation({ ...options, ...setup }, lend)),
    );
}

function parseNoise(text: string): { sigma: number; tau: number } {
  const [sigma, tau, ...others] = parseNumbers(text);
  if (sigma === undefined || tau === undefined || others.length > 0) {
    throw new InvalidArgumentError('Expected a standard deviation and a time, such as 2,5');
  }
  return { sigma, tau };
}
