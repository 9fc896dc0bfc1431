import { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import {
  DeferredEntity,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import { ProviderConfig } from '../config';
import { InventoryStore } from '../database/InventoryStore';
import { MissingOwners } from '../database/MissingOwners';
import { SnapshotStore } from '../database/SnapshotStore';
import {
  buildInventory,
  Declarations,
  Inventory,
  unknownOwners,
} from '../inventory/buildInventory';
import { toEntities } from '../inventory/toEntities';
import { stableHash } from '../model/hash';
import { Scope } from '../model/items';

/** So long what the catalog does not show is left to it before it is sent again. */
const RESEND_MILLIS = 10 * 60_000;

/**
 * Brings the catalog in line with the snapshot and with what is declared.
 *
 * Overview. A sync changes the snapshot; repositories change the catalog. Either
 * moves provisioned products from one entity to another, and makes or ends stubs.
 * The reconciliation compares both with what it went by the last time; when that
 * differs, it places everything anew, and passes on only what came out different:
 * entities as a delta of the provider, and refresh keys for the entities whose
 * placements changed.
 *
 * Guarantees. It never calls AWS. It can be stopped anywhere: what it went by is
 * forgotten before the first write and noted after the last, and refresh keys stay
 * in the database until the catalog was told. The first run of a process sends
 * everything once, so that the catalog's own comparison heals what a crash between
 * the catalog's write and our record left behind; so does one that finds that the
 * catalog has come to rest without all that it was given. One runs at a time, by
 * the scheduler's global scope.
 */
export class Reconciler {
  /** When all entities were last sent; never, in a process that has just begun. */
  private sentAllAt = -Infinity;
  /** How many entities the catalog showed the last time. */
  private lastShown?: number;
  private readonly options: {
    config: ProviderConfig;
    scopes: readonly Scope[];
    snapshot: SnapshotStore;
    inventory: InventoryStore;
    missingOwners: MissingOwners;
    readDeclarations: () => Promise<Declarations>;
    /** how many entities of this provider the catalog shows */
    countShown: () => Promise<number>;
    logger: LoggerService;
  };

  constructor(options: Reconciler['options']) {
    this.options = options;
  }

  /** @param signal - aborts between two steps; the next run does what was left */
  async run(
    connection: EntityProviderConnection,
    signal: AbortSignal,
  ): Promise<void> {
    const { config, snapshot, inventory } = this.options;
    const [scopes, declarations, itemsFingerprint, sendAll] = await Promise.all(
      [
        snapshot.scopes(config.id),
        this.options.readDeclarations(),
        snapshot.fingerprint(config.id),
        this.mustSendAll(),
      ],
    );
    const fingerprint = stableHash({
      config,
      items: itemsFingerprint,
      declarations: {
        entities: declarations.entities,
        owners: [...declarations.owners].sort(),
      },
      scopes: scopes.map(({ accountId, region, lastSuccessAt, failures }) => ({
        accountId,
        region,
        isListed: lastSuccessAt !== undefined,
        failures: Math.min(failures, config.limits.staleAfterFailures),
      })),
    });
    if (!sendAll && (await inventory.fingerprint(config.id)) === fingerprint) {
      return;
    }
    await inventory.setFingerprint(config.id, undefined);

    const items = await snapshot.items(config);
    const { built, isSettled } = await this.build({
      config,
      items,
      scopes,
      declarations,
    });
    signal.throwIfAborted();
    await inventory.replacePlacements(config.id, built.placements);
    signal.throwIfAborted();
    await this.emit(connection, toEntities(built, config), sendAll);
    signal.throwIfAborted();

    const complete =
      scopes.length === this.options.scopes.length &&
      scopes.every(({ lastSuccessAt, failures }) => lastSuccessAt && !failures);
    await inventory.setComplete(config.id, complete);
    const keys = await inventory.pendingRefreshes(config.id);
    if (keys.length) {
      await connection.refresh({ keys });
      await inventory.forgetRefreshes(config.id, keys);
    }
    if (isSettled) {
      await inventory.setFingerprint(config.id, fingerprint);
    }
  }

  /**
   * Whether the catalog, by itself at rest, shows another number of entities than it
   * was given: something took one over and went, or deleted it.
   */
  private async mustSendAll(): Promise<boolean> {
    const { config, inventory, countShown } = this.options;
    const [given, shown] = await Promise.all([
      inventory.countEmitted(config.id),
      countShown(),
    ]);
    const isAtRest = shown === this.lastShown;
    this.lastShown = shown;
    const isDue = Date.now() - this.sentAllAt >= RESEND_MILLIS;
    return (
      this.sentAllAt === -Infinity || (shown !== given && isAtRest && isDue)
    );
  }

  /** The inventory, in which an owner counts as known until it is missing for long. */
  private async build(
    input: Parameters<typeof buildInventory>[0],
  ): Promise<{ built: Inventory; isSettled: boolean }> {
    const { config, missingOwners } = this.options;
    const built = buildInventory(input);
    const recent = await missingOwners.note(
      config.id,
      unknownOwners(built.placements),
    );
    if (recent.size === 0) {
      return { built, isSettled: true };
    }
    const { declarations } = input;
    const owners = new Set([...declarations.owners, ...recent]);
    return {
      built: buildInventory({
        ...input,
        declarations: { ...declarations, owners },
      }),
      isSettled: false,
    };
  }

  private async emit(
    connection: EntityProviderConnection,
    entities: DeferredEntity[],
    sendAll: boolean,
  ): Promise<void> {
    const { config, inventory, logger } = this.options;
    const before = await inventory.emitted(config.id);
    const byRef = new Map(
      entities.map(deferred => [
        stringifyEntityRef(deferred.entity),
        { deferred, hash: stableHash(deferred) },
      ]),
    );
    const removed = [...before.keys()].filter(ref => !byRef.has(ref));
    const written = [...byRef].filter(
      ([ref, { hash }]) => before.get(ref) !== hash,
    );
    if (sendAll) {
      await connection.applyMutation({ type: 'full', entities });
      this.sentAllAt = Date.now();
    } else if (written.length || removed.length) {
      await connection.applyMutation({
        type: 'delta',
        added: written.map(([, { deferred }]) => deferred),
        removed: removed.map(entityRef => ({ entityRef })),
      });
    }
    if (written.length || removed.length) {
      await inventory.recordEmitted(config.id, {
        written: new Map(written.map(([ref, { hash }]) => [ref, hash])),
        removed,
      });
      logger.info(
        `AWS Service Catalog: ${written.length} entities written, ${removed.length} removed`,
      );
    }
  }
}
