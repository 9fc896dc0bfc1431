import { ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import {
  mockServices,
  startTestBackend,
  TestBackend,
} from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import catalog from '@backstage/plugin-catalog-backend';
import giteaDiscovery from '@backstage/plugin-catalog-backend-module-gitea';
import templateModel from '@backstage/plugin-catalog-backend-module-scaffolder-entity-model';
import scaffolder from '@backstage/plugin-scaffolder-backend';
import publishGitea from '@backstage/plugin-scaffolder-backend-module-gitea';
import rocketModel from '@rocket/plugin-catalog-backend-module-rocket-model';
import { parse } from 'yaml';
import { createCompany } from '../company';
import { gitUser, startGitHost } from '../git';
import { RunningServer } from '../listen';

/*
 * Backstage's own catalog and scaffolder against the git host: what the company has
 * declared arrives in the catalog, and what the template makes is a service that works.
 */

const run = promisify(execFile);
const company = createCompany();

let directory: string;
let host: RunningServer;
let backend: TestBackend;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'rocket-journey-'));
  host = await startGitHost({ company, stateDirectory: directory });
  const gitHost = new URL(host.url).host;
  backend = await startTestBackend({
    features: [
      catalog,
      giteaDiscovery,
      templateModel,
      rocketModel,
      scaffolder,
      publishGitea,
      mockServices.rootConfig.factory({
        data: {
          integrations: {
            gitea: [
              {
                host: gitHost,
                baseUrl: host.url,
                username: gitUser.login,
                password: gitUser.password,
              },
            ],
          },
          scaffolder: {
            defaultEnvironment: {
              parameters: {
                repositoryHost: gitHost,
                repositoryOwner: company.organization,
              },
            },
          },
          catalog: {
            processingInterval: { minutes: 5 },
            rules: [
              {
                allow: [
                  ...['Component', 'API', 'System', 'Domain', 'Group', 'User'],
                  ...['Location', 'Template', 'CriticalPath'],
                ],
              },
            ],
            providers: {
              gitea: {
                cordillera: {
                  host: gitHost,
                  organization: company.organization,
                  schedule: {
                    frequency: { minutes: 5 },
                    timeout: { minutes: 1 },
                  },
                },
              },
            },
            locations: [
              {
                type: 'file',
                target: resolvePackagePath(
                  '@rocket/sandbox',
                  '../../templates/node-service/template.yaml',
                ),
              },
            ],
          },
        },
      }),
    ],
  });
});
afterAll(async () => {
  await backend.stop();
  await host.stop();
  await rm(directory, { recursive: true, force: true });
});

async function ask<T>(
  path: string,
  init?: RequestInit,
): Promise<T | undefined> {
  const address = backend.server.address();
  if (typeof address !== 'object' || !address) {
    throw new Error('The back end does not listen');
  }
  const response = await fetch(`http://127.0.0.1:${address.port}${path}`, init);
  if (response.status === 404) {
    return undefined;
  }
  if (!response.ok) {
    throw new Error(`${path}: ${response.status} ${await response.text()}`);
  }
  return response.json();
}

const entity = (ref: string) => {
  const [kind, name] = ref.split(':');
  return ask<Entity>(`/api/catalog/entities/by-name/${kind}/default/${name}`);
};
const entities = (kind: string) =>
  ask<Entity[]>(`/api/catalog/entities?filter=kind=${kind}`);

describe('the company in the catalog', () => {
  it('is there whole, found by discovery alone', async () => {
    const declared = company.services.filter(({ declaration }) => declaration);
    await vi.waitFor(
      async () => {
        const counts = await Promise.all(
          ['component', 'system', 'domain', 'criticalpath'].map(
            async kind => (await entities(kind))?.length,
          ),
        );
        expect(counts).toEqual([
          declared.length,
          company.systems.length,
          company.domains.length,
          5,
        ]);
        expect(await entities('group')).toHaveLength(1 + 4 + 8);
        expect(await entities('user')).toHaveLength(company.people.length);
      },
      { timeout: 40_000, interval: 250 },
    );

    const writer = await entity('component:ledger-writer');
    expect(writer?.metadata.annotations).toMatchObject({
      'newrelic.com/entity-guid': company.services.find(
        ({ name }) => name === 'ledger-writer',
      )?.newRelic.entityGuid,
      'rocket.dev/tier': '0',
    });
    expect(writer?.relations).toContainEqual({
      type: 'ownedBy',
      targetRef: 'group:default/ledger',
    });
    // The definition stands in a file of its own in the repository.
    const api = await entity('api:ledger-writer');
    expect(api?.spec?.definition).toContain('/v1/entries:');
  });
});

