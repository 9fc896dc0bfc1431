import { LOCATION_TYPE } from '../inventory/annotations';

/** Refresh key of an entity: used when what is placed on it changes. */
export const entityRefreshKey = (entityRef: string) =>
  `${LOCATION_TYPE}:entity:${entityRef}`;

/** Refresh key of all entities that nothing is placed on: used when that gets certain. */
export const COMPLETENESS_REFRESH_KEY = `${LOCATION_TYPE}:completeness`;
