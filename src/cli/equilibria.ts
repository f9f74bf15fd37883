import type { Command } from 'commander';
import { type EquilibriaStudy, studyEquilibria } from '../studies/equilibria.ts';
import { parseNumber } from './arguments.ts';
import { readModel } from './document.ts';
import { say } from './fail.ts';
import { calledAlike, inOptions, neuronNames } from './option-names.ts';
import { modelOption, setOption } from './options.ts';
import { printReport } from './report.ts';
import type { Streams } from './streams.ts';
import { sayInterrupted, showStage } from './study-progress.ts';

/** The options of `loligo equilibria`; currents in `unit`. */
interface EquilibriaOptions {
  readonly model?: string;
  readonly vary?: string;
  readonly from?: number;
  readonly to?: number;
  readonly current?: number;
  readonly unit?: string;
  readonly set?: Record<string, number>;
  readonly cycles?: boolean;
  readonly json?: boolean;
}

/** `loligo equilibria`: equilibria and cycles against a constant current, and how firing begins. */
export function addEquilibria(program: Command, streams: Streams): void {
  program
    .command('equilibria')
    .description(
      'follow equilibria, Hopf points and cycles against a constant current, and say how firing begins',
    )
    .addOption(modelOption())
    .option('--vary <number>', 'what they are followed against, such as parameters.gK (default: the current)')
    .option('--from <value>', 'lowest value (default: 0, of a parameter the least)', parseNumber)
    .option('--to <value>', 'highest value (default: 200 uA/cm2, of a parameter the most)', parseNumber)
    .option('--current <current>', 'constant current where something else is varied', parseNumber, 0)
    .option('--unit <unit>', 'of the currents: uA/cm2, or nA for a model with an area (default: uA/cm2)')
    .addOption(setOption())
    .option('--cycles', 'print the cycles instead of the equilibria')
    .option('--json', 'print both, with every eigenvalue and multiplier, as JSON')
    .action((options: EquilibriaOptions) => equilibria(options, streams));
}

/** Follows equilibria and cycles of a neuron against a current or a parameter, and prints them. */
async function equilibria(options: EquilibriaOptions, streams: Streams): Promise<void> {
  const { report, diagram, experiment } = await study(options, streams);
  for (const gap of diagram.gaps) say(streams.stderr, gap);
  await printReport(report, { json: options.json, experiment }, streams);
}

const names = {
  ...neuronNames,
  'sweep.x.vary': '--vary',
  'stimulus.amplitude': '--current',
  ...calledAlike('from', 'to'),
};

/** @throws InputError that names the options */
async function study(
  { model, set, cycles, json, ...others }: EquilibriaOptions,
  { stderr }: Streams,
): Promise<EquilibriaStudy> {
  const named = model === undefined ? undefined : readModel(model);
  let followed = '';
  const onStage = (words: string) => {
    followed = words;
    showStage(stderr, words);
  };
  const callOff = sayInterrupted(stderr, () => {
    showStage(stderr);
    return followed === '' ? '' : `followed ${followed}`;
  });
  try {
    const rows = cycles ? 'cycles' : 'equilibria';
    return await studyEquilibria({ ...others, model: named, parameters: set, rows, onStage });
  } catch (error) {
    throw inOptions(error, names);
  } finally {
    callOff();
    showStage(stderr);
  }
}
