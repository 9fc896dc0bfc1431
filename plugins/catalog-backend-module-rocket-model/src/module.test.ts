import {
  mockServices,
  startTestBackend,
  type TestBackend,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import catalogBackend from '@backstage/plugin-catalog-backend';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import catalogModuleRocketModel from './index';

const sound = {
  apiVersion: 'rocket.dev/v1alpha1',
  kind: 'CriticalPath',
  metadata: { name: 'instant-payments', title: 'Instant payments' },
  spec: {
    owner: 'group:default/payments',
    domain: 'acquiring',
    objectives: { successRate: 99.9, latency: { p95: 800 } },
    entry: 'gateway',
    steps: [
      {
        id: 'gateway',
        component: 'component:default/api-gateway',
        transactions: ['WebTransaction/Go/POST /v1/payments'],
      },
      {
        id: 'pix',
        component: 'pix-gateway',
        transactions: ['WebTransaction/Go/%'],
        after: ['gateway'],
      },
      {
        id: 'spei',
        component: 'spei-gateway',
        transactions: ['WebTransaction/Go/%'],
        after: ['gateway'],
      },
      {
        id: 'ledger',
        component: 'component:default/api-gateway',
        transactions: ['WebTransaction/Go/POST /v1/entries'],
        after: ['pix', 'spei'],
      },
    ],
    groups: [{ id: 'rails', require: 1, steps: ['pix', 'spei'] }],
  },
};

function withSpec(change: Partial<typeof sound.spec>): Entity {
  return { ...sound, spec: { ...sound.spec, ...change } };
}

describe('catalog module rocket-model', () => {
  let folder: string;
  let backend: TestBackend;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'rocket-model-'));
    const location = join(folder, 'catalog-info.yaml');
    await writeFile(location, JSON.stringify(sound));
    backend = await startTestBackend({
      features: [
        catalogBackend,
        catalogModuleRocketModel,
        mockServices.rootConfig.factory({
          data: {
            catalog: {
              rules: [{ allow: ['CriticalPath'] }],
              locations: [{ type: 'file', target: location }],
            },
          },
        }),
      ],
    });
  });

  afterAll(async () => {
    await backend.stop();
    await rm(folder, { recursive: true });
  });

  /** What the catalog's own validation says of an entity; an empty string when it accepts it. */
  async function refusal(entity: unknown): Promise<string> {
    const response = await request(backend.server)
      .post('/api/catalog/validate-entity')
      .send({ entity, location: 'url:https://example.com/path.yaml' });
    return response.status === 200 ? '' : JSON.stringify(response.body);
  }

  it('brings a path into the catalog, related to its owner, its domain and each component once', async () => {
    await expect
      .poll(
        async () =>
          (
            await request(backend.server).get(
              '/api/catalog/entities/by-name/criticalpath/default/instant-payments',
            )
          ).status,
        { timeout: 30_000 },
      )
      .toBe(200);
    const { body } = await request(backend.server).get(
      '/api/catalog/entities/by-name/criticalpath/default/instant-payments',
    );
    expect(
      (body as Entity).relations?.map(
        ({ type, targetRef }) => `${type} ${targetRef}`,
      ),
    ).toEqual([
      'dependsOn component:default/api-gateway',
      'dependsOn component:default/pix-gateway',
      'dependsOn component:default/spei-gateway',
      'ownedBy group:default/payments',
      'partOf domain:default/acquiring',
    ]);
  });

  it('accepts a sound path, and every built-in kind as before', async () => {
    expect(await refusal(sound)).toBe('');
    expect(
      await refusal({
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Component',
        metadata: {
          name: 'api-gateway',
          annotations: { 'rocket.dev/tier': '0' },
        },
        spec: { type: 'service', lifecycle: 'production', owner: 'platform' },
      }),
    ).toBe('');
  });

  it.each<[string, unknown, RegExp]>([
    [
      'no objective',
      withSpec({ objectives: undefined }),
      /must have required property 'objectives'/,
    ],
    [
      'an objective of 100 %',
      withSpec({ objectives: { successRate: 100, latency: { p95: 800 } } }),
      /successRate must be < 100/,
    ],
    [
      'a misspelt field',
      { ...sound, spec: { ...sound.spec, objective: {} } },
      /must NOT have additional properties/,
    ],
    [
      'an entry that is no step',
      withSpec({ entry: 'web' }),
      /The entry \\"web\\" is no step of this path; its steps are gateway, pix, spei, ledger \(spec.entry\)/,
    ],
    [
      'a group that wants more than it has',
      withSpec({
        groups: [{ id: 'rails', require: 3, steps: ['pix', 'spei'] }],
      }),
      /Group \\"rails\\" requires 3 steps but has only 2/,
    ],
    [
      'a circle',
      withSpec({
        steps: sound.spec.steps.map(step =>
          step.id === 'pix' ? { ...step, after: ['ledger'] } : step,
        ),
      }),
      /Steps wait for each other in a circle: pix → ledger → pix/,
    ],
    [
      'a step that is no component',
      withSpec({
        steps: sound.spec.steps.map(step => ({
          ...step,
          component: 'resource:default/database',
        })),
      }),
      /Step \\"gateway\\" refers to a resource; a step is a Component/,
    ],
    [
      'an unknown version',
      { ...sound, apiVersion: 'rocket.dev/v9' },
      /no version matching apiVersion/,
    ],
    [
      'a tier that Rocket does not know',
      {
        ...sound,
        metadata: {
          ...sound.metadata,
          annotations: { 'rocket.dev/tier': 'gold' },
        },
      },
      /rocket.dev~1tier must be equal to one of the allowed values/,
    ],
  ])('refuses %s', async (_, entity, message) => {
    expect(await refusal(entity)).toMatch(message);
  });
});
