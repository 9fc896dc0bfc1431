import {
  createExternalRouteRef,
  createRouteRef,
  createSubRouteRef,
} from '@backstage/frontend-plugin-api';

/** The dashboards over all critical paths. */
export const rootRouteRef = createRouteRef();

/** One critical path. */
export const pathRouteRef = createSubRouteRef({
  parent: rootRouteRef,
  path: '/:name',
});

/** The way into one application of a path. */
export const stepRouteRef = createSubRouteRef({
  parent: rootRouteRef,
  path: '/:name/steps/:step',
});

export const catalogEntityRouteRef = createExternalRouteRef({
  params: ['namespace', 'kind', 'name'],
  defaultTarget: 'catalog.catalogEntity',
});

export const scoreboardServiceRouteRef = createExternalRouteRef({
  params: ['namespace', 'kind', 'name'],
  defaultTarget: 'reliability-scoreboard.service',
});
