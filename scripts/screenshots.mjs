/**
 * `npm run screenshots`: takes the README's pictures again, from a portal with
 * fresh state. `--all FOLDER` takes every main page instead, light and dark,
 * at 1440 and 768 pixels, to look at. `--url URL` looks at a portal that runs.
 */
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { inRoot, localFolder } from './lib/paths.mjs';
import { main, step } from './lib/progress.mjs';
import { stopAll, stopOnSignals } from './lib/processes.mjs';
import { guestContext, launchBrowser } from './lib/browser.mjs';
import { startBackend, startSandbox } from './lib/portal.mjs';
import { prepareToolchain } from './lib/toolchain.mjs';
import { buildFrontend } from './lib/workspace.mjs';

const ports = { portal: 37007, newRelic: 37008, aws: 37009, git: 37010 };

/** A picture waits for what its page is about, where it says so. */
const readmePictures = [
  { name: 'scoreboard', path: '/scoreboard', ready: 'table tbody a' },
  {
    name: 'critical-paths',
    path: '/critical-paths/latency',
    ready: 'figure svg path',
  },
  {
    name: 'catalog',
    path: '/catalog?filters[kind]=component&filters[user]=all',
    ready: 'table tbody a',
  },
];

const mainPages = [
  { name: 'home', path: '/' },
  ...readmePictures,
  { name: 'uptime', path: '/critical-paths/uptime' },
  { name: 'throughput', path: '/critical-paths/throughput' },
  { name: 'error-rate', path: '/critical-paths/error-rate' },
  { name: 'path', path: '/critical-paths/card-authorization' },
  {
    name: 'step',
    path: '/critical-paths/card-authorization/steps/authorize',
  },
  { name: 'service', path: '/scoreboard/default/component/ledger-writer' },
  { name: 'entity', path: '/catalog/default/component/card-authorizer' },
  { name: 'create', path: '/create' },
];

/** Waits until the page has what it asked for: nothing loads, and no skeleton is left. */
async function settle(page) {
  await page.waitForLoadState('networkidle');
  await page
    .waitForFunction(
      () =>
        !document.querySelector(
          '[aria-busy="true"], [class*="bui-Skeleton"], [role="progressbar"]',
        ),
      undefined,
      { timeout: 30_000 },
    )
    .catch(() => {});
  await page.waitForTimeout(500);
}

async function shoot({ browser, base, pages, folder, theme, width, suffix }) {
  const context = await guestContext(browser, {
    theme,
    viewport: { width, height: width < 1000 ? 1024 : 900 },
  });
  for (const { name, path: url, ready } of pages) {
    const page = await context.newPage();
    await page.goto(`${base}${url}`);
    if (ready) {
      await page.locator(ready).first().waitFor({ timeout: 60_000 });
    }
    await settle(page);
    await page.screenshot({
      path: path.join(folder, `${name}${suffix}.png`),
      fullPage: suffix !== '',
    });
    await page.close();
  }
  await context.close();
}

main(async () => {
  stopOnSignals();
  const { values } = parseArgs({
    options: { all: { type: 'string' }, url: { type: 'string' } },
  });
  const folder = values.all ? path.resolve(values.all) : inRoot('docs/images');
  await mkdir(folder, { recursive: true });
  let base = values.url;
  if (!base) {
    const toolchain = await prepareToolchain();
    const state = path.join(localFolder, 'screenshots');
    await rm(state, { recursive: true, force: true });
    await step('Front end', report => buildFrontend(toolchain, report));
    await step('Sandbox', report =>
      startSandbox({ toolchain, ports, state, report }),
    );
    await step('Back end', report =>
      startBackend({ toolchain, ports, state, report }),
    );
    base = `http://localhost:${ports.portal}`;
    await step(
      'First collection',
      () => new Promise(resolve => setTimeout(resolve, 45_000)),
    );
  }
  const browser = await launchBrowser();
  try {
    if (values.all) {
      for (const theme of ['light', 'dark']) {
        for (const width of [1440, 768]) {
          await step(`${theme}, ${width} pixels`, () =>
            shoot({
              browser,
              base,
              pages: mainPages,
              folder,
              theme,
              width,
              suffix: `-${theme}-${width}`,
            }),
          );
        }
      }
    } else {
      await step('Pictures of the README', () =>
        shoot({
          browser,
          base,
          pages: readmePictures,
          folder,
          theme: 'light',
          width: 1440,
          suffix: '',
        }),
      );
    }
  } finally {
    await browser.close();
    await stopAll();
  }
});
