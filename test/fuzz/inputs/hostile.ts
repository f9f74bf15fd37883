import fc from 'fast-check';

// Pieces that have broken readers before.

/** JSON that is no JSON, or at the ends of what numbers, texts and objects can be. */
export const values = [
  ...['0', '-0', '-1', '1', '2', '0.5', '3', '100', '1e-3', '65', '-65', '1e9', '4294967295', '4294967296'],
  ...['2147483647', '2147483648', '9007199254740993', '1e308', '-1e308', '5e-324', '1e-308', '1e400'],
  ...['NaN', 'Infinity', '0x10', '01', '+1', '.5', '1.', '1e', '1_000', '1,5', '٣', '--1'],
  ...['null', 'true', 'false', 'undefined', '""', '" "', '"NaN"', '"1e400"', '"__proto__"', '"constructor"'],
  ...[
    '"toString"',
    '"V"',
    '"m"',
    '"parameters.gNa"',
    '"stimulus.amplitude"',
    '"../../../etc/passwd"',
    '"a.json"',
  ],
  ...['"\\u0000"', '"\\ud800"', '"\u202e\u2028"', '"é"', '"e\u0301"', '"\\n\\n"', '"<script>"', '"%s%n"'],
  ...['[]', '{}', '[[]]', '[null]', '{"":0}', '{"__proto__":{"x":1}}', '{"a":1,"a":2}', '[1,2,3]', '[-1,1]'],
  ...['{"V":-65}', '{"kind":"step"}', '{"from":0,"to":1}', '{"values":[]}', '{"value":1e39}', '[,]', '/**/1'],
];

/** Pieces of text of any format. */
const pieces = [
  ...[
    '\0',
    '\u001b[2J',
    '\r',
    '\r\n',
    '\n',
    '\t',
    '\u2028',
    '\u202e',
    '\ufeff',
    '\ud83e\udd91',
    '\ud800',
    'ß',
    '\u0000',
  ],
  ...[
    '"',
    "'",
    '\\',
    '{',
    '}',
    '[',
    ']',
    '(',
    ')',
    '<',
    '>',
    '&',
    ';',
    ',',
    ':',
    '|',
    '`',
    '$',
    '%',
    '#',
    '*',
    '-',
  ],
  ...[
    '__proto__',
    'constructor',
    'hasOwnProperty',
    'NaN',
    'Infinity',
    '1e400',
    '-1e400',
    '1e-400',
    '0x1F',
    '1/0',
  ],
];

/** A short text that is repeated until it is long. */
const repeated = fc
  .tuple(
    fc.constantFrom('[', '{"a":', '(', '-', '*', '> ', '<a>', '9', 'a', ' ', '\n', '"', '`', '1,', 'é'),
    fc.nat(12),
  )
  .map(([piece, doublings]) => piece.repeat(2 ** doublings));

export const hostileText = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...pieces) },
  { weight: 3, arbitrary: fc.constantFrom(...values) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) },
  { weight: 1, arbitrary: repeated },
);
