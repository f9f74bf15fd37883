import type { ComponentType } from 'preact';
import type { ArrangementKind } from '../stage/arrangements.ts';
import type { OverlayProps } from './overlay.ts';

/** Lines over the cells, by the arrangement that has them. Their code comes when they are first shown. */
export const overlays: {
  readonly [Id in ArrangementKind['id']]?: () => Promise<ComponentType<OverlayProps>>;
} = {
  map: async () => (await import('./MapOverlay.tsx')).MapOverlay,
  phase: async () => (await import('./PhaseOverlay.tsx')).PhaseOverlay,
};
