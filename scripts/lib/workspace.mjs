import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { inRoot, root } from './paths.mjs';
import { UserError } from './progress.mjs';
import { run } from './processes.mjs';
import { checkDiskSpace, explainInstallFailure } from './toolchain.mjs';

const installStamp = inRoot('node_modules', '.rocket-install');
const buildStamp = inRoot('packages/app/dist/.rocket-build');

/** The folders that end up in the browser. */
const frontendFolders = [
  'packages/app',
  'packages/ui',
  'packages/nrql',
  'plugins/critical-paths',
  'plugins/critical-paths-common',
  'plugins/inventory',
  'plugins/newrelic-operations',
  'plugins/newrelic-operations-common',
  'plugins/reliability-scoreboard',
  'plugins/reliability-scoreboard-common',
];

async function filesBelow(folder) {
  const entries = await readdir(folder, { withFileTypes: true });
  const files = [];
  for (const entry of entries) {
    if (['node_modules', 'dist', 'dist-types'].includes(entry.name)) {
      continue;
    }
    const full = path.join(folder, entry.name);
    if (entry.isDirectory()) {
      files.push(...(await filesBelow(full)));
    } else if (!/\.test\.tsx?$/.test(entry.name)) {
      files.push(full);
    }
  }
  return files.sort();
}

async function hashOf(files) {
  const hash = createHash('sha256');
  for (const file of files) {
    hash.update(path.relative(root, file));
    hash.update(await readFile(file));
  }
  return hash.digest('hex');
}

async function manifests() {
  const files = [inRoot('package.json'), inRoot('yarn.lock')];
  for (const group of ['packages', 'plugins']) {
    for (const name of await readdir(inRoot(group))) {
      const file = inRoot(group, name, 'package.json');
      if (existsSync(file)) {
        files.push(file);
      }
    }
  }
  return files;
}

const isCurrent = async (stampFile, hash) =>
  existsSync(stampFile) && (await readFile(stampFile, 'utf8')) === hash;

/**
 * Installs the packages with the lock file unchanged, unless that was done already.
 *
 * @param {import('./toolchain.mjs').Toolchain} toolchain
 * @param {(detail: string) => void} report
 */
export async function installPackages(toolchain, report) {
  const hash = await hashOf(await manifests());
  if (await isCurrent(installStamp, hash)) {
    return 'as before';
  }
  await checkDiskSpace(
    existsSync(inRoot('node_modules')) ? 2 ** 30 : undefined,
  );
  const { code, output } = await run(
    toolchain.yarn[0],
    [...toolchain.yarn.slice(1), 'install', '--immutable'],
    {
      env: toolchain.env,
      onLine: line => report(line.replace(/^➤ YN\d+: [│┌└·] /, '')),
    },
  );
  if (code !== 0) {
    throw explainInstallFailure('the packages', output);
  }
  await writeFile(installStamp, hash);
  return 'lock file unchanged';
}

/**
 * Builds the front end when its sources changed since the last build.
 *
 * @param {import('./toolchain.mjs').Toolchain} toolchain
 * @param {(detail: string) => void} report
 * @returns {Promise<string>} a word on the outcome
 */
export async function buildFrontend(toolchain, report) {
  const files = [inRoot('yarn.lock'), inRoot('app-config.yaml')];
  for (const folder of frontendFolders) {
    files.push(...(await filesBelow(inRoot(folder))));
  }
  const hash = await hashOf(files);
  if (await isCurrent(buildStamp, hash)) {
    return 'unchanged';
  }
  await checkDiskSpace(2 ** 29);
  const { code, output } = await run(
    toolchain.node,
    [
      inRoot('node_modules/@backstage/cli/bin/backstage-cli'),
      'package',
      'build',
    ],
    { cwd: inRoot('packages/app'), env: toolchain.env, onLine: report },
  );
  if (code !== 0) {
    if (/ENOSPC/.test(output)) {
      throw explainInstallFailure('the front end', output);
    }
    throw new UserError('The front end did not build.', output.trim());
  }
  await mkdir(path.dirname(buildStamp), { recursive: true });
  await writeFile(buildStamp, hash);
  return 'built';
}
