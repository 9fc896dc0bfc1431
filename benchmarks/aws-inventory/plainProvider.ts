import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  catalogProcessingExtensionPoint,
  type DeferredEntity,
  type EntityProviderConnection,
} from '@backstage/plugin-catalog-node';

/**
 * An entity provider as the catalog's documentation shows one: it holds a
 * connection, and gives the catalog everything it has with every run.
 */
export function createPlainProvider(entities: DeferredEntity[]) {
  let connection: EntityProviderConnection | undefined;
  const feature = createBackendModule({
    pluginId: 'catalog',
    moduleId: 'plain-provider',
    register(env) {
      env.registerInit({
        deps: { processing: catalogProcessingExtensionPoint },
        async init({ processing }) {
          processing.addEntityProvider({
            getProviderName: () => 'plain-provider',
            connect: async given => {
              connection = given;
            },
          });
        },
      });
    },
  });
  return {
    feature,
    run: () => connection!.applyMutation({ type: 'full', entities }),
  };
}
