import { defineConfig } from 'vitest/config';

/** Workspaces whose code runs in a browser; all others run in Node. */
const browserFolders = [
  'packages/app',
  'packages/ui',
  'plugins/critical-paths',
  'plugins/inventory',
  'plugins/newrelic-operations',
  'plugins/reliability-scoreboard',
];

const shared = {
  globals: true,
  setupFiles: ['scripts/vitest/jestGlobal.ts'],
  exclude: ['**/node_modules/**', '**/dist/**', 'templates/**', 'e2e-tests/**'],
  testTimeout: 60_000,
  hookTimeout: 60_000,
};

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...shared,
          name: 'node',
          environment: 'node',
          include: ['{packages,plugins,scripts,benchmarks}/**/*.test.ts'],
          exclude: [
            ...shared.exclude,
            ...browserFolders.map(folder => `${folder}/src/**`),
          ],
        },
      },
      {
        test: {
          ...shared,
          name: 'jsdom',
          environment: 'jsdom',
          include: browserFolders.map(
            folder => `${folder}/src/**/*.test.{ts,tsx}`,
          ),
          setupFiles: [...shared.setupFiles, 'scripts/vitest/dom.ts'],
          css: { modules: { classNameStrategy: 'non-scoped' } },
          server: {
            deps: { inline: [/@backstage\//, /material-ui-popup-state/] },
          },
        },
      },
    ],
  },
});
