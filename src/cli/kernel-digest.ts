import { createHash } from 'node:crypto';
import type { Resumable } from '../engine/resumable.ts';

/** SHA-256 of the shader or module that an engine runs, in hexadecimal digits. */
export const kernelDigest = ({ code }: Resumable): string => createHash('sha256').update(code).digest('hex');
