import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UrlReaders } from '@backstage/backend-defaults/urlReader';
import { UrlReaderService } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import { gitUser, startGitHost } from '../git';
import { RunningServer } from '../listen';

/* Backstage's own reader of Gitea against the git host: what TechDocs depends on. */

let directory: string;
let host: RunningServer;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'rocket-reader-'));
  host = await startGitHost({ stateDirectory: directory });
});
afterAll(async () => {
  await host.stop();
  await rm(directory, { recursive: true, force: true });
});

const createReader = (password: string): UrlReaderService =>
  UrlReaders.default({
    logger: mockServices.logger.mock(),
    config: mockServices.rootConfig({
      data: {
        integrations: {
          gitea: [
            {
              host: new URL(host.url).host,
              baseUrl: host.url,
              username: gitUser.login,
              password,
            },
          ],
        },
      },
    }),
  });
const main = (path: string) =>
  `${host.url}/cordillera/card-authorizer/src/branch/main/${path}`;

describe('Backstage’s URL reader', () => {
  it('reads a file, a tree, and nothing where there is nothing', async () => {
    const reader = createReader(gitUser.password);
    const file = await reader.readUrl(main('mkdocs.yml'));
    expect((await file.buffer()).toString()).toContain('card-authorizer');
    await expect(reader.readUrl(main('none.yml'))).rejects.toMatchObject({
      name: 'NotFoundError',
    });
    expect((await reader.search(main('none.yml'))).files).toEqual([]);

    const tree = await reader.readTree(main('docs'));
    const files = await tree.files();
    expect(files.map(({ path }) => path).sort()).toEqual([
      'index.md',
      'runbook.md',
    ]);
    await expect(
      reader.readTree(main('docs'), { etag: tree.etag }),
    ).rejects.toMatchObject({ name: 'NotModifiedError' });
  });

  it('is refused with a wrong password', async () => {
    const reader = createReader('wrong');
    await expect(reader.readUrl(main('mkdocs.yml'))).rejects.toThrow('401');
    await expect(reader.readTree(main(''))).rejects.toThrow('401');
  });
});
