import {
  DEFAULT_NAMESPACE,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { CATALOG_FILTER_EXISTS } from '@backstage/catalog-client';
import {
  LOCATION_TYPE,
  PROVISIONED_PRODUCT_ANNOTATION,
  readClaims,
} from '../inventory/annotations';
import { Declarations } from '../inventory/buildInventory';
import { DeclaredEntity } from '../inventory/types';
import { CatalogAccess, ORIGIN_LOCATION_PATH } from './catalog';

/** Reads what others than this module declare, from the catalog. */
export async function readDeclarations({
  catalog,
  auth,
}: CatalogAccess): Promise<Declarations> {
  const credentials = await auth.getOwnServiceCredentials();
  const entities: DeclaredEntity[] = [];
  const owners = new Set<string>();
  const batches = catalog.streamEntities(
    {
      filter: [
        { kind: ['component', 'group', 'user'] },
        {
          kind: 'resource',
          [`metadata.annotations.${PROVISIONED_PRODUCT_ANNOTATION}`]:
            CATALOG_FILTER_EXISTS,
        },
      ],
      // This module's own are many, and tell nothing that the snapshot does not.
      query: {
        $not: { [ORIGIN_LOCATION_PATH]: { $hasPrefix: `${LOCATION_TYPE}:` } },
      },
      fields: [
        'kind',
        'metadata.name',
        'metadata.namespace',
        'metadata.annotations',
      ],
      totalItems: 'exclude',
    },
    { credentials },
  );
  for await (const batch of batches) {
    for (const entity of batch) {
      const ref = stringifyEntityRef(entity);
      if (/^(group|user):/.test(ref)) {
        owners.add(ref);
      } else {
        entities.push({
          ref,
          name: entity.metadata.name,
          namespace: entity.metadata.namespace ?? DEFAULT_NAMESPACE,
          claims: readClaims(entity),
        });
      }
    }
  }
  return { entities, owners };
}
