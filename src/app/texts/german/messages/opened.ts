import type { Messages } from '../../messages.ts';

/** Of what is opened or typed on the page: files, links and equations. */
export const opened: Messages = {
  'the text': 'der Text',

  // Files
  '{} is no text; the page reads experiments, membranes, lessons, the run.json of results, and tables as CSV':
    '{} ist kein Text; die Seite liest Experimente, Membranen, Lektionen, die run.json von Ergebnissen und Tabellen als CSV',
  '{} is no JSON, and none of the others is: open an experiment or a membrane':
    '{} ist kein JSON, und die anderen sind es auch nicht: ein Experiment oder eine Membran öffnen',
  '{} holds neither an experiment ("model", "stimulus", "sweep"), nor a membrane ("name", "currents"), nor what a run leaves ("experiment")':
    '{} enthält weder ein Experiment ("model", "stimulus", "sweep") noch eine Membran ("name", "currents") noch, was ein Lauf hinterlässt ("experiment")',
  '{} has {} bytes; the page opens files of at most {}, and loligo run those that are larger':
    '{} hat {} Bytes; die Seite öffnet Dateien bis {}, größere öffnet loligo run',
  '{} has {} bytes; the page reads at most {}: give fewer rows, or use the command':
    '{} hat {} Bytes; die Seite liest höchstens {}: weniger Zeilen angeben, oder den Befehl verwenden',
  '{} cannot be read; give a file, not a folder':
    '{} lässt sich nicht lesen; eine Datei angeben, keinen Ordner',
  '{} names the file {}: open both together': '{} nennt die Datei {}: beide zusammen öffnen',
  '{} needs a column of currents beside that of the times (ms)':
    '{} braucht neben der Spalte der Zeiten (ms) eine der Ströme',
  'hide: nothing is called "{}"{}': 'hide: nichts heißt „{}“{…}',

  // Links
  'the link': 'der Link',
  'what it holds': 'was er enthält',
  '"{}" is none of this page; they begin with #v{}., #model= or #lesson=':
    '„{}“ ist keiner dieser Seite; sie beginnen mit #v{}., #model= oder #lesson=',
  'it has {} characters; links of this page have at most {}':
    'er hat {} Zeichen; Links dieser Seite haben höchstens {}',
  'a part of it is missing or was changed on the way; copy it again from where it comes':
    'ein Teil davon fehlt oder wurde unterwegs geändert; ihn noch einmal von dort kopieren, woher er kommt',
  'what it holds is longer than {} bytes; no link of this page is':
    'was er enthält, ist länger als {} Bytes; kein Link dieser Seite ist das',
  'it is of version {}, and this page knows links up to version {}: reload the page, or open the link where it was made':
    'er hat Version {}, und diese Seite kennt Links bis Version {}: die Seite neu laden, oder den Link dort öffnen, wo er entstand',
  'there is no version {} of links; they begin with v1':
    'eine Version {} von Links gibt es nicht; sie beginnen mit v1',
  'it must have as many potentials (mV) as times, which ascend from 0 ms on':
    'es braucht ebenso viele Potentiale (mV) wie Zeiten, die ab 0 ms aufsteigen',
  'it must have as many rates (Hz) as currents': 'es braucht ebenso viele Raten (Hz) wie Ströme',
  'it must have pairs of how many cells are left out and how many, at least 1, are meant':
    'es braucht Paare: wie viele Zellen ausgelassen und wie viele, mindestens 1, gemeint sind',
  '"{}" is painted, but it is none of what can be painted on these cells: {}; they are not painted':
    '„{}“ ist gemalt, lässt sich auf diese Zellen aber nicht malen, nur: {}; auf ihnen ist nichts gemalt',

  // Equations
  '"{}" is there already; change its own line, or choose another name':
    '„{}“ gibt es schon; die eigene Zeile davon ändern, oder einen anderen Namen wählen',
  'a line has at most {} characters, and this one {}': 'eine Zeile hat höchstens {} Zeichen, und diese {}',
  '"{}" is no equation: begin with a name and =, such as gA = 40 in [0, 80]':
    '„{}“ ist keine Gleichung: mit einem Namen und = beginnen, wie gA = 40 in [0, 80]',
  '{} what? Give a number or a formula': '{} was? Eine Zahl oder eine Formel angeben',
  '{} is a parameter: give a number, and if you like a range and a unit, such as {} = 40 in [0, 80] mV':
    '{} ist ein Parameter: eine Zahl angeben, und wenn gewünscht einen Bereich und eine Einheit, wie {} = 40 in [0, 80] mV',
};
