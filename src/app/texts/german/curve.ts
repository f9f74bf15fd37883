import type { Firing } from '../../curve/bifurcation-points.ts';
import { fixed, plain, quantity, unit, whole } from '../../numbers/format.ts';
import type { Texts } from '../english.ts';

const births = {
  subcritical: ['subkritisch', 'ein instabiler Zyklus endet'],
  supercritical: ['superkritisch', 'ein kleiner Zyklus beginnt'],
} as const;

const hows: Readonly<Record<NonNullable<Firing['excitability']['onset']>['how'], string>> = {
  snic: 'durch einen Sattel-Knoten auf dem Zyklus',
  homoclinic: 'durch einen homoklinen Orbit',
  'fold of cycles': 'durch eine Falte von Zyklen',
  hopf: 'durch eine Hopf-Bifurkation',
  'period doubling': 'durch eine Periodenverdopplung',
  torus: 'durch eine Torus-Bifurkation',
  earlier: '',
  unknown: '',
};

const withUnit = (value: number, unitName: string): string => `${plain(value, 6)} ${unit(unitName)}`.trim();

/** How repetitive firing begins as the current grows. */
function firingOf({ excitability, from, to, unit: unitName }: Firing): string {
  const { class: kind, onset, spikesFrom, restless } = excitability;
  const at = (value: number) => withUnit(value, unitName);
  const steps =
    spikesFrom === undefined
      ? ''
      : `eine Stufe von ${plain(from, 6)} löst ab ${at(spikesFrom)} ein Aktionspotential aus`;
  if (restless !== undefined)
    return `Bei ${at(restless)} kommt sie nicht zur Ruhe und durchläuft keinen Zyklus, der sich verfolgen ließ; wie das Feuern beginnt, ist deshalb nicht bekannt.`;
  if (!onset)
    return kind === 3
      ? `Klasse 3: ${steps}, nur bei ihrem Beginn; bis ${at(to)} lässt kein Gleichstrom sie wiederholt feuern.`
      : 'In diesem Bereich gibt es weder Feuern noch Aktionspotentiale.';
  const rate = `${plain(onset.frequency, 5)} Hz`;
  if (onset.how === 'earlier')
    return `Schon bei ${at(from)} feuert sie, mit ${rate}; die Klasse zeigt sich in diesem Bereich nicht.`;
  if (kind === undefined) return `Feuern ist ab ${at(onset.parameter)} zu sehen, aber nicht, wie es beginnt.`;
  const begins = `${hows[onset.how]} bei ${at(onset.parameter)}`;
  if (kind === 3)
    return `Klasse 3: ${steps}, nur bei ihrem Beginn; die erste Schwingung wächst aus dem Nichts ${begins}, mit ${rate}.`;
  const how = kind === 1 ? 'mit beliebig niedrigen Raten' : `mit einem Sprung auf ${rate}`;
  return `Klasse ${kind}: Wiederholtes Feuern beginnt ${how}, ${begins}${steps && `; ${steps}`}.`;
}

function cyclesOf({ cycles, excitability: { onset }, unit: unitName }: Firing): string {
  if (cycles === 0) return 'In diesem Bereich gibt es keine Zyklen.';
  if (!onset) return 'Es gibt Zyklen, aber keine stabilen.';
  const rate = onset.frequency === 0 ? 'unendlicher Periode' : `${plain(onset.frequency, 5)} Hz`;
  return `Der erste stabile Zyklus ist bei ${withUnit(onset.parameter, unitName)}, mit ${rate}.`;
}

