import { expect, it, vi } from 'vitest';
import { beginningOf } from '../../../src/app/lessons/content.ts';
import { flashesOf, MOST_FLASHES } from '../../../src/app/time/flashing.ts';
import { runExperiment } from '../../../src/engine/run.ts';
import type { Lesson } from '../../../src/lessons/read.ts';
import { readLesson } from '../../../src/lessons/read.ts';
import { lessonNames, lessonText } from '../../../src/lessons/series.ts';
import { viewSchema } from '../../../src/lessons/view.ts';
import { lendCpu } from '../../support/lend.ts';

vi.stubGlobal('innerWidth', 1280);

const document = { model: 'lecture' };
const lessonWith = (view: Lesson['view']) => ({ document, view }) as Lesson;

it('shows all that a view names, as a link would', async () => {
  const { checkedContent } = await import('../../../src/app/link/content.ts');
  const view = viewSchema.parse({
    arranged: 'phase',
    y: 'n',
    colour: 'h',
    range: [0, 1],
    cell: 3,
    speed: 2,
    window: 50,
    population: 'statistics',
    trace: 'currents',
    onCurve: ['fit'],
    statistic: 'latency',
    drawer: 'equations',
  });
  // Nothing that a view can name is missing here.
  expect(Object.keys(view).sort()).toEqual(
    Object.keys(viewSchema.shape)
      .filter((key) => key !== 'x')
      .sort(),
  );
  const content = beginningOf(lessonWith(view));
  expect(checkedContent(content)).toEqual({
    experiment: document,
    views: [{ arranged: { id: 'phase', y: 'n' }, colour: { of: 'h', range: [0, 1] } }],
    cell: 3,
    speed: 2,
    window: 50,
    population: 'statistics',
    trace: 'currents',
    onCurve: ['fit'],
    statistic: 'latency',
    drawer: 'equations',
  });
});

it('begins on the sheet, coloured by potential, where nothing is said', () => {
  expect(beginningOf(lessonWith({}))).toEqual({
    experiment: document,
    views: [{ arranged: { id: 'sheet' }, colour: { of: 'V' } }],
  });
});

it('no shipped lesson asks for a speed at which a cell flashes too often, as it begins and with its solution', async () => {
  const lessons = await Promise.all(
    lessonNames.map(async (name) => readLesson((await lessonText(name, 'en'))!, name)),
  );
  // The page sees to it where none is asked for.
  const asking = lessons.filter(({ view }) => view.speed !== undefined);
  expect(asking.length).toBeGreaterThan(0);
  for (const { title, view, cells, solved } of asking)
    for (const { problem } of [cells, solved]) {
      const { rate } = await lendCpu()(problem, runExperiment);
      expect(flashesOf(view.speed!, Math.max(...rate)), title).toBeLessThanOrEqual(MOST_FLASHES);
    }
});
