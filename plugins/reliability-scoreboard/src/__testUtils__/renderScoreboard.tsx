import type { Entity } from '@backstage/catalog-model';
import type { ExternalRouteRef } from '@backstage/frontend-plugin-api';
import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { catalogApiRef, entityRouteRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import type { ReactElement } from 'react';
import { useLocation } from 'react-router-dom';
import { scoreboardApiRef } from '../api/ScoreboardApi';
import { rootRouteRef } from '../routes';
import type { FakeScoreboard } from './FakeScoreboard';

export interface RenderOptions {
  api: FakeScoreboard;
  at?: string;
  entities?: Entity[];
  /** Pages of other plugins that the portal has. */
  mountedRoutes?: Record<string, ExternalRouteRef<{ name: string }>>;
}

/** Renders a part of the plugin with all that it needs around it. */
export function renderScoreboard(
  element: ReactElement,
  options: RenderOptions,
) {
  const { api, at = '/scoreboard', entities, mountedRoutes } = options;
  return renderInTestApp(
    <>
      {element}
      <Address />
    </>,
    {
      apis: [
        [scoreboardApiRef, api],
        [catalogApiRef, catalogApiMock({ entities })],
        mockApis.identity({
          userEntityRef: 'user:default/guest',
          ownershipEntityRefs: ['user:default/guest', 'group:default/cards'],
        }),
      ],
      mountPath: '/scoreboard',
      initialRouteEntries: [at],
      mountedRoutes: {
        '/scoreboard': rootRouteRef,
        '/catalog/:namespace/:kind/:name': entityRouteRef,
        ...mountedRoutes,
      },
    },
  );
}

/** The address of the page, as one would copy it. */
function Address() {
  const { pathname, search } = useLocation();
  return <output aria-label="Address">{`${pathname}${search}`}</output>;
}
