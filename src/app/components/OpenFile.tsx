import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { Page } from '../page.ts';
import { texts } from '../texts/language.ts';

/** Opens experiments, membranes and data, for those who do not drop their files. */
export function OpenFile({ page, children, plain }: { page: Page; children: string; plain?: boolean }) {
  const input = useRef<HTMLInputElement>(null);
  const open = (element: HTMLInputElement) => {
    const files = [...(element.files ?? [])];
    if (files.length > 0) void page.openFiles(files);
    // The same file can be opened again after it was edited.
    element.value = '';
  };
  return (
    <>
      <button type="button" class={plain ? 'link' : undefined} onClick={() => input.current!.click()}>
        {children}
      </button>
      <input
        ref={input}
        type="file"
        accept=".json,.csv,.tsv,.txt,.dat,.md,application/json,text/csv,text/markdown"
        multiple
        aria-label={children}
        hidden
        onChange={(event) => open(event.currentTarget)}
      />
    </>
  );
}

/** Takes files that are dropped anywhere on the page, and says so while some are over it. */
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
      // It was dropped where something of its own is done with it.
      if (event.defaultPrevented) return;
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length === 0) return;
      event.preventDefault();
      void page.openFiles(files);
    });
    return () => ends.abort();
  }, [page, over]);
  return over.value ? (
    <div class="drop">
      <p>{texts.value.page.drop}</p>
    </div>
  ) : null;
}
