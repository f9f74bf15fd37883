import { type Expr, isCall, rewrite, symbol } from '../../formula/expr.ts';
import { POTENTIAL } from '../../model/names.ts';
import { type Language, Printer } from '../printing.ts';

// Formulas of V that have none of the forms of NeuroML, as types of LEMS.

const language: Language = {
  name: 'NeuroML',
  functions: {
    exp: 'exp',
    log: 'ln',
    sqrt: 'sqrt',
    abs: 'abs',
    tanh: 'tanh',
    sinh: 'sinh',
    cosh: 'cosh',
  },
  power: (x, y) => `${x}^${y}`,
  // Choices are variables of their own.
  select: (condition) => condition,
  truth: (condition) => condition,
  and: '.and.',
  or: '.or.',
  not: (condition) => condition,
};

/** What a type gives, with its dimension. */
const exposures = {
  baseVoltageDepRate: { name: 'r', dimension: 'per_time', scale: ' / MS' },
  baseVoltageDepTime: { name: 't', dimension: 'time', scale: ' * MS' },
  baseVoltageDepVariable: { name: 'x', dimension: 'none', scale: '' },
} as const;

/** The conditions that LEMS has, between two values. */
const comparisons = { less: '.lt.', lessEqual: '.leq.' } as const;
const opposite = { less: '.geq.', lessEqual: '.gt.' } as const;

/**
 * A formula of V as a type of component.
 * @throws InputError if LEMS has no such operation
 */
export function componentType(name: string, base: keyof typeof exposures, expr: Expr): string[] {
  const variables: string[] = [];
  const printer = new Printer(language, (one) => one);
  const choose = (cases: readonly (readonly [condition: string, value: string])[]): Expr => {
    const variable = `choice${variables.length}`;
    variables.push(
      `      <ConditionalDerivedVariable name="${variable}" dimension="none">`,
      ...cases.map(([condition, value]) => `        <Case condition="${condition}" value="${value}"/>`),
      '      </ConditionalDerivedVariable>',
    );
    return symbol(variable);
  };
  const plain = rewrite(expr, (node) => {
    const text = (part: Expr) => printer.print(part);
    if (isCall(node, 'exprel') || isCall(node, 'bernoulli')) {
      const u = text(node.args[0]);
      const quotient = node.operation === 'exprel' ? `(exp(${u}) - 1) / (${u})` : `(${u}) / (exp(${u}) - 1)`;
      return choose([
        [`${u} .neq. 0`, quotient],
        [`${u} .eq. 0`, '1'],
      ]);
    }
    if (isCall(node, 'cbrt')) {
      const u = text(node.args[0]);
      return choose([
        [`${u} .lt. 0`, `0 - (0 - (${u}))^(1 / 3)`],
        [`${u} .geq. 0`, `(${u})^(1 / 3)`],
      ]);
    }
    if (isCall(node, 'minimum') || isCall(node, 'maximum')) {
      const [x, y] = node.args;
      const [first, second] = node.operation === 'minimum' ? [x, y] : [y, x];
      const [a, b] = [text(first), text(second)];
      return choose([
        [`${a} .lt. ${b}`, text(x)],
        [`${a} .geq. ${b}`, text(y)],
      ]);
    }
    if (isCall(node, 'select')) {
      const [x, y, z] = node.args;
      if (!isCall(x, 'less') && !isCall(x, 'lessEqual')) return node;
      const { operation, args } = x;
      const [a, b] = [text(args[0]), text(args[1])];
      return choose([
        [`${a} ${comparisons[operation]} ${b}`, text(y)],
        [`${a} ${opposite[operation]} ${b}`, text(z)],
      ]);
    }
    return node;
  });
  const { name: exposure, dimension, scale } = exposures[base];
  return [
    `  <ComponentType name="${name}" extends="${base}">`,
    '    <Constant name="MV" dimension="voltage" value="1 mV"/>',
    ...(scale ? ['    <Constant name="MS" dimension="time" value="1 ms"/>'] : []),
    '    <Dynamics>',
    `      <DerivedVariable name="${POTENTIAL}" dimension="none" value="v / MV"/>`,
    ...variables,
    `      <DerivedVariable name="${exposure}" exposure="${exposure}" dimension="${dimension}" value="(${printer.print(plain)})${scale}"/>`,
    '    </Dynamics>',
    '  </ComponentType>',
  ];
}
