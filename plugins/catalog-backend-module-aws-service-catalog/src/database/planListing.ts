import { Limits } from '../config';

/** An item of a listing, as far as the snapshot compares it. */
export interface ListedItem {
  hash: string;
  /** ids of the portfolios of a product: what half a listing loses of it */
  portfolios?: readonly string[];
}

/** An item of the snapshot, as far as a new listing concerns it. */
export interface KnownItem extends ListedItem {
  arn: string;
  kind: string;
  /** complete listings in a row that it was missing from, or fell short in */
  missed: number;
  /** the configuration excludes it since it was listed */
  excluded?: boolean;
}

/** What a complete listing does to the snapshot of its scope. */
export interface ListingPlan {
  /** new, changed, or back after it had been missing */
  written: string[];
  /** missing or fallen short, and still within its grace */
  missed: string[];
  removed: string[];
  /** what too much is missing of at once: none of it is counted as missing then */
  held: Array<{ kind: string; missing: number; known: number }>;
}

/**
 * Compares a complete listing with the snapshot.
 *
 * An item that is missing stays for `graceSyncs` listings and goes with the next
 * one; a product that is missing from a portfolio stays as it was for as long.
 * When more than `maximumRemovalRatio` of a kind is missing (and more than
 * `alwaysRemovable` items), that is taken for an error of AWS or of the access to
 * it: what is new is written, and what is missing stays as it was. What the
 * configuration excludes is not missing: it goes at once.
 */
export function planListing(options: {
  known: readonly KnownItem[];
  /** by ARN */
  listed: ReadonlyMap<string, ListedItem>;
  limits: Pick<
    Limits,
    'graceSyncs' | 'maximumRemovalRatio' | 'alwaysRemovable'
  >;
}): ListingPlan {
  const { listed, limits } = options;
  const isExcluded = ({ arn, excluded }: KnownItem) =>
    excluded && !listed.has(arn);
  const known = options.known.filter(item => !isExcluded(item));
  const byArn = new Map(known.map(item => [item.arn, item]));
  const plan: ListingPlan = {
    written: [],
    missed: [],
    removed: options.known.filter(isExcluded).map(({ arn }) => arn),
    held: [],
  };
  for (const [arn, item] of listed) {
    const before = byArn.get(arn);
    if (
      before &&
      fallsShort(item, before) &&
      before.missed < limits.graceSyncs
    ) {
      plan.missed.push(arn);
    } else if (before?.hash !== item.hash || before.missed > 0) {
      plan.written.push(arn);
    }
  }
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

/** AWS does not count the products of a portfolio, so a lost one cannot be told from a removed one. */
function fallsShort(item: ListedItem, before: ListedItem): boolean {
  return (before.portfolios ?? []).some(id => !item.portfolios?.includes(id));
}
