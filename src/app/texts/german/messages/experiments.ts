import type { Messages } from '../../messages.ts';

/** Of experiments: what they run, for how long, with what stimulus and in which steps. */
export const experiments: Messages = {
  // Membrane and parameters
  'model "{}" is a file, and none is read here; give the document itself':
    'das Modell „{}“ ist eine Datei, und hier wird keine gelesen; das Dokument selbst angeben',
  'unknown model "{}"{}': 'unbekanntes Modell „{}“{…}',
  'unknown parameter "{}" of model "{}"{}': 'unbekannter Parameter „{}“ des Modells „{}“{…}',
  'expected the name of a model, or a membrane': 'erwartet wird der Name eines Modells oder eine Membran',

  // Steps and times
  'bands have a dt and an integrator each: leave out {}, or the bands':
    'jedes Band hat sein dt und seinen Integrator: {…} weglassen, oder die Bänder',
  'bands: dt = {} ms is no whole part of the largest, {} ms; the nearest is {} ms':
    'bands: dt = {} ms ist kein ganzer Teil des größten, {} ms; am nächsten liegt {} ms',
  'accuracy = {} % chooses dt and integrator: leave out {}, or the accuracy':
    'accuracy = {} % wählt dt und Integrator: {…} weglassen, oder die Genauigkeit',
  'duration = {} ms is shorter than one step; use at least dt = {} ms':
    'duration = {} ms ist kürzer als ein Schritt; mindestens dt = {} ms verwenden',
  'duration = {} ms is {} steps of {} ms; at most {} can be counted':
    'duration = {} ms sind {} Schritte von {} ms; höchstens {} lassen sich zählen',
  'duration = {} ms is not a whole number of steps of {} ms: it is run for {} ms, {} steps':
    'duration = {} ms ist keine ganze Zahl von Schritten von {} ms: es läuft {} ms, {} Schritte',
  'measure.from = {} ms leaves nothing to measure; it must be less than duration = {} ms by at least one step of {} ms':
    'measure.from = {} ms lässt nichts zu messen; es muss um mindestens einen Schritt kleiner sein als duration = {} ms: {} ms',
  'it must be "rest" or {"V": mV} with V from -200 to 200':
    'erlaubt ist "rest" oder {"V": mV} mit V von -200 bis 200',
  '{} of {}': '{} von {…}',
  'neuron {}': 'Neuron {}',
  'cell {}': 'Zelle {}',
  'dt = {} ms is too large: {}; no dt from {} ms on would do':
    'dt = {} ms ist zu groß: {…}; kein dt ab {} ms würde genügen',
  'dt = {} ms is too large: {}; dt = {} ms would do': 'dt = {} ms ist zu groß: {…}; dt = {} ms würde genügen',
  'the rate of {} is up to {} /ms, beyond what "{}" is stable at':
    'die Rate von {…} beträgt bis zu {} /ms, mehr als das, wobei „{}“ stabil ist',
  '{} changes by up to {} {}': '{…} ändert sich um bis zu {} {}',

  // Stimuli
  '"{}": there is no "{}" in the list': '„{}“: in der Liste gibt es kein „{}“',
  '"{}" is there twice; give each stimulus a name of its own':
    '„{}“ gibt es zweimal; jedem Reiz einen eigenen Namen geben',
  'a name is made of up to 32 letters and digits, a letter first':
    'ein Name besteht aus bis zu 32 Buchstaben und Ziffern, zuerst ein Buchstabe',
  'V can be clamped by one clamp alone; give it all levels':
    'V lässt sich nur von einer einzigen Klemme halten; ihr alle Stufen geben',
  'stimulus.unit = "{}" needs the area of the cell, and model "{}" has none; give it an "area", or the stimulus in {}':
    'stimulus.unit = „{}“ braucht die Fläche der Zelle, und das Modell „{}“ hat keine; ihm eine "area" geben, oder den Reiz in {}',
  'end = {} ms must be greater than onset = {} ms': 'end = {} ms muss größer sein als onset = {} ms',
  '{} levels need as many durations, not {}': '{} Stufen brauchen ebenso viele Dauern, nicht {}',
  'synapses have either a rate of random arrivals (Hz) or the times (ms) of given ones':
    'Synapsen haben entweder eine Rate zufälliger Ankünfte (Hz) oder die Zeiten (ms) gegebener',
  'arrivals at given times have no end; leave out those after it':
    'Ankünfte zu gegebenen Zeiten haben kein Ende; die danach weglassen',
  'rise = {} ms must be less than decay = {} ms': 'rise = {} ms muss kleiner sein als decay = {} ms',
  '{} = {} Hz is {} turns in a step of {} ms, and would be taken for another frequency; at most half a turn can be: use a smaller dt, or at most {} Hz':
    '{} = {} Hz sind {} Umläufe in einem Schritt von {} ms und würden für eine andere Frequenz gehalten; höchstens ein halber ist möglich: ein kleineres dt oder höchstens {} Hz verwenden',
  '{}: {} Hz at {} synapses are {} arrivals in a step of {} ms; at most {} can be counted: use fewer, a smaller dt, or an "ou" current in their place':
    '{}: {} Hz an {} Synapsen sind {} Ankünfte in einem Schritt von {} ms; höchstens {} lassen sich zählen: weniger nehmen, ein kleineres dt oder einen Strom "ou" an ihrer Stelle',
  'samples have either an interval (ms) or the times (ms) of each':
    'Abtastwerte haben entweder einen Abstand (ms) oder jeder seine Zeit (ms)',
  '{} values need as many times, not {}': '{} Werte brauchen ebenso viele Zeiten, nicht {}',
  'time {} = {} ms is not after the one before, {} ms':
    'die Zeit {} = {} ms liegt nicht nach der davor, {} ms',
  'times begin at 0 ms, not {} ms; use an onset':
    'Zeiten beginnen bei 0 ms, nicht bei {} ms; einen onset verwenden',
  '{}: {} pulses, each {} ms after the last, take {} steps of {} ms; they may take {}: give fewer pulses, or a larger dt':
    '{}: {} Pulse, jeder {} ms nach dem letzten, dauern {} Schritte von {} ms; sie dürfen {} dauern: weniger Pulse angeben, oder ein größeres dt',
  '{}: of pulses of {} ms every {} ms up to {} are on in a step of {} ms; at most {} may be: give shorter ones, a longer period, or a constant current':
    '{}: von Pulsen von {} ms alle {} ms sind bis zu {} in einem Schritt von {} ms an; höchstens {} dürfen es sein: kürzere angeben, eine längere Periode, oder einen Gleichstrom',
  '{}: the waveform lasts {} steps of {} ms; it may last {}: give fewer samples, or a larger dt':
    '{}: die Wellenform dauert {} Schritte von {} ms; sie darf {} dauern: weniger Abtastwerte angeben, oder ein größeres dt',
  '{}: a waveform in a file needs the name of its column, such as "value": "clamp_uA_cm2" ("time" is "time_ms" if it is left out)':
    '{}: eine Wellenform in einer Datei braucht den Namen ihrer Spalte, wie "value": "clamp_uA_cm2" ("time" ist "time_ms", wenn es fehlt)',
  '{}: {} has rows of cells {} and {}; choose one, as "cell": {}':
    '{}: {} hat Zeilen der Zellen {} und {}; eine wählen, als "cell": {}',
  '{}: {} has no rows of cell {}': '{}: {} hat keine Zeilen der Zelle {}',

  // What is measured and recorded
  'statistics: "{}" is nothing that can be measured{}': 'statistics: „{}“ lässt sich nicht messen{…}',
  '{}, {"of": NAME, "take": "{}"}, or {"distance": RECORDING}':
    '{}, {"of": NAME, "take": "{}"} oder {"distance": RECORDING}',
  'it must be {}': 'erlaubt ist {…}',
  'there is one distance already; give its recording windows and weights instead':
    'einen Abstand gibt es schon; stattdessen seiner Aufzeichnung Fenster und Gewichte geben',
  'the recording': 'die Aufzeichnung',
  'from = {} ms must be less than to = {} ms': 'from = {} ms muss kleiner sein als to = {} ms',
  'no sample after time 0 is in a window; give other windows':
    'kein Wert nach der Zeit 0 liegt in einem Fenster; andere Fenster angeben',
  'distance: the recording lasts {} ms, but the run duration = {} ms; run for longer, or give less of it':
    'distance: die Aufzeichnung dauert {} ms, der Lauf aber duration = {} ms; länger laufen lassen, oder weniger davon angeben',
  'distance: the recording lasts {} steps of {} ms; it may last {}: give less of it, or a larger dt':
    'distance: die Aufzeichnung dauert {} Schritte von {} ms; sie darf {} dauern: weniger davon angeben, oder ein größeres dt',
  'record.traces.cells: neuron {} is there twice; name each neuron once':
    'record.traces.cells: Neuron {} gibt es zweimal; jedes Neuron einmal nennen',
  'record.traces.cells: there is no neuron {}; the population has 0 to {}':
    'record.traces.cells: es gibt kein Neuron {}; die Population hat 0 bis {}',
  'record.traces.every = {} ms is not a whole number of steps of {} ms; the nearest is {}':
    'record.traces.every = {} ms ist keine ganze Zahl von Schritten von {} ms; am nächsten liegt {}',
  'record.traces.values: "{}" is nothing that can be sampled{}':
    'record.traces.values: „{}“ lässt sich nicht abtasten{…}',
};
