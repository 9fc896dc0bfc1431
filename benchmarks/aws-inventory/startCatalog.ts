import { createBackend } from '@backstage/backend-defaults';
import {
  type BackendFeature,
  coreServices,
  createBackendModule,
  createServiceFactory,
  type LoggerService,
  type RootLoggerService,
  type SchedulerServiceTaskInvocationDefinition,
} from '@backstage/backend-plugin-api';
import { ConfigReader } from '@backstage/config';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import type { JsonObject } from '@backstage/types';
import type { Knex } from 'knex';
import { setTimeout as sleep } from 'node:timers/promises';

/** What the catalog itself keeps; the tables of a module's own are not among them. */
const CATALOG_TABLES =
  /^(insert into|update|delete from)\s+[`"]?(refresh_state|refresh_state_references|refresh_keys|final_entities|stitch_queue|relations|search)\b/i;

/** Longer than the engine waits between two looks for work. */
const QUIET_MILLIS = 3000;

/** So long nothing more is shown only when nothing more is going to be. */
const STUCK_MILLIS = 120_000;

const onlyErrors: RootLoggerService & LoggerService = {
  error: (message, meta) => console.error(message, meta ?? ''),
  warn: () => {},
  info: () => {},
  debug: () => {},
  child: () => onlyErrors,
};

/**
 * Starts a back end with the catalog and the given features, on SQLite in memory:
 * what a disk takes to flush would drown everything else. Scheduled tasks run when they are told to, and at no other time.
 */
export async function startCatalog(options: {
  port: number;
  config?: JsonObject;
  features: Array<BackendFeature | Promise<{ default: BackendFeature }>>;
}) {
  const url = `http://localhost:${options.port}`;
  const tasks = new Map<
    string,
    SchedulerServiceTaskInvocationDefinition['fn']
  >();
  const backend = createBackend();
  const config = new ConfigReader({
    backend: {
      baseUrl: url,
      listen: { host: 'localhost', port: options.port },
      database: { client: 'better-sqlite3', connection: ':memory:' },
    },
    ...options.config,
  });
  backend.add(
    createServiceFactory({
      service: coreServices.rootConfig,
      deps: {},
      factory: () => config,
    }),
  );
  backend.add(
    createServiceFactory({
      service: coreServices.rootLogger,
      deps: {},
      factory: () => onlyErrors,
    }),
  );
  backend.add(
    createServiceFactory({
      service: coreServices.scheduler,
      deps: {},
      factory: () => ({
        scheduleTask: async task => void tasks.set(task.id, task.fn),
        triggerTask: async () => {},
        cancelTask: async () => {},
        createScheduledTaskRunner: () => ({
          run: async task => void tasks.set(task.id, task.fn),
        }),
        getScheduledTasks: async () => [],
      }),
    }),
  );
  backend.add(import('@backstage/plugin-catalog-backend'));
  for (const feature of options.features) {
    backend.add(feature);
  }

  let writes = 0;
  let lastWriteAt = 0;
  let knex: Knex;
  let countEntities: () => Promise<number>;
  backend.add(
    createBackendModule({
      pluginId: 'catalog',
      moduleId: 'benchmark',
      register(env) {
        env.registerInit({
          deps: {
            auth: coreServices.auth,
            catalog: catalogServiceRef,
            database: coreServices.database,
          },
          async init({ auth, catalog, database }) {
            knex = await database.getClient();
            knex.on('query', ({ sql }: { sql: string }) => {
              if (CATALOG_TABLES.test(sql)) {
                writes += 1;
                lastWriteAt = performance.now();
              }
            });
            countEntities = async () => {
              const { totalItems } = await catalog.queryEntities(
                { limit: 1 },
                { credentials: await auth.getOwnServiceCredentials() },
              );
              return totalItems;
            };
          },
        });
      },
    }),
  );
  await backend.start();

  return {
    knex: () => knex,
    runTask: async (id: string) => {
      const task = tasks.get(id);
      if (!task) {
        throw new Error(`No task ${id}, only ${[...tasks.keys()].join(', ')}`);
      }
      await task(new AbortController().signal);
    },
    /** Statements that wrote to the catalog's tables, since the last time. */
    takeWrites: () => {
      const count = writes;
      writes = 0;
      return count;
    },
    /** Entities that the catalog was given, shown yet or not. */
    countGiven: async () => {
      const [{ count }] = await knex('refresh_state').count({ count: '*' });
      return Number(count);
    },
    /** Waits until the catalog's API has as many entities. */
    untilShown: async (count: number) => {
      let shown = 0;
      let lastProgressAt = performance.now();
      while (shown < count) {
        await sleep(200);
        const now = await countEntities();
        if (now > shown) {
          shown = now;
          lastProgressAt = performance.now();
        } else if (performance.now() - lastProgressAt > STUCK_MILLIS) {
          throw new Error(`The catalog shows ${shown} of ${count} entities`);
        }
      }
    },
    /** Waits until the catalog has nothing left to write. */
    untilQuiet: async () => {
      const asked = performance.now();
      while (performance.now() - Math.max(lastWriteAt, asked) < QUIET_MILLIS) {
        await sleep(100);
      }
    },
    stop: () => backend.stop(),
  };
}
