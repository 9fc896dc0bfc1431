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
import { COMPLETENESS_REFRESH_KEY, entityRefreshKey } from './refreshKeys';

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
 * Guarantees. It never calls AWS. It can be stopped anywhere: what was not
 * recorded is found again as a difference. The first run of a process sends
 * everything once, so that the catalog's own comparison heals what a crash
 * between the catalog's write and our record left behind. One runs at a time, by
 * the scheduler's global scope.
 */
export class Reconciler {
  private hasSentAll = false;
  private readonly options: {
    config: ProviderConfig;
    scopes: readonly Scope[];
    snapshot: SnapshotStore;
    inventory: InventoryStore;
    missingOwners: MissingOwners;
    readDeclarations: () => Promise<Declarations>;
    readLostStubs: (options: {
      providerId: string;
      emitted: readonly string[];
    }) => Promise<Set<string>>;
    logger: LoggerService;
  };

  constructor(options: Reconciler['options']) {
    this.options = options;
  }

  async run(connection: EntityProviderConnection): Promise<void> {
    const { config, snapshot, inventory } = this.options;
    const [scopes, declarations, itemsFingerprint, lost] = await Promise.all([
      snapshot.scopes(config.id),
      this.options.readDeclarations(),
      snapshot.fingerprint(config.id),
      this.readLostStubs(),
    ]);
    const fingerprint = stableHash({
      config,
      items: itemsFingerprint,
      declarations: {
        entities: declarations.entities,
        owners: [...declarations.owners].sort(),
      },
      // Not all stubs: those of the last run would make this one look like news.
      lost: [...lost].sort(),
      scopes: scopes.map(({ accountId, region, lastSuccessAt, failures }) => ({
        accountId,
        region,
        isListed: lastSuccessAt !== undefined,
        failures: Math.min(failures, config.limits.staleAfterFailures),
      })),
    });
    if (
      this.hasSentAll &&
      (await inventory.fingerprint(config.id)) === fingerprint
    ) {
      return;
    }

    const items = await snapshot.items(config.id);
    const { built, isSettled } = await this.build({
      config,
      items,
      scopes,
      declarations,
    });
    const changed = await inventory.replacePlacements(
      config.id,
      built.placements,
    );
    await this.emit(connection, toEntities(built, config), lost);

    const complete =
      scopes.length === this.options.scopes.length &&
      scopes.every(({ lastSuccessAt, failures }) => lastSuccessAt && !failures);
    const keys = [...changed].map(entityRefreshKey);
    if (await inventory.setComplete(config.id, complete)) {
      keys.push(COMPLETENESS_REFRESH_KEY);
    }
    if (keys.length) {
      await connection.refresh({ keys });
    }
    await inventory.setFingerprint(
      config.id,
      isSettled ? fingerprint : undefined,
    );
  }

  private async readLostStubs(): Promise<Set<string>> {
    const { id } = this.options.config;
    const emitted = await this.options.inventory.emittedStubs(id);
    return this.options.readLostStubs({ providerId: id, emitted });
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
    /** refs of what the catalog was given, and does not have */
    lost: ReadonlySet<string>,
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
      ([ref, { hash }]) => before.get(ref) !== hash || lost.has(ref),
    );
    if (!this.hasSentAll) {
      await connection.applyMutation({ type: 'full', entities });
      this.hasSentAll = true;
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
