import { Placement } from '../inventory/types';

/** A placement with the provider whose snapshot it comes from. */
export interface ProviderPlacement extends Placement {
  providerId: string;
}

/** What the reconciliation derived from the snapshot, for the processor to read. */
export interface InventoryStore {
  /** Placements of an entity, and those of the items that it claims by ARN or id. */
  placementsFor(options: {
    entityRef: string;
    claims: readonly string[];
  }): Promise<ProviderPlacement[]>;
  /** All placements of these items, to find who else claims them. */
  placementsOf(arns: readonly string[]): Promise<ProviderPlacement[]>;
  /** Replaces a provider's placements; the entities that it changes are to be refreshed. */
  replacePlacements(
    providerId: string,
    placements: readonly Placement[],
  ): Promise<void>;
  /** Refresh keys that the catalog is still to be told. */
  pendingRefreshes(providerId: string): Promise<string[]>;
  /** Forgets refresh keys that the catalog was told. */
  forgetRefreshes(providerId: string, keys: readonly string[]): Promise<void>;
  /** Hashes of what a provider has given to the catalog, by entity ref. */
  emitted(providerId: string): Promise<Map<string, string>>;
  /** How many there are. */
  countEmitted(providerId: string): Promise<number>;
  /** Notes what was given to the catalog, and what was taken from it. */
  recordEmitted(
    providerId: string,
    changes: {
      written: ReadonlyMap<string, string>;
      removed: readonly string[];
    },
  ): Promise<void>;
  /** Whether all scopes of all providers were listed completely when last looked at. */
  isComplete(): Promise<boolean>;
  /** Notes whether a provider's scopes are; what depends on it is to be refreshed. */
  setComplete(providerId: string, complete: boolean): Promise<void>;
  /** What a provider's last reconciliation went by; see {@link setFingerprint}. */
  fingerprint(providerId: string): Promise<string | undefined>;
  /**
   * Notes what a finished reconciliation went by, so that the same is not done twice;
   * nothing, when it has to be done again.
   */
  setFingerprint(
    providerId: string,
    fingerprint: string | undefined,
  ): Promise<void>;
  /** Forgets providers that are not configured any more. */
  keepOnly(providerIds: readonly string[]): Promise<void>;
}
