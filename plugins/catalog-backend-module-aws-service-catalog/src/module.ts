import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import { DefaultAwsCredentialsManager } from '@backstage/integration-aws-node';
import {
  catalogProcessingExtensionPoint,
  catalogServiceRef,
} from '@backstage/plugin-catalog-node';
import {
  createFindDeploymentsAction,
  createListDriftAction,
  createPreviewMappingAction,
} from './actions';
import { AwsServiceCatalogEntityProvider } from './AwsServiceCatalogEntityProvider';
import { AwsServiceCatalogReader } from './aws/ServiceCatalogReader';
import { readProviderConfigs } from './config';
import { DatabaseInventoryStore } from './database/DatabaseInventoryStore';
import { DatabaseSnapshotStore } from './database/DatabaseSnapshotStore';
import { migrate } from './database/migrate';
import { MissingOwners } from './database/MissingOwners';
import { RefreshLimiter } from './database/RefreshLimiter';
import { createRouter } from './http/createRouter';
import { InventoryReporter } from './http/InventoryReporter';
import { ScopeReporter } from './http/ScopeReporter';
import { MappingPreviewer } from './inventory/MappingPreviewer';
import { InventoryMergeProcessor } from './InventoryMergeProcessor';
import { scopeRefreshPermission } from './permissions';
import { countShown } from './tasks/countShown';
import { readDeclarations } from './tasks/readDeclarations';
import { Reconciler } from './tasks/Reconciler';
import { ScopeSync } from './tasks/ScopeSync';

/** So long a catalog that starts may take until it has read all teams. */
const MISSING_OWNER_GRACE = 2 * 60_000;

/**
 * Brings AWS Service Catalog into the catalog and merges it with what repositories
 * declare. Without `catalog.providers.awsServiceCatalog` its API says so, and no more.
 */
export const catalogModuleAwsServiceCatalog = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'aws-service-catalog',
  register(env) {
    env.registerInit({
      deps: {
        actionsRegistry: actionsRegistryServiceRef,
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        discovery: coreServices.discovery,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        logger: coreServices.logger,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        processing: catalogProcessingExtensionPoint,
        scheduler: coreServices.scheduler,
      },
      async init(deps) {
        const { actionsRegistry, auth, catalog, config, logger } = deps;
        const { processing, scheduler } = deps;
        const configs = readProviderConfigs(config);
        const knex = await migrate(deps.database);
        const snapshot = new DatabaseSnapshotStore(knex);
        const inventory = new DatabaseInventoryStore(knex);
        await inventory.keepOnly(configs.map(({ id }) => id));

        const previewer = new MappingPreviewer({
          configs,
          permissions: deps.permissions,
          readDeclarations: () => readDeclarations({ catalog, auth }),
          snapshot,
        });
        deps.permissionsRegistry.addPermissions([scopeRefreshPermission]);
        deps.httpRouter.use(
          createRouter({
            configs,
            scopes: new ScopeReporter({
              configs,
              snapshot,
              auth,
              discovery: deps.discovery,
              logger,
            }),
            inventory: new InventoryReporter({ catalog }),
            limiter: new RefreshLimiter({ knex, intervalMillis: 60_000 }),
            previewer,
            auditor: deps.auditor,
            httpAuth: deps.httpAuth,
            permissions: deps.permissions,
            scheduler,
          }),
        );

        const [first, ...others] = configs;
        if (!first) {
          logger.info(
            'AWS Service Catalog is not configured: set catalog.providers.awsServiceCatalog',
          );
          return;
        }
        const credentials = DefaultAwsCredentialsManager.fromConfig(config);

        for (const provider of configs) {
          const scopes = provider.accounts.flatMap(({ id }) =>
            provider.regions.map(region => ({ accountId: id, region })),
          );
          await snapshot.keepOnly(provider.id, scopes);
          const reader = new AwsServiceCatalogReader({
            config: provider,
            credentials,
          });
          processing.addEntityProvider(
            new AwsServiceCatalogEntityProvider({
              config: provider,
              syncs: scopes.map(scope => ({
                scope,
                sync: new ScopeSync({
                  config: provider,
                  scope,
                  reader,
                  snapshot,
                  logger,
                }),
              })),
              reconciler: new Reconciler({
                config: provider,
                scopes,
                snapshot,
                inventory,
                missingOwners: new MissingOwners({
                  knex,
                  graceMillis: MISSING_OWNER_GRACE,
                }),
                readDeclarations: () => readDeclarations({ catalog, auth }),
                countShown: () => countShown({ catalog, auth }, provider.id),
                logger,
              }),
              scheduler,
              logger,
            }),
          );
        }
        createFindDeploymentsAction({ actionsRegistry, catalog });
        createListDriftAction({ actionsRegistry, catalog });
        createPreviewMappingAction({ actionsRegistry, previewer });
        processing.addProcessor(
          new InventoryMergeProcessor({
            inventory,
            configs: [first, ...others],
          }),
        );
      },
    });
  },
});
