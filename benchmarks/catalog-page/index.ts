import type { Entity } from '@backstage/catalog-model';
import path from 'node:path';
import { rm } from 'node:fs/promises';
import { launchBrowser } from '../../scripts/lib/browser.mjs';
import { localFolder } from '../../scripts/lib/paths.mjs';
import { startBackend, startSandbox } from '../../scripts/lib/portal.mjs';
import { prepareToolchain } from '../../scripts/lib/toolchain.mjs';
import { buildFrontend } from '../../scripts/lib/workspace.mjs';
import { atMost, median, type Benchmark } from '../benchmark';
import { measureCatalogPage, type Load } from './measure';
import { startStock } from './stock';

const ROUNDS = 9;
const ports = { portal: 27007, newRelic: 27008, aws: 27009, git: 27010 };
const STOCK_PORT = 27107;

/** Beyond this the difference is not the noise of two pages measured in turn. */
const TOLERANCE = 1.05;

/** How long nothing may be asked of New Relic for the back end to count as quiet. */
const QUIET_MILLIS = 10_000;

/**
 * Waits until a new portal's back end has collected what it lacked, so that
 * the page is measured and not the first collection beside it.
 */
async function untilQuiet(requestCountUrl: string) {
  let seen = '';
  let since = Date.now();
  while (Date.now() - since < QUIET_MILLIS) {
    const counted = await fetch(requestCountUrl).then(r => r.text());
    if (counted !== seen) {
      seen = counted;
      since = Date.now();
    }
    await new Promise(resolve => setTimeout(resolve, 500));
  }
}

/** What is in Rocket's catalog that stock Backstage can show too. */
async function readEntities(base: string): Promise<Entity[]> {
  const signedIn = await fetch(`${base}/api/auth/guest/refresh`, {
    method: 'POST',
    headers: { 'X-Requested-With': 'XMLHttpRequest' },
  }).then(response => response.json());
  const kinds = ['component', 'system', 'domain', 'group', 'api', 'resource'];
  const filters = kinds.map(kind => `filter=kind=${kind}`).join('&');
  const response = await fetch(`${base}/api/catalog/entities?${filters}`, {
    headers: { Authorization: `Bearer ${signedIn.backstageIdentity.token}` },
  });
  if (!response.ok) {
    throw new Error(`Rocket's catalog answered ${response.status}`);
  }
  return response.json();
}

export const benchmark: Benchmark = {
  description: `Time to usable and bytes of the catalog page, beside stock Backstage with the same entities: ${ROUNDS} rounds in turn, medians`,

  async run({ report }) {
    const toolchain = await prepareToolchain(report);
    report('building the front end');
    await buildFrontend(toolchain, () => {});

    report('starting Rocket');
    const state = path.join(localFolder, 'bench', 'rocket');
    await rm(state, { recursive: true, force: true });
    await startSandbox({ toolchain, ports, state });
    await startBackend({ toolchain, ports, state });

    report('waiting until the first collections are over');
    await untilQuiet(`http://127.0.0.1:${ports.newRelic}/__control/requests`);

    const base = `http://localhost:${ports.portal}`;
    const entities = await readEntities(base);
    const stock = await startStock({
      toolchain,
      port: STOCK_PORT,
      entities,
      report,
    });

    const rocketUrl = `${base}/catalog`;
    const browser = await launchBrowser();
    try {
      report('waiting until both catalogs have something to show');
      await measureCatalogPage({ browser, url: rocketUrl });
      await measureCatalogPage({ browser, url: stock.url });

      const rocketLoads: Array<{ cold: Load; warm: Load }> = [];
      const stockLoads: Array<{ cold: Load; warm: Load }> = [];
      for (let round = 1; round <= ROUNDS; round += 1) {
        report(`round ${round} of ${ROUNDS}`);
        rocketLoads.push(await measureCatalogPage({ browser, url: rocketUrl }));
        stockLoads.push(await measureCatalogPage({ browser, url: stock.url }));
      }

      const cold = rocketLoads.map(l => l.cold.usableMillis);
      const warm = rocketLoads.map(l => l.warm.usableMillis);
      const stockCold = stockLoads.map(l => l.cold.usableMillis);
      const stockWarm = stockLoads.map(l => l.warm.usableMillis);
      const bytes = median(rocketLoads.map(l => l.cold.bytes));
      const stockBytes = median(stockLoads.map(l => l.cold.bytes));
      const ratios = (ours: number[], theirs: number[]) =>
        median(ours.map((value, i) => value / theirs[i]));

      return {
        figures: [
          {
            name: 'time to usable, cold',
            unit: 'ms',
            value: median(cold),
            peer: median(stockCold),
          },
          {
            name: 'time to usable, warm',
            unit: 'ms',
            value: median(warm),
            peer: median(stockWarm),
          },
          {
            name: 'bytes over the wire, cold',
            unit: 'kB',
            value: bytes / 1000,
            peer: stockBytes / 1000,
          },
        ],
        goals: [
          atMost(
            'time to usable, cold, beside stock',
            ratios(cold, stockCold),
            TOLERANCE,
          ),
          atMost(
            'time to usable, warm, beside stock',
            ratios(warm, stockWarm),
            TOLERANCE,
          ),
          atMost('bytes, cold, beside stock', bytes / stockBytes, TOLERANCE),
        ],
      };
    } finally {
      await browser.close();
    }
  },
};
