import { Mesh, PerspectiveCamera, WebGPUCoordinateSystem, type WebGPURenderer } from 'three/webgpu';
import { expect, test } from 'vitest';
import { Picker } from '../../src/view/picker.ts';
import type { Swarm } from '../../src/view/swarm.ts';

test('cells whose population has gone while they waited for their turn are not drawn', async () => {
  let drawn = 0;
  let finish: () => void = () => {};
  const read = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const renderer = {
    coordinateSystem: WebGPUCoordinateSystem,
    setRenderTarget: () => {},
    render: () => drawn++,
    readRenderTargetPixelsAsync: async () => {
      await read;
      // Cell 6 in the middle of three times three pixels.
      const bytes = new Uint8Array(4 * 9);
      bytes[4 * 4] = 7;
      return bytes;
    },
  } as unknown as WebGPURenderer;
  const swarm = { numbered: new Mesh(), isDisposed: false };
  const picture = {
    swarm: swarm as unknown as Swarm,
    camera: new PerspectiveCamera(),
    window: { width: 100, height: 100 },
    at: { x: 50, y: 50 },
    radius: 1,
  };
  const picker = new Picker(renderer);
  const [first, second] = [picker.pick(picture), picker.pick(picture)];
  await Promise.resolve();
  swarm.isDisposed = true;
  finish();
  expect(await first).toEqual([{ cell: 6, distance: 0 }]);
  expect(await second).toEqual([]);
  expect(drawn).toBe(1);
});
