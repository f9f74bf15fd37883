import fc from 'fast-check';

/** Names that formulas know, could know, or must not know. */
export const names = [
  'V',
  'm',
  'h',
  'n',
  'a',
  'b',
  'x',
  'gNa',
  'EK',
  'C',
  'INa',
  'ionic',
  'stimulus',
  'exp',
  'constructor',
];

const numbers = ['0', '1', '2', '0.5', '-65', '1e-3', '40', '1e39', '1e400', '5e-324', '1000', '4.5'];
const unary = ['exp', 'log', 'sqrt', 'abs', 'tanh', 'exprel', 'sin', 'foo'];
const binary = ['+', '-', '*', '/', '^', '**', '<', '<=', '>', '&&', '||', '==', '%'];

/** Formulas from the grammar, and with a little more than that in them. */
export const formulas: fc.Arbitrary<string> = fc.letrec<{ formula: string }>((tie) => ({
  formula: fc.oneof(
    { maxDepth: 6, depthIdentifier: 'formula' },
    fc.constantFrom('V', 'V', ...names, ...numbers),
    fc.constantFrom(
      '(V + 40) / (1 - exp(-(V + 40) / 10))',
      '1 / (1 + exp(-(V + 35) / 7))',
      '0.125 * exp(-V / 80)',
    ),
    fc.tuple(tie('formula'), fc.constantFrom(...binary), tie('formula')).map((parts) => parts.join(' ')),
    tie('formula').map((formula) => `(${formula})`),
    tie('formula').map((formula) => `-${formula}`),
    fc.tuple(fc.constantFrom(...unary), tie('formula')).map(([name, x]) => `${name}(${x})`),
    fc
      .tuple(
        fc.constantFrom('min', 'max', 'pow', 'nernst', 'ghk'),
        fc.array(tie('formula'), { maxLength: 5 }),
      )
      .map(([name, all]) => `${name}(${all.join(', ')})`),
    fc
      .tuple(tie('formula'), tie('formula'), tie('formula'))
      .map(([condition, yes, no]) => `${condition} ? ${yes} : ${no}`),
  ),
})).formula;
