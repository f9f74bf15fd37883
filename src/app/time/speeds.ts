/** Simulated ms per second on offer; the last is as many as the machine can. */
export const speeds = [
  0.1,
  0.2,
  0.5,
  1,
  2,
  5,
  10,
  20,
  40,
  80,
  160,
  320,
  640,
  Number.POSITIVE_INFINITY,
] as const;

/** Slow enough to follow single spikes across the sheet, and for the fastest cell of the opening population (124 Hz) to flash 2.5 times a second. */
export const openingSpeed = 20;
/** For those who prefer less motion. */
export const calmSpeed = 10;
