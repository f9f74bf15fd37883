import { Answerer } from '../threads/answerer.ts';
import type { Estimate, Question } from './estimate.ts';

/** The thread that estimates errors, for the whole page, once it is needed. */
export const assessor = new Answerer<Question, Estimate>(
  () => new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' }),
);
