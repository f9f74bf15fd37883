import type { Messages } from '../messages.ts';
import { engines } from './messages/engines.ts';
import { experiments } from './messages/experiments.ts';
import { exported } from './messages/exported.ts';
import { fits } from './messages/fits.ts';
import { formulas } from './messages/formulas.ts';
import { lessons } from './messages/lessons.ts';
import { membranes } from './messages/membranes.ts';
import { opened } from './messages/opened.ts';
import { populations } from './messages/populations.ts';
import { reading } from './messages/reading.ts';

/** What code says is wrong, and what to do about it, by where it comes from. A message that several places have stands with the first of them. */
export const messages: Messages = {
  ...reading,
  ...formulas,
  ...membranes,
  ...experiments,
  ...populations,
  ...engines,
  ...fits,
  ...lessons,
  ...exported,
  ...opened,
};
