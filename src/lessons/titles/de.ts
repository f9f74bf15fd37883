import type { Titles } from '../series.ts';

export const titles: Titles = {
  'resting-membrane': {
    title: 'Die ruhende Membran',
    summary:
      'Eine Membran ruht dort, wo ihre offenen Leitfähigkeiten im Gleichgewicht sind; jede zieht zu ihrem eigenen Umkehrpotential.',
  },
  threshold: {
    title: 'Die Schwelle',
    summary:
      'Unterhalb einer bestimmten Stromstärke schweigt ein Neuron, und knapp darüber feuert es gleich mit hoher Rate.',
  },
  'all-or-none': {
    title: 'Alles oder nichts',
    summary:
      'Ein Reiz löst ein ganzes Aktionspotential aus oder keines, und ein stärkerer Reiz kaum ein größeres.',
  },
  'frequency-not-size': {
    title: 'Häufiger, nicht größer',
    summary: 'Ein stärkerer Strom macht mehr Aktionspotentiale, nicht größere.',
  },
  'refractory-period': {
    title: 'Refraktärzeit und höchste Feuerrate',
    summary:
      'Nach einem Aktionspotential braucht eine Membran Zeit bis zum nächsten, und das begrenzt, wie schnell sie feuert.',
  },
  permeability: {
    title: 'Permeabilität im Aktionspotential',
    summary:
      'Im Aktionspotential öffnet sich die Membran zuerst für Natrium, und ein wenig später und länger für Kalium.',
  },
  'sum-of-currents': {
    title: 'Die Summe der Ströme',
    summary:
      'Was durch die Membran fließt, ist die Summe dessen, was durch ihre Kanäle fließt, und in Ruhe ist die Summe das, was injiziert wird.',
  },
  'voltage-clamp': {
    title: 'Spannungsklemme',
    summary: 'Wird das Potential festgehalten, sind die Ströme von Natrium und Kalium nacheinander zu sehen.',
  },
  'synaptic-input': {
    title: 'Synaptischer Eingang und Gewichte',
    summary:
      'Eine Synapse öffnet eine Leitfähigkeit, und wie viel davon, ihr Gewicht, entscheidet, wie oft das Neuron feuert.',
  },
  temperature: {
    title: 'Temperatur',
    summary:
      'Wärme macht die Tore schneller; Aktionspotentiale werden kürzer und häufiger, und schließlich gibt es keine mehr.',
  },
  classes: {
    title: 'Klassen 1, 2 und 3',
    summary: 'Drei Membranen, die sich in einer Zahl unterscheiden, beginnen auf drei Arten zu feuern.',
  },
  noise: {
    title: 'Was Rauschen aus einer Schwelle macht',
    summary: 'Ein Strom, der schwankt, macht eine scharfe Schwelle weich.',
  },
  'bursting-and-rebound': {
    title: 'Salven und Rebound',
    summary: 'Eine Zelle mit einem T-Strom feuert, wenn eine Hemmung endet, und eine kurze genügt nicht.',
  },
  integrators: {
    title: 'Warum Euler nicht genügt',
    summary:
      'Ein Rechner geht in Schritten, und wie er sie macht, entscheidet, wie falsch die Antwort ist, und wo.',
  },
  'artificial-unit': {
    title: 'Vom Neuron zur künstlichen Einheit',
    summary:
      'Über sein Rauschen gemittelt macht ein Neuron aus seinem Eingang nach einer glatten Kurve eine Feuerrate, und diese Kurve ist die Aktivierungsfunktion einer künstlichen Einheit.',
  },
};
