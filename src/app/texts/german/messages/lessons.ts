import type { Messages } from '../../messages.ts';

/** Of lessons: their text, their header and what they state. */
export const lessons: Messages = {
  'the lesson': 'die Lektion',
  'the header': 'der Kopf',
  'there is no lesson "{}"{}': 'es gibt keine Lektion „{}“{…}',
  '; and {} more': '; und {} weitere',

  // Header
  'the lesson has {} characters; it may have {}': 'die Lektion hat {} Zeichen; sie darf {} haben',
  'the header is missing: begin with a line ---, and end it with another one':
    'der Kopf fehlt: mit einer Zeile --- beginnen und ihn mit einer weiteren beenden',
  'the header does not end: put a line --- below it': 'der Kopf endet nicht: eine Zeile --- darunter setzen',
  'more than {} lists and mappings inside one another': 'mehr als {} Listen und Zuordnungen ineinander',
  'not YAML: {}': 'kein YAML: {…}',
  'it needs one of {}, not {}': 'es braucht eines von {}, nicht {…}',
  'it needs one of {}': 'es braucht eines von {}',
  'it must have a question and choices, or a question, an answer and its unit':
    'es braucht eine Frage und Antworten zur Wahl, oder eine Frage, eine Antwort und ihre Einheit',
  'expected an experiment': 'erwartet wird ein Experiment',
  'accuracy: a lesson says how it is stepped; give dt and integrator, or neither':
    'accuracy: eine Lektion sagt, wie sie gerechnet wird; dt und Integrator angeben, oder keines von beiden',
  'the experiment has {} neurons; a lesson may have {}':
    'das Experiment hat {} Neurone; eine Lektion darf {} haben',

  // What the library for YAML says, as far as it is common
  'Nested mappings are not allowed in compact mappings':
    'hinter einem Doppelpunkt steht in derselben Zeile ein weiterer; Texte mit Doppelpunkt in Anführungszeichen setzen',
  'Implicit keys need to be on a single line': 'ein Schlüssel steht auf mehr als einer Zeile',
  'Implicit map keys need to be followed by map values': 'hinter einem Schlüssel fehlen Doppelpunkt und Wert',
  'Map keys must be unique': 'ein Schlüssel steht zweimal da',
  'All mapping items must start at the same column':
    'alle Einträge einer Zuordnung müssen in derselben Spalte beginnen',
  'All sequence items must start at the same column':
    'alle Einträge einer Liste müssen in derselben Spalte beginnen',
  'Tabs are not allowed as indentation': 'Tabulatoren sind als Einrückung nicht erlaubt',
  'Block collections are not allowed within flow collections':
    'innerhalb von Klammern stehen keine eingerückten Einträge',
  '{} in block collection must be sufficiently indented and end with a {}':
    'was in Klammern steht, muss weit genug eingerückt sein und mit {2} enden',
  'With stringKeys, all keys must be strings': 'Schlüssel müssen Texte sein',
  'Unexpected {} at node end': 'hinter dem Ende eines Werts steht unerwartet: {}',
  'Plain value cannot start with {}': 'ein Text ohne Anführungszeichen beginnt nicht mit {}',

  // Values and formulas
  '"{}": there is no "{}"{}': '„{}“: es gibt kein „{}“{…}',
  '; ask for it under "statistics" of the experiment': '; unter "statistics" des Experiments danach fragen',
  '"{}" cannot be read: {}': '„{}“ lässt sich nicht lesen: {…}',
  '"{}" is something that cells have; call the value otherwise':
    '„{}“ ist etwas, das Zellen haben; den Wert anders nennen',
  '"{}" is no name: use letters, digits and _, a letter first':
    '„{}“ ist kein Name: Buchstaben, Ziffern und _ verwenden, zuerst einen Buchstaben',
  '"{}" means nothing beside "{}"; leave it out': '„{}“ bedeutet neben „{}“ nichts; es weglassen',
  '"{}": there is no value "{}" before it{}': '„{}“: davor gibt es keinen Wert „{}“{…}',
  'when: "{}" is no state and no observable': 'when: „{}“ ist weder Zustandsgröße noch Beobachtungsgröße',
  'when: the experiment has {} cells; set with "in" what varies':
    'when: das Experiment hat {} Zellen; mit "in" festlegen, was variiert',
  'unit = "{}" is wrong: what is measured is in "{}"':
    'unit = „{}“ ist falsch: was gemessen wird, ist in „{}“',
  'fit: there is no function "{}"{}': 'fit: es gibt keine Funktion „{}“{…}',
  'fit: {} has no "{}"{}': 'fit: {} hat kein „{}“{…}',
  'fit: a curve needs one quantity that varies, with {} values at least':
    'fit: eine Kennlinie braucht eine Größe, die variiert, mit mindestens {} Werten',

  // Prediction
  'answer: "{}" is no number': 'answer: „{}“ ist keine Zahl',
  '{} of the choices are right with the values of the lesson; exactly one must be':
    '{} der Antworten sind mit den Werten der Lektion richtig; genau eine muss es sein',
  '{} of the choices is right with the values of the lesson; exactly one must be':
    '{} der Antworten ist mit den Werten der Lektion richtig; genau eine muss es sein',
  'none of the choices are right with the values of the lesson; exactly one must be':
    'keine der Antworten ist mit den Werten der Lektion richtig; genau eine muss es sein',
  'none of the choices is right with the values of the lesson; exactly one must be':
    'keine der Antworten ist mit den Werten der Lektion richtig; genau eine muss es sein',

  // Statements
  'the value "{}" is stated nowhere; remove it': 'der Wert „{}“ steht nirgends; ihn entfernen',
  'the text has {} words; at most {} are read beside a population':
    'der Text hat {} Wörter; neben einer Population werden höchstens {} gelesen',
  'there is no value "{}"{}': 'es gibt keinen Wert „{}“{…}',
  'a value is written as {{name}}; other double braces have no meaning':
    'ein Wert wird als {{name}} geschrieben; andere doppelte Klammern haben keine Bedeutung',
  '"{}" cannot be read: before decimals there is {} here':
    '„{}“ lässt sich nicht lesen: vor Dezimalen steht hier {}',
  'a comma': 'ein Komma',
  'a point': 'ein Punkt',
  '"{}" is no number that the header sets; if it is one that comes out, make it a value and write {{name}}':
    '„{}“ ist keine Zahl, die der Kopf setzt; ist es eine, die herauskommt, sie zu einem Wert machen und {{name}} schreiben',

  // Text
  'the text is nested too deeply': 'der Text ist zu tief verschachtelt',
  'the text is nested too deeply: at most {} lists, stresses or links inside one another':
    'der Text ist zu tief verschachtelt: höchstens {} Listen, Hervorhebungen oder Links ineinander',
  '"{} {}" is no part of a lesson{}': '„{} {}“ ist kein Teil einer Lektion{…}',
  'there is no picture "{}"{}; those of files are not shown':
    'es gibt kein Bild „{}“{…}; die von Dateien werden nicht gezeigt',
  'the link to "{}" must begin with https://': 'der Link zu „{}“ muss mit https:// beginnen',
  '{} is not shown in lessons: "{}"; write paragraphs, lists, tables, *stress*, `code`, links':
    '{} zeigen Lektionen nicht: „{}“; Absätze, Listen, Tabellen, *Hervorhebung*, `Code` und Links schreiben',
  'a picture inside of a text': 'ein Bild in einem Text',
  'crossed out text': 'durchgestrichenen Text',
  'a quotation': 'ein Zitat',
  'a line across the page': 'eine Linie quer über die Seite',
  'a heading inside of something else': 'eine Überschrift in etwas anderem',
  'a box to be checked': 'ein Kästchen zum Ankreuzen',
  '{} has {} sentences, but the original has {}': '{} hat {} Sätze, das Original aber {}',

  // View
  'view.{} = {}': 'view.{} = {…}',
  'its first end must be the lower one': 'das erste Ende muss das untere sein',
  '"{}" cannot be seen in these cells{}': '„{}“ ist in diesen Zellen nicht zu sehen{…}',
  '{} is not there: the experiment has the cells 0 to {}':
    '{} gibt es nicht: das Experiment hat die Zellen 0 bis {}',
  'the picture "unit" has its function from the curve; show it, with population: curve and onCurve: [fit]':
    'das Bild "unit" hat seine Funktion von der Kennlinie; sie zeigen, mit population: curve und onCurve: [fit]',
};
