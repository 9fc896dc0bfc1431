import { defineConfig } from '@playwright/test';
import { chromiumArguments, chromiumPath } from './scripts/lib/chromium.mjs';

/** A portal of its own, beside one that may be running: other ports, fresh state. */
const port = 17007;

export default defineConfig({
  testDir: 'e2e-tests',
  testMatch: '*.journey.ts',
  outputDir: 'test-results/journeys',
  // One portal, one company: journeys that change it must not meet.
  workers: 1,
  timeout: 240_000,
  expect: { timeout: 30_000 },
  reporter: [['list'], ['./e2e-tests/countReporter.ts']],
  use: {
    baseURL: `http://localhost:${port}`,
    viewport: { width: 1440, height: 900 },
    locale: 'en-US',
    timezoneId: 'America/Sao_Paulo',
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: chromiumPath(),
      args: chromiumArguments,
    },
  },
  webServer: {
    command: `node scripts/temporaryPortal.mjs --port ${port} --state .rocket/journeys`,
    url: `http://localhost:${port}/.backstage/health/v1/readiness`,
    timeout: 240_000,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 15_000 },
    stdout: 'pipe',
  },
});