describe('the template node-service', () => {
  const name = 'fresh-service';
  const description = 'Says "hello": it is a test, 100 % of it.';
  const answers = {
    name,
    description,
    owner: 'group:default/cards',
    system: 'system:default/rewards',
    tier: '2',
    lifecycle: 'experimental',
    clientFacing: true,
  };
  const create = (values: object) =>
    ask<{ id: string }>('/api/scaffolder/v2/tasks', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({
        templateRef: 'template:default/node-service',
        values,
      }),
    });
  let child: ChildProcess | undefined;

  afterAll(async () => {
    if (child && child.exitCode === null) {
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
  });

  it('pushes a repository and puts it into the catalog', async () => {
    await vi.waitFor(
      async () => expect(await entity('template:node-service')).toBeDefined(),
      { timeout: 20_000, interval: 250 },
    );
    await expect(create({ ...answers, name: 'Fresh Service' })).rejects.toThrow(
      'does not match pattern',
    );
    const started = await create(answers);
    const task = await vi.waitUntil(
      async () => {
        const seen = await ask<{ status: string; output?: unknown }>(
          `/api/scaffolder/v2/tasks/${started?.id}`,
        );
        return seen && /completed|failed/.test(seen.status) ? seen : undefined;
      },
      { timeout: 30_000, interval: 250 },
    );
    const events = await ask<Array<{ body: { message: string } }>>(
      `/api/scaffolder/v2/tasks/${started?.id}/events`,
    );
    expect(
      task.status,
      events?.map(({ body }) => body.message).join('\n'),
    ).toBe('completed');
    const url = `${host.url}/cordillera/${name}/src/branch/main/`;
    expect((await fetch(url)).status).toBe(200);

    const read = async (path: string) =>
      (
        await fetch(`${host.url}/cordillera/${name}/raw/branch/main/${path}`)
      ).text();
    expect(parse(await read('.rocket.yml'))).toEqual({
      template: { name: 'node-service', version: '1.0.0' },
      answers,
    });
    expect(await read('CODEOWNERS')).toBe('* @cordillera/cards\n');
    // GitHub's own expressions are left alone.
    expect(await read('.github/workflows/ci.yaml')).toContain('${{ secrets.');

    const component = await vi.waitUntil(() => entity(`component:${name}`), {
      timeout: 20_000,
      interval: 250,
    });
    expect(component).toMatchObject({
      metadata: {
        description,
        annotations: {
          'newrelic.com/app-name': name,
          'rocket.dev/tier': '2',
          'rocket.dev/client-facing': 'true',
        },
      },
      spec: { owner: 'group:default/cards', lifecycle: 'experimental' },
    });
    const api = await vi.waitUntil(() => entity(`api:${name}`), {
      timeout: 20_000,
      interval: 250,
    });
    expect(api.spec?.definition).toContain('/v1/greetings/{name}');
  });

  it('makes a service that installs, type-checks, passes its tests, starts and serves the OpenAPI document it committed', async ({
    skip,
  }) => {
    const registry = await run('npm', ['ping', '--fetch-retries=0']).then(
      () => true,
      () => false,
    );
    skip(
      !registry && process.env.CI !== 'true',
      'the npm registry does not answer, and the service must be installed from it',
    );
    const service = join(directory, name);
    await run('git', [
      'clone',
      '--quiet',
      `${host.url}/cordillera/${name}.git`,
      service,
    ]);
    const npm = (...args: string[]) => run('npm', args, { cwd: service });
    await npm(
      'ci',
      '--ignore-scripts',
      '--no-audit',
      '--no-fund',
      '--prefer-offline',
    );
    await npm('run', 'typecheck');
    await npm('test');

    const port = await freePort();
    child = spawn(
      process.execPath,
      startArguments(await readScripts(service)),
      {
        cwd: service,
        env: {
          PATH: process.env.PATH,
          HOST: '127.0.0.1',
          PORT: String(port),
          DRAIN_MILLIS: '0',
        },
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    const log: string[] = [];
    child.stdout?.on('data', chunk => log.push(String(chunk)));
    const answer = (path: string) => fetch(`http://127.0.0.1:${port}${path}`);
    const ready = await vi.waitFor(() => answer('/health/ready'), {
      timeout: 20_000,
      interval: 100,
    });
    expect(await ready.json()).toEqual({ status: 'ok' });
    expect((await answer('/health/live')).status).toBe(200);

    const served = await (await answer('/docs/json')).json();
    const committed = await readFile(join(service, 'openapi.json'), 'utf8');
    expect(served).toEqual(JSON.parse(committed));
    expect(served.info).toMatchObject({ title: name, description });
    expect(await (await answer('/v1/greetings/Ana')).json()).toEqual({
      greeting: 'Hola, Ana',
    });

    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
    for (const line of log.join('').trim().split('\n')) {
      expect(JSON.parse(line)).toHaveProperty('msg');
    }
  }, 180_000);
});

async function readScripts(service: string): Promise<Record<string, string>> {
  const text = await readFile(join(service, 'package.json'), 'utf8');
  return JSON.parse(text).scripts;
}

/** The arguments of `npm start`'s node, so that a signal reaches it and not npm. */
function startArguments(scripts: Record<string, string>): string[] {
  const [command, ...args] = scripts.start.split(' ');
  expect(command).toBe('node');
  return args;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}
