import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { isShipped } from '../../model/catalogue.ts';
import type { Membrane } from '../../model/membrane.ts';
import type { Page } from '../page.ts';

/** A membrane of one's own, for those who do not drop its file; and a word where the present one is. */
export function MembraneFile({ page, membrane }: { page: Page; membrane: Membrane }) {
  const input = useRef<HTMLInputElement>(null);
  const open = (element: HTMLInputElement) => {
    const [file] = element.files ?? [];
    if (file) void page.openFile(file);
    // The same file can be opened again after it was edited.
    element.value = '';
  };
  return (
    <div class="file">
      <button type="button" class="link" onClick={() => input.current!.click()}>
        Open a membrane file
      </button>
      <input
        ref={input}
        type="file"
        accept=".json,application/json"
        aria-label="Membrane file"
        hidden
        onChange={(event) => open(event.currentTarget)}
      />
      {!isShipped(membrane) && <p>This membrane is in no link: open its file again after a reload.</p>}
    </div>
  );
}

/** Takes files that are dropped anywhere on the page, and says so while one is over it. */
export function DropTarget({ page }: { page: Page }) {
  const over = useSignal(false);
  useEffect(() => {
    const ends = new AbortController();
    const listen = (type: 'dragover' | 'dragleave' | 'drop', act: (event: DragEvent) => void) =>
      addEventListener(type, act, { signal: ends.signal });
    listen('dragover', (event) => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      over.value = true;
    });
    listen('dragleave', (event) => {
      // Otherwise it is only another element of the page that it is over now.
      if (event.relatedTarget === null) over.value = false;
    });
    listen('drop', (event) => {
      over.value = false;
      const [file] = event.dataTransfer?.files ?? [];
      if (!file) return;
      event.preventDefault();
      void page.openFile(file);
    });
    return () => ends.abort();
  }, [page, over]);
  return over.value ? (
    <div class="drop">
      <p>Drop a membrane file to run it</p>
    </div>
  ) : null;
}
