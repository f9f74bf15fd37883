import type { Messages } from '../../messages.ts';

/** Of data of one's own, and of what is fitted to them. */
export const fits: Messages = {
  // Rates
  '{} is empty; give a current and a rate on each line, such as 10, 68.3':
    '{} ist leer; in jeder Zeile einen Strom und eine Rate angeben, wie 10, 68.3',
  '{} has names and no numbers below; give a current and a rate on each line':
    '{} hat Namen und darunter keine Zahlen; in jeder Zeile einen Strom und eine Rate angeben',
  '{} has numbers of cells and no column of currents; give one a name with its unit, such as current_uA_cm2':
    '{} hat Nummern von Zellen und keine Spalte der Ströme; einer einen Namen mit ihrer Einheit geben, wie current_uA_cm2',
  '{} has {} points; at most {} can be shown': '{} hat {} Punkte; höchstens {} lassen sich zeigen',
  'the points are against {} and the curve against {}; give the currents in {}':
    'die Punkte sind gegen {} aufgetragen und die Kennlinie gegen {}; die Ströme in {} angeben',
  'a number': 'eine Zahl',
  'no unit': 'keiner Einheit',
  '{}: {} cells; give a current and a rate, such as 10, 68.3':
    '{…}: {} Felder; einen Strom und eine Rate angeben, wie 10, 68.3',
  '{}: "{}" is not a number; write numbers like 68.3': '{…}: „{}“ ist keine Zahl; Zahlen schreiben wie 68.3',
  '{}: "{}" is in {}; give rates in Hz': '{}: „{}“ ist in {}; Raten in Hz angeben',
  '{} does not say the unit of its currents; name the column so, such as current_uA_cm2, or give unit = uA/cm2 or nA':
    '{} sagt nicht, in welcher Einheit die Ströme sind; die Spalte so nennen, wie current_uA_cm2, oder unit = uA/cm2 oder nA angeben',

  // Potentials
  'before 0': 'vor 0',
  'not after the one before, {} ms': 'nicht nach der davor, {} ms',
  '{}: the time {} ms is {}; give times that ascend from 0 ms on':
    '{…}: die Zeit {} ms liegt {…}; Zeiten angeben, die ab 0 ms aufsteigen',
  '{}: {} mV is no membrane potential: they are within -{} to {} mV; is the unit right?':
    '{…}: {} mV ist kein Membranpotential: diese liegen innerhalb von -{} bis {} mV; stimmt die Einheit?',
  '{} has {} samples; at most {} are read: give fewer':
    '{} hat {} Werte; höchstens {} werden gelesen: weniger angeben',
  '{} has no column of the time, only {}; name it in the first line, such as {}, or as {} = NAME':
    '{} hat keine Spalte der Zeit, nur {…}; sie in der ersten Zeile nennen, wie {}, oder als {} = NAME',
  '{} has no column of the potential, only {}; name it in the first line, such as {}, or as {} = NAME':
    '{} hat keine Spalte des Potentials, nur {…}; sie in der ersten Zeile nennen, wie {}, oder als {} = NAME',
  '{} has several columns of the time, {}; choose one as {} = NAME':
    '{} hat mehrere Spalten der Zeit, {…}; eine wählen, als {} = NAME',
  '{} has several columns of the potential, {}; choose one as {} = NAME':
    '{} hat mehrere Spalten des Potentials, {…}; eine wählen, als {} = NAME',
  '{}: the column "{}" is in {}, not in {}; leave out the unit':
    '{}: die Spalte „{}“ ist in {}, nicht in {}; die Einheit weglassen',
  '{}: the column "{}" does not say its unit; give {} = {}':
    '{}: die Spalte „{}“ sagt ihre Einheit nicht; {} = {…} angeben',
  '{} has rows of cells {} and {}; choose one as cell = {}':
    '{} hat Zeilen der Zellen {} und {}; eine wählen, als cell = {}',
  '{} has no rows of cell {}': '{} hat keine Zeilen der Zelle {}',

  // What they are compared by
  'features: "{}" is no statistic{}': 'features: „{}“ ist keine Statistik{…}',
  'features: {} is named twice; name it once': 'features: {} ist zweimal genannt; einmal nennen',
  'features: none is named; name a statistic, such as latency':
    'features: keine ist genannt; eine Statistik nennen, wie latency',
  'features: {} has none of {}; name others': 'features: {} hat nichts von {}; andere nennen',

  // What is looked for
  'free: "{}" is nothing that can be varied{}': 'free: „{}“ lässt sich nicht variieren{…}',
  'free: {} is named twice; name it once': 'free: {} ist zweimal genannt; einmal nennen',
  'free: {} numbers are named; name 1 to {}: of more together too few candidates come nearer':
    'free: {} Zahlen sind genannt; 1 bis {} nennen: von mehr zusammen kommen zu wenige Kandidaten näher',
  'free: {} is {}, which has nothing around it; give its range':
    'free: {} ist {}, worum nichts liegt; den Bereich angeben',
  'free: {} is that of each point; free something else':
    'free: {} ist das jedes Punktes; etwas anderes suchen',
  'range: {} is not free; name it among the others':
    'range: {} wird nicht gesucht; es bei den anderen nennen',
  'range {} = {}:{}': 'Bereich {} = {}:{}',
  '{} is empty: the first number must be less than the second':
    '{…} ist leer: die erste Zahl muss kleiner sein als die zweite',
  '{} is out of range: it must be within {}': '{…} liegt außerhalb des Erlaubten: erlaubt sind {…}',
  '{} has no logarithm: it must be greater than 0, or evenly drawn':
    '{…} hat keinen Logarithmus: er muss größer als 0 sein, oder gleichmäßig gezogen',
  'count = {} makes {} neurons; use at most {}': 'count = {} ergibt {} Neurone; höchstens {} verwenden',
  '{} = {} is out of range: it must be a whole number from {} to {}':
    '{} = {} liegt außerhalb des Bereichs: erlaubt ist eine ganze Zahl von {} bis {}',
  'keep = {} is out of range: it must be less than 1, and leave at least {} of {}':
    'keep = {} liegt außerhalb des Bereichs: es muss kleiner als 1 sein und mindestens {} von {} lassen',
  'tolerance = {} is out of range: it must be at least 0':
    'tolerance = {} liegt außerhalb des Bereichs: erlaubt ist mindestens 0',

  // What is left to compare
  'no neuron of the first round can be compared with the data; use wider or other ranges':
    'kein Neuron der ersten Runde lässt sich mit den Daten vergleichen; weitere oder andere Bereiche verwenden',
  '{} points of {} are left for {} free numbers; free fewer, give other windows, or hold back less':
    '{} Punkte von {} bleiben für {} gesuchte Zahlen; weniger suchen, andere Fenster angeben oder weniger zurückhalten',
  '{} samples of {} are left for {} free numbers; give other windows, or hold back less':
    '{} Werte von {} bleiben für {} gesuchte Zahlen; andere Fenster angeben oder weniger zurückhalten',
  'a fit steps all candidates in one way; leave out "bands"':
    'ein Fit rechnet alle Kandidaten auf eine Weise; "bands" weglassen',
  'the experiment has {} neurons, and a recording is of one; leave out "sweep", "sample", "trials" and "bands", and free what is not known':
    'das Experiment hat {} Neurone, und eine Aufzeichnung ist von einem; "sweep", "sample", "trials" und "bands" weglassen und suchen, was nicht bekannt ist',
};
