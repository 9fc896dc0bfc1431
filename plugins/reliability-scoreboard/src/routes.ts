import {
  createExternalRouteRef,
  createRouteRef,
  createSubRouteRef,
} from '@backstage/frontend-plugin-api';

/** The scoreboard of all services. */
export const rootRouteRef = createRouteRef();

/** What the levels ask for. */
export const rulesRouteRef = createSubRouteRef({
  parent: rootRouteRef,
  path: '/rules',
});

/** One service and its way to the next level. */
export const serviceRouteRef = createSubRouteRef({
  parent: rootRouteRef,
  path: '/:namespace/:kind/:name',
});

/** The page of a critical path; the catalog's own page stands in where there is none. */
export const criticalPathRouteRef = createExternalRouteRef({
  params: ['name'],
  defaultTarget: 'critical-paths.path',
});
