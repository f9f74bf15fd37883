export { stepOnset, firingOffset } from './onsets.ts';
export * from './responses.ts';
export * from './setup.ts';
export { prepare } from '../protocol/prepare.ts';
