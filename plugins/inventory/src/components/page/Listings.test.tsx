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

  const stale = {
    ...scope,
    region: 'sa-east-1',
    status: 'stale',
    lastErrorAt: '2026-11-24T14:02:00Z',
    reason: 'InternalFailure: Request 7 failed',
  };
  const never = {
    ...scope,
    account: '333344445555',
    status: 'never',
    items: 0,
    lastSuccessAt: undefined,
    reason: 'AccessDeniedException: no',
  };

  it('that failed or were held back are named, with the reason in one place', async () => {
    const notice = '37 of 61 things are missing; none was removed';
    renderInventory({
      answers: { scopes: [{ ...scope, notice }, stale, never] },
    });
    expect(
      await screen.findByText(
        '2 listings of AWS failed: what they last told is shown',
      ),
    ).toBeInTheDocument();
    expect(
      screen.getByText(
        /^222233334444 in sa-east-1 \(as of .*\): AWS answered InternalFailure\./,
      ),
    ).toBeInTheDocument();
    expect(screen.getAllByText(/Request 7 failed/)).toHaveLength(1);
    expect(
      screen.getByText(/^1 listing of AWS is held back:/),
    ).toBeInTheDocument();
    const listings = screen.getByRole('table', { name: 'Listings of AWS' });
    const row = (name: RegExp) => within(listings).getByRole('row', { name });
    expect(row(/us-east-1 held back/)).toBeInTheDocument();
    expect(screen.getAllByText(new RegExp(notice))).toHaveLength(1);
    expect(row(/sa-east-1 stale/).nextElementSibling).toHaveTextContent(
      /^InternalFailure: Request 7 failed$/,
    );
    expect(row(/^333344445555/)).toHaveTextContent('not listed yet–');
  });

  it('that are old or missing are seen where things are counted', async () => {
    renderInventory({ answers: { scopes: [scope, stale, never] } });
    const places = await screen.findByRole('table', {
      name: 'Provisioned products',
    });
    const row = (name: RegExp) =>
      within(places).getByRole('row', { name }).textContent;
    expect(row(/^222233334444/)).toMatch(/^2222333344441as of .*12$/);
    expect(row(/^333344445555/)).toBe('3333444455551not listed yet1');
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
    const places = screen.getByRole('table', { name: 'Provisioned products' });
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
