/** What draws the cells: three.js is large, so it comes while the engine opens, and the rest of the page is there before. */
export const loadView = () => import('../../view/index.ts');
