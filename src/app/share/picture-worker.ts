import { answer } from '../threads/answer.ts';
import type { Cut } from './picture.ts';
import { softwareContext } from './png.ts';

// Reads a picture of the sheet, cuts its part out, and writes it as the address of a PNG.

answer(async ({ picture, x, y, width, height }: Cut): Promise<string> => {
  const canvas = new OffscreenCanvas(width, height);
  softwareContext(canvas).drawImage(picture, -x, -y);
  picture.close();
  return addressOf(await canvas.convertToBlob({ type: 'image/png' }));
});

function addressOf(file: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result as string);
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}
