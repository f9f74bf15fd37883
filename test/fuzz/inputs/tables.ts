import fc from 'fast-check';
import { hostileText } from './hostile.ts';
import { mutated } from './mutations.ts';
import { tableTexts } from './shipped.ts';

const names = [
  ...[
    'time_ms',
    't (s)',
    't',
    'V_mV',
    'Vm (V)',
    'V',
    'voltage [uV]',
    'cell',
    'clamp_uA_cm2',
    'current (nA)',
    'I (pA)',
  ],
  ...[
    'rate_Hz',
    'firing rate (kHz)',
    'I (µA/cm²)',
    'EK',
    '',
    'x',
    '"a,b"',
    'constructor',
    '__proto__',
    'time_ms ',
  ],
];
const ends = fc.constantFrom('\n', '\n', '\r\n', '\r');
const separators = fc.constantFrom(',', ',', ';', '\t', ' ', ', ');
const numbers = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.double({ min: -100, max: 100, noNaN: true }).map((x) => `${Number(x.toPrecision(6))}`),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '1e400',
      'NaN',
      '',
      ' 1 ',
      '1,5',
      '"2"',
      '0x10',
      '1e-400',
      '+.5',
      '1.',
      '-0',
      '"',
    ),
  },
);

const headers: fc.Arbitrary<string[]> = fc.oneof(
  fc.array(fc.constantFrom(...names), { minLength: 1, maxLength: 4 }),
  fc.constantFrom<string[][]>(
    ['time_ms', 'V_mV'],
    ['t (s)', 'cell', 'Vm (V)'],
    ['time_ms', 'cell', 'V_mV'],
    ['I (nA)', 'rate_Hz'],
  ),
);

/** Rows whose first column ascends, as that of time does. */
const table = fc.tuple(headers, fc.nat(12), separators, ends).chain(([header, rows, separator, end]) => {
  const row = fc.array(numbers, { minLength: header.length, maxLength: header.length });
  return fc
    .array(row, { minLength: rows, maxLength: rows })
    .map((lines) => [header, ...lines.map((cells, i) => [`${i * 0.5}`, ...cells.slice(1)])])
    .map((lines) => lines.map((cells) => cells.join(separator)).join(end));
});

/** Tables that are wide, or long, of little. */
const large = fc
  .tuple(fc.constantFrom('a,', '"', 'x\n', '1,2\n', ';', '\t', '"\n"', 'time_ms,V_mV\n', 'V,'), fc.nat(16))
  .map(([piece, doublings]) => piece.repeat(2 ** doublings));
/** One with many columns of names of their own. */
const wide = fc
  .tuple(fc.nat(16), fc.constantFrom('V', 'time', 'rate', 'x'))
  .map(([doublings, name]) => Array.from({ length: 2 ** doublings }, (_, i) => `${name} ${i}`).join(','))
  .map((line) => `${line}\n${line}`);

/** Tables in CSV with faults in them. */
export const tableTextsWithFaults: fc.Arbitrary<string> = fc.oneof(
  { weight: 10, arbitrary: table },
  { weight: 8, arbitrary: mutated(table) },
  { weight: 8, arbitrary: mutated(fc.constantFrom(...tableTexts)) },
  { weight: 1, arbitrary: large },
  { weight: 1, arbitrary: wide },
  { weight: 1, arbitrary: hostileText },
);
