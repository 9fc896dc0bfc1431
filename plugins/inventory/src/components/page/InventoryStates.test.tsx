import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { companyAnswers, nothingSeen } from '../../__testUtils__/answers';
import { awsModule } from '../../__testUtils__/awsModule';
import { company } from '../../__testUtils__/company';
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

  it('shows nothing of a chosen team while it is not known who is below it', async () => {
    const user = userEvent.setup();
    const asked: string[] = [];
    let rests = true;
    renderInventory({
      at: '/inventory?team=engineering',
      asked,
      catalog: {
        getEntities: async () => {
          if (rests) {
            throw new Error('The groups rest');
          }
          return { items: company.filter(({ kind }) => kind === 'Group') };
        },
      },
    });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The teams could not be readThe groups rest',
    );
    expect(screen.queryByText(/of 5 entities/)).not.toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'CSV' })).toBeDisabled();
    expect(asked.join()).not.toContain('/drift');
    rests = false;
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('2 of 5 entities.')).toBeInTheDocument();
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
