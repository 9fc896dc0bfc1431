import { AuthService } from '@backstage/backend-plugin-api';
import { ANNOTATION_ORIGIN_LOCATION } from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';

/** What it takes to read the catalog as this module. */
export interface CatalogAccess {
  catalog: CatalogService;
  auth: AuthService;
}

/** Where the catalog's queries find what an entity comes from. */
export const ORIGIN_LOCATION_PATH = `metadata.annotations.${ANNOTATION_ORIGIN_LOCATION}`;
