import { z } from 'zod';
import { describeUnknownKeys } from './nearest.ts';
import { listed, shown } from './shown.ts';

// Building blocks of the schema of experiments.

// zod would compile validators with `new Function`, which a strict content policy forbids.
z.config({ jitless: true });

export const finite = z.number();
export const nonNegative = z.number().min(0);
export const positive = z.number().positive();

/** Values by name. zod would drop the name that an object literal reads as its prototype; here it is refused. */
export function named<Value extends z.ZodType>(value: Value) {
  const record = z.record(z.string(), value);
  return z
    .custom<z.input<typeof record>>(
      (input) => typeof input !== 'object' || input === null || !Object.hasOwn(input, '__proto__'),
      { error: 'unknown key "__proto__"; remove it' },
    )
    .pipe(record);
}

/** An object without other keys than these; an unknown key is refused with the nearest known one. */
export function closed<Shape extends z.core.$ZodLooseShape>(shape: Shape) {
  return z.strictObject(shape, {
    // One problem in each line; `describeIssues` takes them apart.
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? describeUnknownKeys(issue.keys, Object.keys(shape)).join('\n')
        : undefined,
  });
}

/** Input that cannot be run: what is wrong, the valid range and the remedy are in the message. */
export class InputError extends Error {
  override readonly name = 'InputError';

  /** The character of the message that is at fault, counted from 0, where there is one to be shown. */
  readonly caret: number | undefined;
  /** The keys that lead to what is at fault in the document, where they are known. */
  readonly path: readonly PropertyKey[] | undefined;

  constructor(message: string, { caret, path }: Partial<Pick<InputError, 'caret' | 'path'>> = {}) {
    super(message);
    this.caret = caret;
    this.path = path;
  }

  /** The same, with words before it. @param key of the document that this is about in the one that holds it */
  within(prefix: string, key?: string): InputError {
    const caret = this.caret && this.caret + prefix.length;
    const path = key === undefined ? this.path : [key, ...(this.path ?? [])];
    return new InputError(prefix + this.message, { caret, path });
  }
}

/** Does something with what has a name: an InputError begins with it. */
export function within<Result>(name: string, act: () => Result): Result {
  try {
    return act();
  } catch (error) {
    throw error instanceof InputError ? error.within(`${name}: `) : error;
  }
}

/** What `describeIssues` says, as an error that knows where the first of them is. */
export function faultOf(error: z.ZodError, document?: string): InputError {
  const [first] = error.issues;
  const path = first?.code === 'unrecognized_keys' ? [...first.path, first.keys[0]!] : first?.path;
  return new InputError(describeIssues(error, document), { path });
}

/**
 * One line for what is wrong with a document: the first few problems, and how many more there are.
 * @param document what it is called where all of it is wrong
 */
export function describeIssues(error: z.ZodError, document = 'the experiment'): string {
  return listed(
    error.issues.filter(isStrictest).flatMap((issue) => describeIssue(issue, document)),
    '; ',
  );
}

/** Of a whole number that is too large, zod says so twice: beyond all whole numbers, then beyond its own bound. */
const isStrictest = (issue: z.core.$ZodIssue, i: number, issues: readonly z.core.$ZodIssue[]): boolean =>
  !(issue.code === 'too_big' || issue.code === 'too_small') ||
  !issues
    .slice(i + 1)
    .some(({ code, path }) => code === issue.code && path.join('.') === issue.path.join('.'));

function describeIssue(issue: z.core.$ZodIssue, document: string): string[] {
  const path = shown(issue.path.join('.'));
  if (issue.code === 'unrecognized_keys') {
    return issue.message.split('\n').map((problem) => (path ? `${problem} (in ${path})` : problem));
  }
  if (issue.code === 'custom') return [path ? `${path}: ${issue.message}` : issue.message];
  const where = path || document;
  const input = wrongInput(issue);
  if (input === undefined) return [`${where} is missing: ${expectation(issue)}`];
  return [`${where} = ${describeValue(input)} is not valid: ${expectation(issue)}`];
}

/** A value as JSON, shortened. */
function describeValue(value: unknown): string {
  if (typeof value === 'string') return `"${shown(value)}"`;
  // JSON has no word for those that are no number or infinite.
  if (typeof value === 'number') return String(value);
  try {
    return shown(JSON.stringify(value) ?? typeof value);
  } catch {
    // Whoever calls the library can give an object that holds itself.
    return `a value of type ${typeof value}`;
  }
}

/** What stands at the path of an issue; for an unknown kind zod gives the object that it is the kind of. */
function wrongInput(issue: z.core.$ZodIssue): unknown {
  if (issue.code !== 'invalid_union' || issue.discriminator === undefined) return issue.input;
  return (issue.input as Readonly<Record<string, unknown>>)[issue.discriminator];
}

/** What zod calls by names of its own. */
const typeNames: Readonly<Record<string, string>> = {
  int: 'a whole number',
  record: 'a value of type object',
};

function expectation(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'too_small':
      return issue.origin === 'array'
        ? `give at least ${issue.minimum}`
        : `it must be ${issue.inclusive ? 'at least' : 'greater than'} ${issue.minimum}`;
    case 'too_big':
      if (issue.origin === 'string') return `give at most ${issue.maximum} characters`;
      return issue.origin === 'array'
        ? `give at most ${issue.maximum}`
        : `it must be ${issue.inclusive ? 'at most' : 'less than'} ${issue.maximum}`;
    case 'invalid_type':
      return `expected ${typeNames[issue.expected] ?? `a value of type ${issue.expected}`}`;
    case 'invalid_value':
      return `known: ${issue.values.join(', ')}`;
    case 'invalid_union':
      return 'options' in issue && issue.options ? `known: ${issue.options.join(', ')}` : issue.message;
    default:
      return issue.message;
  }
}
