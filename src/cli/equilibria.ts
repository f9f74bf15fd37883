import { InputError } from '../input/schema.ts';
import { type EquilibriaStudy, studyEquilibria } from '../studies/equilibria.ts';
import { readModel } from './document.ts';
import { say } from './fail.ts';
import { printReport } from './report.ts';
import type { Streams } from './streams.ts';
import { sayInterrupted, showStage } from './study-progress.ts';

/** The options of `loligo equilibria`; currents in `unit`. */
export interface EquilibriaCommandOptions {
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

/** Follows equilibria and cycles of a neuron against a current or a parameter, and prints them. */
export async function equilibria(options: EquilibriaCommandOptions, streams: Streams): Promise<void> {
  const { report, diagram, experiment } = await study(options, streams);
  for (const gap of diagram.gaps) say(streams.stderr, gap);
  await printReport(report, { json: options.json, experiment }, streams);
}

/** @throws InputError that names the options */
async function study(
  { model, set, cycles, json, ...others }: EquilibriaCommandOptions,
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
    throw error instanceof InputError ? new InputError(nameOptions(error.message)) : error;
  } finally {
    callOff();
    showStage(stderr);
  }
}

/** Whoever types options has not written the document that messages speak of. */
function nameOptions(message: string): string {
  return message
    .replaceAll(/\bsweep\.x\.vary\b/g, '--vary')
    .replaceAll('stimulus.amplitude =', '--current =')
    .replaceAll('stimulus.unit =', '--unit =')
    .replace(/^(from|to) =/, '--$1 =')
    .replace(/ than to =/, ' than --to =')
    .replaceAll(/\bparameters\.(\w+) =/g, '--set $1 =');
}
