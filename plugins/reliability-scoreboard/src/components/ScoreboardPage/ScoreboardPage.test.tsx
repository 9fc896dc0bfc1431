import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeScoreboard } from '../../__testUtils__/FakeScoreboard';
import { renderScoreboard } from '../../__testUtils__/renderScoreboard';
import { aServiceDetail, observedAt } from '../../__testUtils__/scores';
import { ScoreboardRoutes } from '../ScoreboardRoutes';

function recoveringIn(seconds: number | undefined) {
  const { dimensions } = aServiceDetail({ title: 'any' });
  return {
    ...dimensions,
    recovery:
      seconds === undefined
        ? { outcome: 'no-data' as const, verdict: 'No incident was closed.' }
        : {
            headline: { value: seconds, unit: 'seconds' as const },
            outcome: 'fail' as const,
            verdict: 'It takes too long.',
            observedAt,
          },
  };
}

const services = [
  aServiceDetail({
    title: 'ledger-writer',
    owner: 'group:default/ledger',
    level: 'bronze',
    dimensions: recoveringIn(2460),
  }),
  aServiceDetail({ title: 'card-authorizer', dimensions: recoveringIn(720) }),
  aServiceDetail({
    title: 'atm-switch',
    level: undefined,
    instrumentation: 'silent',
    dimensions: recoveringIn(undefined),
  }),
];

const groups = [
  { name: 'issuing-unit', displayName: 'Issuing' },
  { name: 'cards', displayName: 'Cards', parent: 'issuing-unit' },
  { name: 'ledger', displayName: 'Ledger' },
].map(({ name, displayName, parent }) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { name },
  spec: { type: 'team', parent, profile: { displayName }, children: [] },
}));

function renderPage(options?: { at?: string; api?: FakeScoreboard }) {
  const api = options?.api ?? new FakeScoreboard(services);
  renderScoreboard(<ScoreboardRoutes />, {
    api,
    at: options?.at,
    entities: groups,
  });
  return api;
}

/** The names of the services in the table, from the top. */
async function namesInTable() {
  const table = await screen.findByRole('table');
  await waitFor(() => expect(table).toHaveAttribute('aria-busy', 'false'));
  return within(table)
    .getAllByRole('rowheader')
    .map(cell => within(cell).getByRole('link').textContent);
}

const address = () => screen.getByLabelText('Address').textContent;

