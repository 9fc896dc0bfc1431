import type { Scope } from '../model/scopes';
import type { PlaceCount } from '../model/summary';

/** How much runs in one account and region. */
export interface PlaceCell {
  /** Absent where nobody knows: AWS was never listed there. */
  count?: number;
  /** When AWS last told, where it does not tell now. */
  staleSince?: string;
}

/** A row an account, a column a region, with totals of what is known. */
export interface PlaceTable {
  regions: string[];
  rows: Array<{ account: string; cells: PlaceCell[]; total: PlaceCell }>;
  totals: number[];
  total: number;
}

/** Also has the places that AWS should tell of and never did, so that they are missed. */
export function placeTable(
  places: readonly PlaceCount[],
  scopes: readonly Scope[] = [],
): PlaceTable {
  const shown = [
    ...places,
    ...scopes.filter(({ status }) => status === 'never'),
  ];
  const accounts = valuesOf(shown, 'account');
  const regions = valuesOf(shown, 'region');
  const sum = (found: (place: PlaceCount) => boolean) =>
    places.filter(found).reduce((all, { count }) => all + count, 0);
  const cellOf = (account: string, region: string): PlaceCell => {
    const scope = scopes.find(
      other => other.account === account && other.region === region,
    );
    return scope?.status === 'never'
      ? {}
      : {
          count: sum(
            place => place.account === account && place.region === region,
          ),
          staleSince:
            (scope?.status === 'stale' && scope.lastSuccessAt) || undefined,
        };
  };
  return {
    regions,
    rows: accounts.map(account => {
      const cells = regions.map(region => cellOf(account, region));
      const isKnown = cells.some(({ count }) => count !== undefined);
      return {
        account,
        cells,
        total: isKnown ? { count: sum(p => p.account === account) } : {},
      };
    }),
    totals: regions.map(region => sum(place => place.region === region)),
    total: sum(() => true),
  };
}

function valuesOf(
  places: ReadonlyArray<{ account: string; region: string }>,
  key: 'account' | 'region',
): string[] {
  return [...new Set(places.map(place => place[key]))].sort();
}
