import {
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
