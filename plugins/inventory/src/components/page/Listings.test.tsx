import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { companyAnswers } from '../../__testUtils__/answers';
import { awsModule } from '../../__testUtils__/awsModule';
import { renderInventory } from '../../__testUtils__/renderInventory';

describe('the listings of AWS', () => {
  const scope = {
    provider: 'company',
    account: '222233334444',
    region: 'us-east-1',
    status: 'fresh',
    items: 3,
    lastSuccessAt: '2026-11-24T13:42:00Z',
  };
  const production = { ...scope, accountName: 'Production' };

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
        lastSuccessAt: undefined,
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
      answers: { scopes: [production] },
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

  it('are followed once asked for, and the numbers after them', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    const user = userEvent.setup({ advanceTimers: vi.advanceTimersByTime });
    const pass = (millis: number) =>
      act(() => vi.advanceTimersByTimeAsync(millis));
    const asked: string[] = [];
    const listed = { ...production };
    renderInventory({ answers: { scopes: [listed] }, asked });
    await user.click(await screen.findByRole('button', { name: /^List/ }));
    const count = (what: string) =>
      asked.filter(path => path.startsWith('GET') && path.includes(what))
        .length;
    await vi.waitFor(() => expect(count('/scopes')).toBe(2));

    await pass(10_000);
    expect(count('/scopes')).toBe(4);
    expect(count('/summary')).toBe(1);
    listed.lastSuccessAt = '2026-11-24T13:45:00Z';
    await pass(5_000);
    expect(count('/scopes')).toBe(5);
    await vi.waitFor(() => expect(count('/summary')).toBe(2));
    expect(count('/drift')).toBe(2);

    // The catalog takes what was listed into its entities a little later.
    await pass(30_000);
    expect(count('/summary')).toBe(4);
    expect(count('/scopes')).toBe(5);
    vi.useRealTimers();
  });

  it('say when to ask again', async () => {
    const user = userEvent.setup();
    const answer = awsModule({ ...companyAnswers, scopes: [production] });
    renderInventory({
      fetch: async (input, init) =>
        init?.method === 'POST'
          ? new Response('', { status: 429, headers: { 'Retry-After': '48' } })
          : answer(input, init),
    });
    await user.click(await screen.findByRole('button', { name: /^List/ }));
    expect(
      await screen.findByText(
        'Production in us-east-1 could not be listed now',
      ),
    ).toBeInTheDocument();
    expect(
      screen.getByText('It was asked for a moment ago. Try again in 48 s.'),
    ).toBeInTheDocument();
  });
});
