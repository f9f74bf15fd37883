import type { Messages } from '../../messages.ts';

/** Of membranes: their documents, the names in them and what they mean. */
export const membranes: Messages = {
  'the membrane': 'die Membran',
  'the formulas are too long to be worked on': 'die Formeln sind zu lang, um sie zu bearbeiten',

  // Meanings
  '"{}" changes, and this must not': '„{}“ ändert sich, und das darf hier nicht sein',
  'the membrane potential': 'das Membranpotential',
  'the sum of the currents': 'die Summe der Ströme',
  '{}: "{}" has two meanings, the other is {}; rename one of them':
    '{}: „{}“ hat zwei Bedeutungen, die andere ist {}; eine davon umbenennen',
  '{} does not fit into float32: at most 3.4e38': '{} passt nicht in float32: höchstens 3.4e38',
  'unknown symbol "{}"{}': 'unbekanntes Symbol „{}“{…}',
  'with its definitions {} operations are inside one another; at most {} can be':
    'mit ihren Definitionen sind {} Rechnungen ineinander; höchstens {} können es sein',
  'a circle of definitions, {}': 'ein Kreis von Definitionen, {}',

  // Names
  '"{}" cannot be a name: {}': '„{}“ kann kein Name sein: {…}',
  'WGSL reserves it': 'WGSL hat ihn reserviert',
  'every object of JavaScript has it': 'jedes Objekt von JavaScript hat ihn',
  'it is a function': 'er ist eine Funktion',
  'it has a meaning of its own': 'er hat eine eigene Bedeutung',
  'generated code uses such names': 'erzeugter Code verwendet solche Namen',
  '{}; choose another name': '{…}; einen anderen Namen wählen',
  'a name has at most {} characters': 'ein Name hat höchstens {} Zeichen',
  'a name is made of letters, digits and _, and begins with a letter':
    'ein Name besteht aus Buchstaben, Ziffern und _ und beginnt mit einem Buchstaben',
  'no name has __ in it': 'kein Name enthält __',
  'give at most 60 letters, digits, spaces and . _ + -, such as "my-axon"':
    'höchstens 60 Buchstaben, Ziffern, Leerzeichen und . _ + - angeben, wie "my-axon"',
  '{} are too many; at most {}': '{} sind zu viele; höchstens {}',

  // Parts of the document
  '"{}" is no area; give a positive number and um2, such as "28953 um2"':
    '„{}“ ist keine Fläche; eine positive Zahl und um2 angeben, wie "28953 um2"',
  'has no formula': 'hat keine Formel',
  'has no equation': 'hat keine Gleichung',
  'has {}': 'hat {}',
  'the current "{}" {}; give "conductance" and "reversal", or "density"':
    'der Strom „{}“ {…}; "conductance" und "reversal" angeben oder "density"',
  'the gate "{}" {}; give "instantaneous", or "alpha" and "beta", or "inf" and "tau"':
    'die Gating-Variable „{}“ {…}; "instantaneous" angeben oder "alpha" und "beta" oder "inf" und "tau"',
  'the state "{}" has no equation; give its "slope", the change per ms':
    'die Zustandsgröße „{}“ hat keine Gleichung; ihre "slope" angeben, die Änderung je ms',
  'the value {} is out of its range, {} to {}': 'der Wert {} liegt außerhalb seines Bereichs, {} bis {}',
  '{} is out of the range, {} to {}': '{} liegt außerhalb des Bereichs, {} bis {}',
  '"{}" is no unit: at most 24 letters, digits and / * ^ . ( ) % _ -, such as mS/cm2':
    '„{}“ ist keine Einheit: höchstens 24 Buchstaben, Ziffern und / * ^ . ( ) % _ -, wie mS/cm2',
  'unknown unit "{}"; did you mean "{}"?': 'unbekannte Einheit „{}“; ist „{}“ gemeint?',
  'give the smallest and the largest value, such as [0, 1]':
    'den kleinsten und den größten Wert angeben, wie [0, 1]',
  'give the smallest and the largest value that the state takes, such as [0, 1]':
    'den kleinsten und den größten Wert angeben, den die Zustandsgröße annimmt, wie [0, 1]',
  'the first number, {}, must be less than the second, {}':
    'die erste Zahl, {}, muss kleiner sein als die zweite, {}',
  'give two potentials from {} to {} mV that are at least {} mV apart':
    'zwei Potentiale von {} bis {} mV angeben, die mindestens {} mV auseinanderliegen',
};
