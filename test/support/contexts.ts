import type { PassContext } from '../../src/formula/passes/pass.ts';

/** Nothing is known of any symbol. */
export const nothingKnown: PassContext = { ranges: new Map() };

/** V from -150 to 150 mV. */
export const potentials: PassContext = { ranges: new Map([['V', [-150, 150]]]) };

/** The state of the squid axon: V from -150 to 150 mV, gates that stay between 0 and 1. */
export const squidAxon: PassContext = {
  ranges: new Map([
    ['V', [-150, 150]],
    ['m', [0, 1]],
    ['h', [0, 1]],
    ['n', [0, 1]],
  ]),
  closed: new Set(['m', 'h', 'n']),
};
