import { signal } from '@preact/signals';
import { type Figure, type Paper, whitePaper } from '../../view/figures/figure.ts';
import { chartTheme } from '../browser/theme.ts';
import { tracedOf } from '../cells/traced.ts';
import { Choice } from '../components/Choice.tsx';
import { NumberField } from '../components/NumberField.tsx';
import { quantityOf, variedColumns } from '../experiment/quantities.ts';
import type { Page } from '../page.ts';
import { curveFigure, type FigureStyle, populationFigure, traceFigure } from '../share/figures.ts';
import { fileName } from '../share/file-names.ts';
import { pngOf } from '../share/png.ts';
import { outside } from '../share/ranges.ts';
import { scriptKinds, scriptOf } from '../share/scripts.ts';
import { runningExperiment } from '../share/shown.ts';
import { Taken, type TakenForm } from '../share/Taken.tsx';
import { cellsTable, curveTable, type Table, traceTable } from '../share/tables.ts';
import { VideoClip } from '../share/VideoClip.tsx';
import { texts } from '../texts/language.ts';
import type { PanelProps } from './panel.ts';
import './Share.css';

/** Everything that can be taken away from the page. */
export function Share({ page }: PanelProps) {
  if (!page.state.experiment.value) return null;
  return (
    <>
      <Link page={page} />
      <Figures page={page} />
      <Tables page={page} />
      <fieldset>
        <legend>{texts.value.share.video}</legend>
        <VideoClip page={page} />
      </fieldset>
      <Scripts page={page} />
    </>
  );
}

function Link({ page }: PanelProps) {
  const words = texts.value.share;
  const take = async () => {
    await page.address.copy();
    return texts.value.experiment.copied;
  };
  return (
    <fieldset>
      <legend>{words.link}</legend>
      <Taken title={words.shown} contents={words.linkHolds} forms={[{ form: words.copy, take }]} />
    </fieldset>
  );
}

/** How figures are printed; it stays while another panel is shown. */
const style = signal<{
  readonly width: number;
  readonly ground: 'white' | 'page';
  readonly resolution: number;
}>({
  width: 85,
  ground: 'white',
  resolution: 300,
});
const WIDTHS = [40, 400] as const;
const RESOLUTIONS = [72, 1200] as const;

const paperOf = (): Paper => (style.value.ground === 'white' ? whitePaper : chartTheme());

/** A figure in both forms, under the name of what it shows. */
function figureForms(
  page: Page,
  what: string,
  make: (page: Page, style: FigureStyle) => Promise<Figure>,
): TakenForm[] {
  const name = (kind: string) => fileName(runningExperiment(page.state).model, what, kind);
  const figure = () => make(page, { width: style.value.width, paper: paperOf() });
  return [
    {
      form: 'SVG',
      take: async () => ({
        file: new Blob([(await figure()).svg], { type: 'image/svg+xml' }),
        name: name('svg'),
      }),
    },
    {
      form: 'PNG',
      take: async () => ({ file: await pngOf(await figure(), style.value.resolution), name: name('png') }),
    },
  ];
}

function Figures({ page }: PanelProps) {
  const { width, ground, resolution } = style.value;
  const words = texts.value.share;
  const change = (part: Partial<typeof style.value>): undefined => {
    style.value = { ...style.value, ...part };
  };
  return (
    <fieldset>
      <legend>{words.figures}</legend>
      <Taken
        title={words.curve}
        contents={words.curveFigure}
        forms={figureForms(page, 'f-I curve', curveFigure)}
      />
      <Taken
        title={words.trace}
        contents={words.traceFigure(tracedNames(page).join(', '))}
        forms={figureForms(page, 'trace', traceFigure)}
      />
      <Taken
        title={words.population}
        contents={words.populationFigure}
        forms={figureForms(page, 'population', populationFigure)}
      />
      <NumberField
        label={words.width}
        description={words.widthHint}
        unit="mm"
        range={WIDTHS}
        value={width}
        onChange={(value) => outside(words.width, value, WIDTHS, 'mm') ?? change({ width: value })}
      />
      <NumberField
        label="PNG"
        description={words.dots}
        unit="dpi"
        range={RESOLUTIONS}
        value={resolution}
        onChange={(value) => outside(words.dots, value, RESOLUTIONS, 'dpi') ?? change({ resolution: value })}
      />
      <Choice
        label={words.ground}
        value={ground}
        options={[
          { value: 'white', text: words.white },
          { value: 'page', text: words.asPage },
        ]}
        onChange={(value) => change({ ground: value as typeof ground })}
      />
    </fieldset>
  );
}

function Tables({ page }: PanelProps) {
  const experiment = page.state.experiment.value!;
  const words = texts.value.share;
  const form = (
    what: string,
    make: (page: Page, onProgress: (part: number) => void) => Promise<Table>,
  ): TakenForm[] => [
    {
      form: 'CSV',
      take: async (say) => {
        const { file, rows } = await make(page, (part) => say(words.writing(Math.floor(100 * part))));
        const { model } = runningExperiment(page.state);
        return {
          file,
          name: fileName(model, what, 'csv'),
          remarks: [words.rows(rows)],
        };
      },
    },
  ];
  const varied = variedColumns(experiment).map(({ path }) => quantityOf(experiment, path).name);
  return (
    <fieldset>
      <legend>{words.tables}</legend>
      <Taken title={words.cells} contents={words.cellsTable(varied)} forms={form('cells', cellsTable)} />
      <Taken title={words.curve} contents={words.curveTable} forms={form('f-I curve', curveTable)} />
      <Taken
        title={words.trace}
        contents={words.traceTable(tracedNames(page).join(', '))}
        forms={form('trace', traceTable)}
      />
    </fieldset>
  );
}

function Scripts({ page }: PanelProps) {
  return (
    <fieldset>
      <legend>{texts.value.share.scripts}</legend>
      {scriptKinds.map(({ target, title, ending, contents }) => (
        <Taken
          key={target}
          title={title}
          contents={texts.value.share[contents]}
          forms={[
            {
              form: ending.toUpperCase(),
              take: async () => {
                const experiment = runningExperiment(page.state);
                const { file, remarks } = await scriptOf(experiment, target, page.state.selected.value);
                return { file, name: fileName(experiment.model, title, ending), remarks };
              },
            },
          ]}
        />
      ))}
    </fieldset>
  );
}

/** Names of what the plots of a cell show. */
const tracedNames = ({ state }: Page): string[] => [
  'V',
  ...tracedOf(state.experiment.value!.model).map(({ name }) => name),
];
