import { texts } from '../texts/language.ts';

// A clip of what is drawn on a canvas, by whatever the browser records with.

/** Kinds of video: the first that the browser has is taken. */
const kinds = [
  'video/mp4;codecs=avc1.640028',
  'video/webm;codecs=vp9',
  'video/webm;codecs=vp8',
  'video/webm',
];
/** Enough for a sheet of single cells, bits per second. */
const RATE = 16e6;
const FRAMES = 30;
/** Time after which the browser hands over what it has, ms. */
const SLICE = 1000;

export interface Clip {
  readonly file: Blob;
  /** Ending of its name. */
  readonly ending: string;
}

/** The kind of video that is recorded, if the browser can. */
export function videoKind(): string | undefined {
  if (typeof MediaRecorder === 'undefined' || !('captureStream' in HTMLCanvasElement.prototype))
    return undefined;
  return kinds.find((kind) => MediaRecorder.isTypeSupported(kind));
}

/** Ending of the name of a file, such as "webm" of "video/webm;codecs=vp9". */
export const endingOf = (kind: string): string => kind.split(/[/;]/)[1]!;

/**
 * Records a canvas until the time is over.
 * @param seconds wall time
 * @param signal ends it early, with what there is by then
 * @throws Error if nothing was drawn meanwhile, or the browser cannot
 */
export async function recordClip(
  canvas: HTMLCanvasElement,
  seconds: number,
  signal: AbortSignal,
): Promise<Clip> {
  const kind = videoKind();
  if (!kind) throw new Error(texts.value.share.noVideo);
  const stream = canvas.captureStream(FRAMES);
  const recorder = new MediaRecorder(stream, { mimeType: kind, videoBitsPerSecond: RATE });
  const pieces: Blob[] = [];
  recorder.ondataavailable = ({ data }) => pieces.push(data);
  const over = new Promise<void>((resolve, reject) => {
    recorder.onstop = () => resolve();
    recorder.onerror = () => reject(new Error(texts.value.share.recordingFailed));
  });
  const stop = () => {
    if (recorder.state !== 'inactive') recorder.stop();
  };
  signal.addEventListener('abort', stop);
  const timer = setTimeout(stop, 1000 * seconds);
  try {
    recorder.start(SLICE);
    await over;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
    for (const track of stream.getTracks()) track.stop();
  }
  const file = new Blob(pieces, { type: kind.split(';')[0]! });
  if (file.size === 0) throw new Error(texts.value.share.nothingDrawn);
  return { file, ending: endingOf(kind) };
}
