import { Knex } from 'knex';
import { Deployment, Placement, Via } from '../inventory/types';
import { stableHash } from '../model/hash';
import {
  COMPLETENESS_REFRESH_KEY,
  entityRefreshKey,
} from '../model/refreshKeys';
import { inChunks } from './inChunks';
import { InventoryStore, ProviderPlacement } from './InventoryStore';

const PLACEMENTS = 'aws_service_catalog__placements';
const EMITTED = 'aws_service_catalog__emitted';
const STATE = 'aws_service_catalog__state';
const PENDING = 'aws_service_catalog__pending_refreshes';
const ALL = [
  PLACEMENTS,
  EMITTED,
  STATE,
  PENDING,
  'aws_service_catalog__items',
  'aws_service_catalog__missing_owners',
  'aws_service_catalog__refreshes',
  'aws_service_catalog__scopes',
];

interface PlacementRow {
  provider_id: string;
  arn: string;
  entity_ref: string;
  item_id: string;
  via: Via;
  /** SQLite knows no booleans */
  ambiguous: boolean | number;
  deployment: string;
  hash: string;
}

interface EmittedRow {
  provider_id: string;
  entity_ref: string;
  hash: string;
}

/** The derived inventory in the catalog's own database. */
export class DatabaseInventoryStore implements InventoryStore {
  private readonly knex: Knex;

  constructor(knex: Knex) {
    this.knex = knex;
  }

  async placementsFor(options: {
    entityRef: string;
    claims: readonly string[];
  }): Promise<ProviderPlacement[]> {
    const { entityRef, claims } = options;
    const rows = await this.knex<PlacementRow>(PLACEMENTS)
      .where({ entity_ref: entityRef })
      .modify(query => {
        if (claims.length) {
          query.orWhereIn('arn', claims).orWhereIn('item_id', claims);
        }
      })
      .orderBy(['provider_id', 'arn', 'entity_ref']);
    return rows.map(toPlacement);
  }

  async placementsOf(arns: readonly string[]): Promise<ProviderPlacement[]> {
    const found: ProviderPlacement[] = [];
    for (const chunk of inChunks(arns)) {
      const rows = await this.knex<PlacementRow>(PLACEMENTS)
        .whereIn('arn', chunk)
        .orderBy(['provider_id', 'arn', 'entity_ref']);
      found.push(...rows.map(toPlacement));
    }
    return found;
  }

  async replacePlacements(
    providerId: string,
    placements: readonly Placement[],
  ): Promise<void> {
    const wanted = new Map(
      placements.map(placement => {
        const row = toRow(providerId, placement);
        return [rowKey(row), row];
      }),
    );
    await this.knex.transaction(async tx => {
      const known = await tx<PlacementRow>(PLACEMENTS)
        .where({ provider_id: providerId })
        .select('arn', 'entity_ref', 'hash');
      const hashes = new Map(known.map(row => [rowKey(row), row.hash]));
      const written = [...wanted.values()].filter(
        row => hashes.get(rowKey(row)) !== row.hash,
      );
      const removed = known.filter(row => !wanted.has(rowKey(row)));
      for (const chunk of inChunks(removed)) {
        await tx(PLACEMENTS)
          .where({ provider_id: providerId })
          .whereIn(
            ['arn', 'entity_ref'],
            chunk.map(row => [row.arn, row.entity_ref]),
          )
          .delete();
      }
      for (const chunk of inChunks(written)) {
        await tx(PLACEMENTS)
          .insert(chunk)
          .onConflict(['provider_id', 'arn', 'entity_ref'])
          .merge();
      }
      const changed = new Set(
        [...written, ...removed].map(row => row.entity_ref).filter(Boolean),
      );
      await addPending(tx, providerId, [...changed].map(entityRefreshKey));
    });
  }

  async pendingRefreshes(providerId: string): Promise<string[]> {
    return this.knex(PENDING)
      .where({ provider_id: providerId })
      .orderBy('refresh_key')
      .pluck('refresh_key');
  }

