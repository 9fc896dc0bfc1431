import { Limits } from '../config';
import { Item, Scope, ScopeState, StoredItem } from '../model/items';
import { ListingPlan } from './planListing';

/**
 * The last complete listing of every scope.
 *
 * A scope that cannot be listed keeps what it had: only {@link applyListing}
 * changes items, and it is given complete listings only.
 */
export interface SnapshotStore {
  /** Forgets scopes that are not configured any more, with their items. */
  keepOnly(providerId: string, scopes: readonly Scope[]): Promise<void>;
  scopes(providerId: string): Promise<ScopeState[]>;
  items(providerId: string): Promise<StoredItem[]>;
  /** Changes exactly when an item does, and is cheaper than reading them. */
  fingerprint(providerId: string): Promise<string>;
  /** How many items each scope has; none is not told. */
  counts(providerId: string): Promise<Array<Scope & { count: number }>>;
  itemsOf(providerId: string, scope: Scope): Promise<Item[]>;
  /** Replaces a scope's snapshot by a complete listing, under the guard's rules. */
  applyListing(
    providerId: string,
    scope: Scope,
    listing: { items: readonly Item[]; limits: Limits; at: Date },
  ): Promise<ListingPlan>;
  /** Notes why a scope could not be listed. */
  recordFailure(
    providerId: string,
    scope: Scope,
    failure: { reason: string; at: Date },
  ): Promise<void>;
}
