import { readFileSync } from 'node:fs';
import path from 'node:path';
import { runtimePackages } from './lib/runtimePackages.mjs';

const file = (name: string) =>
  readFileSync(path.resolve(__dirname, '..', name), 'utf8');

describe('third-party notices', () => {
  it('name the runtime dependencies that are installed, no more and no fewer', async () => {
    const installed = (await runtimePackages()).map(
      ({ name, version }) => `${name}@${version}`,
    );
    const { dependencies } = JSON.parse(file('third_party_manifest.json'));

    expect(
      Object.keys(dependencies).sort(),
      'The notices are stale: run `yarn notices` and commit what it writes.',
    ).toEqual(installed.sort());
  });

  it('carry each package of the manifest', () => {
    const { dependencies } = JSON.parse(file('third_party_manifest.json'));
    const notices = file('THIRD_PARTY_NOTICES.md');
    for (const { name } of Object.values<{ name: string }>(dependencies)) {
      expect(notices).toContain(`### ${name}\n`);
    }
  });
});
