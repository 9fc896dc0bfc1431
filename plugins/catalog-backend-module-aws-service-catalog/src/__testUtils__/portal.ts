import {
  BackendFeature,
  createServiceFactory,
  SchedulerServiceTaskInvocationDefinition,
} from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { actionsRegistryServiceMock } from '@backstage/backend-test-utils/alpha';
import { Entity } from '@backstage/catalog-model';
import { ResponseError } from '@backstage/errors';
import { JsonObject } from '@backstage/types';
import { startAws } from '@rocket/sandbox';
import { Knex } from 'knex';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { taskIds } from '../AwsServiceCatalogEntityProvider';
import {
  companyWith,
  DeploymentOptions,
  HUB,
  PRODUCTION,
  REGION,
} from './company';

export const PROVIDER_ID = 'test';

/** What can be made to go wrong in the stand-in of AWS; see its control endpoint. */
type Fault = { kind: string } & Record<string, unknown>;

/** A stand-in of AWS with the given content, and what goes wrong in it. */
export async function startTestAws(
  deployments: DeploymentOptions[],
  options?: Parameters<typeof companyWith>[1],
) {
  const aws = await startAws({ company: companyWith(deployments, options) });
  process.env.AWS_ENDPOINT_URL_SERVICE_CATALOG = aws.url;
  process.env.AWS_ENDPOINT_URL_STS = aws.url;
  const control = async (method: string, path: string, body?: object) => {
    const answer = await fetch(`${aws.url}/__control/${path}`, {
      method,
      body: body && JSON.stringify(body),
    });
    // A fault that there is not would make a test that cannot fail.
    if (!answer.ok) {
      throw new Error(await answer.text());
    }
    return answer;
  };
  return {
    setFaults: (...faults: Fault[]) => control('POST', 'faults', faults),
    clearFaults: () => control('DELETE', 'faults'),
    /** Requests since the last time, by operation. */
    takeRequests: async (): Promise<Record<string, number>> => {
      const counts = await (await control('GET', 'requests')).json();
      await control('DELETE', 'requests');
      return counts;
    },
    stop: () => aws.stop(),
  };
}

/** A folder of catalog-info.yaml files that the catalog reads, as from repositories. */
export async function createRepositories() {
  const directory = await mkdtemp(join(tmpdir(), 'rocket-repositories-'));
  const file = (name: string) => join(directory, `${name}.yaml`);
  return {
    directory,
    /** Writes a repository's catalog-info.yaml (JSON is YAML too). */
    write: (name: string, ...entities: object[]) =>
      writeFile(
        file(name),
        entities.map(entity => JSON.stringify(entity)).join('\n---\n'),
      ),
    remove: (name: string) => rm(file(name)),
    delete: () => rm(directory, { recursive: true }),
  };
}

/** A component as a repository declares it. */
export function component(
  name: string,
  options: {
    annotations?: Record<string, string>;
    spec?: JsonObject;
    namespace?: string;
  } = {},
) {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name,
      ...(options.namespace ? { namespace: options.namespace } : {}),
      annotations: options.annotations ?? {},
    },
    spec: {
      type: 'service',
      lifecycle: 'production',
      owner: 'cards',
      ...options.spec,
    },
  };
}

/** A team as a repository declares it. */
export const group = (name: string) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { name },
  spec: { type: 'team', children: [] },
});

/**
 * A whole back end with the real catalog, whose scheduled tasks run when a test
 * says so, unless it brings a scheduler of its own.
 */
