import { Knex } from 'knex';
import { ProviderConfig } from '../config';
import { asConfigured } from '../model/asConfigured';
import { stableHash } from '../model/hash';
import { Item, Scope, ScopeState, StoredItem } from '../model/items';
import { KnownItem, ListedItem, ListingPlan, planListing } from './planListing';
import { SnapshotStore } from './SnapshotStore';
import { inChunks } from './inChunks';

const SCOPES = 'aws_service_catalog__scopes';
const ITEMS = 'aws_service_catalog__items';

interface ScopeRow {
  provider_id: string;
  account_id: string;
  region: string;
  last_attempt_at: string | null;
  last_success_at: string | null;
  failures: number;
  reason: string | null;
  notice: string | null;
  listing_digest: string | null;
  items_hash: string | null;
}

interface ItemRow {
  provider_id: string;
  account_id: string;
  region: string;
  arn: string;
  kind: string;
  content: string;
  hash: string;
  missed: number;
}

/** The snapshot in the catalog's own database. */
export class DatabaseSnapshotStore implements SnapshotStore {
  private readonly knex: Knex;

  constructor(knex: Knex) {
    this.knex = knex;
  }

  async keepOnly(providerId: string, scopes: readonly Scope[]): Promise<void> {
    const wanted = new Set(scopes.map(key));
    for (const state of await this.scopes(providerId)) {
      if (!wanted.has(key(state))) {
        const where = toColumns(providerId, state);
        await this.knex.transaction(async tx => {
          await tx(ITEMS).where(where).delete();
          await tx(SCOPES).where(where).delete();
        });
      }
    }
  }

  async scopes(providerId: string): Promise<ScopeState[]> {
    const rows = await this.knex<ScopeRow>(SCOPES)
      .where({ provider_id: providerId })
      .orderBy(['account_id', 'region']);
    return rows.map(row => ({
      accountId: row.account_id,
      region: row.region,
      lastAttemptAt: row.last_attempt_at ?? undefined,
      lastSuccessAt: row.last_success_at ?? undefined,
      failures: row.failures,
      reason: row.reason ?? undefined,
      notice: row.notice ?? undefined,
    }));
  }

  async items(config: ProviderConfig): Promise<StoredItem[]> {
    const rows = await this.knex<ItemRow>(ITEMS)
      .where({ provider_id: config.id })
      .orderBy(['arn', 'account_id', 'region']);
    return rows.flatMap(row => {
      const item = asConfigured(toItem(row), config);
      return item
        ? [{ accountId: row.account_id, region: row.region, item }]
        : [];
    });
  }

  async fingerprint(providerId: string): Promise<string> {
    const rows = await this.knex<ScopeRow>(SCOPES)
      .where({ provider_id: providerId })
      .select('account_id', 'region', 'items_hash')
      .orderBy(['account_id', 'region']);
    return stableHash(rows);
  }

  async digestOf(
    providerId: string,
    scope: Scope,
  ): Promise<string | undefined> {
    const row = await this.knex<ScopeRow>(SCOPES)
      .where(toColumns(providerId, scope))
      .first('listing_digest');
    return row?.listing_digest ?? undefined;
  }

  async counts(providerId: string): Promise<Array<Scope & { count: number }>> {
    const rows = await this.knex(ITEMS)
      .where({ provider_id: providerId })
      .groupBy('account_id', 'region')
      .select<
        Array<{ account_id: string; region: string; count: number | string }>
      >('account_id', 'region', this.knex.raw('count(*) as count'));
    return rows.map(row => ({
      accountId: row.account_id,
      region: row.region,
      // PostgreSQL counts beyond what a number holds, and so answers a text.
      count: Number(row.count),
    }));
  }

  async itemsOf(providerId: string, scope: Scope): Promise<Item[]> {
    const rows = await this.knex<ItemRow>(ITEMS).where(
      toColumns(providerId, scope),
    );
    return rows.map(toItem);
  }

