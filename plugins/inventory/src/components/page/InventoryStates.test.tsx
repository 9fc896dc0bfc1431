import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { companyAnswers, nothingSeen } from '../../__testUtils__/answers';
import { awsModule } from '../../__testUtils__/awsModule';
import { renderInventory } from '../../__testUtils__/renderInventory';

describe('the states of the inventory', () => {
  const scope = {
    provider: 'company',
    account: '222233334444',
    region: 'us-east-1',
    status: 'fresh',
    items: 3,
  };
  const declared = {
    summary: { ...nothingSeen, origins: { both: 0, repository: 1, aws: 0 } },
    drift: [],
  };

  it.each([
    ['the module is not installed', undefined, undefined],
    ['it sees nothing', nothingSeen, undefined],
    ['it lists nothing', nothingSeen, []],
  ])('says how to begin where %s', async (_, summary, scopes) => {
    renderInventory({ answers: { summary, drift: [], scopes } });
    expect(
      await screen.findByRole('heading', { name: 'AWS is not configured' }),
    ).toBeInTheDocument();
    expect(screen.getByText(/awsServiceCatalog:/)).toBeInTheDocument();
  });

  it('shows how far the first sync is', async () => {
    renderInventory({
      answers: {
        ...declared,
        scopes: [scope, { ...scope, region: 'sa-east-1', status: 'never' }],
      },
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
      answers: {
        ...declared,
        scopes: [
          { ...scope, status: 'never', reason: 'AccessDenied: no role' },
          { ...scope, region: 'sa-east-1', status: 'never', running: true },
        ],
      },
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
    renderInventory({ answers: { ...declared, scopes: [scope] } });
    expect(
      await screen.findByRole('heading', {
        name: 'Repositories and AWS agree',
      }),
    ).toBeInTheDocument();
  });

  it.each([
    'account=999900001111',
    'account=production',
    'kind=unheard-of',
    'team=nobody',
  ])('says that a filter leaves nothing: %s', async filter => {
    renderInventory({ at: `/inventory?${filter}` });
    expect(
      await screen.findByRole('heading', { name: 'No drift matches' }),
    ).toBeInTheDocument();
  });

  it('names the listings that are old, and why', async () => {
    const scopes = [
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
    ];
    renderInventory({ answers: { scopes } });
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
      answers: { scopes: [{ ...scope, accountName: 'Production' }] },
      asked,
    });
    await user.click(
      await screen.findByRole('button', {
        name: 'List Production in us-east-1 now',
      }),
    );
    // The listing is read again, and so says that it runs.
    await vi.waitFor(() =>
      expect(asked.filter(path => path.includes('/scopes'))).toEqual([
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

  it('says that the drift was not told, and tries again', async () => {
    const user = userEvent.setup();
    let rests = true;
    const answer = awsModule(companyAnswers);
    renderInventory({
      fetch: async (input, init) =>
        rests && String(input).includes('/drift?')
          ? new Response('', { status: 503, statusText: 'At rest' })
          : answer(input, init),
    });
    expect(
      await screen.findByText('The drift could not be read'),
    ).toBeInTheDocument();
    rests = false;
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(
      await screen.findByRole('link', { name: 'card-authorizer' }),
    ).toBeInTheDocument();
  });

  it('says that the catalog did not answer, and tries again', async () => {
    const user = userEvent.setup();
    let rests = true;
    const answer = awsModule(companyAnswers);
    renderInventory({
      fetch: async (input, init) => {
        if (rests) {
          throw new Error('The catalog rests');
        }
        return answer(input, init);
      },
    });
    expect(await screen.findByText('The catalog rests')).toBeInTheDocument();
    rests = false;
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(
      await screen.findByRole('heading', { name: '6 services' }),
    ).toBeInTheDocument();
  });
});
