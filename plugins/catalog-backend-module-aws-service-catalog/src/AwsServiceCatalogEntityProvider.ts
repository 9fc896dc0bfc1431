import { LoggerService, SchedulerService } from '@backstage/backend-plugin-api';
import {
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import { ProviderConfig } from './config';
import { Scope } from './model/items';
import { Reconciler } from './tasks/Reconciler';
import { ScopeSync } from './tasks/ScopeSync';

const RECONCILE_EVERY = { minutes: 1 };

/** Ids of the scheduled tasks of a provider. */
export const taskIds = {
  sync: (providerId: string, { accountId, region }: Scope) =>
    `aws-service-catalog:${providerId}:sync:${accountId}:${region}`,
  reconcile: (providerId: string) =>
    `aws-service-catalog:${providerId}:reconcile`,
};

/**
 * Gives the catalog what AWS Service Catalog holds: schedules a sync for each
 * account and region, and a reconciliation after each of them and every minute,
 * for what repositories have changed meanwhile.
 */
export class AwsServiceCatalogEntityProvider implements EntityProvider {
  private readonly options: {
    config: ProviderConfig;
    syncs: ReadonlyArray<{ scope: Scope; sync: ScopeSync }>;
    reconciler: Reconciler;
    scheduler: SchedulerService;
    logger: LoggerService;
  };

  constructor(options: AwsServiceCatalogEntityProvider['options']) {
    this.options = options;
  }

  getProviderName(): string {
    return `aws-service-catalog:${this.options.config.id}`;
  }

  async connect(connection: EntityProviderConnection): Promise<void> {
    const { config, syncs, reconciler, scheduler, logger } = this.options;
    await scheduler.scheduleTask({
      id: taskIds.reconcile(config.id),
      frequency: RECONCILE_EVERY,
      timeout: { minutes: 5 },
      // The catalog answers only once it has started; a sync triggers this anyway.
      initialDelay: { seconds: 10 },
      scope: 'global',
      fn: async signal => {
        try {
          await reconciler.run(connection, signal);
        } catch (error) {
          if (!signal.aborted) {
            throw error;
          }
          logger.info('AWS Service Catalog: the reconciliation was stopped');
        }
      },
    });
    for (const { scope, sync } of syncs) {
      await scheduler.scheduleTask({
        ...config.schedule,
        scope: 'global',
        id: taskIds.sync(config.id, scope),
        fn: async signal => {
          await sync.run(signal);
          if (!signal.aborted) {
            await this.reconcileSoon();
          }
        },
      });
    }
  }

  private async reconcileSoon(): Promise<void> {
    const { scheduler, config, logger } = this.options;
    try {
      await scheduler.triggerTask(taskIds.reconcile(config.id));
    } catch (error) {
      // It runs right now, perhaps on another replica; within a minute it runs again.
      logger.debug(`The reconciliation was not triggered: ${error}`);
    }
  }
}
