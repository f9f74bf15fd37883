import { xmlOf } from '../../formula/math-node.ts';
import { isRight } from '../../lessons/prediction.ts';
import { writtenOf } from '../../protocol/written.ts';
import type { Figure } from '../../view/figures/figure.ts';
import { whitePaper } from '../../view/figures/figure.ts';
import { element, escaped, words } from '../../view/figures/svg.ts';
import { nameAlone } from '../equations/typeset.ts';
import { titleOf } from '../membrane/membrane-choice.ts';
import { prose } from '../numbers/format.ts';
import type { Page } from '../page.ts';
import { download } from '../share/download.ts';
import { curveFigure, type FigureStyle, populationFigure, traceFigure } from '../share/figures.ts';
import { fileName } from '../share/file-names.ts';
import { curveTable } from '../share/tables.ts';
import { messageOf } from '../texts/errors.ts';
import { inWords, language, texts } from '../texts/language.ts';
import { describeGoal } from './goal-words.ts';
import type { OpenLesson } from './lessons-state.ts';
import { answerWords, predictionWords } from './PredictionForm.tsx';
import { partsOf } from './subscripts.ts';

/** Width of figures, mm. */
const WIDTH = 120;

/** Saves what a lesson came to as one file: the answers, the goals, what the cells do as figures, the link to it, and the experiment. */
export async function saveReport(page: Page, open: OpenLesson): Promise<void> {
  const figures = [];
  for (const make of [populationFigure, curveFigure, traceFigure]) figures.push(await drawn(page, make));
  const table = await curveTable(page).then(
    ({ file }) => file.text(),
    (error: unknown) => inWords(messageOf(error)),
  );
  const document = reportOf(page, open, figures, table, new Date());
  download(
    new Blob([document], { type: 'text/html' }),
    fileName({ name: open.lesson.title }, 'report', 'html'),
  );
}

const linesOf = (text: string): string[] => text.split('\n').map((line) => `${words('code', {}, line)}\n`);

/** An element that holds text of a lesson, with its names typeset. */
const typeset = (name: string, text: string): string =>
  element(
    name,
    {},
    ...partsOf(text).map((part) =>
      part.kind === 'name' ? xmlOf(nameAlone(part.text)) : escaped(prose(part.text)),
    ),
  );

/** A figure, or why there is none. */
async function drawn(page: Page, make: (page: Page, style: FigureStyle) => Promise<Figure>): Promise<string> {
  try {
    const { svg } = await make(page, { width: WIDTH, paper: whitePaper });
    return element('figure', {}, svg.replace(/^<\?xml.*\?>\n/, ''));
  } catch (error) {
    return words('p', {}, inWords(messageOf(error)));
  }
}

/** @param table what was measured, as CSV */
function reportOf(
  page: Page,
  open: OpenLesson,
  figures: readonly string[],
  table: string,
  date: Date,
): string {
  const { lesson } = open;
  const { prediction, goals } = page.state.lessons;
  const said = texts.value.lessons;
  const { report } = said;
  const list = (items: readonly string[]) => element('ul', {}, ...items.map((item) => typeset('li', item)));
  const made = prediction.value;
  const experiment = page.state.experiment.value!;
  const body = [
    words('h1', {}, lesson.title),
    words('p', {}, `${lesson.summary} ${report.date(date.toISOString().slice(0, 16).replace('T', ' '))}`),
    words('h2', {}, report.prediction),
    typeset('p', lesson.prediction.question),
    typeset(
      'p',
      made === undefined
        ? report.nonePredicted
        : report.predicted(
            predictionWords(lesson.prediction, made),
            isRight(lesson.prediction, made) ? said.right : said.itIs(answerWords(lesson.prediction)),
          ),
    ),
    words('h2', {}, report.goal),
    list(
      lesson.goals.map(
        ({ says }, i) => `${says} ${goals.value ? describeGoal(goals.value[i]!) : report.notJudged}`,
      ),
    ),
    words('h2', {}, report.cells),
    words('p', {}, report.population(titleOf(experiment.model), lesson.cells.count, page.state.time.value)),
    ...figures,
    element('details', {}, words('summary', {}, report.values), element('pre', {}, ...linesOf(table))),
    words('h2', {}, report.again),
    element('p', {}, words('a', { href: location.href }, report.link)),
    words('p', {}, report.experiment),
    element('pre', {}, ...linesOf(JSON.stringify(writtenOf(experiment, false), undefined, 2))),
  ];
  const head = [
    '<meta charset="utf-8">',
    words('title', {}, lesson.title),
    words('style', {}, 'body{max-width:46em;margin:2em auto;font:15px/1.5 sans-serif}pre{font-size:12px}'),
  ];
  return `<!doctype html>\n${element('html', { lang: language.value }, element('head', {}, ...head), element('body', {}, ...body))}\n`;
}
