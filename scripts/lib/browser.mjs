import { chromium } from '@playwright/test';
import { chromiumArguments, chromiumPath } from './chromium.mjs';
import { UserError } from './progress.mjs';

/** Starts Chromium, for screenshots and benchmarks. */
export async function launchBrowser() {
  const executablePath = chromiumPath();
  if (!executablePath) {
    throw new UserError(
      'Chromium was not found.',
      'Install it, or name it in CHROMIUM_PATH.',
    );
  }
  return chromium.launch({ executablePath, args: chromiumArguments });
}

/**
 * A browser profile whose guest has signed in before.
 *
 * @param {import('@playwright/test').Browser} browser
 * @param {import('@playwright/test').BrowserContextOptions & {theme?: 'light' | 'dark'}} [options]
 */
export async function guestContext(browser, options = {}) {
  const { theme = 'light', ...contextOptions } = options;
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    locale: 'en-US',
    timezoneId: 'America/Sao_Paulo',
    ...contextOptions,
  });
  await context.addInitScript(themeId => {
    localStorage.setItem('@backstage/core:SignInPage:provider', 'guest');
    localStorage.setItem('theme', themeId);
  }, theme);
  return context;
}
