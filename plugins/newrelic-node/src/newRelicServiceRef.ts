import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { DefaultNewRelicService } from './DefaultNewRelicService';
import type { NerdGraphClient, NewRelicService } from './NewRelicService';
import type { NewRelicMonitor } from './NewRelicStatus';

/**
 * New Relic for back-end plugins. One instance a process, so that the limits
 * of a key hold over all plugins.
 */
export const newRelicServiceRef = createServiceRef<
  NewRelicService & NerdGraphClient & NewRelicMonitor
>({
  id: 'rocket.new-relic',
  scope: 'root',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: {
        config: coreServices.rootConfig,
        logger: coreServices.rootLogger,
      },
      factory: ({ config, logger }) =>
        DefaultNewRelicService.fromConfig(config, { logger }),
    }),
});
