/**
 * Writes THIRD_PARTY_NOTICES.md and third_party_manifest.json with
 * @newrelic/newrelic-oss-cli. That tool cannot read a monorepo, so it is run
 * in a staged folder: one package.json with the union of all workspaces'
 * runtime dependencies, beside their manifests and licences.
 */
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { inRoot, localFolder } from './lib/paths.mjs';
import { main, step, UserError } from './lib/progress.mjs';
import { run } from './lib/processes.mjs';
import { runtimePackages } from './lib/runtimePackages.mjs';

const stage = path.join(localFolder, 'notices');
const legalFile = /^(licen[cs]e|copying|notice|readme)/i;

async function stagePackages(packages) {
  await rm(stage, { recursive: true, force: true });
  await mkdir(stage, { recursive: true });
  const { name, version, license } = JSON.parse(
    await readFile(inRoot('package.json'), 'utf8'),
  );
  await writeFile(
    path.join(stage, 'package.json'),
    JSON.stringify({
      name,
      version,
      license,
      dependencies: Object.fromEntries(packages.map(p => [p.name, p.range])),
    }),
  );
  for (const dependency of packages) {
    const target = path.join(stage, 'node_modules', dependency.name);
    await mkdir(target, { recursive: true });
    for (const file of await readdir(dependency.folder)) {
      if (file === 'package.json' || legalFile.test(file)) {
        await cp(path.join(dependency.folder, file), path.join(target, file), {
          recursive: true,
        });
      }
    }
  }
  await writeFile(
    path.join(stage, 'third_party_manifest.json'),
    JSON.stringify({
      projectName: 'Rocket developer portal',
      includeDev: false,
      includeOptDeps: false,
    }),
  );
}

async function oss(file) {
  const { code, output } = await run(
    process.execPath,
    [
      inRoot('node_modules/@newrelic/newrelic-oss-cli/bin/run'),
      'third-party',
      file,
    ],
    { cwd: stage },
  );
  if (code !== 0) {
    throw new UserError(`oss third-party ${file} failed.`, output.trim());
  }
}

main(async () => {
  await step('Staging the runtime dependencies', async () => {
    const packages = await runtimePackages();
    await stagePackages(packages);
    return `${packages.length} packages`;
  });
  await step('oss third-party manifest', () => oss('manifest'));
  await step('oss third-party notices', () => oss('notices'));

  const manifest = JSON.parse(
    await readFile(path.join(stage, 'third_party_manifest.json'), 'utf8'),
  );
  // The time of the run would make every run a change.
  delete manifest.lastUpdated;
  await writeFile(
    inRoot('third_party_manifest.json'),
    `${JSON.stringify(manifest, null, 2)}\n`,
  );
  const notices = await readFile(
    path.join(stage, 'THIRD_PARTY_NOTICES.md'),
    'utf8',
  );
  await writeFile(
    inRoot('THIRD_PARTY_NOTICES.md'),
    // The tool names New Relic's own address; ours is the issue tracker.
    notices.replace(
      /by e-mailing \[open-source@newrelic\.com\]\(mailto:[^)]*\)/,
      'by opening an issue in this repository',
    ),
  );
});
