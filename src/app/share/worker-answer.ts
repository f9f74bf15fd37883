import { texts } from '../texts/language.ts';
/** What a worker answers to the one thing that it is asked. */
export type Answer<Result> = { readonly result: Result } | { readonly refused: string };

/** Answers the one thing that this worker is asked. */
export function answer<Question, Result>(job: (question: Question) => Promise<Result>): void {
  addEventListener('message', async ({ data }: MessageEvent<Question>) => {
    let answered: Answer<Result>;
    try {
      answered = { result: await job(data) };
    } catch (error) {
      answered = { refused: error instanceof Error ? error.message : String(error) };
    }
    postMessage(answered);
  });
}

/**
 * Asks a worker one thing, and ends it.
 * @param handed what is handed over with the question
 * @throws Error with what the worker says against it
 */
export function answerOf<Result>(
  worker: Worker,
  question: unknown,
  handed: readonly Transferable[] = [],
): Promise<Result> {
  return new Promise<Result>((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<Answer<Result>>) =>
      'refused' in data ? reject(new Error(data.refused)) : resolve(data.result);
    worker.onerror = ({ message }) => reject(new Error(texts.value.news.fileNotMade(message)));
    worker.postMessage(question, [...handed]);
  }).finally(() => worker.terminate());
}