describe('ScoreboardPage', () => {
  it('answers in words: how many, on which levels, what changed', async () => {
    renderPage();
    expect(
      await screen.findByRole('heading', { name: '3 services', level: 2 }),
    ).toBeInTheDocument();
    expect(screen.getByText(/This week 6 rose and 2 fell/)).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: '17 Silver' }),
    ).toBeInTheDocument();
  });

  it('shows each number with its outcome in words, and leads to the evidence', async () => {
    renderPage();
    expect(await namesInTable()).toEqual([
      'atm-switch',
      'card-authorizer',
      'ledger-writer',
    ]);
    const row = screen.getByRole('row', { name: /card-authorizer/ });
    expect(
      within(row).getByRole('link', { name: '99.98 % pass' }),
    ).toBeVisible();
    expect(
      within(row).getByRole('link', { name: '12 min fail' }),
    ).toHaveAttribute(
      'href',
      '/scoreboard/default/component/card-authorizer?tab=recovery',
    );
    const silent = screen.getByRole('row', { name: /atm-switch/ });
    expect(silent).toHaveTextContent('reports nothing');
    expect(
      within(silent).getByRole('link', { name: 'no data' }),
    ).toHaveAttribute('title', 'No incident was closed.');
  });

  it('sorts the longest time to recover first, then turns around; unknown stays last', async () => {
    renderPage();
    await namesInTable();
    const head = screen.getByRole('columnheader', { name: 'Time to recover' });
    await userEvent.click(within(head).getByRole('button'));
    expect(await namesInTable()).toEqual([
      'ledger-writer',
      'card-authorizer',
      'atm-switch',
    ]);
    expect(head).toHaveAttribute('aria-sort', 'descending');
    expect(address()).toBe('/scoreboard?sort=-recovery');
    await userEvent.click(within(head).getByRole('button'));
    expect(await namesInTable()).toEqual([
      'card-authorizer',
      'ledger-writer',
      'atm-switch',
    ]);
    expect(address()).toBe('/scoreboard?sort=recovery');
  });

  it('opens at a pasted address, with a team standing for the teams below it', async () => {
    renderPage({ at: '/scoreboard?team=issuing-unit&level=silver' });
    expect(await namesInTable()).toEqual(['card-authorizer']);
    expect(
      screen.getByRole('heading', { name: '1 of 3 services' }),
    ).toBeInTheDocument();
    expect(
      await screen.findByRole('button', { name: /Issuing and below/ }),
    ).toBeInTheDocument();
    expect(screen.getByRole('button', { name: '17 Silver' })).toHaveAttribute(
      'aria-pressed',
      'true',
    );
  });

  it('searches as one types, and clears all filters at once', async () => {
    renderPage({ at: '/scoreboard?tier=0&sort=-recovery' });
    await namesInTable();
    await userEvent.type(
      screen.getByRole('searchbox', { name: 'Search services' }),
      'switch',
    );
    await waitFor(() =>
      expect(address()).toBe('/scoreboard?q=switch&tier=0&sort=-recovery'),
    );
    expect(await namesInTable()).toEqual(['atm-switch']);
    await userEvent.click(
      screen.getByRole('button', { name: 'Clear filters' }),
    );
    expect(address()).toBe('/scoreboard?sort=-recovery');
    expect(screen.getByRole('searchbox')).toHaveValue('');
    expect(await namesInTable()).toHaveLength(3);
  });

  it('switches a level on and off by its part of the picture', async () => {
    renderPage();
    await namesInTable();
    const none = screen.getByRole('button', { name: /No level yet/ });
    await userEvent.click(none);
    expect(await namesInTable()).toEqual(['atm-switch']);
    expect(address()).toBe('/scoreboard?level=none');
    await userEvent.click(none);
    expect(address()).toBe('/scoreboard');
  });

  it('leaves the services with a chosen outcome in a dimension', async () => {
    renderPage();
    await namesInTable();
    await userEvent.click(screen.getByRole('button', { name: /Outcome/ }));
    await userEvent.click(
      await screen.findByRole('option', { name: 'Time to recover: no data' }),
    );
    await userEvent.keyboard('{Escape}');
    await waitFor(() =>
      expect(address()).toBe('/scoreboard?outcome=recovery.no-data'),
    );
    expect(await namesInTable()).toEqual(['atm-switch']);
  });

  it('turns pages, and starts at the first one when what is listed changes', async () => {
    const many = Array.from({ length: 60 }, (_, index) =>
      aServiceDetail({ title: `service-${String(index).padStart(2, '0')}` }),
    );
    renderPage({ api: new FakeScoreboard(many) });
    expect(await namesInTable()).toHaveLength(50);
    await userEvent.click(screen.getByRole('button', { name: /Next/ }));
    expect(await namesInTable()).toHaveLength(10);
    expect(screen.getByText('51–60 of 60')).toBeInTheDocument();
    expect(address()).toBe('/scoreboard?page=2');
    await userEvent.click(
      within(screen.getByRole('columnheader', { name: 'Level' })).getByRole(
        'button',
      ),
    );
    expect(address()).toBe('/scoreboard?sort=level');
  });

  it('teaches when no service matches', async () => {
    renderPage({ at: '/scoreboard?q=unheard-of' });
    expect(
      await screen.findByRole('heading', { name: 'No service matches' }),
    ).toBeInTheDocument();
  });

  it('downloads what the filters leave, without pages', async () => {
    const createObjectURL = vi.fn(() => 'blob:csv');
    vi.stubGlobal(
      'URL',
      Object.assign(URL, { createObjectURL, revokeObjectURL: vi.fn() }),
    );
    const click = vi
      .spyOn(HTMLAnchorElement.prototype, 'click')
      .mockReturnValue();
    const api = renderPage({ at: '/scoreboard?tier=0&page=2' });
    await userEvent.click(await screen.findByRole('button', { name: 'CSV' }));
    await waitFor(() => expect(click).toHaveBeenCalled());
    expect(api.csvQueries).toEqual([
      { tier: [0], sort: 'title', order: 'asc' },
    ]);
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
  });

  describe('when the collection is not well', () => {
    const collection = {
      running: false,
      configured: true,
      lastStartedAt: observedAt,
      lastSuccessAt: observedAt,
      sources: [],
    };

    it('keeps the numbers and names the stale source, since when, and why', async () => {
      const api = new FakeScoreboard(services);
      api.summary = {
        collection: {
          ...collection,
          sources: [
            {
              name: 'alerts',
              observedAt,
              stale: { since: observedAt, reason: 'New Relic did not answer.' },
            },
          ],
        },
      };
      renderPage({ api });
      expect(
        await screen.findByText('Alerts: last good answers are shown'),
      ).toBeInTheDocument();
      expect(screen.getByText(/New Relic did not answer/)).toBeInTheDocument();
      expect(await namesInTable()).toHaveLength(3);
    });

    it('shows how far the first collection is', async () => {
      const api = new FakeScoreboard([]);
      api.summary = {
        collection: {
          ...collection,
          running: true,
          lastSuccessAt: undefined,
          sources: [{ name: 'entities', observedAt }],
        },
      };
      renderPage({ api });
      expect(
        await screen.findByRole('heading', {
          name: 'The first collection is under way',
        }),
      ).toBeInTheDocument();
      const progress = screen
        .getAllByRole('listitem')
        .map(item => item.textContent);
      expect(progress[0]).toMatch(/services in New Relic\s*read at/);
      expect(progress[1]).toMatch(/service quality\s*waiting/);
      expect(screen.queryByRole('table')).not.toBeInTheDocument();
    });

    it('says what to configure when there is no account', async () => {
      const api = new FakeScoreboard([]);
      api.summary = { collection: { ...collection, configured: false } };
      renderPage({ api });
      expect(await screen.findByText(/newRelic\.accounts/)).toBeInTheDocument();
    });

    it('says once that the back end does not answer, and tries again on request', async () => {
      const api = new FakeScoreboard(services);
      api.failure = new Error('Request failed with 503 Service Unavailable');
      renderPage({ api });
      expect(
        await screen.findByText('The scoreboard could not be read'),
      ).toBeInTheDocument();
      api.failure = undefined;
      await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
      expect(await namesInTable()).toHaveLength(3);
    });
  });
});
