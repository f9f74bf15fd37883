import { chromium, type Page } from 'playwright/test';
import { findBrowser } from '../test/support/machine.ts';
import { chooseEngine, expect, Person, test } from './person.ts';

test.describe.configure({ timeout: 90_000 });
test.use({ usualEngine: 'webgpu' });

/** The curve and the trace are drawn, and the trace moves. */
async function seesPlots(person: Person): Promise<void> {
  const empty = await person.plot('Firing rate of the population');
  await expect.poll(() => person.summary()).toBeTruthy();
  expect((await person.plot('Firing rate of the population')).print).not.toBe(empty.print);
  const trace = await person.plot('Selected cell');
  expect(trace.colours).toBeGreaterThan(4);
  await expect.poll(async () => (await person.plot('Selected cell')).print).not.toBe(trace.print);
}

test.describe('a locale that is no language tag', () => {
  test('as the browser says it', async ({ person }) => {
    await person.page.addInitScript(() => {
      Object.defineProperty(Navigator.prototype, 'language', { get: () => 'en-US@posix' });
      Object.defineProperty(Navigator.prototype, 'languages', { get: () => ['en-US@posix'] });
    });
    await person.open();
    await seesPlots(person);
  });

  test('as the environment sets it', async ({ baseURL, engine }) => {
    const { env, ...launch } = findBrowser();
    const browser = await chromium.launch({ ...launch, env: { ...env, LC_ALL: 'C' } });
    try {
      // Without a word about it the runner would set the locale en-US.
      const options: Record<string, unknown> = { baseURL, locale: undefined };
      const page = await browser.newPage(options);
      await chooseEngine(page.context(), engine);
      const person = new Person(page);
      await person.open();
      await seesPlots(person);
    } finally {
      await browser.close();
    }
  });
});

test.describe('without a GPU', { tag: '@webgpu' }, () => {
  test('a device that is refused leads to the CPU, with the reason', async ({ person }) => {
    await person.page.addInitScript(() => {
      GPUAdapter.prototype.requestDevice = () =>
        Promise.reject(new DOMException('Requested limit is not supported.', 'OperationError'));
    });
    await person.open();
    await expect(
      person.page.getByText(
        'WebGPU refuses its device (Requested limit is not supported): restart the browser or update the graphics driver.',
      ),
    ).toBeVisible();
    await expect.poll(async () => (await person.summary())?.cells).toBe(16_384);
  });

  for (const colorScheme of ['dark', 'light'] as const) {
    test(`the reason can be read in every window, ${colorScheme}`, async ({ person }) => {
      await person.page.emulateMedia({ colorScheme });
      await person.page.addInitScript(() => {
        GPU.prototype.requestAdapter = async () => null;
      });
      await person.open();
      const reason = person.page.getByText(/WebGPU offers no adapter: .* \(Vulkan, Metal or D3D12\)\./);
      for (const width of [390, 800, 1000, 1280]) {
        await person.page.setViewportSize({ width, height: 800 });
        await expect(reason).toBeInViewport({ ratio: 1 });
        const cut = await reason.evaluate(
          (line) => line.scrollWidth > line.clientWidth || line.scrollHeight > line.clientHeight,
        );
        expect(cut, `cut off in a window ${width} px wide`).toBe(false);
      }
    });
  }
});

