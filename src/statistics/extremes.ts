import { extremeOf } from './path.ts';
import type { Statistic } from './statistic.ts';
import { windowOf } from './window.ts';

/** The highest or lowest potential of the measuring window, with those around it to place it by. */
function extreme(name: string, description: string, latest: string, beyond: '>' | '<'): Statistic {
  const tops = `(${latest} ${beyond} top)`;
  const window = windowOf(6, 'window');
  return {
    name,
    unit: 'mV',
    description,
    fields: { top: { start: 'V' }, ...window.fields },
    look: { top: `${tops} ? ${latest} : top`, ...window.look(tops) },
    result: { definitions: extremeOf('top', window.after), value: 'height' },
  };
}

export const peak = extreme('peak', 'Highest membrane potential inside the measuring window', 'V_max', '>');
export const trough = extreme(
  'trough',
  'Lowest membrane potential inside the measuring window',
  'V_min',
  '<',
);
