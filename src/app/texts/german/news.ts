import { fixed, whole } from '../../numbers/format.ts';
import type { Texts } from '../english.ts';

const counted = { values: 'Werte', bytes: 'Bytes', characters: 'Zeichen' };

export const news: Texts['news'] = {
  starting: 'Die Engine startet.',
  notRunning: 'Angehalten.',
  preparing: 'Die Änderung wird vorbereitet.',
  settling: 'Einschwingen, dann Spikes zählen.',
  silent: (cells) => (cells === 1 ? 'Die Zelle feuert nicht.' : `Keine von ${whole(cells)} Zellen feuert.`),
  firing: (firing, cells, highest) =>
    cells === 1
      ? `Die Zelle feuert, mit ${fixed(highest, 0)} Hz.`
      : `${whole(firing)} von ${whole(cells)} Zellen ${firing === 1 ? 'feuert' : 'feuern'}, bis zu ${fixed(highest, 0)} Hz.`,
  noPopulation: 'Noch läuft keine Population: sobald eine läuft, erneut versuchen.',
  noSheet: (reason) =>
    `Das Feld lässt sich nicht zeichnen (${reason}): dieser Browser bietet weder WebGPU noch WebGL 2.`,
  noReason: 'der Treiber nennt keinen Grund',
  deviceRefused: (reason) =>
    `WebGPU gibt kein Gerät frei (${reason}): den Browser neu starten oder den Grafiktreiber aktualisieren`,
  meanwhileCpu: (reason) => `${reason}. Vorerst läuft die Population auf der CPU.`,
  deviceLost: (reason) => `Das Grafikgerät ging verloren (${reason}). Alles wird neu aufgebaut.`,
  deviceLostTwice: 'Das Grafikgerät ging zweimal verloren: die Population läuft auf der CPU.',
  recovered: (again, time) => {
    const remedy = again
      ? 'ging wieder verloren, die CPU übernimmt'
      : 'ging verloren, alles ist neu aufgebaut';
    const goesOn = time === undefined ? 'beginnt neu bei 0 ms' : `läuft ab ${fixed(time, 1)} ms weiter`;
    return `Das Grafikgerät ${remedy}; die Population ${goesOn}.`;
  },
  threadLost: (message) => `${message}: erneut versuchen, oder die Seite neu laden, wenn das nicht hilft`,
  clipboardClosed: (remedy) => `Der Browser sperrt die Zwischenablage: ${remedy}.`,
  copyFromBar: 'den Link aus der Adresszeile kopieren',
  linkTooLong: (size, of) =>
    `Das ist zu viel für einen Link (${of === 'values' ? 'mehr als ' : ''}${whole(size)} ${counted[of]}): das Experiment als Datei sichern und diese senden.`,
  mostFollowed: (most) => `Höchstens ${most} Zellen werden zugleich verfolgt; zuerst eine Sonde entfernen.`,
};
