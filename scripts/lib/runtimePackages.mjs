import { readdir, readFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { inRoot } from './paths.mjs';

const readJson = async file => JSON.parse(await readFile(file, 'utf8'));

/** The folder of an installed package as a workspace sees it: its own copy, else the hoisted one. */
function installedFolder(workspace, name) {
  const candidates = [
    path.join(workspace, 'node_modules', name),
    inRoot('node_modules', name),
  ];
  return candidates.find(folder =>
    existsSync(path.join(folder, 'package.json')),
  );
}

/**
 * The third-party packages that Rocket's workspaces name as runtime
 * dependencies, once each, sorted by name.
 *
 * @returns {Promise<Array<{name: string, range: string, version: string, folder: string}>>}
 */
export async function runtimePackages() {
  const packages = new Map();
  for (const group of ['packages', 'plugins']) {
    for (const workspaceName of (await readdir(inRoot(group))).sort()) {
      const workspace = inRoot(group, workspaceName);
      const manifest = path.join(workspace, 'package.json');
      if (!existsSync(manifest)) {
        continue;
      }
      const { dependencies = {} } = await readJson(manifest);
      for (const [name, range] of Object.entries(dependencies)) {
        if (/^(workspace|link):/.test(range) || packages.has(name)) {
          continue;
        }
        const folder = installedFolder(workspace, name);
        if (!folder) {
          throw new Error(
            `${name}, which ${group}/${workspaceName} depends on, is not installed. Run \`yarn install\`.`,
          );
        }
        const { version } = await readJson(path.join(folder, 'package.json'));
        packages.set(name, { name, range, version, folder });
      }
    }
  }
  return [...packages.values()].sort((a, b) => a.name.localeCompare(b.name));
}
