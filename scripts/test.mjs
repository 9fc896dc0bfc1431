/** `npm test`: every check and test, ending with one line "N passed, N failed, N skipped". */
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { inRoot } from './lib/paths.mjs';
import { main, step } from './lib/progress.mjs';
import { run, stopOnSignals } from './lib/processes.mjs';
import { prepareToolchain } from './lib/toolchain.mjs';
import { buildFrontend, installPackages } from './lib/workspace.mjs';
import { chromiumPath } from './lib/chromium.mjs';

const isCi = process.env.CI === 'true';
const postgresVariable = 'BACKSTAGE_TEST_DATABASE_POSTGRES16_CONNECTION_STRING';

const totals = { passed: 0, failed: 0, skipped: [] };

/** Runs one check that passes or fails as a whole. */
async function check(title, toolchain, args, options = {}) {
  await step(title, async report => {
    const { code, output } = await run(toolchain.node, args, {
      env: toolchain.env,
      onLine: report,
      ...options,
    });
    if (code === 0) {
      totals.passed += 1;
      return undefined;
    }
    totals.failed += 1;
    return `FAILED\n\n${output.trim()}\n`;
  });
}

/** A value for each environment variable that a configuration asks for, so that its shape can be checked. */
async function placeholders(config) {
  const text = await readFile(inRoot(config), 'utf8');
  const names = [...text.matchAll(/\$\{(\w+)\}/g)].map(match => match[1]);
  return Object.fromEntries(
    names.map(name => [name, name.endsWith('_ID') ? '123456789012' : name]),
  );
}

/** Adds what a test runner wrote down; a runner that wrote nothing has failed. */
async function addCounts(file, code, output) {
  if (!existsSync(file)) {
    totals.failed += 1;
    return `FAILED: it ended before its tests did\n\n${output.trim()}\n`;
  }
  const counts = JSON.parse(await readFile(file, 'utf8'));
  totals.passed += counts.passed;
  totals.failed += counts.failed;
  totals.skipped.push(...counts.skipped);
  if (code !== 0 && counts.failed === 0) {
    totals.failed += 1;
  }
  const summary = `${counts.passed} passed, ${counts.failed} failed`;
  return code === 0 ? summary : `${summary}\n\n${output.trim()}\n`;
}

main(async () => {
  stopOnSignals();
  await rm(inRoot('test-results'), { recursive: true, force: true });
  await mkdir(inRoot('test-results'), { recursive: true });

  console.log('\nRocket: checks and tests\n');
  let toolchain;
  await step('Toolchain', async report => {
    toolchain = await prepareToolchain(report);
  });
  await step('Packages', report => installPackages(toolchain, report));
  const bin = name => inRoot('node_modules', name);

  await check('Formatting', toolchain, [
    bin('prettier/bin/prettier.cjs'),
    '--check',
    '--log-level=warn',
    '.',
  ]);
  await check('Lint', toolchain, [
    bin('eslint/bin/eslint.js'),
    '--ext=ts,tsx,js,mjs,mts',
    '--max-warnings=0',
    'packages',
    'plugins',
    'scripts',
    'benchmarks',
    'e2e-tests',
  ]);
  await check('Types', toolchain, [
    bin('typescript/bin/tsc'),
    '--noEmit',
    '--emitDeclarationOnly',
    'false',
  ]);
  for (const config of ['app-config.yaml', 'app-config.production.yaml']) {
    await check(
      `Configuration schema: ${config}`,
      toolchain,
      [
        bin('@backstage/cli/bin/backstage-cli'),
        'config:check',
        '--strict',
        '--config',
        config,
      ],
      { env: { ...(await placeholders(config)), ...toolchain.env } },
    );
  }

  if (!process.env[postgresVariable]) {
    totals.skipped.push({
      name: 'Back ends on PostgreSQL',
      reason: `no PostgreSQL: set ${postgresVariable}`,
    });
  }
  await step('Unit and integration tests', async report => {
    const { code, output } = await run(
      toolchain.node,
      [
        bin('vitest/vitest.mjs'),
        'run',
        '--reporter=default',
        '--reporter=./scripts/vitest/countReporter.ts',
      ],
      { env: toolchain.env, onLine: report },
    );
    return addCounts(inRoot('test-results/vitest.json'), code, output);
  });

  await step('Front end', async report => {
    const outcome = await buildFrontend(toolchain, report);
    totals.passed += 1;
    return outcome;
  });

  if (chromiumPath()) {
    await step('Journeys in Chromium', async report => {
      const { code, output } = await run(
        toolchain.node,
        [bin('@playwright/test/cli.js'), 'test'],
        { env: toolchain.env, onLine: report },
      );
      return addCounts(inRoot('test-results/journeys.json'), code, output);
    });
  } else {
    totals.skipped.push({
      name: 'Journeys in Chromium',
      reason: 'Chromium is not installed: install it, or set CHROMIUM_PATH',
    });
  }

  for (const { name, reason } of totals.skipped) {
    console.log(`  – skipped: ${name} (${reason})`);
  }
  if (isCi && totals.skipped.length > 0) {
    console.log('\n  With CI=true nothing may be skipped.');
    totals.failed += totals.skipped.length;
    totals.skipped = [];
  }
  console.log(
    `\n${totals.passed} passed, ${totals.failed} failed, ${totals.skipped.length} skipped`,
  );
  process.exitCode = totals.failed > 0 ? 1 : 0;
});
