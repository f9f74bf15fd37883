import type { Messages } from '../../messages.ts';

/** Of texts, JSON and what a schema expects. */
export const reading: Messages = {
  // Encoding
  '{}{} is not UTF-8; save the document as UTF-8': '{}{…} ist kein UTF-8; das Dokument als UTF-8 sichern',
  '{} begins like UTF-16, but goes on as something else; save the document as UTF-8':
    '{} beginnt wie UTF-16, geht aber anders weiter; das Dokument als UTF-8 sichern',
  ', line {}, column {}: byte 0x{}': ', Zeile {}, Spalte {}: Byte 0x{}',

  // JSON
  '{} is not JSON': '{} ist kein JSON',
  '{}, line {}, column {}: {}': '{}, Zeile {}, Spalte {}: {…}',
  'more than {} objects and lists inside one another; an experiment with its membrane needs six at most':
    'mehr als {} Objekte und Listen ineinander; ein Experiment mit seiner Membran braucht höchstens sechs',
  '"{}" is given twice, first in line {}; keep one of them':
    '„{}“ ist zweimal angegeben, zuerst in Zeile {}; eines davon behalten',
  '{} is too large for a number; the largest is {}': '{} ist zu groß für eine Zahl; die größte ist {}',
  'not JSON: {}': 'kein JSON: {…}',
  'the text ends here': 'der Text endet hier',
  'found {}': 'hier steht {}',
  'a comma is missing ({})': 'ein Komma fehlt ({…})',
  'a colon is missing after the key ({})': 'nach dem Schlüssel fehlt ein Doppelpunkt ({…})',
  'expected a key in double quotes ({}); no comma follows the last entry':
    'hier muss ein Schlüssel in doppelten Anführungszeichen stehen ({…}); nach dem letzten Eintrag folgt kein Komma',
  'expected a comma or } ({})': 'hier muss ein Komma oder } stehen ({…})',
  'expected a comma or ] ({})': 'hier muss ein Komma oder ] stehen ({…})',
  'expected a value ({})': 'hier muss ein Wert stehen ({…})',
  'the document has ended, but more text follows ({})':
    'das Dokument ist zu Ende, aber es folgt weiterer Text ({…})',
  'comments are not allowed': 'Kommentare sind nicht erlaubt',
  'a text is not closed ({})': 'ein Text ist nicht abgeschlossen ({…})',
  'a text holds a control character ({}); write a tab as \\t':
    'ein Text enthält ein Steuerzeichen ({…}); einen Tabulator als \\t schreiben',
  'a backslash stands before another character than those allowed ({}); write it as \\\\':
    'ein umgekehrter Schrägstrich steht vor einem anderen Zeichen als den erlaubten ({…}); ihn als \\\\ schreiben',
  'unexpected {}; keys and texts stand in double quotes, numbers like 0.5':
    '{} ist hier unerwartet; Schlüssel und Texte stehen in doppelten Anführungszeichen, Zahlen wie 0.5',
  'unexpected {}': '{} ist hier unerwartet',

  // Names
  '; known: {}': '; bekannt: {}',
  '; did you mean "{}"?': '; ist „{}“ gemeint?',
  'unknown key "{}"{}': 'unbekannter Schlüssel „{}“{…}',
  'unknown key {}': 'unbekannter Schlüssel {…}',
  'unknown keys {}': 'unbekannte Schlüssel {…}',
  '{}; known: {}': '{…}; bekannt: {}',
  '{}{}and {} more': '{}{…}und {} weitere',
  '{} and {}': '{} und {…}',
  '{} or {}': '{} oder {…}',

  // What a schema expects
  'unknown key "__proto__"; remove it': 'unbekannter Schlüssel "__proto__"; ihn entfernen',
  'the experiment': 'das Experiment',
  '{} (in {})': '{…} (in {})',
  '{} is missing: {}': '{} fehlt: {…}',
  '{} = {} is not valid: {}': '{} = {} ist nicht gültig: {…}',
  'a value of type {}': 'ein Wert vom Typ {}',
  'a whole number': 'eine ganze Zahl',
  'a value of type number': 'eine Zahl',
  'a value of type string': 'ein Text',
  'a value of type boolean': 'true oder false',
  'a value of type array': 'eine Liste',
  'a value of type object': 'ein Objekt',
  'give at least {}': 'mindestens {} angeben',
  'it must be at least {}': 'erlaubt ist mindestens {}',
  'it must be greater than {}': 'erlaubt sind nur Werte über {}',
  'give at most {} characters': 'höchstens {} Zeichen angeben',
  'give at most {}': 'höchstens {} angeben',
  'it must be at most {}': 'erlaubt ist höchstens {}',
  'it must be less than {}': 'erlaubt sind nur Werte unter {}',
  'expected {}': 'erwartet wird {…}',
  'known: {}': 'bekannt: {}',
};
