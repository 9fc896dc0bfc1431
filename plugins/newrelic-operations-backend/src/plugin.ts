import { hostname } from 'node:os';
import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { newRelicServiceRef } from '@rocket/plugin-newrelic-node';
import { newRelicStatusPermission } from '@rocket/plugin-newrelic-operations-common';
import { createRouter } from './router';

/** How the portal's connections to New Relic are, for operators. */
export const newRelicOperationsPlugin = createBackendPlugin({
  pluginId: 'newrelic-operations',
  register(env) {
    env.registerInit({
      deps: {
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        newRelic: newRelicServiceRef,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
      },
      async init(deps) {
        const { httpAuth, newRelic, permissions } = deps;
        deps.permissionsRegistry.addPermissions([newRelicStatusPermission]);
        deps.httpRouter.use(
          await createRouter({
            httpAuth,
            instance: hostname(),
            monitor: newRelic,
            permissions,
          }),
        );
      },
    });
  },
});
