import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { newRelicServiceRef } from '@rocket/plugin-newrelic-node';
import { scoreboardPermissions } from '@rocket/plugin-reliability-scoreboard-common';
import { registerActions } from './actions/registerActions';
import { CollectionStore } from './database/CollectionStore';
import { FactStore } from './database/FactStore';
import { openDatabase } from './database/migrate';
import { RefreshStore } from './database/RefreshStore';
import { ScoreStore } from './database/ScoreStore';
import { createRouter } from './router';
import { readSchedule, scheduleMillis } from './schedule';
import { CatalogWatcher } from './service/CatalogWatcher';
import { Scoreboard } from './service/Scoreboard';
import { ScoreCollector } from './service/ScoreCollector';

const collectTaskId = 'collect';

/** Scores every service of the catalog by what New Relic knows of it. */
export const reliabilityScoreboardPlugin = createBackendPlugin({
  pluginId: 'reliability-scoreboard',
  register(env) {
    env.registerInit({
      deps: {
        actionsRegistry: actionsRegistryServiceRef,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        logger: coreServices.logger,
        newRelic: newRelicServiceRef,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        scheduler: coreServices.scheduler,
      },
      async init(deps) {
        const { auth, catalog, logger, newRelic, scheduler } = deps;
        const knex = await openDatabase(deps.database);
        const facts = new FactStore(knex);
        const scores = new ScoreStore(knex);
        const collection = new CollectionStore(knex);
        const schedule = readSchedule(deps.config);
        const configured = newRelic.accounts.length > 0;

        const collector = new ScoreCollector({
          auth,
          catalog,
          logger,
          newRelic,
          facts,
          scores,
          collection,
          refreshes: new RefreshStore(knex),
        });
        const scoreboard = new Scoreboard({
          knex,
          scores,
          collection,
          configured,
          ...scheduleMillis(schedule),
        });
        const watcher = new CatalogWatcher({
          auth,
          catalog,
          collection,
          scheduler,
          taskId: collectTaskId,
        });

        deps.permissionsRegistry.addPermissions(scoreboardPermissions);
        deps.httpRouter.use(
          createRouter({
            scoreboard,
            collector,
            httpAuth: deps.httpAuth,
            permissions: deps.permissions,
          }),
        );
        registerActions({ registry: deps.actionsRegistry, scoreboard });

        await scheduler.scheduleTask({
          ...schedule,
          id: collectTaskId,
          scope: 'global',
          fn: signal => collector.collectAll(signal),
        });
        await scheduler.scheduleTask({
          id: 'watch-catalog',
          frequency: { seconds: 15 },
          timeout: { seconds: 30 },
          scope: 'global',
          fn: () => watcher.look(),
        });
      },
    });
  },
});
