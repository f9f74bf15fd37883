import type { Messages } from '../../messages.ts';

/** Of what is written for other programs, and of what these cannot represent. */
export const exported: Messages = {
  // Neurons
  '{} takes one neuron, and the experiment has {}; choose one with --cell, 0 to {}':
    '{} nimmt ein Neuron, und das Experiment hat {}; eines mit --cell wählen, 0 bis {}',
  'there is no neuron {}; the population has 0 to {}': 'es gibt kein Neuron {}; die Population hat 0 bis {}',
  '"{}" of an experiment cannot be exported; leave it out':
    '„{}“ eines Experiments lässt sich nicht exportieren; es weglassen',
  '"trials" of an experiment cannot be exported; leave it out':
    '"trials" eines Experiments lässt sich nicht exportieren; es weglassen',
  '{} numbers would be written; at most {} are, so export fewer neurons, or one with --cell':
    '{} Zahlen wären zu schreiben; höchstens {} werden es, also weniger Neurone exportieren, oder eines mit --cell',
  '"{}" cannot be written for {}; choose another program, or leave it out of the formulas':
    '„{}“ lässt sich für {} nicht schreiben; ein anderes Programm wählen, oder es aus den Formeln weglassen',
  '{} cannot be written as a number': '{} lässt sich nicht als Zahl schreiben',

  // Stimuli
  'a stimulus of kind "{}" cannot be exported: it is no function of the time; take another one':
    'ein Reiz der Art „{}“ lässt sich nicht exportieren: er ist keine Funktion der Zeit; einen anderen nehmen',
  'a stimulus of kind "{}" cannot be exported to NeuroML, which has {}; take Brian2 or NEURON':
    'ein Reiz der Art „{}“ lässt sich nicht nach NeuroML exportieren, das {} hat; Brian2 oder NEURON nehmen',
  'a stimulus of kind "waveform" cannot be exported to XPP, which reads samples from files of its own; take Brian2 or NEURON':
    'ein Reiz der Art "waveform" lässt sich nicht nach XPP exportieren, das Abtastwerte aus eigenen Dateien liest; Brian2 oder NEURON nehmen',
  'some {} arrivals at synapses cannot be exported to XPP, which takes {}; take Brian2 or NEURON':
    'etwa {} Ankünfte an Synapsen lassen sich nicht nach XPP exportieren, das {} nimmt; Brian2 oder NEURON nehmen',

  // Membranes
  'model "{}" cannot be exported to NeuroML: its state "{}" is no gate; take Brian2, NEURON or XPP':
    'das Modell „{}“ lässt sich nicht nach NeuroML exportieren: seine Zustandsgröße „{}“ ist keine Gating-Variable; Brian2, NEURON oder XPP nehmen',
  'model "{}" cannot be exported to NeuroML: {}; take Brian2, NEURON or XPP':
    'das Modell „{}“ lässt sich nicht nach NeuroML exportieren: {…}; Brian2, NEURON oder XPP nehmen',
  'the current "{}" is no conductance times a driving force':
    'der Strom „{}“ ist keine Leitfähigkeit mal eine treibende Kraft',
  'the conductance of "{}" is no product of powers of gates':
    'die Leitfähigkeit von „{}“ ist kein Produkt von Potenzen von Gating-Variablen',
  'the reversal potential of "{}"': 'das Umkehrpotential von „{}“',
  '{} depends on "{}"': '{…} hängt von „{}“ ab',
  '"{}" of the gate "{}" depends on "{}"': '„{}“ der Gating-Variablen „{}“ hängt von „{}“ ab',

  // What is not in the file
  'the membrane has no area; the cell has {} um2, and its current is in nA':
    'die Membran hat keine Fläche; die Zelle hat {} um2, und ihr Strom ist in nA',
  'NeuroML finds spikes at a level; {} mV is written as spikeThresh':
    'NeuroML findet Spikes an einer Schwelle; als spikeThresh steht {} mV',
  'the script does not compute {}': 'das Skript berechnet nicht: {}',
  'the script records no traces': 'das Skript zeichnet keine Verläufe auf',
  'XPP writes the course of the states; it finds no events and makes no tables':
    'XPP schreibt den Verlauf der Zustandsgrößen; es findet keine Aktionspotentiale und macht keine Tabellen',
  'Random numbers are drawn by this script: noise and arrivals have the statistics of the experiment, and other values.':
    'Zufallszahlen zieht dieses Skript: Rauschen und Ankünfte haben die Statistik des Experiments, und andere Werte.',
};
