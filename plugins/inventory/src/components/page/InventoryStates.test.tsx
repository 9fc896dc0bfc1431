import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { company } from '../../__testUtils__/company';
import { anEntity } from '../../__testUtils__/entities';
import { renderInventory } from '../../__testUtils__/renderInventory';

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
    renderInventory({ entities: [] });
    expect(
      await screen.findByRole('heading', { name: 'AWS is not configured' }),
    ).toBeInTheDocument();
    expect(screen.getByText(/awsServiceCatalog:/)).toBeInTheDocument();
  });

  it('shows how far the first sync is', async () => {
    renderInventory({
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

  it('does not call under way what has failed', async () => {
    renderInventory({
      entities: [declared],
      scopes: [
        { ...scope, status: 'never', reason: 'AccessDenied: no role' },
        { ...scope, region: 'sa-east-1', status: 'never', running: true },
      ],
    });
    expect(
      await screen.findByRole('heading', {
        name: 'The first sync with AWS has not worked yet',
      }),
    ).toBeInTheDocument();
    expect(
      screen.getByText(/^0 of 2 accounts and regions are listed\. 1 failed/),
    ).toBeInTheDocument();
  });

  it('says that nothing disagrees', async () => {
    renderInventory({ entities: [declared], scopes: [scope] });
    expect(
      await screen.findByRole('heading', {
        name: 'Repositories and AWS agree',
      }),
    ).toBeInTheDocument();
  });

  it('says that a filter leaves nothing', async () => {
    renderInventory({ at: '/inventory?account=999900001111' });
    expect(
      await screen.findByRole('heading', { name: 'No drift matches' }),
    ).toBeInTheDocument();
  });

  it('names the listings that are old, and why', async () => {
    renderInventory({
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
        {
          ...scope,
          account: '333344445555',
          status: 'never',
          items: 0,
          reason: 'AWS denied access.',
        },
      ],
    });
    expect(
      await screen.findByText(
        /2 listings of AWS failed: what they last told is shown/,
      ),
    ).toBeInTheDocument();
    expect(
      screen.getByText(
        /^222233334444 in sa-east-1 \(as of .*\), 333344445555 in us-east-1: AWS denied access\.$/,
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
    renderInventory({
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
    renderInventory({ catalogApi });
    expect(await screen.findByText('The catalog rests')).toBeInTheDocument();
    catalogApi.getEntityFacets = facets;
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(
      await screen.findByRole('heading', { name: '6 services' }),
    ).toBeInTheDocument();
  });
});
