import { locationOf } from '../inventory/annotations';
import { CatalogAccess, ORIGIN_LOCATION_PATH } from './catalog';

/** How many entities of a provider the catalog shows. */
export async function countShown(
  { catalog, auth }: CatalogAccess,
  providerId: string,
): Promise<number> {
  const { totalItems } = await catalog.queryEntities(
    { filter: { [ORIGIN_LOCATION_PATH]: locationOf(providerId) }, limit: 0 },
    { credentials: await auth.getOwnServiceCredentials() },
  );
  return totalItems;
}
