import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { newRelicServiceRef } from '@rocket/plugin-newrelic-node';
import { readCriticalPathsConfig } from './config';
import { DatabaseCriticalPathsStore } from './database/DatabaseCriticalPathsStore';
import { createRouter } from './router';
import { CollectTask } from './service/CollectTask';
import { DefaultCriticalPathsService } from './service/DefaultCriticalPathsService';

/** Business flows as critical paths: uptime, throughput, error rate and latency. */
export const criticalPathsPlugin = createBackendPlugin({
  pluginId: 'critical-paths',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        httpRouter: coreServices.httpRouter,
        logger: coreServices.logger,
        newRelic: newRelicServiceRef,
        scheduler: coreServices.scheduler,
      },
      async init({
        auth,
        catalog,
        config,
        database,
        httpRouter,
        logger,
        newRelic,
        scheduler,
      }) {
        const { schedule, minuteQueries } = readCriticalPathsConfig(config);
        const store = await DatabaseCriticalPathsStore.create({ database });
        httpRouter.use(
          await createRouter({
            service: new DefaultCriticalPathsService({ store }),
          }),
        );
        const task = new CollectTask({
          store,
          newRelic,
          catalog,
          auth,
          logger,
          minuteQueries,
        });
        // Both are global: of all replicas one runs them at a time.
        await scheduler.scheduleTask({
          id: 'critical-paths-collect',
          ...schedule,
          fn: async signal => task.run(signal),
        });
        await scheduler.scheduleTask({
          id: 'critical-paths-prune',
          frequency: { hours: 1 },
          timeout: { minutes: 10 },
          initialDelay: { minutes: 5 },
          fn: async () => task.prune(),
        });
      },
    });
  },
});
