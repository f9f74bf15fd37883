/** Lets the page around a frame be scrolled by the wheel: it belongs to the sheet only after that was clicked. */
export function sharesWheel(): void {
  const isOurs = () => document.hasFocus() && document.activeElement?.closest('.sheet');
  addEventListener(
    'wheel',
    (event) => {
      if (!event.ctrlKey && !isOurs()) event.stopImmediatePropagation();
    },
    { capture: true },
  );
}

/** The address of the whole page that shows the same. */
export function wholePage(): string {
  const url = new URL(location.href);
  url.searchParams.delete('embed');
  return url.href;
}
