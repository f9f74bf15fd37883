import { expect, test, vi } from 'vitest';
import { PopulationCanvas } from '../../src/view/canvas.ts';

const calls: string[] = [];
vi.mock('three/webgpu', async (original) => ({
  ...(await original<typeof import('three/webgpu')>()),
  WebGPURenderer: class {
    init = async () => {};
    getPixelRatio = () => 1;
    setPixelRatio = () => {};
    setSize = (width: number, height: number) => calls.push(`${width} x ${height}`);
  },
}));

test('a canvas is not seen, and gets no other pixels, which are black, before it is drawn', async () => {
  const style = {} as CSSStyleDeclaration;
  const canvas = await PopulationCanvas.create({
    canvas: { style } as HTMLCanvasElement,
    device: {} as GPUDevice,
    coarse: false,
    still: false,
    onError: expect.fail,
  });
  canvas.setFrame({ x: 300, y: 80, width: 600, height: 400 }, 1);
  expect([style.visibility, calls]).toEqual(['hidden', []]);
  canvas.render(0);
  expect([style.visibility, style.left, style.top, calls]).toEqual(['', '300px', '80px', ['600 x 400']]);
  canvas.setFrame({ x: 0, y: 80, width: 900, height: 400 }, 1);
  expect([style.left, calls.length]).toEqual(['300px', 1]);
  canvas.render(16);
  expect([style.left, calls[1]]).toEqual(['0px', '900 x 400']);
});
