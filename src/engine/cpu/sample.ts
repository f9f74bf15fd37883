import type { FunctionBody } from '../../formula/wasm/module.ts';
import { SAMPLES } from './memory.ts';
import { Stepping } from './stepping.ts';
import type { Writer } from './writer.ts';

/**
 * sample(group, cell, first, next, stop, every): samples the neurons of a group, the first of which has the number `cell`, on the way
 * from step `first` to `stop`, at `next` and every so many steps after it. Nothing else is written: a neuron does not notice that it is sampled.
 */
export function writeSample(writer: Writer): FunctionBody {
  const { states, sampled, rows } = writer.design;
  const body = writer.define('i32', 'i32', 'i32', 'i32', 'i32', 'i32');
  const [group, cell, step, next, stop, every] = [0, 1, 2, 3, 4, 5] as const;
  const place = body.local('i32');
  const samples = sampled.map((name) => `sample:${name}`);
  const stepping = new Stepping(writer, body, { pointer: group, cell, step, needed: samples });
  const { copies } = stepping;
  const roots = samples.map((name) => stepping.value(name));
  stepping.begin();
  for (const name of states)
    for (let copy = 0; copy < copies; copy++) {
      writer.load(body, group, name, copy);
      stepping.set(name, copy);
    }
  body.i32(SAMPLES).set(place);
  body.block('loop', () => {
    body
      .get(step)
      .get(next)
      .op('i32.lt_u')
      .block('if', () => {
        body.block('loop', () => {
          stepping.advance();
          body.get(step).i32(1).op('i32.add').tee(step).get(next).op('i32.lt_u').branch('br_if');
        });
      });
    const push = stepping.compute(roots);
    for (const [i, root] of roots.entries())
      for (let copy = 0; copy < copies; copy++) {
        body.get(place);
        push(root, copy);
        body.vectorMemory('v128.store', rows.rowBytes * i + 16 * copy);
      }
    body
      .get(place)
      .i32(rows.rowBytes * roots.length)
      .op('i32.add')
      .set(place);
    body.get(next).get(every).op('i32.add').tee(next).get(stop).op('i32.lt_u').branch('br_if');
  });
  return body;
}
