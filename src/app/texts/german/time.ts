import { exact, fixed, plain, quantity, short, whole } from '../../numbers/format.ts';
import type { Texts } from '../english.ts';

export const time: Texts['time'] = {
  run: 'Start',
  pause: 'Pause',
  back: 'Zurück',
  step: 'Schritt',
  reset: 'Auf 0',
  simulated: 'Simulierte Zeit',
  moment: 'Zeitpunkt',
  past: (from, to) => `${fixed(from, 1)} bis ${fixed(to, 1)} ms`,
  keep: 'Zustand merken',
  kept: 'Gemerkte Zustände',
  resetTo: 'Zurück auf',
  zero: 'Zeit 0',
  state: (number) => `Zustand ${number}`,
  stateAt: (state, at) => `${state} bei ${fixed(at, 1)} ms`,
  forget: (state) => `${state} entfernen`,
  noRoom: (states, taken, room) =>
    `${states} gemerkte Zustände brauchen ${taken} MB, Platz ist für ${room} MB; zuerst einen entfernen`,
  noFit: (state, kept, present) =>
    `${state} hat ${kept.count} Zellen mit ${kept.variables.join(', ')}, die Population hat ${present.count} mit ${present.variables.join(', ')}: um dorthin zurückzukehren, die früheren Neurone und die frühere Membran wählen`,
  speed: 'Tempo',
  fastest: 'ungebremst',
  reaches: (speed) => `, erreicht ${plain(speed, 2)}`,
  flashes: (flashes) => `bis zu ${fixed(flashes, 0)} Blitze/s`,
  flashesHint: 'Mehr als drei Blitze in der Sekunde können Menschen schaden, die dafür empfindlich sind',
  engine: 'Engine',
  neuronSteps: 'Neuron-Schritte/s',
  many: (count) => short(count, ['Mio.', 'Mrd.']),
  frames: 'Bilder/s',
  error: 'Fehler von Rate, Spikezeit',
  errorUnknown: 'bei Rauschen unbekannt',
  otherSpikes: (other, cells) => `andere Spikes in ${other} von ${cells}`,
  noSpikes: 'keine Spikes',
  errorUnknownHint:
    'Zufällige Reize sind bei anderen Schritten andere, so dass sich nichts vergleichen lässt.',
  errorHint: (cells, window) =>
    `${cells} Zellen, von ihrem Zustand aus ${plain(window)} ms weitergerechnet, verglichen mit denselben in float64 bei einem Viertel des Schritts: der größte Fehler einer Feuerrate und der Zeit eines letzten Aktionspotentials.`,
  diverged: ({ cell, V, time: at, dt, integrator }) => {
    const remedy = Number.isFinite(integrator.stability)
      ? `dt = ${exact(dt)} ms ist zu groß für den Integrator „${integrator.name}“: ein kleineres dt oder den Integrator „strang“ wählen`
      : `der Integrator „${integrator.name}“ ist bei jedem dt stabil, die Zelle wird also dorthin getrieben: den Reiz verringern oder die Leitfähigkeiten prüfen`;
    return `Zelle ${whole(cell + 1)} divergiert: V = ${quantity(V, 'mV')} bei ${plain(at, 7)} ms; ${remedy}.`;
  },
  goBack: 'Zurück vor das Divergieren',
  resetToZero: 'Zurück auf Zeit 0',
  showCell: 'Zelle zeigen',
};
