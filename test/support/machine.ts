// What the tests and benchmarks find on the machine: a browser and a Vulkan driver, brought along where it has none.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright';

type Environment = Record<string, string>;

export interface Browser {
  executablePath: string;
  args: string[];
  env: Environment;
}

const require = createRequire(import.meta.url);

// With fewer of these flags the adapter appears, but the first canvas frame kills the GPU process.
const softwareGpu = [
  '--ignore-gpu-blocklist',
  '--enable-features=Vulkan',
  '--use-vulkan=swiftshader',
  '--use-angle=swiftshader',
  '--use-webgpu-adapter=swiftshader',
];

/** The browser of the tests: LOLIGO_BROWSER, Playwright's own, an installed Chrome or Chromium, the npm package. */
export function findBrowser(): Browser {
  const args = ['--enable-unsafe-webgpu', ...(process.platform === 'linux' ? softwareGpu : [])];
  const env = { ...process.env } as Environment;

  const named = process.env.LOLIGO_BROWSER;
  if (named && !existsSync(named)) {
    throw new Error(
      `LOLIGO_BROWSER is ${named}, which does not exist: name the executable of a Chrome or Chromium.`,
    );
  }
  const executablePath =
    named ?? [chromium.executablePath(), ...installedBrowsers()].find((path) => existsSync(path));
  if (executablePath) return { executablePath, args, env };

  if (!hasPackagedChromium) {
    throw new Error(
      'No browser found: install Chrome or Chromium, run `npx playwright install chromium`, or set LOLIGO_BROWSER to an executable.',
    );
  }
  const folder = packagedChromium();
  // The package carries the shared libraries and the fonts that a bare machine lacks.
  env.LD_LIBRARY_PATH = withPath(join(folder, 'al2023', 'lib'));
  if (!existsSync('/etc/fonts/fonts.conf')) env.FONTCONFIG_FILE = join(folder, 'fonts.conf');
  return { executablePath: join(folder, 'chromium'), args, env };
}

/**
 * The variables with which a new process finds a Vulkan adapter: none where the machine has one, else SwiftShader.
 * The dynamic linker reads them when a process starts, so they cannot be set from within.
 */
export function vulkanEnvironment(): Environment {
  if (process.platform !== 'linux' || hasAdapter({})) return {};
  if (!hasPackagedChromium) {
    throw new Error(
      'No Vulkan adapter found: install a Vulkan driver, or set VK_ICD_FILENAMES to that of SwiftShader.',
    );
  }
  const folder = packagedChromium();
  const loader = { LD_LIBRARY_PATH: withPath(folder) };
  // A driver may be there without the Vulkan loader, as in many containers.
  if (hasAdapter(loader)) return loader;
  return { ...loader, VK_ICD_FILENAMES: join(folder, 'vk_swiftshader_icd.json') };
}

function hasAdapter(env: Environment): boolean {
  const webgpu = pathToFileURL(require.resolve('webgpu')).href;
  const probe = `const { create } = await import('${webgpu}');
    const adapter = await create([]).requestAdapter();
    process.exit(adapter ? 0 : 1);`;
  const { status } = spawnSync(process.execPath, ['--input-type=module', '--eval', probe], {
    env: { ...process.env, ...env },
  });
  return status === 0;
}

function installedBrowsers(): string[] {
  if (process.platform === 'darwin') {
    return ['Google Chrome', 'Chromium'].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`);
  }
  if (process.platform === 'win32') {
    const roots = [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA];
    return roots.flatMap((root) =>
      root ? [join(root, 'Google', 'Chrome', 'Application', 'chrome.exe')] : [],
    );
  }
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  const names = ['google-chrome', 'google-chrome-stable', 'chromium', 'chromium-browser'];
  return names.flatMap((name) => folders.map((folder) => join(folder, name)));
}

const hasPackagedChromium = process.platform === 'linux' && process.arch === 'x64';

/**
 * The folder into which @sparticuz/chromium is unpacked. The package itself writes straight into the temporary folder
 * and takes whatever lies there for complete; here it unpacks aside and one rename makes it visible, so that neither
 * an interrupted nor a simultaneous unpacking can leave half a browser.
 */
function packagedChromium(): string {
  const home = join(dirname(require.resolve('@sparticuz/chromium')), '..', '..');
  const folder = join(home, 'unpacked');
  if (existsSync(folder)) return folder;

  const aside = mkdtempSync(join(home, 'unpacking-'));
  try {
    const unpack = `import('@sparticuz/chromium').then((chromium) => chromium.default.executablePath())`;
    // AWS_EXECUTION_ENV is what makes the package add its shared libraries.
    const { status, stderr } = spawnSync(process.execPath, ['--eval', unpack], {
      cwd: home,
      encoding: 'utf8',
      env: { ...process.env, TMPDIR: aside, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' },
    });
    if (status !== 0) throw new Error(`@sparticuz/chromium could not be unpacked into ${home}: ${stderr}`);
    writeFileSync(
      join(aside, 'fonts.conf'),
      `<fontconfig><dir>${folder}/fonts</dir><dir>/usr/share/fonts</dir><cachedir>${folder}/fonts-cache</cachedir></fontconfig>\n`,
    );
    renameSync(aside, folder);
  } catch (error) {
    rmSync(aside, { recursive: true, force: true });
    // Another process that unpacked at the same time was first.
    if (!existsSync(folder)) throw error;
  }
  return folder;
}

function withPath(folder: string): string {
  return [folder, process.env.LD_LIBRARY_PATH].filter(Boolean).join(':');
}
