import type { Page } from 'playwright/test';

/** Remembers the devices that a page asks for, so that they can be lost. Call it before the page opens. */
export const rememberDevices = (page: Page): Promise<unknown> =>
  page.addInitScript(() => {
    const devices: GPUDevice[] = [];
    Object.assign(globalThis, { devices });
    const request = GPUAdapter.prototype.requestDevice;
    GPUAdapter.prototype.requestDevice = async function (...given) {
      const device = await request.apply(this, given);
      devices.push(device);
      return device;
    };
  });

/** Loses the device that the page asked for last. */
export const loseDevice = (page: Page): Promise<void> =>
  page.evaluate(() => (globalThis as unknown as { devices: GPUDevice[] }).devices.at(-1)?.destroy());
