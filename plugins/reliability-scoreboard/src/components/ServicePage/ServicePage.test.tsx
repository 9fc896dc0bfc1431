import { ResponseError } from '@backstage/errors';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeScoreboard } from '../../__testUtils__/FakeScoreboard';
import {
  renderScoreboard,
  type RenderOptions,
} from '../../__testUtils__/renderScoreboard';
import { aRule, aServiceDetail, observedAt } from '../../__testUtils__/scores';
import { criticalPathRouteRef } from '../../routes';
import { ScoreboardRoutes } from '../ScoreboardRoutes';

const latency = aRule({
  ruleId: 'latency',
  title: 'p95 latency',
  outcome: 'fail',
  value: { value: 480, unit: 'milliseconds' },
  threshold: { value: 300, unit: 'milliseconds', comparison: 'at-most' },
  verdict: 'p95 latency 480 ms is over the 300 ms that tier 0 asks for.',
  why: 'Card authorization has two seconds in all.',
  howToFix: 'Look at the slowest transactions.',
  evidence: {
    nrql: 'SELECT percentile(duration, 95) FROM Transaction',
    accountId: 3812041,
    url: 'https://one.newrelic.com/evidence',
  },
});
const alerts = aRule({
  ruleId: 'alerts',
  title: 'Standard alerts',
  dimension: 'alerts',
  outcome: 'no-data',
  verdict: 'The alert conditions could not be read yet.',
});
const service = aServiceDetail({
  title: 'card-authorizer',
  rules: [
    aRule({ ruleId: 'reports', level: 'bronze', dimension: 'coverage' }),
    latency,
    alerts,
    aRule({ ruleId: 'noise', dimension: 'alerts', outcome: 'exempt' }),
  ],
  standardAlerts: [
    { id: 'latency', title: 'Latency', state: 'missing' },
    {
      id: 'throughput',
      title: 'Throughput drop',
      state: 'edited',
      difference: 'threshold 5 instead of 3',
    },
  ],
  recovery: {
    count: 9,
    open: 1,
    excluded: 2,
    medianSeconds: 720,
    p90Seconds: 2460,
    meanSeconds: 1010,
  },
  history: [
    { date: '2026-11-23', level: 'bronze', passed: 2, required: 4 },
    { date: '2026-11-24', level: 'silver', passed: 3, required: 4 },
  ],
  newRelic: {
    guid: 'guid',
    accountId: 3812041,
    url: 'https://one.newrelic.com/entity',
    foundByName: false,
  },
});

function renderPage(options?: {
  query?: string;
  api?: FakeScoreboard;
  name?: string;
  mountedRoutes?: RenderOptions['mountedRoutes'];
}) {
  const {
    query = '',
    api,
    name = 'card-authorizer',
    mountedRoutes,
  } = options ?? {};
  return renderScoreboard(<ScoreboardRoutes />, {
    api: api ?? new FakeScoreboard([service]),
    at: `/scoreboard/default/component/${name}${query}`,
    mountedRoutes,
  });
}

