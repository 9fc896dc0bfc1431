import {
  discoveryApiRef,
  fetchApiRef,
  type FetchApi,
} from '@backstage/frontend-plugin-api';
import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import {
  catalogApiRef,
  entityRouteRef,
  type CatalogApi,
} from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { screen, within } from '@testing-library/react';
import { useLocation, useNavigate } from 'react-router-dom';
import { inventoryApiRef } from '../api/InventoryApi';
import { InventoryClient } from '../api/InventoryClient';
import { rootRouteRef } from '../routes';
import { InventoryPage } from '../components/page';
import { companyAnswers, type Answers } from './answers';
import { awsModule } from './awsModule';
import { company } from './company';

/** Renders the page with all that it needs around it. */
export function renderInventory(
  options: {
    at?: string;
    /** What the back end tells, beside or instead of the small company. */
    answers?: Partial<Answers>;
    /** What the back end was asked, as "GET path". */
    asked?: string[];
    fetch?: FetchApi['fetch'];
    /** What the catalog answers otherwise than the small company's does. */
    catalog?: Partial<CatalogApi>;
  } = {},
) {
  const { at = '/inventory', answers, asked, catalog } = options;
  const { fetch = awsModule({ ...companyAnswers, ...answers }, asked) } =
    options;
  const discoveryApi = mockApis.discovery();
  const fetchApi = { fetch };
  renderInTestApp(
    <>
      <InventoryPage />
      <Address />
    </>,
    {
      apis: [
        // For the teams: who is above whom.
        [
          catalogApiRef,
          Object.assign(catalogApiMock({ entities: company }), catalog),
        ],
        [discoveryApiRef, discoveryApi],
        [fetchApiRef, fetchApi],
        [inventoryApiRef, new InventoryClient({ discoveryApi, fetchApi })],
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

/** The address of the page, as one would copy it, and the way back from it. */
function Address() {
  const { pathname, search } = useLocation();
  const navigate = useNavigate();
  return (
    <>
      <output aria-label="Address">{`${pathname}${search}`}</output>
      <button onClick={() => navigate(-1)}>Back</button>
    </>
  );
}

/** The address of the page, as it is now. */
export const address = () => screen.getByLabelText('Address').textContent;

/** The names of the entities of the drift table, in their order. */
export const names = () =>
  within(screen.getByRole('table', { name: 'Drift' }))
    .getAllByRole('rowheader')
    .map(cell => within(cell).getByRole('link').textContent);
