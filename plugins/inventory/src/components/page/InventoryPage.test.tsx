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
import userEvent from '@testing-library/user-event';
import { useLocation } from 'react-router-dom';
import { company } from '../../__testUtils__/company';
import { aDrift, anEntity } from '../../__testUtils__/entities';
import { inventoryApiRef } from '../../api/InventoryApi';
import { InventoryClient } from '../../api/InventoryClient';
import { rootRouteRef } from '../../routes';
import { InventoryPage } from '.';

type CatalogApi = ReturnType<typeof catalogApiMock>;

function renderPage(
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

const textOf = (blob: Blob) =>
  new Promise<string>(resolve => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.readAsText(blob);
  });

const address = () => screen.getByLabelText('Address').textContent;

/** The names of the entities of the drift table, in their order. */
const names = () =>
  within(screen.getByRole('table', { name: 'Drift' }))
    .getAllByRole('rowheader')
    .map(cell => within(cell).getByRole('link').textContent);

describe('the inventory', () => {
  it('tells in the first screen how far the worlds agree', async () => {
    renderPage();
    expect(
      await screen.findByRole('heading', { name: '6 services' }),
    ).toBeInTheDocument();
    expect(
      screen.getByText(
        /^3 are declared by a repository and run in AWS\. 1 is declared.* 2 run in AWS.* 5 have drift\.$/,
      ),
    ).toBeInTheDocument();
    const origins = screen.getByRole('list', { name: 'Services by origin' });
    expect(
      within(origins)
        .getAllByRole('listitem')
        .map(item => item.textContent),
    ).toEqual(['3Repository and AWS', '1Repository only', '2AWS only']);
    expect(
      screen.queryByRole('heading', { name: 'Listings of AWS' }),
    ).not.toBeInTheDocument();
  });

  it('counts what runs by account and region, without products', async () => {
    renderPage();
    const places = await screen.findByRole('table', {
      name: /Provisioned products/,
    });
    expect(
      within(places)
        .getAllByRole('row')
        .map(row => [...row.children].map(cell => cell.textContent).join(' ')),
    ).toEqual([
      'Account sa-east-1 us-east-1 All',
      '222233334444 1 1 2',
      '333344445555 1 0 1',
      'All 2 1 3',
    ]);
  });

  it('lists drift by name, with words and a way to the entity', async () => {
    renderPage();
    expect(
      await screen.findByRole('link', { name: 'card-authorizer' }),
    ).toHaveAttribute('href', '/catalog/default/component/card-authorizer');
    expect(names()).toEqual([
      'archive-5a0f12aa',
      'atm-switch',
      'card-authorizer',
      'fx-rates',
      'rules-engine',
    ]);
    const row = screen.getByRole('row', { name: /^card-authorizer/ });
    expect(
      within(row)
        .getAllByRole('listitem')
        .map(item => item.textContent),
    ).toEqual([
      expect.stringMatching(/^warningOwner differs.*Correct the one/),
      expect.stringMatching(/^warningDeprecated version.*Update it\.$/),
    ]);
    expect(row).toHaveTextContent('222233334444us-east-1333344445555sa-east-1');
  });

  it('filters by kind with one press, and keeps it in the address', async () => {
    const user = userEvent.setup();
    renderPage();
    await screen.findByRole('link', { name: 'card-authorizer' });
    const kind = screen.getByRole('button', {
      name: 'Running, not declared 2',
    });
    await user.click(kind);
    expect(await screen.findByText('2 of 5 entities.')).toBeInTheDocument();
    expect(names()).toEqual(['atm-switch', 'fx-rates']);
    expect(kind).toHaveAttribute('aria-pressed', 'true');
    expect(address()).toBe('/inventory?kind=not-declared');
    await user.click(screen.getByRole('button', { name: 'Clear filters' }));
    expect(await screen.findByText(/^5 entities/)).toBeInTheDocument();
    expect(address()).toBe('/inventory');
  });

  it('reads team, order and page size from the address', async () => {
    renderPage({ at: '/inventory?team=engineering&sort=-name&size=50' });
    await screen.findByText('2 of 5 entities.');
    // Cards and Risk are below Engineering.
    expect(names()).toEqual(['rules-engine', 'card-authorizer']);
    expect(
      screen.getByRole('columnheader', { name: 'Entity' }),
    ).toHaveAttribute('aria-sort', 'descending');
  });

  it('shows of an entity only the kinds that are asked for', async () => {
    renderPage({ at: '/inventory?kind=version-deprecated' });
    const row = await screen.findByRole('row', { name: /^card-authorizer/ });
    expect(row).toHaveTextContent('Deprecated version');
    expect(row).not.toHaveTextContent('Owner differs');
  });

  it('sorts by a column, and the other way when asked again', async () => {
    const user = userEvent.setup();
    renderPage();
    await screen.findByRole('link', { name: 'card-authorizer' });
    await user.click(screen.getByRole('button', { name: 'Drift' }));
    expect(address()).toBe('/inventory?sort=-level');
    await vi.waitFor(() => expect(names().at(-1)).toBe('rules-engine'));
    await user.click(screen.getByRole('button', { name: 'Owner' }));
    expect(address()).toBe('/inventory?sort=owner');
    await vi.waitFor(() => expect(names()[0]).toBe('card-authorizer'));
    await user.click(screen.getByRole('button', { name: 'Owner' }));
    expect(address()).toBe('/inventory?sort=-owner');
    await vi.waitFor(() => expect(names()[0]).toBe('rules-engine'));
  });

  it('pages, and finds back from an address beyond the end', async () => {
    const user = userEvent.setup();
    renderPage({
      at: '/inventory?page=4',
      entities: Array.from({ length: 30 }, (_, index) =>
        anEntity({
          name: `service-${String(index).padStart(2, '0')}`,
          inventory: { origin: 'both', drift: [aDrift()] },
        }),
      ),
    });
    await user.click(
      await screen.findByRole('button', { name: 'Go to the first page' }),
    );
    expect(await screen.findByText('1–25 of 30')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: /next/i }));
    expect(await screen.findByText('26–30 of 30')).toBeInTheDocument();
    await vi.waitFor(() => expect(names()).toHaveLength(5));
    expect(address()).toBe('/inventory?page=2');
  });

  it('saves what the filters leave as a file', async () => {
    const user = userEvent.setup();
    const saved: Blob[] = [];
    // jsdom knows neither; the browser does.
    Object.assign(URL, {
      createObjectURL: (blob: Blob) => `blob:${saved.push(blob)}`,
      revokeObjectURL: () => {},
    });
    const click = vi
      .spyOn(HTMLAnchorElement.prototype, 'click')
      .mockImplementation(() => {});
    renderPage({ at: '/inventory?kind=tainted' });
    await screen.findByText('1 of 5 entities.');
    await user.click(screen.getByRole('button', { name: 'CSV' }));
    await vi.waitFor(() => expect(saved).toHaveLength(1));
    expect((await textOf(saved[0])).trim().split('\r\n')).toEqual([
      expect.stringMatching(/^entity,/),
      expect.stringMatching(
        /^resource:default\/archive-5a0f12aa,bucket,.*tainted/,
      ),
    ]);
    click.mockRestore();
  });
});

