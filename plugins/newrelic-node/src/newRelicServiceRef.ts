import { createServiceRef } from '@backstage/backend-plugin-api';
import type { NewRelicService } from './NewRelicService';

/**
 * New Relic for back-end plugins. One instance a process, so that the limits
 * of a key hold over all plugins.
 */
export const newRelicServiceRef = createServiceRef<NewRelicService, 'root'>({
  id: 'rocket.new-relic',
  scope: 'root',
});
