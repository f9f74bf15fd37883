import type { FunctionBody } from '../../formula/wasm/module.ts';
import { integer, of, splatBits } from '../../formula/wasm/precision.ts';
import { BEFORE, seen, TAKEN } from '../measuring.ts';
import { DIVERGED } from '../simulation.ts';
import { header, SAMPLES } from './memory.ts';
import { BLOCK } from './plan.ts';
import { CORNERS, past } from './rows.ts';
import { Stepping } from './stepping.ts';
import type { Writer } from './writer.ts';

/**
 * advance(group, end, cell, first, stop, window): takes the neurons of some groups from step `first` to `stop`. `cell` is the
 * number of the first one, `window` the step at which the measuring window began.
 *
 * The states of a group are in locals until one of its neurons has to be looked at. They are stored then, so that what is done
 * at a look finds all of it in memory and costs nothing in the steps between.
 */
export function writeAdvance(writer: Writer, look: FunctionBody): FunctionBody {
  const { program, plan, rows, states, measures } = writer.design;
  const { precision } = writer;
  const body = writer.define('i32', 'i32', 'i32', 'i32', 'i32', 'i32');
  const [group, end, cell, first, stop, window] = [0, 1, 2, 3, 4, 5] as const;
  const [step, limit, sharp, leaves] = [
    body.local('i32'),
    body.local('i32'),
    body.local('i32'),
    body.local('i32'),
  ];
  const tallied = [...program.everyStep.keys()];
  const tallies = tallied.map((name) => `step:${name}`);
  const turned = measures ? ['turned'] : [];
  const stepping = new Stepping(writer, body, {
    pointer: group,
    cell,
    step,
    needed: [...tallies, ...turned, ...(measures ? ['due'] : []), 'corner:block', 'corner:step'],
    known: {
      [BEFORE]: (copy) => stepping.get('V_1', copy),
      [seen.V_after]: (copy) => stepping.get('V_1', copy),
      [seen.V]: (copy) => stepping.get('V_2', copy),
      [seen.V_before]: (copy) => stepping.get('V_3', copy),
      [TAKEN]: () => writer.splatCount(body.get(step).i32(1).op('i32.add')),
      'window.step': () => writer.splatCount(body.get(window)),
    },
    literals: (v) => [v.number(DIVERGED)],
  });
  const { copies, v } = stepping;
  const eachCopy = (inner: (copy: number) => void) => {
    for (let copy = 0; copy < copies; copy++) inner(copy);
  };
  const kept = [...states, ...past, ...tallied];
  for (const name of [...past, ...tallied, 'turned', 'due']) stepping.keep(name);
  const anyOf = (push: (copy: number) => void) => {
    eachCopy((copy) => {
      push(copy);
      if (copy > 0) body.vector('v128.or');
    });
    body.vector('v128.any_true');
  };
  const load = () => {
    for (const name of kept)
      eachCopy((copy) => {
        writer.load(body, group, name, copy);
        stepping.set(name, copy);
      });
  };
  const store = () => {
    for (const name of kept)
      eachCopy((copy) => writer.store(body, group, name, () => stepping.get(name, copy), copy));
  };
  /** Sets `limit` to the step up to which no neuron has a corner, or, where one is behind or ahead, to the next one. */
  const limitSteps = () => {
    anyOf((copy) => writer.load(body, group, CORNERS, copy));
    if (plan.nodes[writer.output('corner:block')]!.kind !== 'number') {
      const ahead = stepping.value('corner:block');
      const push = stepping.compute([ahead]);
      anyOf((copy) => push(ahead, copy));
      body.op('i32.or');
    }
    body.tee(sharp).block(
      'if',
      () => {
        body.get(step).i32(1).op('i32.add').set(limit);
        takeCorners();
      },
      () => body.get(step).i32(-BLOCK).op('i32.and').i32(BLOCK).op('i32.add').set(limit),
    );
    body.get(stop).get(limit).get(stop).get(limit).op('i32.lt_u', 'select').set(limit);
  };
  /** Takes the corners of the next step to those behind. */
  const takeCorners = () => {
    const corner = stepping.value('corner:step');
    const push = stepping.compute([corner]);
    const bits = (value: bigint) => body.constant(splatBits(precision, value)).vector('v128.and');
    eachCopy((copy) => {
      const shifted = () => {
        writer.load(body, group, CORNERS, copy);
        body.i32(1).vector(integer(precision, 'shl'));
        push(corner, copy);
        bits(1n).vector('v128.or');
        bits(0b1111n);
      };
      writer.store(body, group, CORNERS, shifted, copy);
    });
  };
  const takeStep = () => {
    eachCopy((copy) => {
      for (const [i, name] of [...past].reverse().entries()) {
        stepping.get(past[past.length - 2 - i] ?? program.potential, copy);
        stepping.set(name, copy);
      }
    });
    stepping.advance();
    const roots = [...tallies, ...turned].map((name) => stepping.value(name));
    const names = [...tallied, ...turned];
    stepping.assign(names, roots, stepping.compute(roots));
    body.get(step).i32(1).op('i32.add').set(step);
  };
  /** Remembers the first vector in which a potential has left the model. */
  const noteDivergence = () =>
    eachCopy((copy) => {
      const latest = ['V_2', 'V_1', program.potential];
      for (const [i, name] of latest.entries()) {
        stepping.get(name, copy);
        body.vector(of(precision, 'abs'));
        stepping.constants.push(v.number(DIVERGED));
        body.vector(of(precision, 'le'));
        if (i > 0) body.vector('v128.and');
      }
      body.vector('v128.not').vector('v128.any_true');
      body
        .i32(0)
        .memory('i32.load', header.diverged)
        .op('i32.eqz', 'i32.and')
        .block('if', () => {
          body.i32(0).i32(1).memory('i32.store', header.diverged);
          body.i32(0).get(step).memory('i32.store', header.divergedStep);
          body
            .i32(0)
            .get(cell)
            .i32(copy * precision.lanes)
            .op('i32.add');
          body.memory('i32.store', header.divergedCell);
          for (const [i, name] of latest.entries()) {
            body.i32(0);
            stepping.get(name, copy);
            body.vectorMemory('v128.store', header.divergedV + 16 * i);
          }
        });
    });
  /** Sets `due`, and `leaves` if some look is: few potentials turn, and of those few matter. */
  const askWhereTurned = () => {
    eachCopy((copy) => {
      stepping.get('turned', copy);
      stepping.set('due', copy);
    });
    anyOf((copy) => stepping.get('turned', copy));
    body.tee(leaves).block('if', () => {
      const root = stepping.value('due');
      stepping.assign(['due'], [root], stepping.compute([root]));
      anyOf((copy) => stepping.get('due', copy));
      body.set(leaves);
    });
  };
  const lookWhereDue = () =>
    eachCopy((copy) => {
      stepping.get('due', copy);
      body.vector('v128.any_true').get(step).get(stop).op('i32.eq', 'i32.or').get(sharp).op('i32.or');
      body.block('if', () => {
        body
          .get(group)
          .i32(16 * copy)
          .op('i32.add')
          .get(step);
        body
          .get(cell)
          .i32(copy * precision.lanes)
          .op('i32.add')
          .get(window)
          .call(look);
      });
    });

  writer.eachGroup(body, group, end, () => {
    body.get(first).set(step);
    stepping.begin();
    body.block('loop', () => {
      load();
      limitSteps();
      body.block('loop', () => {
        takeStep();
        body.get(step).get(limit).op('i32.lt_u');
        if (measures) {
          askWhereTurned();
          body.get(leaves).op('i32.eqz', 'i32.and');
        }
        body.branch('br_if');
      });
      store();
      noteDivergence();
      if (measures) lookWhereDue();
      body.get(step).get(stop).op('i32.lt_u').branch('br_if');
    });
    body.get(cell).i32(rows.group).op('i32.add').set(cell);
  });
  return body;
}

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
