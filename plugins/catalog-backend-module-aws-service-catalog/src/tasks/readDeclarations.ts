import {
  ANNOTATION_ORIGIN_LOCATION,
  DEFAULT_NAMESPACE,
  Entity,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { AuthService } from '@backstage/backend-plugin-api';
import { CATALOG_FILTER_EXISTS } from '@backstage/catalog-client';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  LOCATION_TYPE,
  PROVISIONED_PRODUCT_ANNOTATION,
  readClaims,
} from '../inventory/annotations';
import { Declarations } from '../inventory/buildInventory';
import { DeclaredEntity } from '../inventory/types';

/** Reads what others than this module declare, from the catalog. */
export async function readDeclarations(options: {
  catalog: CatalogService;
  auth: AuthService;
}): Promise<Declarations> {
  const { catalog, auth } = options;
  const credentials = await auth.getOwnServiceCredentials();
  const entities: DeclaredEntity[] = [];
  const owners = new Set<string>();
  const stubs = new Set<string>();
  const batches = catalog.streamEntities(
    {
      filter: [
        { kind: ['component', 'group', 'user'] },
        // Not the Resources of this module itself, of which there are many.
        {
          kind: 'resource',
          [`metadata.annotations.${PROVISIONED_PRODUCT_ANNOTATION}`]:
            CATALOG_FILTER_EXISTS,
        },
      ],
      fields: [
        'kind',
        'metadata.name',
        'metadata.namespace',
        'metadata.annotations',
      ],
    },
    { credentials },
  );
  for await (const batch of batches) {
    for (const entity of batch) {
      const ref = stringifyEntityRef(entity);
      if (/^(group|user):/.test(ref)) {
        owners.add(ref);
      } else if (isOwn(entity)) {
        stubs.add(ref);
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
  return { entities, owners, stubs };
}

function isOwn({ metadata }: Entity): boolean {
  return Boolean(
    metadata.annotations?.[ANNOTATION_ORIGIN_LOCATION]?.startsWith(
      `${LOCATION_TYPE}:`,
    ),
  );
}
