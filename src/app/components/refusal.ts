import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';

/** What was typed and cannot be used, and why. */
export interface Refusal {
  readonly text: string;
  readonly reason: string;
}

/**
 * What a field was refused last, until its value changes: whatever the change comes from, what was typed before it is over then.
 * @param value what the field stands for
 */
export function useRefusal(value: unknown): {
  readonly refusal: Refusal | undefined;
  /** @param reason nothing where what was typed is taken */
  note(text: string, reason: string | undefined): void;
} {
  // Counted as it is drawn: an effect would come after what was typed at once.
  const seen = useRef({ value, changes: 0 });
  if (seen.current.value !== value) seen.current = { value, changes: seen.current.changes + 1 };
  const { changes } = seen.current;
  const last = useSignal<(Refusal & { readonly changes: number }) | undefined>(undefined);
  return {
    refusal: last.value?.changes === changes ? last.value : undefined,
    note: (text, reason) => {
      last.value = reason === undefined ? undefined : { text, reason, changes };
    },
  };
}
