import { speeds } from './speeds.ts';

/** Flashes in a second from which on they can cause seizures (WCAG 2.2, success criterion 2.3.1: no more than three). */
export const MOST_FLASHES = 3;

/** How often the fastest cell lights up in a second. @param speed simulated ms per second @param highest its rate, Hz */
export const flashesOf = (speed: number, highest: number): number => (speed / 1000) * highest;

/** The fastest speed on offer at which no cell flashes too often, ms/s; the slowest one where each of them is too fast. */
export const calmest = (highest: number): number =>
  speeds.findLast((speed) => flashesOf(speed, highest) <= MOST_FLASHES) ?? speeds[0];
