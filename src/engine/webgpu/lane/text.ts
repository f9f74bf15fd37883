/** A line inside a function. */
export const statement = (line: string): string => `  ${line}`;

/** Returns a structure of such members. */
export const construct =
  (type: string) =>
  (expressions: readonly string[]): string[] => [
    `return ${type}(`,
    ...expressions.map((text) => `  ${text},`),
    ');',
  ];

/** A structure needs a member. */
export const orNone = (expressions: readonly string[]): readonly string[] =>
  expressions.length === 0 ? ['0.0'] : expressions;

export const returned = ([value]: readonly string[]): string[] => [`return ${value};`];
