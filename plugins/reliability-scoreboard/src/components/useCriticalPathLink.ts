import { parseEntityRef } from '@backstage/catalog-model';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { useEntityRefLink } from '@backstage/plugin-catalog-react';
import { useCallback } from 'react';
import { criticalPathRouteRef } from '../routes';

/** Gives the address of a critical path: its dashboards, or its catalog page in a portal without them. */
export function useCriticalPathLink() {
  const pathRoute = useRouteRef(criticalPathRouteRef);
  const entityLink = useEntityRefLink();
  return useCallback(
    (entityRef: string) => {
      const { namespace, name } = parseEntityRef(entityRef);
      if (!pathRoute) {
        return entityLink(entityRef);
      }
      return namespace === 'default'
        ? pathRoute({ name })
        : `${pathRoute({ name })}?${new URLSearchParams({ namespace })}`;
    },
    [pathRoute, entityLink],
  );
}
