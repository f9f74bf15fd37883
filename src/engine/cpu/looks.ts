import { Constants } from '../../formula/wasm/emit.ts';
import type { FunctionBody } from '../../formula/wasm/module.ts';
import { integer, splat, splatBits } from '../../formula/wasm/precision.ts';
import { ABSENT } from '../../statistics/statistic.ts';
import { seen } from '../looks.ts';
import { EVENT_BYTES, header } from './memory.ts';
import { CORNERS } from './rows.ts';
import type { Writer } from './writer.ts';

/**
 * look(vector, step, cell, window): looks at the potentials that the neurons of a vector had two steps before `step`, and notes
 * the events that this raises. `cell` is the number of the first neuron, `window` the step at which the measuring window began.
 */
export function writeLook(writer: Writer): FunctionBody {
  const { program } = writer.design;
  const note = writeNote(writer);
  const body = writer.define('i32', 'i32', 'i32', 'i32');
  const [pointer, step, cell, window] = [0, 1, 2, 3] as const;
  const v = writer.vectors();
  const { value } = writer.lower(v);
  const names = [...program.look.fields.keys()];
  const fields = names.map((name) => value(writer.output(`look:${name}`), writer.typeOf(name)));
  const raised = value(writer.output('raised'), 'flag');
  const roots = [...fields, raised];
  const load = (name: string) => writer.load(body, pointer, name);
  /** A potential if none of these bits of the corners is set. */
  const unless = (bits: number, name: string) => () => {
    body.constant(splat(writer.precision, ABSENT));
    load(name);
    load(CORNERS);
    body.constant(splatBits(writer.precision, BigInt(bits))).vector('v128.and');
    body.constant(splatBits(writer.precision, 0n)).vector(integer(writer.precision, 'ne'));
    body.vector('v128.bitselect');
  };
  const push = writer.compute(body, v, roots, {
    pointer,
    constants: new Constants(body, v, roots),
    known: {
      [seen.V]: () => load('V_2'),
      [seen.V_before]: () => load('V_3'),
      [seen.V_after]: () => load('V_1'),
      [seen.before2]: unless(0b1100, 'V_4'),
      [seen.before1]: unless(0b0100, 'V_3'),
      [seen.after1]: unless(0b0010, 'V_1'),
      [seen.after2]: unless(0b0011, program.potential),
      [seen.step]: () => writer.splatCount(body.get(step).i32(2).op('i32.sub')),
      'window.step': () => writer.splatCount(body.get(window)),
    },
  });
  for (const [i, name] of names.entries()) writer.store(body, pointer, name, () => push(fields[i]!, 0));
  push(raised, 0);
  body.vector('v128.any_true').block('if', () => {
    body.get(pointer).get(cell).get(window);
    push(raised, 0);
    body.call(note);
  });
  return body;
}

/** note(vector, cell, window, raised): notes the events of those neurons of a vector in which one was raised. */
function writeNote(writer: Writer): FunctionBody {
  const { program, listsEvents } = writer.design;
  const body = writer.define('i32', 'i32', 'i32', 'v128');
  const [pointer, cell, window, raised] = [0, 1, 2, 3] as const;
  const v = writer.vectors();
  const { value } = writer.lower(v);
  const names = [...program.note.keys()];
  const fields = names.map((name) =>
    v.select(v.input('raised'), value(writer.output(`note:${name}`), writer.typeOf(name)), v.input(name)),
  );
  const place = [
    value(writer.output('note:event.step'), 'step'),
    value(writer.output('note:event.fraction')),
  ] as const;
  const roots = [...fields, ...place];
  const push = writer.compute(body, v, roots, {
    pointer,
    constants: new Constants(body, v, roots),
    known: {
      raised: () => body.get(raised),
      'window.step': () => writer.splatCount(body.get(window)),
    },
  });
  for (const [i, name] of names.entries()) writer.store(body, pointer, name, () => push(fields[i]!, 0));
  if (!listsEvents) return body;
  for (const [i, root] of place.entries()) {
    body.i32(0);
    push(root, 0);
    body.vectorMemory('v128.store', header.scratch + 16 * i);
  }
  listEvents(writer, body, { cell, raised });
  return body;
}

/** Lists the events of a vector, whose steps and fractions are in the scratch words. */
function listEvents(
  { precision }: Writer,
  body: FunctionBody,
  { cell, raised }: { cell: number; raised: number },
): void {
  const { lanes, bytes } = precision;
  const [bits, place] = [body.local('i32'), body.local('i32')];
  body.get(raised).vector(integer(precision, 'bitmask')).set(bits);
  const word = (address: number) => body.i32(0).memory('i32.load', address);
  for (let lane = 0; lane < lanes; lane++) {
    const [step, fraction] = [header.scratch + bytes * lane, header.scratch + 16 + bytes * lane];
    body
      .get(bits)
      .i32(1 << lane)
      .op('i32.and')
      .block('if', () => {
        body.i32(0);
        word(header.events).tee(place).i32(1).op('i32.add').memory('i32.store', header.events);
        body.get(place);
        word(header.capacity)
          .op('i32.lt_u')
          .block('if', () => {
            body.get(place).i32(EVENT_BYTES).op('i32.mul');
            word(header.list).op('i32.add').set(place);
            body.get(place).get(cell).i32(lane).op('i32.add').memory('i32.store', 0);
            body.get(place).i32(0);
            if (bytes === 4) body.memory('i32.load', step);
            else body.memory('f64.load', step).op('i32.trunc_f64_u');
            body.memory('i32.store', 4).get(place).i32(0);
            if (bytes === 4) body.memory('f32.load', fraction).op('f64.promote_f32');
            else body.memory('f64.load', fraction);
            body.memory('f64.store', 8);
          });
      });
  }
}
