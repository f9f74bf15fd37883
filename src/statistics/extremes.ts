import { extremeOf } from './path.ts';
import { ABSENT, type Statistic } from './statistic.ts';

/** The highest (or lowest) potential of the window, with two before it and two after it to place it by. */
function extreme(name: string, description: string, beyond: '>' | '<'): Statistic {
  const tops = `V ${beyond} top`;
  const window = {
    before2: 'before2',
    before1: 'before1',
    top: 'top',
    after1: `(fresh1 ? ${ABSENT} : after1)`,
    after2: `(fresh1 || fresh2 ? ${ABSENT} : after2)`,
  };
  return {
    name,
    unit: 'mV',
    description,
    fields: {
      top: { start: 'V' },
      before1: { start: `${ABSENT}` },
      before2: { start: `${ABSENT}` },
      after1: { start: `${ABSENT}` },
      after2: { start: `${ABSENT}` },
      // Whether the top was one step ago, and two: what comes after it is not there yet.
      fresh1: { type: 'flag', start: '0' },
      fresh2: { type: 'flag', start: '0' },
    },
    step: {
      top: `${tops} ? V : top`,
      before1: `${tops} ? V_1 : before1`,
      before2: `${tops} ? V_2 : before2`,
      after1: 'fresh1 ? V_0 : after1',
      after2: 'fresh2 ? V_0 : after2',
      fresh1: tops,
      fresh2: 'fresh1',
    },
    result: { definitions: extremeOf(window), value: 'height' },
  };
}

export const peak = extreme('peak', 'Highest membrane potential inside the measuring window', '>');
export const trough = extreme('trough', 'Lowest membrane potential inside the measuring window', '<');
