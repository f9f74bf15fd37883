import { batch } from '@preact/signals';
import { same } from '../../input/same.ts';
import { arrangementOf } from './arrangements.ts';
import {
  type Arranged,
  createStage,
  type createStages,
  MOST_STAGES,
  openingWish,
  type StageState,
  type StageWish,
} from './stage-state.ts';

/** What can be asked of the views of the cells. */
export class Views {
  constructor(private readonly stages: ReturnType<typeof createStages>) {}

  /** Arranges the cells of a view anew, in the colours that an arrangement asks for where it does. */
  arrange({ arranged, coloured }: StageState, change: Partial<Arranged>): void {
    const { colour } = arrangementOf(change.id ?? '');
    batch(() => {
      arranged.value = { ...arranged.value, ...change };
      if (colour) coloured.value = { of: colour };
    });
  }

  /** Opens one more view, unless there are as many as there can be. */
  add(): void {
    const { all, inHand } = this.stages;
    if (all.value.length === MOST_STAGES) return;
    const stage = createStage(openingWish);
    batch(() => {
      all.value = [...all.value, stage];
      inHand.value = stage.id;
    });
  }

  /** Closes a view, unless it is the only one. */
  close(stage: StageState): void {
    const { all } = this.stages;
    if (all.value.length > 1) all.value = all.value.filter((one) => one !== stage);
  }

  /** Lets there be just these views; those that are there already become what is wished. */
  become(wishes: readonly StageWish[]): void {
    const { all } = this.stages;
    batch(() => {
      all.value = wishes.map((wish, i) => {
        const stage = all.value[i];
        if (!stage) return createStage(wish);
        stage.name.value = wish.name;
        if (!same(stage.arranged.value, wish.arranged)) stage.arranged.value = wish.arranged;
        if (!same(stage.coloured.value, wish.colour)) stage.coloured.value = wish.colour;
        return stage;
      });
    });
  }
}
