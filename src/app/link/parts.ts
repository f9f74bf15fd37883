import type { Signal } from '@preact/signals';
import { z } from 'zod';
import { same } from '../../input/same.ts';
import { writtenOf } from '../../protocol/written.ts';
import { namedStatistics } from '../../statistics/catalogue.ts';
import { MOST_FOLLOWED } from '../cells/probes.ts';
import { cellsOf, follow, wantedCells } from '../cells/wanted.ts';
import { extras } from '../curve/on-curve.ts';
import { openingCell } from '../experiment/opening.ts';
import { isInLink, pointsSchema, recordingSchema } from '../own-data/in-link.ts';
import { isPaintedInLink, paintedSchema } from '../paint/in-link.ts';
import { wantedPainting } from '../paint/wanted.ts';
import { MOST_STAGES, openingWish, type StageWish, wishOf } from '../stage/stage-state.ts';
import type { State } from '../state.ts';
import { speeds } from '../time/speeds.ts';
import { LONGEST } from './codec.ts';
import { type Part, part } from './part.ts';
import { whenReached } from './reached.ts';

/** The name of a panel; one that is there no more shows the first. */
const panelName = z.string().max(40);
const FASTEST = 'fastest';

/** A kind of arrangement or a quantity that is there no more shows what is there at the opening. */
const quantityKey = z.string().max(120);
const arranged = z.strictObject({
  id: panelName,
  x: quantityKey.optional(),
  y: quantityKey.optional(),
});
const coloured = z.strictObject({
  of: quantityKey,
  range: z
    .tuple([z.number(), z.number()])
    .readonly()
    .refine(([low, high]) => low < high, 'its first end must be the lower one')
    .optional(),
});

/** A part that is a signal of the state. */
const held = <Value>(
  key: string,
  schema: z.ZodType<Value>,
  signalOf: (state: State) => Signal<Value>,
  undone = false,
) =>
  part<Value>({
    key,
    schema,
    undone,
    read: (state) => signalOf(state).value,
    apply: ({ state }, value) => {
      signalOf(state).value = value!;
    },
  });

/** All parts, in the order in which they are applied: what can be refused comes first. */
export const parts: readonly Part[] = [
  part({
    key: 'experiment',
    schema: z.record(z.string(), z.unknown()),
    undone: true,
    read: ({ wanted, stepChosen }) =>
      wanted.value && (writtenOf(wanted.value, stepChosen.value) as Record<string, unknown>),
    apply: (page, document) => document && page.load(document),
  }),
  part({
    key: 'cell',
    schema: z.int().min(0),
    undone: true,
    read: (state) => {
      const { wanted } = state;
      const cell = wantedCells(state).selected;
      return !wanted.value || cell === openingCell(cellsOf(wanted.value)) ? undefined : cell;
    },
    apply: (page, selected) => follow(page, { selected }),
  }),
  part({
    key: 'speed',
    schema: z.union([z.number().positive(), z.literal(FASTEST)]),
    undone: true,
    read: ({ speed, speedChosen }) => {
      if (!speedChosen.value) return undefined;
      return Number.isFinite(speed.value) ? speed.value : FASTEST;
    },
    apply: (page, value) => {
      const wished = value === FASTEST ? Number.POSITIVE_INFINITY : value;
      // One that is offered no more is the next slower one that is.
      page.chooseSpeed(wished && (speeds.findLast((speed) => speed <= wished) ?? speeds[0]));
    },
  }),
  part({
    key: 'views',
    schema: z
      .array(z.strictObject({ name: z.string().max(40).optional(), arranged, colour: coloured }))
      .min(1)
      .max(MOST_STAGES),
    undone: true,
    read: ({ stages }) => stages.all.value.map(wishOf),
    apply: (page, wishes: readonly StageWish[] = [openingWish]) => page.views.become(wishes),
  }),
  part({
    key: 'painted',
    schema: paintedSchema,
    undone: true,
    read: (state) => {
      const painted = wantedPainting(state);
      return painted.length > 0 ? painted : undefined;
    },
    fits: isPaintedInLink,
    apply: (page, painted = []) => {
      const { wanted, paintWish } = page.state;
      // What is painted now may be about to become another wish, where that is still to come.
      const isOther = paintWish.peek() !== undefined;
      paintWish.value = { on: wanted.peek(), painted };
      whenReached(page.state, () => {
        if (!isOther && same(painted, page.state.painted.value)) paintWish.value = undefined;
        else page.paint(painted);
      });
    },
  }),
  part({
    key: 'probes',
    schema: z.array(z.strictObject({ cell: z.int().min(0), number: z.int().min(1).max(MOST_FOLLOWED) })),
    undone: true,
    read: (state) => {
      const { probes } = wantedCells(state);
      return probes.length > 0 ? [...probes] : undefined;
    },
    apply: (page, probes = []) => follow(page, { probes }),
  }),
  part({
    key: 'lesson',
    schema: z.strictObject({
      name: z.string().max(60).optional(),
      text: z.string().max(LONGEST).optional(),
      prediction: z.number().optional(),
    }),
    read: ({ lessons }) => {
      if (!lessons.open.value) return undefined;
      const { name, text } = lessons.open.value;
      const prediction = lessons.prediction.value;
      return {
        ...(name === undefined ? { text } : { name }),
        ...(prediction !== undefined && { prediction }),
      };
    },
    apply: (page, lesson) => void page.classroom.resume(lesson ?? {}),
  }),
  part({
    key: 'recording',
    schema: recordingSchema,
    // One that is too long is left out: the rest of the page is worth a link, too.
    read: ({ ownData: { recording } }) =>
      recording.value && isInLink(recording.value) ? recording.value : undefined,
    apply: ({ state: { ownData } }, recording) => {
      if (same(recording, ownData.recording.value)) return;
      ownData.fitter.end();
      ownData.recording.value = recording;
    },
  }),
  part({
    key: 'points',
    schema: pointsSchema,
    read: ({ onCurve: { points } }) => (points.value && isInLink(points.value) ? points.value : undefined),
    apply: ({ state: { ownData, onCurve } }, points) => {
      if (same(points, onCurve.points.value)) return;
      ownData.fitter.end();
      onCurve.points.value = points;
    },
  }),
  held('window', z.number().positive().max(10_000), ({ scope }) => scope.span),
  held('onCurve', z.array(z.enum(extras)).readonly(), ({ onCurve }) => onCurve.shown),
  held('statistic', z.enum([...namedStatistics.keys()] as [string, ...string[]]), (state) => state.statistic),
  held('drawer', panelName, ({ drawer }) => drawer),
  held('population', panelName, ({ populationPlot }) => populationPlot),
  held('trace', panelName, ({ cellPlot }) => cellPlot),
  held('folded', z.boolean(), ({ folded }) => folded),
];
