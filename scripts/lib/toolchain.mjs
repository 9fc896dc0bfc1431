import { existsSync } from 'node:fs';
import * as fs from 'node:fs/promises';
import path from 'node:path';
import { inRoot, localFolder } from './paths.mjs';
import { UserError } from './progress.mjs';
import { run } from './processes.mjs';

const { mkdir, readFile, writeFile, rm } = fs;

/** The newest Node that the portal is tested on; Backstage wants 22 or 24. */
const NODE_MAJOR = 24;
const SUPPORTED_MAJORS = [22, 24];

const toolchainFolder = path.join(localFolder, 'toolchain');
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';

/** What a first installation takes on disk, in bytes, with some room. */
const INSTALL_BYTES = 4 * 1024 ** 3;

/** Turns what npm and Yarn print about network and disk into a clear sentence. */
export function explainInstallFailure(what, output) {
  if (/ENOSPC|no space left/i.test(output)) {
    return new UserError(
      `The disk is full: ${what} could not be written.`,
      'Free some space (a first start needs about 4 GB) and run the command again.',
    );
  }
  if (
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|network|RequestError/i.test(
      output,
    )
  ) {
    return new UserError(
      `The package registry did not answer, so ${what} could not be fetched.`,
      'Check the network, the proxy and the registry that `npm config get registry` names, then run the command again.',
    );
  }
  if (/YN0028|lockfile would have been modified/i.test(output)) {
    return new UserError(
      'yarn.lock does not match the package.json files.',
      'Run `yarn install` and commit the new yarn.lock, or undo the change.',
    );
  }
  const tail = output.trim().split('\n').slice(-15).join('\n');
  return new UserError(
    `${what} could not be installed.`,
    `The last lines were:\n${tail}`,
  );
}

/** Refuses early, with a sentence, when the disk cannot hold a first installation. */
export async function checkDiskSpace(bytes = INSTALL_BYTES) {
  // Node 18 learned statfs in 18.15.
  if (!fs.statfs) {
    return;
  }
  const { bavail, bsize } = await fs.statfs(inRoot('.'));
  const free = bavail * bsize;
  if (free < bytes) {
    const gb = value => (value / 1024 ** 3).toFixed(1);
    throw new UserError(
      `The disk has ${gb(free)} GB free, and this needs ${gb(bytes)} GB.`,
      'Free some space and run the command again.',
    );
  }
}

async function yarnVersion() {
  const { packageManager } = JSON.parse(
    await readFile(inRoot('package.json'), 'utf8'),
  );
  return packageManager.split('@')[1];
}

/**
 * The tools that the project is built with; `yarn` is a command with its first
 * arguments, `env` puts both first on the path.
 *
 * @typedef {{node: string, yarn: string[], env: NodeJS.ProcessEnv}} Toolchain
 */

/**
 * Gets the tools that the project is built with: this process's Node when it
 * is one that Backstage supports, otherwise Node 24 from the registry; and
 * the exact Yarn of package.json. They are kept in the local folder, so that
 * a later start needs no network.
 *
 * @param {(detail: string) => void} [report]
 * @returns {Promise<Toolchain>}
 */
export async function prepareToolchain(report = () => {}) {
  const version = await yarnVersion();
  const ownMajor = Number(process.versions.node.split('.')[0]);
  const wanted = {
    '@yarnpkg/cli-dist': version,
    ...(SUPPORTED_MAJORS.includes(ownMajor) ? {} : { node: NODE_MAJOR }),
  };
  const stampFile = path.join(toolchainFolder, 'stamp.json');
  let fetched = existsSync(stampFile)
    ? JSON.parse(await readFile(stampFile, 'utf8'))
    : {};

  // A toolchain that has a Node, though this process could do without it, is
  // kept: this process may be running on it.
  if (Object.entries(wanted).some(([name, v]) => fetched[name] !== v)) {
    await checkDiskSpace();
    report('from the registry');
    await rm(toolchainFolder, { recursive: true, force: true });
    await mkdir(toolchainFolder, { recursive: true });
    await writeFile(
      path.join(toolchainFolder, 'package.json'),
      '{ "private": true }\n',
    );
    const packages = Object.entries(wanted).map(([k, v]) => `${k}@${v}`);
    const { code, output } = await run(
      npm,
      [
        'install',
        ...['--no-audit', '--no-fund', '--prefix', '.'],
        // npm's own pauses make a missing network known after minutes only.
        ...['--fetch-retry-mintimeout', '1000'],
        ...['--fetch-retry-maxtimeout', '5000'],
        ...packages,
      ],
      { cwd: toolchainFolder, shell: process.platform === 'win32' },
    );
    if (code !== 0) {
      throw explainInstallFailure('the toolchain (Node and Yarn)', output);
    }
    await writeFile(stampFile, JSON.stringify(wanted));
    fetched = wanted;
  }

  const modules = path.join(toolchainFolder, 'node_modules');
  const node = fetched.node
    ? path.join(
        modules,
        'node',
        'bin',
        process.platform === 'win32' ? 'node.exe' : 'node',
      )
    : process.execPath;
  return {
    node,
    yarn: [node, path.join(modules, '@yarnpkg/cli-dist/bin/yarn.js')],
    env: {
      ...process.env,
      PATH: [
        path.dirname(node),
        path.join(modules, '.bin'),
        process.env.PATH,
      ].join(path.delimiter),
      // npm tells its children its own settings, which Yarn would misread.
      npm_config_user_agent: undefined,
      BACKSTAGE_CLI_DISABLE_TELEMETRY: '1',
    },
  };
}