export async function startPortal(options: {
  knex: Knex;
  /** a database for each plugin, where there are others than the catalog */
  database?: BackendFeature;
  repositories: { directory: string };
  /** of the provider; `null` leaves the provider out */
  settings?: JsonObject | null;
  scheduler?: BackendFeature;
  /** beside the catalog and the module; services replace the test back end's own */
  features?: BackendFeature[];
  /** beside `aws` and `catalog` */
  config?: JsonObject;
  /** locations that the catalog reads beside the repositories */
  files?: string[];
}) {
  const tasks = new Map<
    string,
    SchedulerServiceTaskInvocationDefinition['fn']
  >();
  const actions = actionsRegistryServiceMock();
  const backend = await startTestBackend({
    features: [
      options.database ?? mockServices.database.factory({ knex: options.knex }),
      mockServices.rootConfig.factory({
        data: {
          ...options.config,
          aws: {
            mainAccount: {
              accessKeyId: 'AKIAROCKETSANDBOX001',
              secretAccessKey: 'rocket-sandbox-secret-access-key-0000000',
            },
            accountDefaults: { roleName: 'rocket-inventory-reader' },
          },
          catalog: {
            processingInterval: { seconds: 1 },
            orphanStrategy: 'delete',
            rules: [
              {
                allow: [
                  'Component',
                  'Group',
                  'Location',
                  'Resource',
                  'Template',
                ],
              },
            ],
            locations: [
              join(options.repositories.directory, '*.yaml'),
              ...(options.files ?? []),
            ].map(target => ({ type: 'file', target })),
            providers: {
              awsServiceCatalog:
                options.settings === null
                  ? {}
                  : {
                      [PROVIDER_ID]: {
                        accounts: [HUB, PRODUCTION],
                        regions: [REGION],
                        ...options.settings,
                      },
                    },
            },
          },
        },
      }),
      options.scheduler ??
        mockServices.scheduler.mock({
          scheduleTask: async task => {
            tasks.set(task.id, task.fn);
          },
          triggerTask: async () => {},
        }).factory,
      ...(options.features ?? []),
      createServiceFactory({
        service: actionsRegistryServiceRef,
        deps: {},
        factory: () => actions,
      }),
      import('@backstage/plugin-catalog-backend'),
      import('..'),
    ],
  });

  const request = (path: string, init?: RequestInit) =>
    fetch(`http://localhost:${backend.server.port()}/api/catalog/${path}`, {
      ...init,
      headers: {
        authorization: mockCredentials.user.header(),
        ...init?.headers,
      },
    });
  const get = async (path: string) => {
    const response = await request(path);
    if (response.status === 404) {
      return undefined;
    }
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return response.json();
  };

  const portal = {
    /** Asks the catalog as a user, or as the headers say. */
    request,
    entity: (ref: string): Promise<Entity | undefined> => {
      const [kind, namespace, name] = ref.split(/[:/]/);
      return get(`entities/by-name/${kind}/${namespace}/${name}`);
    },
    entities: (filter: string): Promise<Entity[]> =>
      get(`entities?filter=${encodeURIComponent(filter)}`),
    reconcile: async () =>
      tasks.get(taskIds.reconcile(PROVIDER_ID))!(new AbortController().signal),
    /** Syncs one account, and reconciles as the scheduler would. */
    sync: async (
      accountId = PRODUCTION,
      {
        region = REGION,
        signal = new AbortController().signal,
      }: { region?: string; signal?: AbortSignal } = {},
    ) => {
      const id = taskIds.sync(PROVIDER_ID, { accountId, region });
      await tasks.get(id)!(signal);
      await portal.reconcile();
    },
    syncAll: async (accounts = [HUB, PRODUCTION]) => {
      for (const accountId of accounts) {
        await portal.sync(accountId);
      }
    },
    /** Waits until an entity is as expected; fails with what it was last. */
    expectEntity: (ref: string, expected: object = {}) =>
      vi.waitFor(
        async () => {
          const entity = await portal.entity(ref);
          expect(entity).toBeDefined();
          expect(entity).toMatchObject(expected);
          return entity!;
        },
        { timeout: 20_000, interval: 100 },
      ),
    /** Waits until a filter finds as many: an entity is there before the search knows it. */
    expectEntities: (filter: string, count: number) =>
      vi.waitFor(
        async () => {
          const found = await portal.entities(filter);
          expect(found).toHaveLength(count);
          return found;
        },
        { timeout: 20_000, interval: 100 },
      ),
    /** Deletes what nothing refers to any more, as the catalog does now and then. */
    deleteOrphans: async () =>
      tasks.get('catalog_orphan_cleanup')!(new AbortController().signal),
    /** Runs one of the module's actions, as a user. */
    invoke: async (name: string, input: JsonObject) =>
      (
        await actions.invoke({
          id: `test:${name}`,
          input,
          credentials: mockCredentials.user(),
        })
      ).output as JsonObject,
    /** Runs a template of the scaffolder to its end; rejects when it fails. */
    runTemplate: async (name: string, values: JsonObject) => {
      const tasksPath = '../scaffolder/v2/tasks';
      const answer = await request(tasksPath, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          templateRef: `template:default/${name}`,
          values,
        }),
      });
      if (!answer.ok) {
        throw new Error(await answer.text());
      }
      const { id } = await answer.json();
      const task = await vi.waitUntil(
        async () => {
          const seen = await get(`${tasksPath}/${id}`);
          return /completed|failed/.test(seen.status) && seen;
        },
        { timeout: 40_000, interval: 250 },
      );
      if (task.status !== 'completed') {
        const events = await get(`${tasksPath}/${id}/events`);
        throw new Error(JSON.stringify(events));
      }
    },
    scopes: () =>
      options.knex('aws_service_catalog__scopes').orderBy('account_id'),
    stop: () => backend.stop(),
  };
  return portal;
}