  async forgetRefreshes(
    providerId: string,
    keys: readonly string[],
  ): Promise<void> {
    await this.knex.transaction(async tx => {
      for (const chunk of inChunks(keys)) {
        await tx(PENDING)
          .where({ provider_id: providerId })
          .whereIn('refresh_key', chunk)
          .delete();
      }
    });
  }

  async emitted(providerId: string): Promise<Map<string, string>> {
    const rows = await this.knex<EmittedRow>(EMITTED)
      .where({ provider_id: providerId })
      .select('entity_ref', 'hash');
    return new Map(rows.map(row => [row.entity_ref, row.hash]));
  }

  async countEmitted(providerId: string): Promise<number> {
    const [{ count }] = await this.knex(EMITTED)
      .where({ provider_id: providerId })
      .count({ count: '*' });
    return Number(count);
  }

  async recordEmitted(
    providerId: string,
    changes: {
      written: ReadonlyMap<string, string>;
      removed: readonly string[];
    },
  ): Promise<void> {
    const rows = [...changes.written].map(([entityRef, hash]) => ({
      provider_id: providerId,
      entity_ref: entityRef,
      hash,
    }));
    await this.knex.transaction(async tx => {
      for (const chunk of inChunks(rows)) {
        await tx(EMITTED)
          .insert(chunk)
          .onConflict(['provider_id', 'entity_ref'])
          .merge(['hash']);
      }
      for (const chunk of inChunks(changes.removed)) {
        await tx(EMITTED)
          .where({ provider_id: providerId })
          .whereIn('entity_ref', chunk)
          .delete();
      }
    });
  }

  async isComplete(): Promise<boolean> {
    const rows = await this.knex(STATE).select('complete');
    return rows.length > 0 && rows.every(row => Boolean(row.complete));
  }

  async setComplete(providerId: string, complete: boolean): Promise<void> {
    await this.knex.transaction(async tx => {
      const before = await tx(STATE).where({ provider_id: providerId }).first();
      if (before && Boolean(before.complete) === complete) {
        return;
      }
      await tx(STATE)
        .insert({ provider_id: providerId, complete })
        .onConflict('provider_id')
        .merge(['complete']);
      await addPending(tx, providerId, [COMPLETENESS_REFRESH_KEY]);
    });
  }

  async fingerprint(providerId: string): Promise<string | undefined> {
    const row = await this.knex(STATE)
      .where({ provider_id: providerId })
      .first('fingerprint');
    return row?.fingerprint ?? undefined;
  }

  async setFingerprint(
    providerId: string,
    fingerprint: string | undefined,
  ): Promise<void> {
    await this.knex(STATE)
      .where({ provider_id: providerId })
      .update({ fingerprint: fingerprint ?? null });
  }

  async keepOnly(providerIds: readonly string[]): Promise<void> {
    await this.knex.transaction(async tx => {
      for (const table of ALL) {
        await tx(table).whereNotIn('provider_id', providerIds).delete();
      }
    });
  }
}

async function addPending(
  tx: Knex.Transaction,
  providerId: string,
  keys: readonly string[],
): Promise<void> {
  const rows = keys.map(key => ({ provider_id: providerId, refresh_key: key }));
  for (const chunk of inChunks(rows)) {
    await tx(PENDING)
      .insert(chunk)
      .onConflict(['provider_id', 'refresh_key'])
      .ignore();
  }
}

function rowKey(row: { arn: string; entity_ref: string }): string {
  return `${row.arn} ${row.entity_ref}`;
}

function toRow(providerId: string, placement: Placement): PlacementRow {
  const { arn, itemId, entityRef, via, ambiguous, deployment } = placement;
  return {
    provider_id: providerId,
    arn,
    entity_ref: entityRef ?? '',
    item_id: itemId,
    via,
    ambiguous,
    deployment: JSON.stringify(deployment),
    hash: stableHash({ via, ambiguous, deployment }),
  };
}

function toPlacement(row: PlacementRow): ProviderPlacement {
  const deployment: Deployment = JSON.parse(row.deployment);
  return {
    providerId: row.provider_id,
    arn: row.arn,
    itemId: row.item_id,
    entityRef: row.entity_ref || undefined,
    via: row.via,
    ambiguous: Boolean(row.ambiguous),
    deployment,
  };
}
