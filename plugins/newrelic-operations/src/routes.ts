import { createRouteRef } from '@backstage/frontend-plugin-api';

/** The page "New Relic". */
export const rootRouteRef = createRouteRef();