test.describe('a thread of the CPU engine', { tag: '@cpu' }, () => {
  test('that cannot be loaded is reported, and can be tried again', async ({ person }) => {
    const { page } = person;
    person.expected = /ERR_FAILED/;
    await page.route(/web-worker/, (route) => route.abort());
    await page.goto('/');
    await expect(page.getByRole('alert')).toContainText(
      /The thread that holds neurons \d+ to \d+ could not be loaded/,
    );
    await expect(page.getByRole('banner').getByText('Not running.')).toBeVisible();
    await page.unroute(/web-worker/);
    await person.button('Try again').click();
    await expect.poll(() => person.time()).toBeGreaterThan(0);
    await expect(page.getByRole('alert')).toHaveCount(0);
    await seesPlots(person);
  });

  test('that cannot be loaded for another population leaves the present one running', async ({ person }) => {
    const { page } = person;
    person.expected = /ERR_FAILED/;
    await person.open();
    await page.route(/web-worker/, (route) => route.abort());
    await page.getByLabel('Neurons').selectOption('256');
    await expect(page.getByRole('alert')).toContainText(
      /The thread that holds neurons \d+ to \d+ could not be loaded/,
    );
    await expect(page.getByLabel('Neurons')).toHaveValue('16384');
    const before = await person.time();
    await expect.poll(() => person.time()).toBeGreaterThan(before);
  });

  test('that dies is reported, and the population goes on when it is tried again', async ({ person }) => {
    const { page } = person;
    await page.addInitScript(() => {
      const workers: Worker[] = [];
      Object.assign(globalThis, { workers });
      globalThis.Worker = class extends Worker {
        constructor(...given: ConstructorParameters<typeof Worker>) {
          super(...given);
          workers.push(this);
        }
      };
    });
    await person.open();
    await expect.poll(() => person.time()).toBeGreaterThan(60);
    await page.evaluate(() => {
      const { workers } = globalThis as unknown as { workers: Worker[] };
      workers[0]?.dispatchEvent(new ErrorEvent('error', { message: 'out of memory' }));
    });
    await expect(page.getByRole('alert')).toContainText(
      /The thread that holds neurons \d+ to \d+ has stopped \(out of memory\)/,
    );
    await expect(page.getByRole('banner').getByText('Not running.')).toBeVisible();
    await person.button('Try again').click();
    await expect.poll(() => person.time()).toBeGreaterThan(60);
    await seesPlots(person);
  });
});

test.describe('a device that is lost while the population changes', { tag: '@webgpu' }, () => {
  /** The device is lost when a pipeline is compiled while the controls show so many neurons, so many times. */
  const sabotage = (page: Page, neurons: string, losses: number) =>
    page.addInitScript(
      ([value, count]) => {
        let left = count;
        const compile = GPUDevice.prototype.createComputePipelineAsync;
        GPUDevice.prototype.createComputePipelineAsync = function (descriptor) {
          const shown = [...document.querySelectorAll('select')].some((select) => select.value === value);
          if (shown && left-- > 0) this.destroy();
          return compile.call(this, descriptor);
        };
      },
      [neurons, losses] as const,
    );

  test('does not lose the change', async ({ person }) => {
    const { page } = person;
    await sabotage(page, '256', 1);
    await person.open();
    await page.getByLabel('Neurons').selectOption('256');
    await expect(page.getByText(/device was lost and has been rebuilt/)).toBeVisible();
    await expect.poll(() => person.cells()).toBe(256);
    await expect(page.getByLabel('Neurons')).toHaveValue('256');
    await expect.poll(async () => (await person.summary())?.cells).toBe(256);
  });

  test('every time ends on the CPU, and controls and sheet agree', async ({ person }) => {
    const { page } = person;
    await sabotage(page, '256', 1000);
    await person.open();
    await page.getByLabel('Neurons').selectOption('256');
    await expect(page.getByText(/device was lost again, and the CPU takes over/)).toBeVisible();
    await expect.poll(() => person.time()).toBeGreaterThan(0);
    await expect(page.getByLabel('Neurons')).toHaveValue(String(await person.cells()));
  });
});

test('rates and curve go when what they belong to goes', async ({ person }) => {
  const { page } = person;
  await person.open();
  const reading = page.getByRole('region', { name: 'Firing rate of the population' }).locator('.reading');
  const plot = () => person.plot('Firing rate of the population');
  await expect(reading).toHaveText(/Hz.* at/);
  const full = await plot();
  // Paused, nothing is measured that could replace them.
  await person.button('Pause').click();

  await page.getByLabel('Varied').selectOption({ label: 'Maximal potassium conductance' });
  await expect(page.locator('.axis')).toContainText('mS/cm²');
  await expect(reading).toHaveText('');
  const empty = await plot();
  expect(empty.print).not.toBe(full.print);

  await page.getByLabel('Varied').selectOption({ label: 'Injected current' });
  await person.button('Run').click();
  await expect(reading).toHaveText(/Hz.* at/);
  await person.button('Pause').click();
  await page.getByLabel('Neurons').selectOption('1,024');
  await expect.poll(() => person.cells()).toBe(1024);
  await expect(reading).toHaveText('');
});
