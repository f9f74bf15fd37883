/** What membranes, stimuli, statistics and fitted functions say in English, which the command shows as well, and what it is in German. */
export const terms: Readonly<Record<string, string>> = {
  // Membranes
  'Connor-Stevens: squid-like spikes with an A current':
    'Connor-Stevens: Aktionspotentiale wie beim Tintenfisch, mit A-Strom',
  'Golomb fast-spiking interneuron with a d current': 'Golomb: schnell feuerndes Interneuron mit d-Strom',
  'Hodgkin-Huxley squid axon': 'Hodgkin-Huxley: Riesenaxon des Tintenfischs',
  'Hodgkin-Huxley with lecture potentials': 'Hodgkin-Huxley mit Vorlesungspotentialen',
  'Morris-Lecar, cycle that ends at a homoclinic orbit': 'Morris-Lecar, Zyklus endet an homoklinem Orbit',
  'Morris-Lecar barnacle muscle, onset at a Hopf bifurcation':
    'Morris-Lecar: Seepockenmuskel, Beginn an Hopf-Bifurkation',
  'Morris-Lecar, onset at a saddle-node on the limit cycle':
    'Morris-Lecar, Beginn an Sattel-Knoten auf Grenzzyklus',
  'Persistent sodium and potassium, high threshold': 'Persistierendes Natrium und Kalium, hohe Schwelle',
  'Persistent sodium and potassium, low threshold': 'Persistierendes Natrium und Kalium, niedrige Schwelle',
  'Pospischil cortical cell, fast spiking': 'Pospischil: Kortexzelle, schnell feuernd',
  'Pospischil cortical cell, intrinsically bursting': 'Pospischil: Kortexzelle, intrinsische Bursts',
  'Pospischil cortical cell, low-threshold spiking': 'Pospischil: Kortexzelle, niedrige Schwelle',
  'Pospischil cortical cell, regular spiking': 'Pospischil: Kortexzelle, regelmäßig feuernd',
  'Prescott spinal neuron: all three classes of Hodgkin by one parameter':
    'Prescott: Rückenmarksneuron, Hodgkins drei Klassen durch einen Parameter',
  'Thalamic relay cell with a T current, one compartment':
    'Thalamische Schaltzelle mit T-Strom, ein Kompartiment',
  'Traub-Miles pyramidal cell, as in the COBAHH benchmark':
    'Traub-Miles: Pyramidenzelle, wie im COBAHH-Benchmark',
  'Wang-Buzsáki hippocampal interneuron': 'Wang-Buzsáki: Interneuron des Hippocampus',

  // Parameters
  'Maximal sodium conductance': 'Maximalleitfähigkeit für Natrium',
  'Maximal persistent sodium conductance': 'Maximalleitfähigkeit für persistierendes Natrium',
  'Maximal potassium conductance': 'Maximalleitfähigkeit für Kalium',
  'Maximal delayed rectifier conductance': 'Maximalleitfähigkeit des verzögerten Gleichrichters',
  'Maximal A-type potassium conductance': 'Maximalleitfähigkeit für Kalium vom A-Typ',
  'Maximal d-type potassium conductance': 'Maximalleitfähigkeit für Kalium vom d-Typ',
  'Maximal M-type potassium conductance': 'Maximalleitfähigkeit für Kalium vom M-Typ',
  'Maximal calcium conductance': 'Maximalleitfähigkeit für Calcium',
  'Maximal L-type calcium conductance': 'Maximalleitfähigkeit für Calcium vom L-Typ',
  'Maximal T-type calcium conductance': 'Maximalleitfähigkeit für Calcium vom T-Typ',
  'Maximal permeability of the T current to calcium': 'Maximale Permeabilität des T-Stroms für Calcium',
  'Leak conductance': 'Leckleitfähigkeit',
  'Sodium reversal potential': 'Umkehrpotential für Natrium',
  'Potassium reversal potential': 'Umkehrpotential für Kalium',
  'Calcium reversal potential': 'Umkehrpotential für Calcium',
  'Reversal potential of the A current': 'Umkehrpotential des A-Stroms',
  'Leak reversal potential': 'Umkehrpotential des Leckstroms',
  'Membrane capacitance': 'Membrankapazität',
  Temperature: 'Temperatur',
  'Factor on the gating rates for 10 degC': 'Faktor der Gating-Raten für 10 degC',
  'Factor on the rates of h and n': 'Faktor der Raten von h und n',
  'Half activation of sodium: -28 mV makes the onset class 1':
    'Halbaktivierung von Natrium: bei -28 mV beginnt das Feuern nach Klasse 1',
  'Half activation of sodium': 'Halbaktivierung von Natrium',
  'Half inactivation of sodium': 'Halbinaktivierung von Natrium',
  'Half activation of potassium': 'Halbaktivierung von Kalium',
  'Half activation of potassium: 0, -13 and -21 mV make the classes 1, 2 and 3':
    'Halbaktivierung von Kalium: 0, -13 und -21 mV ergeben die Klassen 1, 2 und 3',
  'Half activation of calcium': 'Halbaktivierung von Calcium',
  'Half activation of the delayed rectifier': 'Halbaktivierung des verzögerten Gleichrichters',
  'Half activation of the d current': 'Halbaktivierung des d-Stroms',
  'Half inactivation of the d current': 'Halbinaktivierung des d-Stroms',
  'Width of sodium activation': 'Breite der Natriumaktivierung',
  'Width of sodium inactivation': 'Breite der Natriuminaktivierung',
  'Width of potassium activation': 'Breite der Kaliumaktivierung',
  'Width of calcium activation': 'Breite der Calciumaktivierung',
  'Width of its activation': 'Breite seiner Aktivierung',
  'Width of its inactivation': 'Breite seiner Inaktivierung',
  'Time constant of the activation of the d current': 'Zeitkonstante der Aktivierung des d-Stroms',
  'Time constant of the inactivation of the d current': 'Zeitkonstante der Inaktivierung des d-Stroms',
  'Time constant of potassium activation': 'Zeitkonstante der Kaliumaktivierung',
  'Least rate of potassium activation': 'Kleinste Rate der Kaliumaktivierung',
  'Threshold parameter: shifts the sodium and potassium gates along V':
    'Schwellenparameter: verschiebt die Natrium- und Kalium-Gating-Variablen entlang V',
  'Sets the time constant of the M current: its largest value is 0.275 of this':
    'Zeitkonstante des M-Stroms: ihr größter Wert ist das 0,275-Fache hiervon',
  'Calcium inside': 'Calcium innen',
  'Calcium outside': 'Calcium außen',
  'Calcium inside that the pool returns to': 'Calcium innen, zu dem der Vorrat zurückkehrt',
  'Time constant of the calcium pool': 'Zeitkonstante des Calciumvorrats',
  'Depth of the shell below the membrane that calcium flows into':
    'Tiefe der Schale unter der Membran, in die Calcium fließt',

  // Currents, gates and states
  'Sodium current': 'Natriumstrom',
  'Persistent sodium current': 'Persistierender Natriumstrom',
  'Potassium current': 'Kaliumstrom',
  'Delayed rectifier': 'Verzögerter Gleichrichter',
  'A-type potassium current': 'Kaliumstrom vom A-Typ',
  'd-type potassium current': 'Kaliumstrom vom d-Typ',
  'M-type potassium current': 'Kaliumstrom vom M-Typ',
  'Calcium current': 'Calciumstrom',
  'L-type calcium current': 'Calciumstrom vom L-Typ',
  'T-type calcium current': 'Calciumstrom vom T-Typ',
  'Leak current': 'Leckstrom',
  'Sodium activation': 'Natriumaktivierung',
  'Sodium activation, without delay': 'Natriumaktivierung, ohne Verzögerung',
  'Sodium inactivation (1 is not inactivated)': 'Natriuminaktivierung (1 ist nicht inaktiviert)',
  'Potassium activation': 'Kaliumaktivierung',
  'Calcium activation, without delay': 'Calciumaktivierung, ohne Verzögerung',
  'Activation of the delayed rectifier': 'Aktivierung des verzögerten Gleichrichters',
  'Activation of the A current': 'Aktivierung des A-Stroms',
  'Inactivation of the A current (1 is not inactivated)':
    'Inaktivierung des A-Stroms (1 ist nicht inaktiviert)',
  'Activation of the d current': 'Aktivierung des d-Stroms',
  'Inactivation of the d current (1 is not inactivated)':
    'Inaktivierung des d-Stroms (1 ist nicht inaktiviert)',
  'Activation of the M current': 'Aktivierung des M-Stroms',
  'Activation of the L current': 'Aktivierung des L-Stroms',
  'Inactivation of the L current (1 is not inactivated)':
    'Inaktivierung des L-Stroms (1 ist nicht inaktiviert)',
  'Activation of the T current': 'Aktivierung des T-Stroms',
  'Activation of the T current, without delay': 'Aktivierung des T-Stroms, ohne Verzögerung',
  'Inactivation of the T current (1 is not inactivated)':
    'Inaktivierung des T-Stroms (1 ist nicht inaktiviert)',
  'Calcium below the membrane; uA/cm2 become mM/ms by 10 / (2 F depth)':
    'Calcium unter der Membran; aus uA/cm2 wird mM/ms durch 10 / (2 F depth)',

  // Kinds of stimuli
  'Constant current': 'Gleichstrom',
  'The same current from time 0 on': 'Derselbe Strom von Zeit 0 an',
  Step: 'Stufe',
  'A current that is switched on, and off if an end is given':
    'Ein Strom, der ein- und, wenn ein Ende gegeben ist, ausgeschaltet wird',
  Ramp: 'Rampe',
  'A current that changes linearly from onset to end and then stays':
    'Ein Strom, der sich vom Beginn bis zum Ende linear ändert und dann bleibt',
  'Pulses at given times': 'Pulse zu gegebenen Zeiten',
  'Rectangular pulses at given times; where they overlap they add up':
    'Rechteckpulse zu gegebenen Zeiten; wo sie sich überlappen, addieren sie sich',
  'Train of pulses': 'Pulsfolge',
  'Rectangular pulses at even intervals; where they overlap they add up':
    'Rechteckpulse in gleichen Abständen; wo sie sich überlappen, addieren sie sich',
  'Pair of pulses': 'Doppelpuls',
  'Two rectangular pulses of one width, a conditioning and a test pulse; where they overlap they add up':
    'Zwei gleich breite Rechteckpulse, ein konditionierender und ein Testpuls; wo sie sich überlappen, addieren sie sich',
  Staircase: 'Treppe',
  'Steady currents one after another, each for the same time':
    'Gleichbleibende Ströme nacheinander, jeder gleich lange',
  Sine: 'Sinus',
  'A current that goes to and fro': 'Ein Strom, der hin und her schwingt',
  'Sine of growing frequency': 'Sinus wachsender Frequenz',
  'A sine whose frequency changes from one to another (ZAP), for impedances':
    'Ein Sinus, dessen Frequenz von einer zu einer anderen geht (ZAP), für Impedanzen',
  'Recorded waveform': 'Aufgezeichnete Wellenform',
  'A current that is given by samples; 0 before and after':
    'Ein Strom, der durch Abtastwerte gegeben ist; davor und danach 0',
  Noise: 'Rauschen',
  'A current that fluctuates (Ornstein-Uhlenbeck process), different in every neuron':
    'Ein schwankender Strom (Ornstein-Uhlenbeck-Prozess), in jedem Neuron ein anderer',
  Synapses: 'Synapsen',
  'Synapses: a conductance that opens with every arrival and closes by itself':
    'Synapsen: eine Leitfähigkeit, die sich mit jedem eintreffenden Aktionspotential öffnet und von selbst schließt',
  'Voltage clamp': 'Spannungsklemme',
  'Voltage clamp: V is prescribed; its times are rounded to whole steps':
    'Spannungsklemme: V ist vorgegeben; ihre Zeiten werden auf ganze Schritte gerundet',

  // What stimuli say
  'Current, depolarising positive': 'Strom, depolarisierend positiv',
  'Of the currents: a density, as where nothing is said, or a current into the whole cell':
    'Der Ströme: eine Dichte, wie wenn nichts gesagt ist, oder ein Strom in die ganze Zelle',
  'Start, ms': 'Beginn, ms',
  'End, ms': 'Ende, ms',
  'End of the rise, ms': 'Ende des Anstiegs, ms',
  'Duration of each pulse, ms': 'Dauer jedes Pulses, ms',
  'Start of each pulse, ms': 'Beginn jedes Pulses, ms',
  'From the start of a pulse to that of the next, ms':
    'Vom Beginn eines Pulses bis zum Beginn des nächsten, ms',
  'Number of pulses': 'Zahl der Pulse',
  'Current of the second pulse': 'Strom des zweiten Pulses',
  'From the start of the first pulse to that of the second, ms':
    'Vom Beginn des ersten Pulses bis zum Beginn des zweiten, ms',
  'Currents one after another; the last one stays': 'Ströme nacheinander; der letzte bleibt',
  'How long each current lasts, ms': 'Wie lange jeder Strom dauert, ms',
  'Current around which it goes': 'Strom, um den er schwingt',
  Hz: 'Hz',
  'At the onset, degrees': 'Zu Beginn, Grad',
  'Frequency at the onset, Hz': 'Frequenz zu Beginn, Hz',
  'Frequency at the end, Hz': 'Frequenz am Ende, Hz',
  'How the frequency goes from one to the other': 'Wie die Frequenz von einer zur anderen geht',
  'Currents one after another': 'Ströme nacheinander',
  'When each of them is, from the onset on, ascending, ms':
    'Wann jeder von ihnen ist, ab dem Beginn, aufsteigend, ms',
  'Time from one to the next, where that is always the same, ms':
    'Zeit von einem zum nächsten, wo sie immer gleich ist, ms',
  'Whether the current goes evenly from one to the next or jumps there':
    'Ob der Strom gleichmäßig von einem zum nächsten geht oder dort springt',
  'Factor of all values': 'Faktor aller Werte',
  'Current around which it fluctuates': 'Strom, um den er schwankt',
  'Correlation time, ms': 'Korrelationszeit, ms',
  'Arrivals at each synapse, at random (Poisson), Hz': 'Ankünfte an jeder Synapse, zufällig (Poisson), Hz',
  'Number of synapses, which add up': 'Zahl der Synapsen, die sich addieren',
  'Arrivals at given times instead, from the onset on, ms':
    'Stattdessen Ankünfte zu gegebenen Zeiten, ab dem Beginn, ms',
  'Conductance at its peak that one arrival opens': 'Größte Leitfähigkeit, die eine Ankunft öffnet',
  'Potential that it pulls to, mV: 0 excites, about -75 inhibits':
    'Potential, zu dem sie zieht, mV: 0 erregt, etwa -75 hemmt',
  'Time in which the conductance falls to 1/e, ms': 'Zeit, in der die Leitfähigkeit auf 1/e fällt, ms',
  'Time constant with which it opens, shorter than the decay, ms; at once if there is none':
    'Zeitkonstante, mit der sie sich öffnet, kürzer als die des Abfalls, ms; ohne sie sofort',
  'End of the arrivals, ms': 'Ende der Ankünfte, ms',
  'Of the weight: a density, as where nothing is said, or a conductance of the whole cell':
    'Des Gewichts: eine Dichte, wie wenn nichts gesagt ist, oder eine Leitfähigkeit der ganzen Zelle',
  'Potential before and after the levels, mV': 'Potential vor und nach den Stufen, mV',
  'Potentials one after another, mV': 'Potentiale nacheinander, mV',
  'How long each of them lasts, ms': 'Wie lange jedes von ihnen dauert, ms',
  'When V is left to itself, ms': 'Wann V sich selbst überlassen wird, ms',

  // What is varied of stimuli
  'Injected current': 'Reizstrom',
  Onset: 'Beginn',
  End: 'Ende',
  'Current before the ramp': 'Strom vor der Rampe',
  'Current after the ramp': 'Strom nach der Rampe',
  'Pulse current': 'Pulsstrom',
  'Pulse width': 'Pulsbreite',
  'Onset of pulse': 'Beginn von Puls',
  'Period of the pulses': 'Periode der Pulse',
  'First pulse': 'Erster Puls',
  'Second pulse': 'Zweiter Puls',
  Interval: 'Abstand',
  Level: 'Stufe',
  'Duration of a level': 'Dauer einer Stufe',
  Amplitude: 'Amplitude',
  'Mean current': 'Mittlerer Strom',
  Frequency: 'Frequenz',
  Phase: 'Phase',
  'First frequency': 'Anfangsfrequenz',
  'Last frequency': 'Endfrequenz',
  'Scale of the waveform': 'Faktor der Wellenform',
  'Standard deviation of the current': 'Standardabweichung des Stroms',
  'Correlation time': 'Korrelationszeit',
  'Rate of arrivals': 'Rate der Ankünfte',
  'Number of synapses': 'Zahl der Synapsen',
  'Time of arrival': 'Zeit der Ankunft',
  'Weight of the synapses': 'Gewicht der Synapsen',
  'Reversal potential of the synapses': 'Umkehrpotential der Synapsen',
  'Decay of the conductance': 'Abfall der Leitfähigkeit',
  'Rise of the conductance': 'Anstieg der Leitfähigkeit',
  'Holding potential': 'Haltepotential',
  'Duration of level': 'Dauer von Stufe',
  'Onset of the clamp': 'Beginn der Klemme',
  'End of the clamp': 'Ende der Klemme',

  // Statistics
  'Events inside the measuring window': 'Aktionspotentiale im Messfenster',
  'Time of the first event inside the measuring window': 'Zeit des ersten Aktionspotentials im Messfenster',
  'Time of the last event inside the measuring window': 'Zeit des letzten Aktionspotentials im Messfenster',
  'Firing rate (spikes - 1) / (last - first); 0 with fewer than two events':
    'Feuerrate (spikes - 1) / (last - first); 0 bei weniger als zwei Aktionspotentialen',
  'Time from the onset of the stimulus to the first event after it, inside the measuring window or not':
    'Zeit vom Beginn des Reizes bis zum ersten Aktionspotential danach, im Messfenster oder nicht',
  'Highest membrane potential inside the measuring window': 'Höchstes Membranpotential im Messfenster',
  'Lowest membrane potential inside the measuring window': 'Niedrigstes Membranpotential im Messfenster',
  'Mean of V after each step inside the measuring window': 'Mittel von V nach jedem Schritt im Messfenster',
  'Mean interval between the events inside the measuring window':
    'Mittlerer Abstand der Aktionspotentiale im Messfenster',
  'Coefficient of variation of the intervals inside the measuring window: their standard deviation (of all, not of a sample) by their mean':
    'Variationskoeffizient der Intervalle im Messfenster: ihre Standardabweichung (aller, nicht einer Stichprobe) durch ihr Mittel',
  'First interval between two events inside the measuring window':
    'Erster Abstand zweier Aktionspotentiale im Messfenster',
  'Last interval between two events inside the measuring window':
    'Letzter Abstand zweier Aktionspotentiale im Messfenster',
  'Mean of (next - interval) / (next + interval) over intervals that follow one another inside the measuring window; positive where firing slows down':
    'Mittel von (nächstes - Intervall) / (nächstes + Intervall) über aufeinander folgende Intervalle im Messfenster; positiv, wo das Feuern langsamer wird',
  'Mean height of the spikes inside the measuring window, from where dV/dt rises through 10 mV/ms to the peak':
    'Mittlere Höhe der Aktionspotentiale im Messfenster, von dort, wo dV/dt über 10 mV/ms steigt, bis zur Spitze',
  'Mean depth of the afterhyperpolarisation: from where dV/dt rose through 10 mV/ms in a spike down to the lowest potential before the next':
    'Mittlere Tiefe der Nachhyperpolarisation: von dort, wo dV/dt in einem Aktionspotential über 10 mV/ms stieg, bis zum niedrigsten Potential vor dem nächsten',
  'Mean width of the spikes inside the measuring window, at half of their height above where dV/dt rises through 10 mV/ms':
    'Mittlere Breite der Aktionspotentiale im Messfenster, auf halber Höhe über der Stelle, wo dV/dt über 10 mV/ms steigt',

  // Fitted functions
  'the rectifier (ReLU)': 'Gleichrichter (ReLU)',
  softplus: 'Softplus',
  'the sigmoid': 'Sigmoide',
  'the power law': 'Potenzgesetz',
  'the line with a refractory time': 'Gerade mit Refraktärzeit',

  // Stages of a search for branches
  'the least current that makes it fire': 'kleinster Strom, bei dem sie feuert',
  'rates from rest': 'Raten aus der Ruhe',
  'where rest ends': 'wo die Ruhe endet',
  'rates from firing': 'Raten vom Feuern her',
  'where firing ends': 'wo das Feuern endet',

  // How a fit ends
  'the tolerance is what the errors of the data allow, or what was asked for':
    'die Toleranz ist, was die Fehler der Daten erlauben, oder was verlangt war',
  'hardly any candidate comes nearer': 'kaum ein Kandidat kommt näher',
  'the last round was reached; the spread is that of the tolerance, and more rounds make it narrower':
    'die letzte Runde ist erreicht; die Streuung ist die der Toleranz, und weitere Runden machen sie enger',
  'count as infinitely far: they diverge, have no rest, or lack what is compared':
    'gelten als unendlich fern: sie divergieren, haben keine Ruhe, oder ihnen fehlt, was verglichen wird',
};
