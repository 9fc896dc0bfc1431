import { ProviderConfig } from '../config';
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
  /** All items, as far as the configuration of today wants them. */
  items(config: ProviderConfig): Promise<StoredItem[]>;
  /** Changes exactly when an item does, and is far cheaper than reading them. */
  fingerprint(providerId: string): Promise<string>;
  /**
   * Digest of the listing that a scope's items are, or nothing when they are not
   * just what was listed: something is within its grace, or was held back.
   */
  digestOf(providerId: string, scope: Scope): Promise<string | undefined>;
  /** How many items each scope has; none is not told. */
  counts(providerId: string): Promise<Array<Scope & { count: number }>>;
  itemsOf(providerId: string, scope: Scope): Promise<Item[]>;
  /** Replaces a scope's snapshot by a complete listing, under the guard's rules. */
  applyListing(
    config: ProviderConfig,
    scope: Scope,
    listing: { items: readonly Item[]; digest?: string; at: Date },
  ): Promise<ListingPlan>;
  /** Notes that a scope was listed just as it is kept. */
  confirmListing(
    providerId: string,
    scope: Scope,
    listing: { at: Date },
  ): Promise<void>;
  /** Notes why a scope could not be listed. */
  recordFailure(
    providerId: string,
    scope: Scope,
    failure: { reason: string; at: Date },
  ): Promise<void>;
}
