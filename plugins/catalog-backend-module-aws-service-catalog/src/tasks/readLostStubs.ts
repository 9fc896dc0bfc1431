import { stringifyEntityRef } from '@backstage/catalog-model';
import { locationOf } from '../inventory/annotations';
import { CatalogAccess, ORIGIN_LOCATION_PATH } from './catalog';

/**
 * Which of the stubs that a provider gave the catalog does not have: one that a
 * repository took over is gone with the repository's entity.
 *
 * As a rule it has them all, which their number tells; they are read only when
 * it does not.
 *
 * @param options - `emitted`: refs of Components
 */
export async function readLostStubs(
  { catalog, auth }: CatalogAccess,
  options: { providerId: string; emitted: readonly string[] },
): Promise<Set<string>> {
  const { providerId, emitted } = options;
  const credentials = await auth.getOwnServiceCredentials();
  const filter = {
    kind: 'component',
    [ORIGIN_LOCATION_PATH]: locationOf(providerId),
  };
  const { totalItems } = await catalog.queryEntities(
    { filter, limit: 0 },
    { credentials },
  );
  const lost = new Set(emitted);
  if (totalItems === lost.size) {
    return new Set();
  }
  const batches = catalog.streamEntities(
    { filter, fields: ['kind', 'metadata.name', 'metadata.namespace'] },
    { credentials },
  );
  for await (const batch of batches) {
    for (const entity of batch) {
      lost.delete(stringifyEntityRef(entity));
    }
  }
  return lost;
}
