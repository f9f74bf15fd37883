import type { ComponentType } from 'preact';
import type { Picture } from '../../lessons/text.ts';
import { numbersOf, shownFit } from '../curve/fitted.ts';
import { UnitPicture } from '../curve/UnitPicture.tsx';
import type { Page } from '../page.ts';
import { texts } from '../texts/language.ts';

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
  const words = texts.value.curve.unit;
  return (
    <figure>
      <UnitPicture title={says} shown={shown} />
      <figcaption>{shown ? words.found(shown.fit.formula, numbersOf(shown.fit)) : words.missing}</figcaption>
    </figure>
  );
}
