import type { ComponentType } from 'preact';
import type { Picture } from '../../lessons/text.ts';
import { shownFit } from '../curve/fitted.ts';
import { UnitPicture } from '../curve/UnitPicture.tsx';
import type { Page } from '../page.ts';

interface PictureProps {
  readonly page: Page;
  /** What it is, in a few words. */
  readonly says: string;
}

const views: Readonly<Record<Picture, ComponentType<PictureProps>>> = { unit: Unit };

/** A picture of a lesson, which follows the population. */
export function PictureView({ name, ...props }: PictureProps & { readonly name: Picture }) {
  const View = views[name];
  return <View {...props} />;
}

/** An artificial unit, with the function that stands on the curve in it. */
function Unit({ page, says }: PictureProps) {
  const shown = shownFit(page.state);
  return (
    <figure>
      <UnitPicture title={says} shown={shown} />
      <figcaption>
        {shown
          ? `f = ${shown.fit.formula}, with ${shown.fit.numbers.join(', ')}`
          : 'The function comes from Fit, below the firing rates.'}
      </figcaption>
    </figure>
  );
}