describe('ServicePage', () => {
  it('says what is missing for the next level, why, and how to fix it', async () => {
    renderPage();
    const steps = await screen.findByRole('region', {
      name: 'For Gold, two things:',
    });
    expect(
      within(steps)
        .getAllByRole('heading', { level: 4 })
        .map(heading => heading.textContent),
    ).toEqual([latency.verdict, alerts.verdict]);
    const [first, second] = within(steps).getAllByRole('listitem');
    expect(first).toHaveTextContent(latency.why);
    expect(first).toHaveTextContent(latency.howToFix);
    expect(first).toHaveTextContent('Found 480 ms asked at most 300 ms');
    expect(first).toHaveTextContent('NRQL of account 3812041');
    expect(
      within(first).getByRole('link', { name: 'See the evidence' }),
    ).toHaveAttribute('href', 'https://one.newrelic.com/evidence');
    expect(second).toHaveTextContent('no data');
  });

  it('shows how much of each rung is climbed, and where the service is known', async () => {
    renderPage();
    const rungs = await screen.findAllByRole('listitem', { current: 'step' });
    expect(rungs).toHaveLength(1);
    expect(rungs[0]).toHaveTextContent('Silver 4 of 4 pass');
    expect(
      screen.getByRole('link', { name: 'In the catalog' }),
    ).toHaveAttribute('href', '/catalog/default/component/card-authorizer');
    expect(screen.getByRole('link', { name: /In New Relic/ })).toHaveAttribute(
      'href',
      'https://one.newrelic.com/entity',
    );
  });

  it('says which path asks for the tier, and leads to it', async () => {
    const path = (name: string) => ({
      entityRef: `criticalpath:${name}`,
      title: 'Card authorization',
      requirement: 'required' as const,
    });
    const onPaths = (name: string) =>
      new FakeScoreboard([{ ...service, paths: [path(name)] }]);
    const mountedRoutes = { '/critical-paths/:name': criticalPathRouteRef };
    for (const [api, routes, address] of [
      [
        onPaths('default/card-authorization'),
        mountedRoutes,
        '/critical-paths/card-authorization',
      ],
      [
        onPaths('latam/card-authorization'),
        mountedRoutes,
        '/critical-paths/card-authorization?namespace=latam',
      ],
      [
        onPaths('default/card-authorization'),
        {},
        '/catalog/default/criticalpath/card-authorization',
      ],
    ] as const) {
      const { unmount } = renderPage({ api, mountedRoutes: routes });
      expect(
        await screen.findByText('Tier 0 (on Card authorization)'),
      ).toBeInTheDocument();
      expect(
        screen.getByRole('link', { name: 'Card authorization' }),
      ).toHaveAttribute('href', address);
      unmount();
    }
  });

  it('opens a dimension from the address and keeps the choice there', async () => {
    renderPage({ query: '?tab=alerts' });
    const panel = await screen.findByRole('region', { name: 'Alerts' });
    const conditions = within(panel).getByRole('list', {
      name: 'Standard alerts',
    });
    expect(
      within(conditions)
        .getAllByRole('listitem')
        .map(item => item.textContent),
    ).toEqual([
      'fail Latency missing',
      'fail Throughput drop edited: threshold 5 instead of 3',
    ]);
    const rules = within(panel).getByRole('list', { name: 'Rules' });
    expect(rules).toHaveTextContent('noise is as it should be.');
    expect(within(rules).getByText('exempt')).toBeInTheDocument();

    await userEvent.click(screen.getByRole('tab', { name: /Time to recover/ }));
    expect(
      await screen.findByRole('region', { name: 'Time to recover' }),
    ).toHaveTextContent(/Median\s*12\smin\s*of 9 recovered incidents/);
    expect(screen.getByLabelText('Address')).toHaveTextContent('?tab=recovery');
  });

  it('states the finding of the history and has its days as a table', async () => {
    renderPage({ query: '?tab=history' });
    expect(
      await screen.findByRole('img', {
        name: '3 of 4 rules pass, 1 more than on 23 November',
      }),
    ).toBeInTheDocument();
    const rows = screen
      .getAllByRole('row', { hidden: true })
      .map(row => row.textContent);
    expect(rows).toEqual([
      'DayLevelRules that pass',
      '2026-11-24Silver3 of 4',
      '2026-11-23Bronze2 of 4',
    ]);
  });

  it('shows the new score after a refresh, and keeps the old one when it fails', async () => {
    const api = new FakeScoreboard([service]);
    renderPage({ api });
    const refresh = await screen.findByRole('button', { name: 'Refresh' });
    api.failure = new Error('New Relic did not answer');
    await userEvent.click(refresh);
    expect(
      await screen.findByText(
        'New Relic could not be asked; the last answer is shown',
      ),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('heading', { name: 'For Gold, two things:' }),
    ).toBeInTheDocument();

    api.failure = undefined;
    api.services = [{ ...service, level: 'gold', rules: [] }];
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(
      await screen.findByRole('heading', { name: 'Nothing is missing' }),
    ).toBeInTheDocument();
  });

  it('says when a refresh comes too soon, and shows what the one before brought', async () => {
    const api = new FakeScoreboard([service]);
    renderPage({ api });
    const refresh = await screen.findByRole('button', { name: 'Refresh' });
    api.services = [{ ...service, level: 'gold', rules: [] }];
    const refreshService = vi
      .spyOn(api, 'refreshService')
      .mockRejectedValueOnce(
        await ResponseError.fromResponse(
          Response.json(
            { error: { name: 'TooSoonError', message: 'too soon' } },
            { status: 429, headers: { 'Retry-After': '40' } },
          ),
        ),
      );
    await userEvent.click(refresh);
    expect(
      await screen.findByText(/It can be asked again in 40 seconds/),
    ).toBeInTheDocument();
    expect(
      await screen.findByRole('heading', { name: 'Nothing is missing' }),
    ).toBeInTheDocument();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();

    await userEvent.click(refresh);
    expect(refreshService).toHaveBeenCalledTimes(2);
    await waitFor(() =>
      expect(screen.queryByText(/can be asked again/)).not.toBeInTheDocument(),
    );
  });

  it('dims nothing away: a stale score keeps its numbers and says why', async () => {
    const stale = { since: observedAt, reason: 'New Relic did not answer' };
    renderPage({ api: new FakeScoreboard([{ ...service, stale }]) });
    expect(
      await screen.findByText(/as of .*, New Relic did not answer/),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('tab', { name: 'Service quality 99.98 % pass' }),
    ).toBeInTheDocument();
  });

  it('explains why an entity has no score', async () => {
    renderPage({ name: 'unheard-of' });
    expect(
      await screen.findByRole('heading', { name: 'unheard-of has no score' }),
    ).toBeInTheDocument();
  });
});
