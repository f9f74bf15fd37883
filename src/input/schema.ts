import { z } from 'zod';
import { suggestion } from './nearest.ts';

// Building blocks of the schema of experiments.

// zod would compile validators with `new Function`, which a strict content policy forbids.
z.config({ jitless: true });

export const finite = z.number();
export const nonNegative = z.number().min(0);
export const positive = z.number().positive();

/** An object without other keys than these; an unknown key is refused with the nearest known one. */
export function closed<Shape extends z.core.$ZodLooseShape>(shape: Shape) {
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys
            .map((key: string) => `unknown key "${key}"${suggestion(key, Object.keys(shape))}`)
            .join('; ')
        : undefined,
  });
}

/** Input that cannot be run: what is wrong, the valid range and the remedy are in the message. */
export class InputError extends Error {
  override readonly name = 'InputError';
}

/** One line for everything that is wrong with a document. */
export function describeIssues(error: z.ZodError): string {
  return error.issues.map(describeIssue).join('; ');
}

function describeIssue(issue: z.core.$ZodIssue): string {
  const path = issue.path.join('.');
  if (issue.code === 'unrecognized_keys') return path ? `${issue.message} (in ${path})` : issue.message;
  if (issue.code === 'custom') return path ? `${path}: ${issue.message}` : issue.message;
  const where = path || 'the experiment';
  const input = wrongInput(issue);
  if (input === undefined) return `${where} is missing: ${expectation(issue)}`;
  return `${where} = ${JSON.stringify(input)} is not valid: ${expectation(issue)}`;
}

/** What stands at the path of an issue; for an unknown kind zod gives the object that it is the kind of. */
function wrongInput(issue: z.core.$ZodIssue): unknown {
  if (issue.code !== 'invalid_union' || issue.discriminator === undefined) return issue.input;
  return (issue.input as Readonly<Record<string, unknown>>)[issue.discriminator];
}

function expectation(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'too_small':
      return issue.origin === 'array'
        ? `give at least ${issue.minimum}`
        : `it must be ${issue.inclusive ? 'at least' : 'greater than'} ${issue.minimum}`;
    case 'too_big':
      return issue.origin === 'array'
        ? `give at most ${issue.maximum}`
        : `it must be ${issue.inclusive ? 'at most' : 'less than'} ${issue.maximum}`;
    case 'invalid_type':
      return `expected ${issue.expected === 'int' ? 'a whole number' : `a value of type ${issue.expected}`}`;
    case 'invalid_value':
      return `known: ${issue.values.join(', ')}`;
    case 'invalid_union':
      return 'options' in issue && issue.options ? `known: ${issue.options.join(', ')}` : issue.message;
    default:
      return issue.message;
  }
}
