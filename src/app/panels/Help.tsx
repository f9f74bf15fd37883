import './help.css';
import { commands } from '../keyboard.ts';

/** Keys whose names are not what is on them. */
const names: Readonly<Record<string, string>> = {
  ' ': 'Space',
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  '-': '−',
};

const gestures: readonly (readonly [gesture: string, does: string])[] = [
  ['Click a cell', 'Follow it'],
  ['Shift and click a cell', 'Follow it besides others, or no longer'],
  ['Drag', 'Move the sheet'],
  ['Drag with the right button', 'Turn and tilt it'],
  ['Wheel or pinch', 'Nearer or farther'],
  ['Double click', 'Whole sheet'],
  ['Click the firing rate', 'Follow the cell with that value'],
  ['Drag the slider beside the clock', 'Go back in time'],
  ['Drag with a brush', 'Paint the cells under it'],
  ['Drop a file', 'Open an experiment, a result, a membrane or a lesson'],
];

/** Every key and gesture, and what it does. */
export function Help() {
  return (
    <div class="help-lists">
      <h2>Keys</h2>
      <dl>
        {commands.map(({ key, control, does }) => (
          <div key={`${control} ${key}`}>
            <dt>
              {control && <kbd>Ctrl</kbd>} {control && key === 'Z' && <kbd>Shift</kbd>}{' '}
              <kbd>{names[key] ?? (control ? key.toUpperCase() : key)}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <h2>Mouse and touch</h2>
      <dl class="gestures">
        {gestures.map(([gesture, does]) => (
          <div key={gesture}>
            <dt>{gesture}</dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
