import type { Messages } from '../../messages.ts';

/** Of what differs between neurons, and of the tables that say it. */
export const populations: Messages = {
  // What varies
  '{} = "{}" is nothing that can be varied{}': '{} = „{}“ lässt sich nicht variieren{…}',
  'sweep.x and sweep.y both vary "{}"; vary another quantity on one of them':
    'sweep.x und sweep.y variieren beide „{}“; auf einem davon eine andere Größe variieren',
  'sweep: {} neurons are too many to number; the product of the counts must be at most {}':
    'sweep: {} Neurone sind zu viele, um sie zu nummerieren; das Produkt der Anzahlen darf höchstens {} sein',
  '"sweep" and "sample" both describe the population; leave one of them out':
    '"sweep" und "sample" beschreiben beide die Population; eines davon weglassen',
  '{} draws hardly any valid value: they are {}': '{} zieht kaum einen gültigen Wert: gültig sind {…}',
  '{} = {} is out of range: it must be {}': '{} = {} liegt außerhalb des Bereichs: erlaubt sind {…}',
  '{} to {}': '{} bis {}',
  '{} to {} {}': '{} bis {} {}',
  'give either "values" or all of "from", "to" and "count"':
    'entweder "values" angeben oder alle von "from", "to" und "count"',

  // Samples
  'give one of "from" and "to", "loguniform", "normal", "lognormal", "spaced", "values", "file" and "column"':
    'eines davon angeben: "from" und "to", "loguniform", "normal", "lognormal", "spaced", "values", "file" und "column"',
  'give both "from" and "to"': '"from" und "to" beide angeben',
  'give both "file" and "column"': '"file" und "column" beide angeben',
  '{} has not been read; give its numbers as "values"':
    '{} wurde nicht gelesen; die Zahlen darin als "values" angeben',
  'from = {} must be less than to = {}': 'from = {} muss kleiner sein als to = {}',
  'give the number of neurons, or the "values" of a quantity':
    'die Zahl der Neurone angeben, oder die "values" einer Größe',
  'there are {}, but {} is for {} neurons; give one value for each neuron':
    'es sind {}, aber {} ist für {} Neurone; für jedes Neuron einen Wert angeben',
  '"sobol" draws at most {} quantities, not {}; use "latin-hypercube"':
    '"sobol" zieht höchstens {} Größen, nicht {}; "latin-hypercube" verwenden',
  'sample.vary.{}: {} has {} rows, but "count" is {}; give a row for each neuron, or leave out "count"':
    'sample.vary.{}: {} hat {} Zeilen, aber "count" ist {}; für jedes Neuron eine Zeile angeben, oder "count" weglassen',
  'there are no {} neurons from number {} on; the population has {} to {}':
    'es gibt keine {} Neurone ab Nummer {}; die Population hat {} bis {}',

  // Tables
  '{}, line {}': '{}, Zeile {}',
  '{}, line {}: {}': '{}, Zeile {}: {…}',
  '{} has two columns "{}"; name each column once': '{} hat zwei Spalten „{}“; jede Spalte einmal nennen',
  '{} has no rows below a first line of column names':
    '{} hat keine Zeilen unter einer ersten mit den Namen der Spalten',
  '{}, line {}: {} cells, but the first line names {} columns':
    '{}, Zeile {}: {} Felder, aber die erste Zeile nennt {} Spalten',
  '{} has no column "{}"{}': '{} hat keine Spalte „{}“{…}',
  '{}, line {}, column "{}": "{}" is not a number; write numbers like -77.5':
    '{}, Zeile {}, Spalte „{}“: „{}“ ist keine Zahl; Zahlen schreiben wie -77.5',

  // What Papa Parse says of them
  'Quoted field unterminated': 'ein Feld in Anführungszeichen endet nicht',
  'Trailing quote on quoted field is malformed':
    'hinter dem schließenden Anführungszeichen eines Feldes steht noch etwas',
};
