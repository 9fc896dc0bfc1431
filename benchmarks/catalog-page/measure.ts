import type { Browser } from '@playwright/test';
import { guestContext } from '../../scripts/lib/browser.mjs';

/** One load of a catalog page. */
export interface Load {
  /** From the start of the navigation until the first row of the table is visible, in milliseconds. */
  usableMillis: number;
  /** Everything that came over the wire until then, as encoded, in bytes. */
  bytes: number;
}

/**
 * Opens a catalog as a guest who signed in before, in a new browser profile
 * (`cold`: nothing cached), then once more (`warm`).
 */
export async function measureCatalogPage(options: {
  browser: Browser;
  url: string;
}): Promise<{ cold: Load; warm: Load }> {
  const context = await guestContext(options.browser);
  try {
    const load = async (): Promise<Load> => {
      const page = await context.newPage();
      const session = await context.newCDPSession(page);
      await session.send('Network.enable');
      let bytes = 0;
      session.on('Network.loadingFinished', event => {
        bytes += event.encodedDataLength;
      });
      const started = performance.now();
      await page.goto(options.url, { waitUntil: 'commit' });
      await page
        .locator('table tbody tr a[href*="/catalog/"]')
        .first()
        .waitFor({ state: 'visible', timeout: 60_000 });
      const usableMillis = performance.now() - started;
      await page.close();
      return { usableMillis, bytes };
    };
    return { cold: await load(), warm: await load() };
  } finally {
    await context.close();
  }
}
