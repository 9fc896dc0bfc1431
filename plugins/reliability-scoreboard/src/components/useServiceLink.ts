import { parseEntityRef } from '@backstage/catalog-model';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import type { Dimension } from '@rocket/plugin-reliability-scoreboard-common';
import { useCallback } from 'react';
import { serviceRouteRef } from '../routes';

export type ServiceTab = Dimension | 'history';

/** Gives the address of a service's page, at one of its tabs if wanted. */
export function useServiceLink() {
  const serviceRoute = useRouteRef(serviceRouteRef);
  return useCallback(
    (entityRef: string, options?: { tab?: ServiceTab }) => {
      const path = serviceRoute?.(parseEntityRef(entityRef));
      return path && options?.tab ? `${path}?tab=${options.tab}` : path;
    },
    [serviceRoute],
  );
}
