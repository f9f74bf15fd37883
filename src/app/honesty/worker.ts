import { answer } from '../threads/answer.ts';
import { estimate } from './estimate.ts';

answer(estimate);
