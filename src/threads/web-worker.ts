import { expose } from 'comlink';
import { Holder } from '../engine/cpu/holder.ts';
import { served } from './link.ts';

// Nobody else has work to do in this thread.
expose(served(new Holder(Number.POSITIVE_INFINITY)));
