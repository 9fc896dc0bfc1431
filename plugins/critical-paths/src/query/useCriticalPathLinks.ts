import { parseEntityRef } from '@backstage/catalog-model';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import {
  catalogEntityRouteRef,
  pathRouteRef,
  rootRouteRef,
  scoreboardServiceRouteRef,
  stepRouteRef,
} from '../routes';
import { writePageState, type PageState } from '../lib/pageState';

interface PathName {
  namespace: string;
  name: string;
}

/**
 * Addresses within these pages and out of them. Those within carry the state of
 * the page (range, comparison, zoom), so that it survives going from one to the
 * next. An address is missing when the portal has no such page.
 */
export function useCriticalPathLinks(state?: PageState) {
  const root = useRouteRef(rootRouteRef);
  const path = useRouteRef(pathRouteRef);
  const step = useRouteRef(stepRouteRef);
  const catalogEntity = useRouteRef(catalogEntityRouteRef);
  const scoreboardService = useRouteRef(scoreboardServiceRouteRef);

  const withState = (address: string | undefined, namespace = 'default') => {
    const params = state
      ? writePageState(new URLSearchParams(), state)
      : new URLSearchParams();
    if (namespace !== 'default') {
      params.set('namespace', namespace);
    }
    return address && params.size > 0 ? `${address}?${params}` : address;
  };
  return {
    dashboard: (subPath: string) => withState(root && `${root()}/${subPath}`),
    path: ({ namespace, name }: PathName) =>
      withState(path?.({ name }), namespace),
    step: ({ namespace, name }: PathName, stepId: string) =>
      withState(step?.({ name, step: stepId }), namespace),
    catalogEntity: (entityRef: string) =>
      catalogEntity?.(routeParams(entityRef)),
    scoreboard: (entityRef: string) =>
      scoreboardService?.(routeParams(entityRef)),
  };
}

export type CriticalPathLinks = ReturnType<typeof useCriticalPathLinks>;

/** Addresses are in lower case, as the catalog writes them. */
function routeParams(entityRef: string) {
  const { namespace, kind, name } = parseEntityRef(entityRef);
  return {
    namespace: namespace.toLocaleLowerCase('en-US'),
    kind: kind.toLocaleLowerCase('en-US'),
    name,
  };
}
