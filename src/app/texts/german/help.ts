import type { Texts } from '../english.ts';

export const keys: Texts['keys'] = {
  toggle: 'Start oder Pause; gehalten fließt ein Strom in die gewählte Zelle',
  step: 'Einen Schritt weiter',
  back: 'Einen Schritt zurück',
  reset: 'Zurück auf Zeit 0',
  undo: 'Rückgängig',
  redo: 'Wiederholen',
  probe: 'Die gewählte Zelle neben anderen verfolgen, oder nicht mehr',
  sound: 'Die Aktionspotentiale der verfolgten Zellen hören, oder nicht mehr',
  keep: 'Zustand merken',
  left: 'Die Zelle links wählen',
  right: 'Die Zelle rechts wählen',
  up: 'Die Zelle darüber wählen',
  down: 'Die Zelle darunter wählen',
  nearer: 'Näher',
  farther: 'Weiter weg',
  whole: 'Ganzes Feld',
  view: 'Eine weitere Ansicht derselben Zellen',
  help: 'Diese Hilfe zeigen oder verbergen',
};

const gesture = (hand: string, does: string) => ({ hand, does });

export const help: Texts['help'] = {
  keys: 'Tasten',
  space: 'Leertaste',
  control: 'Strg',
  shift: 'Umschalt',
  mouse: 'Maus und Finger',
  gestures: [
    gesture('Klick auf eine Zelle', 'Sie verfolgen'),
    gesture('Umschalt und Klick auf eine Zelle', 'Sie neben anderen verfolgen, oder nicht mehr'),
    gesture('Ziehen', 'Das Feld verschieben'),
    gesture('Ziehen mit der rechten Taste', 'Es drehen und neigen'),
    gesture('Rad oder zwei Finger', 'Näher oder weiter weg'),
    gesture('Doppelklick', 'Ganzes Feld'),
    gesture('Klick auf die Feuerrate', 'Die Zelle mit diesem Wert verfolgen'),
    gesture('Ziehen am Regler neben der Uhr', 'In der Zeit zurückgehen'),
    gesture('Ziehen mit einem Pinsel', 'Die Zellen darunter bemalen'),
    gesture('Eine Datei loslassen', 'Experiment, Ergebnis, Membran oder Lektion öffnen'),
  ],
};
