import { Limits } from '../config';

/** An item of the snapshot, as far as a new listing concerns it. */
export interface KnownItem {
  arn: string;
  kind: string;
  hash: string;
  /** complete listings in a row that it was missing from */
  missed: number;
}

/** What a complete listing does to the snapshot of its scope. */
export interface ListingPlan {
  /** new, changed, or back after it had been missing */
  written: string[];
  /** missing, and still within its grace */
  missed: string[];
  removed: string[];
  /** what too much is missing of at once: none of it is counted as missing then */
  held: Array<{ kind: string; missing: number; known: number }>;
}

/**
 * Compares a complete listing with the snapshot.
 *
 * An item that is missing stays for `graceSyncs` listings and goes with the next
 * one. When more than `maximumRemovalRatio` of a kind is missing (and more than
 * `alwaysRemovable` items), that is taken for an error of AWS or of the access to
 * it: what is new is written, and what is missing stays as it was.
 */
export function planListing(options: {
  known: readonly KnownItem[];
  /** hashes of the listed items by ARN */
  listed: ReadonlyMap<string, string>;
  limits: Pick<
    Limits,
    'graceSyncs' | 'maximumRemovalRatio' | 'alwaysRemovable'
  >;
}): ListingPlan {
  const { known, listed, limits } = options;
  const byArn = new Map(known.map(item => [item.arn, item]));
  const plan: ListingPlan = {
    written: [...listed]
      .filter(([arn, hash]) => {
        const item = byArn.get(arn);
        return item?.hash !== hash || item.missed > 0;
      })
      .map(([arn]) => arn),
    missed: [],
    removed: [],
    held: [],
  };
  for (const kind of new Set(known.map(item => item.kind))) {
    const ofKind = known.filter(item => item.kind === kind);
    const missing = ofKind.filter(item => !listed.has(item.arn));
    if (
      missing.length > limits.alwaysRemovable &&
      missing.length > ofKind.length * limits.maximumRemovalRatio
    ) {
      plan.held.push({ kind, missing: missing.length, known: ofKind.length });
      continue;
    }
    for (const { arn, missed } of missing) {
      (missed >= limits.graceSyncs ? plan.removed : plan.missed).push(arn);
    }
  }
  return plan;
}
