// Which counter-based generator gives random words soonest on this adapter?
import { call, type Expr, number, symbol } from '../src/formula/expr.ts';
import { schedule, type Types } from '../src/formula/schedule.ts';
import { threefry2x32, type WordArithmetic } from '../src/formula/threefry.ts';
import { printNodes } from '../src/formula/wgsl.ts';
import { INVOCATIONS, leastSeconds } from './dispatch.ts';
import { conditions, digits, report, withDevice } from './machine.ts';

const CALLS = 256;

/** A generator as lines that make words of `a` and `b` (u32), and how many they make. */
interface Generator {
  readonly lines: readonly string[];
  readonly words: readonly string[];
}

const formulas: WordArithmetic<Expr> = {
  constant: number,
  add: (x, y) => call('addBits', x, y),
  xor: (x, y) => call('xorBits', x, y),
  rotateLeft: (x, bits) => call('rotateBits', x, number(bits)),
};

/** As the engine prints it. */
function threefry(rounds: 13 | 20, shiftless: boolean): Generator {
  const [a, b] = [symbol('a'), symbol('b')];
  const [x, y] = threefry2x32(formulas, [number(1), a], [b, number(0x80000000)], rounds);
  const types: Types = new Map([
    ['a', 'step'],
    ['b', 'step'],
  ]);
  const plan = schedule(new Map(Object.entries({ x, y })), new Set(['a', 'b']), types);
  const roots = ['x', 'y'].map((name) => plan.outputs.get(name)!);
  const code = printNodes(plan, roots, { symbol: (name) => name, stored: () => undefined, shiftless });
  return { lines: code.lines, words: roots.map((id) => code.expression(id)) };
}

/** Philox-2x32 with 10 rounds (Salmon et al., SC'11); the upper half of a product from halves, as WGSL has no other. */
const philox: Generator = {
  lines: [
    'var p0 = b;',
    'var p1 = 0x80000000u;',
    'var key = a;',
    ...Array.from({ length: 10 }, () =>
      [
        '{ let low = p0 & 0xffffu; let high = p0 >> 16u;',
        'let t = high * 0xd193u + ((low * 0xd193u) >> 16u);',
        'let u = low * 0xd256u + (t & 0xffffu);',
        'let upper = high * 0xd256u + (t >> 16u) + (u >> 16u);',
        'let lower = p0 * 0xd256d193u; p0 = upper ^ key ^ p1; p1 = lower; key += 0x9e3779b9u; }',
      ].join(' '),
    ),
  ],
  words: ['p0', 'p1'],
};

/** pcg4d, a hash (M. Jarzynski and M. Olano, J. Comput. Graph. Tech. 9 (2020) 20-38). */
const pcg4d: Generator = {
  lines: [
    'var v = vec4u(a, b, 1u, 0x80000000u) * 1664525u + 1013904223u;',
    'v.x += v.y * v.w; v.y += v.z * v.x; v.z += v.x * v.y; v.w += v.y * v.z;',
    'v ^= v >> vec4u(16u);',
    'v.x += v.y * v.w; v.y += v.z * v.x; v.z += v.x * v.y; v.w += v.y * v.z;',
  ],
  words: ['v.x', 'v.y', 'v.z', 'v.w'],
};

const generators: Readonly<Record<string, Generator>> = {
  nothing: { lines: [], words: ['a * 747796405u + b'] },
  'Threefry-2x32, 13 rounds': threefry(13, false),
  'Threefry-2x32, 13 rounds, without shifts': threefry(13, true),
  'Threefry-2x32, 20 rounds': threefry(20, false),
  'Threefry-2x32, 20 rounds, without shifts': threefry(20, true),
  'Philox-2x32, 10 rounds': philox,
  pcg4d,
};

export default async function random(): Promise<void> {
  await withDevice(async (device, adapter) => {
    const rows: Record<string, string | number>[] = [];
    for (const [name, generator] of Object.entries(generators)) {
      const seconds = await secondsOf(device, generator);
      const perCall = (seconds * 1e9) / (INVOCATIONS * CALLS);
      rows.push({
        generator: name,
        'words a call': generator.words.length,
        'ns a call': digits(perCall),
        'ns a word': digits(perCall / generator.words.length),
      });
    }
    report('random', conditions(adapter), rows);
  });
}

function secondsOf(device: GPUDevice, { lines, words }: Generator): Promise<number> {
  const code = `
@group(0) @binding(0) var<storage, read_write> data: array<u32>;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let a = id.x;
  var sum = 0u;
  for (var b = 0u; b < ${CALLS}u; b++) {
    ${lines.join('\n    ')}
    sum ^= ${words.map((word) => `(${word})`).join(' ^ ')};
  }
  data[id.x] = sum;
}`;
  return leastSeconds(device, code, 6);
}
