import type {
  AuthService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { pathFilter, serviceFilter } from '../catalog/readCatalog';
import type { CollectionStore } from '../database/CollectionStore';

/**
 * Starts a collection when services or critical paths came or went, so that a
 * new service is on the scoreboard within a minute rather than at the next run.
 */
export class CatalogWatcher {
  readonly #deps: {
    auth: AuthService;
    catalog: CatalogService;
    collection: CollectionStore;
    scheduler: SchedulerService;
    /** Id of the task that collects. */
    taskId: string;
  };

  constructor(options: {
    auth: AuthService;
    catalog: CatalogService;
    collection: CollectionStore;
    scheduler: SchedulerService;
    taskId: string;
  }) {
    this.#deps = options;
  }

  async look(): Promise<void> {
    const { auth, catalog, collection, scheduler, taskId } = this.#deps;
    const { totalItems } = await catalog.queryEntities(
      {
        filter: [serviceFilter, pathFilter],
        fields: ['kind'],
        limit: 1,
      },
      { credentials: await auth.getOwnServiceCredentials() },
    );
    if (totalItems === (await collection.catalogSize())) {
      return;
    }
    try {
      await scheduler.triggerTask(taskId);
    } catch (error) {
      // It runs already, here or in another replica; there is a next look.
      if (!(error instanceof Error && error.name === 'ConflictError')) {
        throw error;
      }
    }
  }
}
