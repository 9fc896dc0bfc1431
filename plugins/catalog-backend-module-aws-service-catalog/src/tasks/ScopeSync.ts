import { LoggerService } from '@backstage/backend-plugin-api';
import { durationToMilliseconds } from '@backstage/types';
import { ServiceCatalogReader } from '../aws/ServiceCatalogReader';
import { ProviderConfig } from '../config';
import { SnapshotStore } from '../database/SnapshotStore';
import { ProvisionedProduct, Scope } from '../model/items';

/** Of the time that the scheduler gives; the rest is for saying that it was not enough. */
const OWN_TIME = 0.95;

/** Lists one account and region, and puts what it found into the snapshot. */
export class ScopeSync {
  /** Items may be made otherwise since the last start, of the very same listing. */
  private hasCompared = false;
  /** What was read already, while no listing was completed since. */
  private known?: Map<string, ProvisionedProduct>;
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

  /**
   * Never rejects for AWS's sake: a failure is recorded, and the snapshot kept.
   *
   * @param stopped - aborts when the portal stops, and when the task's time is over
   */
  async run(stopped: AbortSignal): Promise<void> {
    const { config, scope, reader, snapshot, logger } = this.options;
    const where = `${scope.accountId} ${scope.region}`;
    const begun = Date.now();
    const { timeout } = config.schedule;
    const millis =
      'toMillis' in timeout
        ? timeout.toMillis()
        : durationToMilliseconds(timeout);
    const deadline = AbortSignal.timeout(millis * OWN_TIME);
    const signal = AbortSignal.any([stopped, deadline]);
    try {
      const { items, digest } = await reader.read(scope, {
        lastDigest: this.hasCompared
          ? await snapshot.digestOf(config.id, scope)
          : undefined,
        known: () => this.readKnown(),
        signal,
      });
      signal.throwIfAborted();
      this.known = undefined;
      if (!items) {
        await snapshot.confirmListing(config.id, scope, { at: new Date() });
        logger.info(
          `AWS Service Catalog ${where}: listed in ${Date.now() - begun} ms, as before`,
        );
        return;
      }
      const plan = await snapshot.applyListing(config, scope, {
        items,
        digest,
        at: new Date(),
      });
      this.hasCompared = true;
      for (const { kind, missing, known: count } of plan.held) {
        logger.warn(
          `AWS Service Catalog ${where}: ${missing} of ${count} ${kind}s are missing from the listing. That is more than limits.maximumRemovalRatio allows, so none is removed.`,
        );
      }
      logger.info(
        `AWS Service Catalog ${where}: ${items.length} items listed in ${Date.now() - begun} ms, ${plan.written.length} new or changed, ${plan.removed.length} removed`,
      );
    } catch (error) {
      if (stopped.aborted) {
        logger.info(`AWS Service Catalog ${where}: stopped before it was done`);
        return;
      }
      const reason = deadline.aborted
        ? 'It took longer than schedule.timeout allows; the next sync goes on with what was read.'
        : describe(error);
      await snapshot.recordFailure(config.id, scope, {
        reason,
        at: new Date(),
      });
      logger.warn(
        `AWS Service Catalog ${where}: could not be listed, the last snapshot stays: ${reason}`,
      );
    }
  }

  private async readKnown(): Promise<Map<string, ProvisionedProduct>> {
    if (this.known) {
      return this.known;
    }
    const { config, scope, snapshot } = this.options;
    const known = new Map<string, ProvisionedProduct>();
    for (const item of await snapshot.itemsOf(config.id, scope)) {
      if (item.kind === 'provisioned-product') {
        known.set(item.arn, item);
      }
    }
    this.known = known;
    return known;
  }
}

function describe(error: unknown): string {
  return error instanceof Error
    ? `${error.name}: ${error.message}`
    : String(error);
}
