import { createApiRef } from '@backstage/frontend-plugin-api';
import type { AccountPlaces } from '../lib/placesByAccount';
import type { Drift, Origin } from '../model/inventory';
import type { Scope } from '../model/scopes';

/** How much runs in one account and region. */
export interface PlaceCount {
  account: string;
  region: string;
  /** Provisioned products: services, databases and all else. */
  count: number;
}

/** A value that entities have, and how many have it. */
export interface Count {
  value: string;
  count: number;
}

/** The inventory in numbers, as far as the reader may see it. */
export interface InventorySummary {
  /** Components by where they are known from. */
  services: Record<Origin, number>;
  places: PlaceCount[];
  drift: {
    /** Entities with any drift. */
    entities: number;
    /** Entities by kind of drift; one can have several. */
    kinds: Count[];
    accounts: string[];
    /** Refs of owners. */
    owners: string[];
  };
}

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

/** An entity with drift. */
export interface DriftRow {
  entityRef: string;
  title: string;
  /** "service", "database": the type, else the kind. */
  type: string;
  owner?: string;
  /** Nothing when what the catalog holds is of an unknown shape. */
  drift?: Drift[];
  places: AccountPlaces[];
}

export interface DriftPage {
  items: DriftRow[];
  totalItems: number;
}

/** Answers of the catalog on what repositories declare and what AWS runs. */
export interface InventoryApi {
  getSummary(): Promise<InventorySummary>;
  /** One page of the entities with drift. */
  getDrift(
    query: DriftQuery,
    page: { offset: number; limit: number },
  ): Promise<DriftPage>;
  /** All of them, for a file. */
  getAllDrift(query: DriftQuery): Promise<DriftRow[]>;
  /** How the listings of AWS are; nothing where the back end does not tell. */
  getScopes(options?: { signal?: AbortSignal }): Promise<Scope[] | undefined>;
  /** Has one listed now, ahead of its schedule. */
  refreshScope(scope: Scope): Promise<void>;
}

export const inventoryApiRef = createApiRef<InventoryApi>({
  id: 'plugin.inventory.service',
});
