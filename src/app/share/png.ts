import type { Figure } from '../../view/figures/figure.ts';
import { texts } from '../texts/language.ts';

/** Most pixels that browsers draw at once, along a side. */
const MOST_PIXELS = 16_384;

/**
 * A figure in pixels; the file says how large they are, so that it has its width in mm wherever it is put.
 * @param resolution dots per inch
 * @throws Error if it would be too large
 */
export async function pngOf({ svg, width, height }: Figure, resolution: number): Promise<Blob> {
  const [across, down] = [width, height].map((length) => Math.round((length / 25.4) * resolution)) as [
    number,
    number,
  ];
  if (Math.max(across, down) > MOST_PIXELS)
    throw new Error(texts.value.share.tooManyPixels(across, down, MOST_PIXELS));
  const image = await imageOf(svg, across, down);
  const canvas = new OffscreenCanvas(across, down);
  softwareContext(canvas).drawImage(image, 0, 0, across, down);
  const png = await canvas.convertToBlob({ type: 'image/png' });
  return new Blob([withResolution(new Uint8Array(await png.arrayBuffer()), resolution)], {
    type: 'image/png',
  });
}

async function imageOf(svg: string, width: number, height: number): Promise<HTMLImageElement> {
  const image = new Image(width, height);
  const address = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    image.src = address;
    await image.decode();
    return image;
  } finally {
    URL.revokeObjectURL(address);
  }
}

/**
 * A context that is drawn by the processor: it is read at once, and a graphics device that is busy with the population would
 * hold up the page until it gets to that.
 */
export function softwareContext(canvas: OffscreenCanvas): OffscreenCanvasRenderingContext2D {
  return canvas.getContext('2d', { willReadFrequently: true })!;
}

/** Signature and header of a PNG, which come first, bytes. */
const HEADER = 33;
const INCH = 0.0254;

/** A PNG that says how many dots an inch has: a chunk pHYs, in dots per metre, behind its header. */
export function withResolution(png: Uint8Array, resolution: number): Uint8Array<ArrayBuffer> {
  const chunk = new DataView(new ArrayBuffer(21));
  chunk.setUint32(0, 9);
  for (const [i, letter] of [...'pHYs'].entries()) chunk.setUint8(4 + i, letter.charCodeAt(0));
  const dots = Math.round(resolution / INCH);
  chunk.setUint32(8, dots);
  chunk.setUint32(12, dots);
  chunk.setUint8(16, 1);
  chunk.setUint32(17, checksum(new Uint8Array(chunk.buffer, 4, 13)));
  const result = new Uint8Array(png.length + chunk.byteLength);
  result.set(png.subarray(0, HEADER));
  result.set(new Uint8Array(chunk.buffer), HEADER);
  result.set(png.subarray(HEADER), HEADER + chunk.byteLength);
  return result;
}

/** CRC-32 as PNG takes it. */
function checksum(bytes: Uint8Array): number {
  let rest = 0xffffffff;
  for (const byte of bytes) {
    rest ^= byte;
    for (let bit = 0; bit < 8; bit++) rest = (rest >>> 1) ^ (rest & 1 ? 0xedb88320 : 0);
  }
  return (rest ^ 0xffffffff) >>> 0;
}
