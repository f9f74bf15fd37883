/** What comes back of a question: how far its answer is, as often as that is said, then the answer or why there is none. */
export type Reply<Answer, Stage> =
  | { readonly stage: Stage }
  | { readonly answer: Answer }
  | { readonly refused: { readonly name: string; readonly message: string } };

/** Lets this thread answer questions, each on the port that came with it. Nobody else has work to do here. */
export function answer<Question, Answer, Stage = never>(
  job: (question: Question, onStage: (stage: Stage) => void) => Answer | Promise<Answer>,
): void {
  addEventListener('message', async ({ data, ports: [port] }: MessageEvent<Question>) => {
    const reply = (message: Reply<Answer, Stage>) => port!.postMessage(message);
    try {
      reply({ answer: await job(data, (stage) => reply({ stage })) });
    } catch (error) {
      const { name, message } = error instanceof Error ? error : new Error(String(error));
      reply({ refused: { name, message } });
    }
  });
}
