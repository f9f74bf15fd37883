import { describe, expect, it } from 'vitest';
import { operationCalls } from '../../src/formula/calls.ts';
import { arities, commutative, type Operation } from '../../src/formula/expr.ts';

const operations = Object.keys(arities) as Operation[];
/** Numbers near one another and as far apart as they may be. */
const numbers = [0, 1, 2, 3, 2 ** 13, 2 ** 26 - 2, 2 ** 26 - 1];

/** All lists of as many numbers. */
const lists = (length: number): number[][] =>
  length === 0 ? [[]] : lists(length - 1).flatMap((list) => numbers.map((number) => [...list, number]));

describe('Calls', () => {
  it('tells all calls from one another but those whose arguments may change places', () => {
    const calls = operationCalls<string>();
    const name = (operation: Operation, args: readonly number[]) =>
      `${operation} ${commutative.has(operation) ? [...args].sort((a, b) => a - b) : args}`;
    const each = (visit: (operation: Operation, args: readonly number[]) => void) => {
      for (const operation of operations)
        for (const args of lists(arities[operation])) visit(operation, args);
    };
    each((operation, args) => {
      const known = calls.get(operation, args);
      if (known === undefined) calls.set(operation, args, name(operation, args));
      else expect(known).toBe(name(operation, args));
    });
    each((operation, args) => expect(calls.get(operation, args)).toBe(name(operation, args)));
  });
});
