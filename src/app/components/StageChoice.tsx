import './stage.css';
import type { Page } from '../page.ts';
import { arrangementOf, arrangements } from '../stage/arrangements.ts';
import { BrushChoice } from './BrushChoice.tsx';

/** How the cells are arranged, and by what. */
export function StageChoice({ page }: { page: Page }) {
  const { arranged, staged } = page.state;
  const { id } = arranged.value;
  const kind = arrangementOf(id);
  const axes = staged.value?.axes;
  return (
    <div class="stage">
      <select
        aria-label="Arrangement"
        value={kind.id}
        onChange={(event) => page.arrange({ id: event.currentTarget.value })}
      >
        {arrangements.map((one) => (
          <option key={one.id} value={one.id} selected={one.id === kind.id}>
            {one.title}
          </option>
        ))}
      </select>
      {axes &&
        kind.free?.map((side) => (
          <select
            key={side}
            aria-label={side === 'x' ? 'Across' : 'Upwards'}
            value={axes[side].shown.key}
            onChange={(event) => page.arrange({ [side]: event.currentTarget.value })}
          >
            {staged.value?.choice.map(({ key, name }) => (
              <option key={key} value={key} selected={key === axes[side].shown.key}>
                {name}
              </option>
            ))}
          </select>
        ))}
      <BrushChoice page={page} />
    </div>
  );
}
