import type { Deployment } from '../model/inventory';

/** An account and the regions of it that something runs in. */
export interface AccountPlaces {
  account: string;
  accountName?: string;
  regions: string[];
}

/** Where deployments are, each account and region once, in the order of their names. */
export function placesByAccount(
  deployments: ReadonlyArray<
    Pick<Deployment, 'account' | 'accountName' | 'region'>
  >,
): AccountPlaces[] {
  const places = new Map<string, AccountPlaces>();
  for (const { account, accountName, region } of deployments) {
    const place = places.get(account) ?? { account, accountName, regions: [] };
    if (!place.regions.includes(region)) {
      place.regions.push(region);
      place.regions.sort();
    }
    places.set(account, place);
  }
  return [...places.values()].sort((a, b) =>
    a.account.localeCompare(b.account, 'en'),
  );
}
