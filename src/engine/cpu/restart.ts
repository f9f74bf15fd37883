import { Constants } from '../../formula/wasm/emit.ts';
import type { FunctionBody } from '../../formula/wasm/module.ts';
import { splatBits } from '../../formula/wasm/precision.ts';
import { TAKEN } from '../measuring.ts';
import { header } from './memory.ts';
import { CORNERS, past } from './rows.ts';
import type { Writer } from './writer.ts';

/** Before the beginning nothing is known of V. */
const ALL_CORNERS = 0b111n;

/** restart(group, end, step): lets records begin at a step; all of them, or what belongs to the measuring window. */
export function writeRestart(writer: Writer, scope: 'run' | 'window'): FunctionBody {
  const { program } = writer.design;
  const body = writer.define('i32', 'i32', 'i32');
  const [group, end, step] = [0, 1, 2] as const;
  const v = writer.vectors();
  const { value } = writer.lower(v);
  const fields = program.fields.filter(({ keeps }) => scope === 'run' || keeps === 'window');
  const roots = fields.map(({ name, type }) => value(writer.output(`start:${name}`), type));
  const constants = new Constants(body, v, roots);
  const known = { [TAKEN]: () => writer.splatCount(body.get(step)) };
  writer.eachGroup(body, group, end, () =>
    writer.eachVector(body, group, (pointer) => {
      const push = writer.compute(body, v, roots, { pointer, known, constants });
      for (const [i, { name }] of fields.entries())
        writer.store(body, pointer, name, () => push(roots[i]!, 0));
      if (scope === 'window') return;
      for (const name of past)
        writer.store(body, pointer, name, () => writer.load(body, pointer, program.potential));
      writer.store(body, pointer, CORNERS, () => body.constant(splatBits(writer.precision, ALL_CORNERS)));
    }),
  );
  return body;
}

/** pending(group, end, taken): leaves the earliest steps of events that may still come in the scratch words, lane by lane. */
export function writePending(writer: Writer): FunctionBody {
  const body = writer.define('i32', 'i32', 'i32');
  const [group, end, taken] = [0, 1, 2] as const;
  const earliest = body.local('v128');
  const v = writer.vectors();
  const root = writer.lower(v).value(writer.output('pending'), 'step');
  const constants = new Constants(body, v, [root]);
  const known = { [TAKEN]: () => writer.splatCount(body.get(taken)) };
  known[TAKEN]();
  body.set(earliest);
  writer.eachGroup(body, group, end, () =>
    writer.eachVector(body, group, (pointer) => {
      const push = writer.compute(body, v, [root], { pointer, known, constants });
      body.get(earliest);
      push(root, 0);
      body.vector(writer.precision.name === 'f64x2' ? 'f64x2.pmin' : 'i32x4.min_u').set(earliest);
    }),
  );
  body.i32(0).get(earliest).vectorMemory('v128.store', header.scratch);
  return body;
}
