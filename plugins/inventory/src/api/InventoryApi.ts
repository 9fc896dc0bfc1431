import { createApiRef } from '@backstage/frontend-plugin-api';
import type { DriftPage } from '../model/driftPage';
import type { Scope } from '../model/scopes';
import type { InventorySummary } from '../model/summary';

export const driftSortFields = ['level', 'name', 'owner'] as const;
export type DriftSortField = (typeof driftSortFields)[number];

/** Which entities with drift, and in which order. */
export interface DriftQuery {
  /** Refs of owners; empty means all, as with the others. */
  owners: string[];
  accounts: string[];
  kinds: string[];
  sort: DriftSortField;
  order: 'asc' | 'desc';
}

/** What the AWS module of the catalog tells: its API, as this plugin uses it. */
export interface InventoryApi {
  /** Nothing where the module is not installed. */
  getSummary(options?: {
    signal?: AbortSignal;
  }): Promise<InventorySummary | undefined>;
  /** One page of the entities with drift. */
  getDrift(
    query: DriftQuery,
    page: { offset: number; limit: number },
    options?: { signal?: AbortSignal },
  ): Promise<DriftPage>;
  /** All of them as a CSV file, a line for each drift. */
  getDriftCsv(query: DriftQuery): Promise<string>;
  /** How the listings of AWS are; nothing where the back end does not tell. */
  getScopes(options?: { signal?: AbortSignal }): Promise<Scope[] | undefined>;
  /** Has one listed now, ahead of its schedule. */
  refreshScope(scope: Scope): Promise<void>;
}

export const inventoryApiRef = createApiRef<InventoryApi>({
  id: 'plugin.inventory.service',
});
