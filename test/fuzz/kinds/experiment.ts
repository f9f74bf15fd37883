import { parseDocument } from '../../../src/input/json.ts';
import { InputError } from '../../../src/input/schema.ts';
import { shown } from '../../../src/input/shown.ts';
import { withFileValues } from '../../../src/population/files.ts';
import { parseTable } from '../../../src/population/table.ts';
import { withSamples } from '../../../src/protocol/files.ts';
import { experimentIn } from '../../../src/protocol/record.ts';
import { checkPrepared, prepared } from '../accepted.ts';
import { experimentTextsWithFaults } from '../inputs/experiments.ts';
import { filesOf, mutated } from '../inputs/mutations.ts';
import { tableBeside } from '../inputs/shipped.ts';
import { kind } from '../kind.ts';

/** Experiments in files, with the tables that they name. */
export const experiment = kind({
  inputs: filesOf(mutated(experimentTextsWithFaults, { most: 1 })),
  read: (bytes) => {
    const document = experimentIn(parseDocument(bytes, 'a.json'));
    return prepared(withFileValues(withSamples(document, table), table));
  },
  check: checkPrepared,
});

function table(file: string) {
  const text = tableBeside(file);
  if (text === undefined) throw new InputError(`there is no file ${shown(file)}`);
  return parseTable(text, shown(file));
}
