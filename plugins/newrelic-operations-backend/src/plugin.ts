import { hostname } from 'node:os';
import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { newRelicServiceRef } from '@rocket/plugin-newrelic-node';
import { createRouter } from './router';

/** How the portal's connections to New Relic are, for operators. */
export const newRelicOperationsPlugin = createBackendPlugin({
  pluginId: 'newrelic-operations',
  register(env) {
    env.registerInit({
      deps: {
        httpRouter: coreServices.httpRouter,
        newRelic: newRelicServiceRef,
      },
      async init({ httpRouter, newRelic }) {
        httpRouter.use(
          await createRouter({ monitor: newRelic, instance: hostname() }),
        );
      },
    });
  },
});
