import { fixed, whole } from '../../numbers/format.ts';

/** What is said of what happens. */
export const news = {
  starting: 'Starting the engine.',
  notRunning: 'Not running.',
  preparing: 'Preparing the change.',
  settling: 'Settling, then counting spikes.',
  silent: (cells: number) =>
    cells === 1 ? 'The cell does not fire.' : `None of ${whole(cells)} cells fires.`,
  firing: (firing: number, cells: number, highest: number) =>
    cells === 1
      ? `The cell fires, at ${fixed(highest, 0)} Hz.`
      : `${whole(firing)} of ${whole(cells)} cells ${firing === 1 ? 'fires' : 'fire'}, up to ${fixed(highest, 0)} Hz.`,
  noPopulation: 'There is no population yet: try again when one runs.',
  noSheet: (reason: string) =>
    `The sheet cannot be drawn (${reason}): this browser offers neither WebGPU nor WebGL 2.`,
  noReason: 'the driver gave no reason',
  deviceRefused: (reason: string) =>
    `WebGPU refuses its device (${reason}): restart the browser or update the graphics driver`,
  meanwhileCpu: (reason: string) => `${reason}. Meanwhile the population runs on the CPU.`,
  deviceLost: (reason: string) => `The graphics device was lost (${reason}). It is being rebuilt.`,
  deviceLostTwice: 'The graphics device was lost twice: the population runs on the CPU.',
  /** @param again whether the CPU has taken over @param time from which the population goes on, ms, if it does */
  recovered: (again: boolean, time: number | undefined) => {
    const remedy = again ? 'was lost again, and the CPU takes over' : 'was lost and has been rebuilt';
    const goesOn = time === undefined ? 'begins anew at 0 ms' : `goes on from ${fixed(time, 1)} ms`;
    return `The graphics device ${remedy}; the population ${goesOn}.`;
  },
  threadLost: (message: string) => `${message}: try again, or reload the page if that does not help`,
  /** @param remedy what else can be done */
  clipboardClosed: (remedy: string) => `The browser keeps the clipboard closed: ${remedy}.`,
  copyFromBar: 'copy the link from the address bar',
  linkTooLong: (size: number, of: 'values' | 'bytes' | 'characters') =>
    `This is too much for a link (${of === 'values' ? 'more than ' : ''}${whole(size)} ${of}): save the experiment as a file and send that.`,
  mostFollowed: (most: number) => `${most} cells at most are followed at a time; remove a probe first.`,
};
