import { kindOf } from '../../protocol/stimuli/catalogue.ts';
import { partsOf, type Stimulus, stimulusNumbers } from '../../protocol/stimulus.ts';

/** The number that tells most of a stimulus, by its path. @param prefix of the stimulus */
export function tellingPath(stimulus: Stimulus, prefix: string): string {
  const { stimulus: one } = partsOf(stimulus).find((part) => part.prefix === prefix)!;
  const numbers = Object.keys(stimulusNumbers(stimulus));
  // The strength does not matter for the names.
  const keys = Object.keys(kindOf(one).example({ current: 1, charge: 1 }));
  const paths = keys.flatMap((key) => [`${prefix}.${key}`, `${prefix}.${key}.0`]);
  return paths.find((path) => numbers.includes(path)) ?? numbers.find((path) => path.startsWith(prefix))!;
}
