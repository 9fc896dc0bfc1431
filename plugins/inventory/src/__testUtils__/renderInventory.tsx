import type { Entity } from '@backstage/catalog-model';
import {
  discoveryApiRef,
  fetchApiRef,
  type FetchApi,
} from '@backstage/frontend-plugin-api';
import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { catalogApiRef, entityRouteRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { screen, within } from '@testing-library/react';
import { useLocation } from 'react-router-dom';
import { inventoryApiRef } from '../api/InventoryApi';
import { InventoryClient } from '../api/InventoryClient';
import { rootRouteRef } from '../routes';
import { InventoryPage } from '../components/page';
import { company } from './company';

type CatalogApi = ReturnType<typeof catalogApiMock>;

/** Renders the page with all that it needs around it. */
export function renderInventory(
  options: {
    at?: string;
    entities?: Entity[];
    catalogApi?: CatalogApi;
    /** What the back end says of the scopes; by default it has no such answer. */
    scopes?: object[];
    /** What the back end was asked, as "GET path". */
    asked?: string[];
  } = {},
) {
  const { at = '/inventory', entities = company, scopes, asked = [] } = options;
  const { catalogApi = catalogApiMock({ entities }) } = options;
  const discoveryApi = mockApis.discovery();
  const fetchApi: FetchApi = {
    fetch: async (input, init) => {
      asked.push(`${init?.method ?? 'GET'} ${new URL(String(input)).pathname}`);
      return scopes
        ? Response.json({ scopes })
        : new Response('', { status: 404 });
    },
  };
  renderInTestApp(
    <>
      <InventoryPage />
      <Address />
    </>,
    {
      apis: [
        [catalogApiRef, catalogApi],
        [discoveryApiRef, discoveryApi],
        [fetchApiRef, fetchApi],
        [
          inventoryApiRef,
          new InventoryClient({ catalogApi, discoveryApi, fetchApi }),
        ],
        mockApis.identity(),
        mockApis.permission(),
      ],
      mountPath: '/inventory',
      initialRouteEntries: [at],
      mountedRoutes: {
        '/inventory': rootRouteRef,
        '/catalog/:namespace/:kind/:name': entityRouteRef,
      },
    },
  );
}

/** The address of the page, as one would copy it. */
function Address() {
  const { pathname, search } = useLocation();
  return <output aria-label="Address">{`${pathname}${search}`}</output>;
}

/** The address of the page, as it is now. */
export const address = () => screen.getByLabelText('Address').textContent;

/** The names of the entities of the drift table, in their order. */
export const names = () =>
  within(screen.getByRole('table', { name: 'Drift' }))
    .getAllByRole('rowheader')
    .map(cell => within(cell).getByRole('link').textContent);
