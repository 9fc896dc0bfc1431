import { LoggerService } from '@backstage/backend-plugin-api';
import { ServiceCatalogReader } from '../aws/ServiceCatalogReader';
import { ProviderConfig } from '../config';
import { SnapshotStore } from '../database/SnapshotStore';
import { ProvisionedProduct, Scope } from '../model/items';

/** Lists one account and region, and puts what it found into the snapshot. */
export class ScopeSync {
  private readonly options: {
    config: ProviderConfig;
    scope: Scope;
    reader: ServiceCatalogReader;
    snapshot: SnapshotStore;
    logger: LoggerService;
  };

  constructor(options: ScopeSync['options']) {
    this.options = options;
  }

  /** Never rejects for AWS's sake: a failure is recorded, and the snapshot kept. */
  async run(signal: AbortSignal): Promise<void> {
    const { config, scope, reader, snapshot, logger } = this.options;
    const where = `${scope.accountId} ${scope.region}`;
    const begun = Date.now();
    try {
      const known = new Map<string, ProvisionedProduct>();
      for (const item of await snapshot.itemsOf(config.id, scope)) {
        if (item.kind === 'provisioned-product') {
          known.set(item.arn, item);
        }
      }
      const items = await reader.read(scope, { known, signal });
      signal.throwIfAborted();
      const plan = await snapshot.applyListing(config.id, scope, {
        items,
        limits: config.limits,
        at: new Date(),
      });
      for (const { kind, missing, known: count } of plan.held) {
        logger.warn(
          `AWS Service Catalog ${where}: ${missing} of ${count} ${kind}s are missing from the listing. That is more than limits.maximumRemovalRatio allows, so none is removed.`,
        );
      }
      logger.info(
        `AWS Service Catalog ${where}: ${items.length} items listed in ${Date.now() - begun} ms, ${plan.written.length} new or changed, ${plan.removed.length} removed`,
      );
    } catch (error) {
      if (signal.aborted) {
        // The portal stops, or the task took longer than its time-out: not AWS's fault.
        logger.info(`AWS Service Catalog ${where}: stopped before it was done`);
        return;
      }
      const reason = describe(error);
      await snapshot.recordFailure(config.id, scope, {
        reason,
        at: new Date(),
      });
      logger.warn(
        `AWS Service Catalog ${where}: could not be listed, the last snapshot stays: ${reason}`,
      );
    }
  }
}

function describe(error: unknown): string {
  return error instanceof Error
    ? `${error.name}: ${error.message}`
    : String(error);
}
