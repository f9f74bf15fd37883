import { estimate, type Question } from './estimate.ts';

// Nobody else has work to do in this thread.
addEventListener('message', async ({ data, ports: [port] }: MessageEvent<Question>) => {
  try {
    port!.postMessage({ estimate: await estimate(data) });
  } catch (error) {
    port!.postMessage({ failure: String(error) });
  }
});
