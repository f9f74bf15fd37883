/** What can be hidden besides panels. */
export const pieces = [
  'title',
  'undo',
  'lessons',
  'headline',
  'plots',
  'time',
  'speed',
  'scale',
  'pace',
] as const;
export type Piece = (typeof pieces)[number];
