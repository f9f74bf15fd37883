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
  'it needs one of {}, not {}': 'es braucht eines von {}, nicht {…}',
  'it needs one of {}': 'es braucht eines von {}',
  'it must have a question and choices, or a question, an answer and its unit':
    'es braucht eine Frage und Antworten zur Wahl, oder eine Frage, eine Antwort und ihre Einheit',
  'expected an experiment': 'erwartet wird ein Experiment',
  'accuracy: a lesson says how it is stepped; give dt and integrator, or neither':
    'accuracy: eine Lektion sagt, wie sie gerechnet wird; dt und Integrator angeben, oder keines von beiden',
  'the experiment has {} neurons; a lesson may have {}':
    'das Experiment hat {} Neurone; eine Lektion darf {} haben',

  // YAML
  'not YAML: {}': 'kein YAML: {…}',
  'not YAML: {}: "{}"': 'kein YAML: {…}: „{}“',
  'not YAML: an alias (*name) stands for nothing before it, or for too much':
    'kein YAML: ein Verweis (*name) steht für nichts, das davor steht, oder für zu viel',
  'nothing may stand before an alias (*name)': 'vor einem Verweis (*name) darf nichts stehen',
  'an anchor (&name) or alias (*name) needs a name, which does not end with a colon':
    'ein Anker (&name) oder Verweis (*name) braucht einen Namen, der nicht mit einem Doppelpunkt endet',
  'the type (!!name) is not that of what follows': 'der Typ (!!name) ist nicht der von dem, was folgt',
  'a line with % at its beginning has no meaning here; remove it, or put it into quotation marks':
    'eine Zeile mit % an ihrem Anfang bedeutet hier nichts; sie entfernen oder in Anführungszeichen setzen',
  'a \\ in double quotation marks must be written twice, or the text in single ones':
    'ein \\ in doppelten Anführungszeichen ist zweimal zu schreiben, oder der Text in einfache zu setzen',
  'entries of the same list or mapping must begin in the same column, what belongs to one further right, and a bracket must be closed':
    'Einträge derselben Liste oder Zuordnung müssen in derselben Spalte beginnen, was zu einem gehört, weiter rechts, und eine Klammer muss geschlossen werden',
  'an anchor (&name) or type (!!name) stands behind the sign - or :, not before it':
    'ein Anker (&name) oder Typ (!!name) steht hinter dem Zeichen - oder :, nicht davor',
  'a text cannot begin with this sign; put it into quotation marks':
    'ein Text kann nicht mit diesem Zeichen beginnen; ihn in Anführungszeichen setzen',
  'a value has a key in it; put a text with a colon into quotation marks, or begin the key in the column of the others':
    'in einem Wert steht ein Schlüssel; Texte mit Doppelpunkt in Anführungszeichen setzen, oder den Schlüssel in der Spalte der anderen beginnen',
  'inside of brackets there are no entries by indentation; write { key: value } or [a, b]':
    'innerhalb von Klammern stehen keine eingerückten Einträge; { key: value } oder [a, b] schreiben',
  'the same key stands twice': 'ein Schlüssel steht zweimal da',
  'it cannot be read here': 'es lässt sich hier nicht lesen',
  'a key is longer than 1024 characters': 'ein Schlüssel hat mehr als 1024 Zeichen',
  'a sign is missing: a colon with a space behind a key, a comma between entries in brackets, the second quotation mark, or the space before #':
    'ein Zeichen fehlt: ein Doppelpunkt mit einem Leerzeichen hinter einem Schlüssel, ein Komma zwischen Einträgen in Klammern, das zweite Anführungszeichen oder das Leerzeichen vor #',
  'a key stands on more than one line': 'ein Schlüssel steht auf mehr als einer Zeile',
  'there are two anchors (&name) of one entry': 'ein Eintrag hat zwei Anker (&name)',
  'there is one header; remove the line --- or ... inside of it':
    'es gibt einen Kopf; die Zeile --- oder ... in ihm entfernen',
  'there are two types (!!name) of one entry': 'ein Eintrag hat zwei Typen (!!name)',
  'a key must be a text': 'ein Schlüssel muss ein Text sein',
  'it is nested too deeply': 'es ist zu tief verschachtelt',
  'a tab cannot indent; use spaces': 'ein Tabulator kann nicht einrücken; Leerzeichen verwenden',
  'the type (!!name) is not known, or what follows is not of it':
    'der Typ (!!name) ist nicht bekannt, oder was folgt, ist nicht von ihm',
  'this does not belong here; put a text with signs of YAML into quotation marks':
    'das gehört nicht hierher; Texte mit Zeichen von YAML in Anführungszeichen setzen',

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
