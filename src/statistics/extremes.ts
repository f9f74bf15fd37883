import { neighboursOf } from './neighbours.ts';
import { extremeOf } from './path.ts';
import type { Statistic } from './statistic.ts';

/** The highest or lowest potential of the measuring window, with those around it to place it by. */
function extreme(name: string, description: string, beyond: '>' | '<'): Statistic {
  // Only where V turns: which other potentials are looked at depends on how the steps are grouped.
  const tops = `(turns && V ${beyond} top && elapsed(step, window.step) >= 0)`;
  const neighbours = neighboursOf('window');
  const further = (V: string, than: string) => `${V} ${beyond} ${than} ? ${V} : ${than}`;
  return {
    name,
    unit: 'mV',
    description,
    fields: { top: { start: 'V' }, ...neighbours.fields },
    look: { top: `${tops} ? V : top`, ...neighbours.look(tops) },
    due: [{ quiet: beyond === '>' ? { below: 'top' } : { above: 'top' } }],
    result: {
      definitions: {
        ...extremeOf('top'),
        // The two potentials that no look has seen.
        latest: further('V', 'height'),
        later: `elapsed(step, window.step) >= 1 ? V_before : latest`,
      },
      value: further('later', 'latest'),
    },
  };
}

export const peak = extreme('peak', 'Highest membrane potential inside the measuring window', '>');
export const trough = extreme('trough', 'Lowest membrane potential inside the measuring window', '<');
