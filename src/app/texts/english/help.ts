/** What keys do, by the names of their commands. */
export const keys = {
  toggle: 'Run or pause; held, a current flows into the selected cell',
  step: 'One step on',
  back: 'One step back',
  reset: 'Reset to time 0',
  undo: 'Undo',
  redo: 'Redo',
  probe: 'Follow the selected cell besides others, or no longer',
  sound: 'Hear the spikes of the cells that are followed, or no longer',
  keep: 'Keep this state',
  left: 'Select the cell at the left',
  right: 'Select the cell at the right',
  up: 'Select the cell above',
  down: 'Select the cell below',
  nearer: 'Nearer',
  farther: 'Farther',
  whole: 'Whole sheet',
  view: 'Another view of the same cells',
  help: 'Show or hide this help',
};

const gesture = (hand: string, does: string) => ({ hand, does });

/** Every key and gesture. */
export const help = {
  keys: 'Keys',
  space: 'Space',
  control: 'Ctrl',
  shift: 'Shift',
  mouse: 'Mouse and touch',
  gestures: [
    gesture('Click a cell', 'Follow it'),
    gesture('Shift and click a cell', 'Follow it besides others, or no longer'),
    gesture('Drag', 'Move the sheet'),
    gesture('Drag with the right button', 'Turn and tilt it'),
    gesture('Wheel or pinch', 'Nearer or farther'),
    gesture('Double click', 'Whole sheet'),
    gesture('Click the firing rate', 'Follow the cell with that value'),
    gesture('Drag the slider beside the clock', 'Go back in time'),
    gesture('Drag with a brush', 'Paint the cells under it'),
    gesture('Drop a file', 'Open an experiment, a result, a membrane or a lesson'),
  ],
};
