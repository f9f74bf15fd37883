/** The membrane as equations. */
export const equations = {
  groups: {
    potential: 'Membrane potential',
    currents: 'Currents',
    gates: 'Gates',
    states: 'States',
    definitions: 'Definitions',
  },
  stimulusNote: 'I is the stimulus',
  parameters: 'Parameters',
  gate: (name: string) => `the gate ${name}`,
  edit: (subject: string) => `Edit ${subject}`,
  equationOf: (subject: string) => `Equation of ${subject}`,
  slider: (name: string) => `${name}, slider`,
  differs: 'differs between the cells',
  backTo: (title: string) => `Back to the equations of ${title}`,
  howTo: 'Click an equation to change it. It runs as you type.',
  add: 'Add',
  further: 'Further equations',
  forms: 'What can be written',
  formsHint: 'One equation a line; Shift and Enter begin another line. What follows # describes it.',
  removeHint: 'To remove an equation, empty its line and press Enter.',
  parameter: 'a parameter, with a slider over its range',
  parameterAlone: 'a parameter with the range that is usual',
  gateByGoal: 'a gate, by where it goes and how fast',
  gateByRates: 'a gate by its rates',
  current: 'a current: its name begins with I',
  state: 'another state, its range and where it begins',
  definition: 'a definition',
};

/** The experiment as a text. */
export const experiment = {
  tooMany:
    'This experiment holds too many values to be edited here. Save it as a file, edit that, and open it again.',
  label: 'Experiment as JSON',
  howTo: 'Runs as it is typed. Esc, then Tab leaves the text.',
  copyLink: 'Copy link',
  copied: 'The link is in the clipboard.',
  save: 'Save as file',
  open: 'Open a file',
  goToLine: (line: number) => `Go to line ${line}`,
  backToRunning: 'Back to what runs',
  notStarted: 'This could not be started; what ran before runs on.',
};
