import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Entity } from '@backstage/catalog-model';
import { stringify } from 'yaml';
import { inRoot, localFolder } from '../../scripts/lib/paths.mjs';
import { run, start } from '../../scripts/lib/processes.mjs';
import type { Toolchain } from '../../scripts/lib/toolchain.mjs';

/** The release of create-app that belongs to the Backstage that Rocket is on. */
const CREATE_APP = '@backstage/create-app@0.9.2';

const folder = path.join(localFolder, 'bench', 'stock-backstage');

async function must(
  what: string,
  result: Promise<{ code: number; output: string }>,
) {
  const { code, output } = await result;
  if (code !== 0) {
    throw new Error(`${what} failed:\n${output.slice(-3000)}`);
  }
}

async function readJson(file: string) {
  return JSON.parse(await readFile(file, 'utf8'));
}

/**
 * Makes the stock Backstage app once: what create-app writes, with Rocket's
 * Yarn and the pins without which it does not install, built for production.
 */
async function prepare(toolchain: Toolchain, report: (p: string) => void) {
  const stamp = path.join(folder, '.prepared');
  if (existsSync(stamp)) {
    return;
  }
  await rm(folder, { recursive: true, force: true });
  await mkdir(path.dirname(folder), { recursive: true });
  report('creating a stock Backstage app');
  const creation = start(
    'npx',
    ['--yes', CREATE_APP, '--skip-install', '--path', folder],
    { env: toolchain.env, stdio: ['pipe', 'pipe', 'pipe'] },
  );
  creation.stdin?.end('stock\n');
  await new Promise((resolve, reject) => {
    creation.once('error', reject);
    creation.once('close', resolve);
  });

  const rocket = await readJson(inRoot('package.json'));
  const manifest = await readJson(path.join(folder, 'package.json'));
  manifest.packageManager = rocket.packageManager;
  manifest.resolutions = { ...manifest.resolutions, ...rocket.resolutions };
  await writeFile(
    path.join(folder, 'package.json'),
    JSON.stringify(manifest, null, 2),
  );
  const yarnSettings = await readFile(inRoot('.yarnrc.yml'), 'utf8');
  await writeFile(path.join(folder, '.yarnrc.yml'), yarnSettings);

  report('installing the stock app (a few minutes)');
  const yarn = (...args: string[]) =>
    run(toolchain.yarn[0], [...toolchain.yarn.slice(1), ...args], {
      cwd: folder,
      env: toolchain.env,
    });
  await must('Installing stock Backstage', yarn('install'));
  report('building the stock front end');
  await must('Building stock Backstage', yarn('workspace', 'app', 'build'));
  await writeFile(stamp, CREATE_APP);
}

/** An entity as a repository would declare it: without what the catalog added. */
function declared({ apiVersion, kind, metadata, spec }: Entity) {
  const {
    uid: _uid,
    etag: _etag,
    annotations: _annotations,
    ...kept
  } = metadata;
  return { apiVersion, kind, metadata: kept, spec };
}

/**
 * Starts stock Backstage, front end served by its back end, with guests let in
 * and with the given entities as its catalog, so that both pages have the same
 * to show.
 */
export async function startStock(options: {
  toolchain: Toolchain;
  port: number;
  entities: Entity[];
  report: (progress: string) => void;
}) {
  const { toolchain, port, entities, report } = options;
  await prepare(toolchain, report);
  const url = `http://localhost:${port}`;
  const catalogFile = path.join(folder, 'bench-entities.yaml');
  await writeFile(
    catalogFile,
    entities.map(e => stringify(declared(e))).join('---\n'),
  );
  await writeFile(
    path.join(folder, 'app-config.bench.yaml'),
    JSON.stringify({
      app: { baseUrl: url },
      backend: {
        baseUrl: url,
        listen: { port },
        csp: { 'upgrade-insecure-requests': false },
      },
      catalog: {
        rules: [{ allow: [...new Set(entities.map(e => e.kind))] }],
        locations: [{ type: 'file', target: catalogFile }],
      },
      auth: {
        providers: { guest: { dangerouslyAllowOutsideDevelopment: true } },
      },
    }),
  );
  const child = start(
    toolchain.node,
    [
      '--require',
      '@backstage/cli/config/nodeTransform.cjs',
      'src/index.ts',
      '--config',
      '../../app-config.yaml',
      '--config',
      '../../app-config.bench.yaml',
    ],
    {
      cwd: path.join(folder, 'packages/backend'),
      env: { ...toolchain.env, NODE_ENV: 'production', GITHUB_TOKEN: 'unused' },
    },
  );
  let log = '';
  child.stdout?.on('data', chunk => (log += chunk));
  child.stderr?.on('data', chunk => (log += chunk));
  for (let attempt = 0; ; attempt += 1) {
    if (child.exitCode !== null || attempt > 600) {
      throw new Error(`Stock Backstage did not start:\n${log.slice(-3000)}`);
    }
    const ready = await fetch(`${url}/.backstage/health/v1/readiness`).then(
      response => response.ok,
      () => false,
    );
    if (ready) {
      return { url, child };
    }
    await new Promise(resolve => setTimeout(resolve, 200));
  }
}
