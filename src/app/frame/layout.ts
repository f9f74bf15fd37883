import type { Insets, Size } from '../../view/camera-rig.ts';

/** The window and what covers its edges, CSS pixels. */
export interface Layout {
  readonly window: Size;
  readonly insets: Insets;
}

/** Reports the window and how far elements marked `data-covers` reach into it from that side, whenever that changes. */
export function observeLayout(root: HTMLElement, report: (layout: Layout) => void): () => void {
  let last = '';
  const measure = () => {
    const window = { width: root.clientWidth, height: root.clientHeight };
    const layout = { window, insets: measureInsets(root, window.width, window.height) };
    const text = JSON.stringify(layout);
    if (text !== last) report(layout);
    last = text;
  };
  const observer = new ResizeObserver(measure);
  observer.observe(root);
  for (const element of root.querySelectorAll('[data-covers]')) observer.observe(element);
  measure();
  return () => observer.disconnect();
}

function measureInsets(root: HTMLElement, width: number, height: number): Insets {
  const insets = { top: 0, right: 0, bottom: 0, left: 0 };
  for (const element of root.querySelectorAll<HTMLElement>('[data-covers]')) {
    const box = element.getBoundingClientRect();
    if (box.width === 0 || box.height === 0) continue;
    const wanted = element.dataset.covers as keyof Insets;
    // On a narrow screen the panels of the sides lie below.
    const side = box.width === width && wanted !== 'top' ? 'bottom' : wanted;
    const reach = { top: box.bottom, right: width - box.left, bottom: height - box.top, left: box.right }[
      side
    ];
    insets[side] = Math.max(insets[side], Math.round(reach));
  }
  return insets;
}
