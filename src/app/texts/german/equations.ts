import type { Texts } from '../english.ts';

export const equations: Texts['equations'] = {
  groups: {
    potential: 'Membranpotential',
    currents: 'Ströme',
    gates: 'Gating-Variablen',
    states: 'Weitere Zustandsgrößen',
    definitions: 'Definitionen',
  },
  stimulusNote: 'I ist der Reiz',
  parameters: 'Parameter',
  gate: (name) => `die Gating-Variable ${name}`,
  edit: (subject) => `Bearbeiten: ${subject}`,
  equationOf: (subject) => `Gleichung für ${subject}`,
  slider: (name) => `${name}, Schieberegler`,
  differs: 'von Zelle zu Zelle verschieden',
  backTo: (title) => `Zurück zu den Gleichungen von: ${title}`,
  howTo: 'Ein Klick auf eine Gleichung öffnet sie. Was getippt wird, läuft sogleich.',
  add: 'Hinzufügen',
  further: 'Weitere Gleichungen',
  forms: 'Was sich schreiben lässt',
  formsHint:
    'Eine Gleichung je Zeile; Umschalt und Eingabe beginnen eine neue Zeile. Was auf # folgt, beschreibt sie.',
  removeHint: 'Um eine Gleichung zu entfernen, ihre Zeile leeren und Eingabe drücken.',
  parameter: 'ein Parameter mit einem Schieberegler über seinen Bereich',
  parameterAlone: 'ein Parameter mit dem üblichen Bereich',
  gateByGoal: 'eine Gating-Variable nach Ziel und Zeitkonstante',
  gateByRates: 'eine Gating-Variable nach ihren Raten',
  current: 'ein Strom: sein Name beginnt mit I',
  state: 'eine weitere Zustandsgröße, ihr Bereich und ihr Anfangswert',
  definition: 'eine Definition',
};

export const experiment: Texts['experiment'] = {
  tooMany:
    'Dieses Experiment hat zu viele Werte, um hier bearbeitet zu werden. Als Datei sichern, diese bearbeiten und wieder öffnen.',
  label: 'Experiment als JSON',
  howTo: 'Läuft, wie es getippt wird. Esc, dann Tab verlässt den Text.',
  copyLink: 'Link kopieren',
  copied: 'Der Link ist in der Zwischenablage.',
  save: 'Sichern',
  open: 'Datei öffnen',
  goToLine: (line) => `Zu Zeile ${line}`,
  backToRunning: 'Zurück zu dem, was läuft',
  notStarted: 'Das ließ sich nicht starten; was zuvor lief, läuft weiter.',
};