export const curve: Texts['curve'] = {
  label: 'Feuerrate der Population',
  title: 'Feuerrate',
  withPeak: 'Hz, Spitze mV',
  peak: (V) => `, Spitze ${fixed(V, 0)} mV`,
  at: (value, place) => `${value} bei ${place}`,
  onCurve: 'An der Kennlinie',
  statistics: 'Statistik',
  statisticsLabel: 'Statistik der Population',
  statistic: 'Größe',
  noValue: 'Kein Wert',
  outdated: 'Das Ergebnis gehört zu anderen Werten.',
  stage: (number, of, words) => `${number} von ${of}, ${words}`,
  branches: {
    button: 'Beide Äste',
    needs: 'Äste sind die eines Gleichstroms, der variiert wird.',
    work: 'Beginn',
    fromRest: 'aus der Ruhe',
    fromFiring: 'vom Feuern her',
    bistable: 'bistabil',
    window: (from, to, unitName) =>
      `Bistabil von ${plain(from)} bis ${quantity(to, unitName)}: dort ruht oder feuert eine Zelle, wie sie es zuvor tat.`,
    noWindow: 'Bei keinem Strom hängt es davon ab, was zuvor war.',
  },
  bifurcations: {
    button: 'Bifurkationen suchen',
    needs: 'Bifurkationen sind die einer Zelle bei Gleichstrom.',
    work: 'Gleichgewichte und Zyklen werden verfolgt',
    list: 'Bifurkationen',
    none: 'In diesem Bereich gibt es keine.',
    firing: (about) => (about.isCurrent ? firingOf(about) : cyclesOf(about)),
    snic: {
      label: 'Sattel-Knoten auf Zyklus',
      words:
        'Sattel-Knoten auf dem Zyklus: seine Periode wird unendlich, wo sich auf ihm zwei Gleichgewichte treffen',
    },
    homoclinic: {
      label: 'homokliner Orbit',
      words: 'homokliner Orbit: die Periode wird unendlich, auf einer Bahn von einem Sattel zu ihm selbst',
    },
    fold: { label: 'Falte', words: 'Falte: zwei Gleichgewichte treffen sich' },
    cycleFold: (frequency) => ({
      label: 'Falte von Zyklen',
      words: `Falte von Zyklen, ${plain(frequency)} Hz: zwei Zyklen treffen sich`,
    }),
    hopf: (criticality, frequency) => {
      const [kind, birth] = births[criticality];
      return { label: `Hopf, ${kind}`, words: `Hopf-Punkt, ${kind}, ${plain(frequency)} Hz: ${birth}` };
    },
  },
  fit: {
    needs:
      'Eine Anpassung braucht einen Strom, der variiert wird, und Zellen, die bei manchen seiner Werte feuern.',
    work: 'Anpassung läuft',
    function: 'Funktion',
    off: (name, rms) => `${name}, ${plain(rms, 3)} Hz daneben`,
    found: (formula, numbers, rms) =>
      `f = ${formula}, mit ${numbers}; quadratisches Mittel des Abstands von der Kennlinie ${plain(rms, 3)} Hz.`,
    meaning:
      'Ein künstliches Neuron ist nur das: I ist die gewichtete Summe seiner Eingänge, f sein Ausgang.',
    picture: 'Sein Bild',
    pictureTitle: 'Das künstliche Neuron dieser Kennlinie',
  },
  unit: {
    parts: [
      ['Eingang', 'Spikes'],
      ['Gewicht', 'Leitwert'],
      ['Summe', 'Strom'],
      ['Funktion', 'Kennlinie'],
      ['Ausgang', 'Rate'],
    ],
    upTo: (rate) => `bis ${plain(rate, 2)} Hz`,
    span: (least, most, unitName) => `${plain(least, 3)} bis ${plain(most, 3)} ${unit(unitName)}`,
    describedSum:
      'Die Eingänge x1 bis xn, Spikes anderer Neurone, jeder mal einem Gewicht, der Leitfähigkeit einer Synapse, ergeben mit dem Bias b, einem konstanten Strom, zusammen den Strom I.',
    describedAny: 'Eine Funktion f macht daraus den Ausgang, eine Feuerrate.',
    described: (formula, numbers) =>
      `Die Funktion f = ${formula} macht daraus den Ausgang, eine Feuerrate, mit ${numbers}.`,
    found: (formula, numbers) => `f = ${formula}, mit ${numbers}`,
    missing: 'Die Funktion kommt von Fit, unter den Feuerraten.',
  },
  points: {
    from: (count, name) => `${whole(count)} ${count === 1 ? 'Punkt' : 'Punkte'} aus ${name}`,
    allBeyond: ', alle jenseits der Enden der Kennlinie',
    off: (rms, beyond) =>
      `, im quadratischen Mittel ${plain(rms, 3)} Hz von der Kennlinie entfernt${beyond > 0 ? ` (${whole(beyond)} jenseits ihrer Enden)` : ''}`,
    ask: 'Ein Strom und eine Feuerrate (Hz) je Zeile, hier eingefügt oder',
    fromFile: 'aus einer CSV-Datei',
    pasted: 'der Text',
    file: 'Datei mit Punkten',
    example: 'Strom (uA/cm2), Rate (Hz)',
    show: 'Punkte zeigen',
    agree: 'Passende Neurone suchen',
  },
};
