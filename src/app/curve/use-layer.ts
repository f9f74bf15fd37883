import { useEffect } from 'preact/hooks';
import type { CurveLayer } from '../../view/charts/curve-layer.ts';
import type { State } from '../state.ts';
import type { Extra } from './on-curve.ts';

/** Draws something on the curve for as long as the component is there. @param layer the same object until it is another one */
export function useLayer({ onCurve: { layers } }: State, name: Extra, layer: CurveLayer | undefined): void {
  useEffect(() => {
    if (!layer) return;
    layers.value = { ...layers.peek(), [name]: layer };
    return () => {
      const { [name]: _gone, ...others } = layers.peek();
      layers.value = others;
    };
  }, [layers, name, layer]);
}