  async applyListing(
    config: ProviderConfig,
    scope: Scope,
    listing: { items: readonly Item[]; digest?: string; at: Date },
  ): Promise<ListingPlan> {
    const where = toColumns(config.id, scope);
    const byArn = new Map(listing.items.map(item => [item.arn, item]));
    const listed = new Map(
      listing.items.map(item => [
        item.arn,
        { hash: stableHash(item), portfolios: portfoliosOf(item) },
      ]),
    );
    return this.knex.transaction(async tx => {
      const stored = await tx<ItemRow>(ITEMS).where(where);
      const known = stored.map(({ arn, kind, hash, missed, content }) => {
        const item = asConfigured(toItem({ content }), config);
        const portfolios = item && portfoliosOf(item);
        return { arn, kind, hash, missed, portfolios, excluded: !item };
      });
      const plan = planListing({ known, listed, limits: config.limits });
      const rows = plan.written.map(arn => ({
        ...where,
        arn,
        kind: byArn.get(arn)!.kind,
        content: JSON.stringify(byArn.get(arn)),
        hash: listed.get(arn)!.hash,
        missed: 0,
      }));
      for (const chunk of inChunks(rows)) {
        await tx<ItemRow>(ITEMS)
          .insert(chunk)
          .onConflict(['provider_id', 'account_id', 'region', 'arn'])
          .merge(['content', 'hash', 'missed']);
      }
      for (const chunk of inChunks(plan.missed)) {
        await tx(ITEMS).where(where).whereIn('arn', chunk).increment('missed');
      }
      for (const chunk of inChunks(plan.removed)) {
        await tx(ITEMS).where(where).whereIn('arn', chunk).delete();
      }
      const isAsListed = !plan.missed.length && !plan.held.length;
      await writeScope(tx, {
        ...where,
        ...succeededAt(listing.at),
        listing_digest: (isAsListed && listing.digest) || null,
        items_hash: hashOfItems(known, { listed, plan }),
        notice:
          plan.held
            .map(
              ({ kind, missing, known: count }) =>
                `${missing} of ${count} ${kind}s are missing from the last listing; none was removed`,
            )
            .join('; ') || null,
      });
      return plan;
    });
  }

  async confirmListing(
    providerId: string,
    scope: Scope,
    listing: { at: Date },
  ): Promise<void> {
    await this.knex<ScopeRow>(SCOPES)
      .where(toColumns(providerId, scope))
      .update(succeededAt(listing.at));
  }

  async recordFailure(
    providerId: string,
    scope: Scope,
    failure: { reason: string; at: Date },
  ): Promise<void> {
    const where = toColumns(providerId, scope);
    await this.knex.transaction(async tx => {
      const before = await tx<ScopeRow>(SCOPES).where(where).first();
      await writeScope(tx, {
        last_success_at: null,
        notice: null,
        listing_digest: null,
        items_hash: null,
        ...before,
        ...where,
        last_attempt_at: failure.at.toISOString(),
        failures: (before?.failures ?? 0) + 1,
        reason: failure.reason,
      });
    });
  }
}

function key({ accountId, region }: Scope): string {
  return `${accountId}/${region}`;
}

function toColumns(providerId: string, scope: Scope) {
  return {
    provider_id: providerId,
    account_id: scope.accountId,
    region: scope.region,
  };
}

function succeededAt(at: Date) {
  const time = at.toISOString();
  return {
    last_attempt_at: time,
    last_success_at: time,
    failures: 0,
    reason: null,
  };
}

function toItem({ content }: Pick<ItemRow, 'content'>): Item {
  return JSON.parse(content);
}

function portfoliosOf(item: Item): string[] | undefined {
  return item.kind === 'product'
    ? item.portfolios.map(({ id }) => id)
    : undefined;
}

/** A hash of all items of a scope, as they are once a listing is applied. */
function hashOfItems(
  known: readonly KnownItem[],
  changes: { listed: ReadonlyMap<string, ListedItem>; plan: ListingPlan },
): string {
  const { listed, plan } = changes;
  const hashes = new Map(known.map(({ arn, hash }) => [arn, hash]));
  for (const arn of plan.removed) {
    hashes.delete(arn);
  }
  for (const arn of plan.written) {
    hashes.set(arn, listed.get(arn)!.hash);
  }
  return stableHash([...hashes].sort(([a], [b]) => (a < b ? -1 : 1)));
}

async function writeScope(tx: Knex.Transaction, row: ScopeRow): Promise<void> {
  await tx<ScopeRow>(SCOPES)
    .insert(row)
    .onConflict(['provider_id', 'account_id', 'region'])
    .merge();
}