describe('the states of the inventory', () => {
  const scope = {
    provider: 'company',
    account: '222233334444',
    region: 'us-east-1',
    status: 'fresh',
    items: 3,
  };
  const declared = anEntity({
    name: 'limits',
    inventory: { origin: 'repository' },
  });

  it('says how to begin where AWS is not configured', async () => {
    renderPage({ entities: [] });
    expect(
      await screen.findByRole('heading', { name: 'AWS is not configured' }),
    ).toBeInTheDocument();
    expect(screen.getByText(/awsServiceCatalog:/)).toBeInTheDocument();
  });

  it('shows how far the first sync is', async () => {
    renderPage({
      entities: [declared],
      scopes: [scope, { ...scope, region: 'sa-east-1', status: 'never' }],
    });
    expect(
      await screen.findByRole('heading', {
        name: 'The first sync with AWS is under way',
      }),
    ).toBeInTheDocument();
    expect(
      screen.getByText(/^1 of 2 accounts and regions are listed/),
    ).toBeInTheDocument();
  });

  it('says that nothing disagrees', async () => {
    renderPage({ entities: [declared], scopes: [scope] });
    expect(
      await screen.findByRole('heading', {
        name: 'Repositories and AWS agree',
      }),
    ).toBeInTheDocument();
  });

  it('says that a filter leaves nothing', async () => {
    renderPage({ at: '/inventory?account=999900001111' });
    expect(
      await screen.findByRole('heading', { name: 'No drift matches' }),
    ).toBeInTheDocument();
  });

  it('names the listings that are old, and why', async () => {
    renderPage({
      scopes: [
        scope,
        {
          ...scope,
          region: 'sa-east-1',
          status: 'stale',
          lastSuccessAt: '2026-11-24T13:42:00Z',
          lastErrorAt: '2026-11-24T14:02:00Z',
          reason: 'AWS denied access',
        },
      ],
    });
    expect(
      await screen.findByText(/1 listing of AWS could not be refreshed/),
    ).toBeInTheDocument();
    expect(
      screen.getByText(
        /222233334444 in sa-east-1, as of .*: AWS denied access\./,
      ),
    ).toBeInTheDocument();
    const listings = screen.getByRole('table', { name: 'Listings of AWS' });
    expect(
      within(listings).getByRole('row', { name: /sa-east-1 stale/ }),
    ).toHaveTextContent('AWS denied access');
  });

  it('has an account listed now', async () => {
    const user = userEvent.setup();
    const asked: string[] = [];
    renderPage({
      scopes: [{ ...scope, accountName: 'Production' }],
      asked,
    });
    await user.click(
      await screen.findByRole('button', {
        name: 'List Production in us-east-1 now',
      }),
    );
    // The listing is read again, and so says that it runs.
    await vi.waitFor(() =>
      expect(asked).toEqual([
        'GET /api/catalog/aws-service-catalog/scopes',
        'POST /api/catalog/aws-service-catalog/scopes/company/222233334444/us-east-1/refresh',
        'GET /api/catalog/aws-service-catalog/scopes',
      ]),
    );
    // The name of the account is known now, and used for its numbers.
    const places = screen.getByRole('table', { name: /Provisioned products/ });
    expect(
      within(places).getByRole('rowheader', { name: 'Production' }),
    ).toBeInTheDocument();
  });

  it('says that the catalog did not answer, and tries again', async () => {
    const user = userEvent.setup();
    const catalogApi = catalogApiMock({ entities: company });
    const facets = catalogApi.getEntityFacets.bind(catalogApi);
    catalogApi.getEntityFacets = async () => {
      throw new Error('The catalog rests');
    };
    renderPage({ catalogApi });
    expect(await screen.findByText('The catalog rests')).toBeInTheDocument();
    catalogApi.getEntityFacets = facets;
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(
      await screen.findByRole('heading', { name: '6 services' }),
    ).toBeInTheDocument();
  });
});
