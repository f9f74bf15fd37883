import type { Messages } from '../../messages.ts';

/** Of formulas, as they are read and as they come out. */
export const formulas: Messages = {
  // What they are made of
  'cannot read the formula "{}": {}': 'die Formel „{}“ lässt sich nicht lesen: {…}',
  'more than {} operations inside one another; give parts of it names':
    'mehr als {} Rechnungen ineinander; Teilen davon Namen geben',
  'it has {} characters; at most {} are read': 'sie hat {} Zeichen; höchstens {} werden gelesen',
  'it has more than {} operations and names': 'sie hat mehr als {} Rechnungen und Namen',
  '{} is not a number': '{} ist keine Zahl',
  'a name has at most one dot, and nothing in brackets':
    'ein Name hat höchstens einen Punkt und nichts in Klammern',
  'it is empty or has two parts': 'sie ist leer oder hat zwei Teile',
  '{} is not allowed': '{} ist nicht erlaubt',
  'unknown function; {}': 'unbekannte Funktion; {…}',
  'unknown function "{}"; {}': 'unbekannte Funktion „{}“; {…}',
  '{} takes {} to {} arguments, not {}': '{} nimmt {} bis {} Argumente, nicht {}',
  '{} takes {} argument(s), not {}': '{} nimmt {} Argument(e), nicht {}',
  'Expected an exponent after ^': 'Nach ^ fehlt ein Exponent',

  // What jsep says
  'Unexpected "{}"': '„{}“ ist hier unerwartet',
  'Unexpected {}': '{} ist hier unerwartet',
  'Unexpected token {}': '{} ist hier unerwartet',
  'Unexpected token ,': ', ist hier unerwartet',
  'Unexpected period': 'Ein Punkt ist hier unerwartet',
  'Expected expression after {}': 'Nach {} fehlt ein Ausdruck',
  'Expected expression': 'Hier fehlt ein Ausdruck',
  'Expected exponent ({}{})': 'Der Exponent der Zahl fehlt ({}{})',
  'Expected comma': 'Hier fehlt ein Komma',
  'Expected {}': 'Hier fehlt {}',
  'Expected :': 'Hier fehlt :',
  'Unclosed (': 'Eine Klammer ( ist nicht geschlossen',
  'Unclosed [': 'Eine Klammer [ ist nicht geschlossen',
  'Unclosed quote after "{}"': 'Das Anführungszeichen vor „{}“ ist nicht geschlossen',
  'Variable names cannot start with a number ({}{})': 'Namen beginnen nicht mit einer Ziffer ({}{})',
  'missing unaryOp argument': 'Nach dem Vorzeichen fehlt ein Ausdruck',

  // What comes out
  '{} at V = {}': '{…} bei V = {}',
  '{}: leaves float32 at V = {}': '{}: verlässt float32 bei V = {}',
  'it is {}, and must be greater than 0 and finite': 'sie ist {} und muss größer als 0 und endlich sein',
  'it begins at {}, out of the range, {} to {}': 'sie beginnt bei {}, außerhalb des Bereichs, {} bis {}',
  '"{}" compares a comparison; join the two with &&':
    '„{}“ vergleicht einen Vergleich; beide mit && verbinden',
  'it divides, and is 0 at V = {}': 'durch sie wird geteilt, und sie ist 0 bei V = {}',
  'it divides, and is only {} at V = {}': 'durch sie wird geteilt, und sie ist nur {} bei V = {}',
  'leaves float32 ({})': 'verlässt float32 ({})',
  'leaves float32, where an exponential ends at 1e30 (exp of {})':
    'verlässt float32, wo eine Exponentialfunktion bei 1e30 endet (exp von {})',
  'it is {}, and must be greater than 0': 'sie ist {} und muss größer als 0 sein',
  'it is {} at V = {}, and must be greater than 0': 'sie ist {} bei V = {} und muss größer als 0 sein',
  'divides by zero': 'teilt durch null',
  'has no value ({} of {})': 'hat keinen Wert ({} von {})',
  'has no value ({}^{})': 'hat keinen Wert ({}^{})',
};
