import { mockApis, renderTestApp } from '@backstage/frontend-test-utils';
import type { PathList } from '@rocket/plugin-critical-paths-common';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { configure, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  criticalPathsApiRef,
  type CriticalPathsApi,
} from './api/CriticalPathsApi';
import plugin from './plugin';
import { fakeApi } from './testing/fakeApi';
import { pathList, pathSummary, stepDetail } from './testing/fixtures';

// The pages are loaded when they are opened, which takes its time on a busy machine.
configure({ asyncUtilTimeout: 20_000 });

/** Finds text whose numbers and units hold no-break spaces. */
const text = (pattern: string) =>
  new RegExp(pattern.replaceAll(' ', '[\\s\\u00a0]'));

function renderAt(address: string, part?: Partial<CriticalPathsApi>) {
  const api = fakeApi(part);
  renderTestApp({
    features: [plugin],
    apis: [
      [criticalPathsApiRef, api],
      [catalogApiRef, catalogApiMock()],
      mockApis.config(),
    ],
    initialRouteEntries: [address],
  });
  return api;
}

describe('the dashboards', () => {
  it('open on uptime and show every path, its status, number and slowest step', async () => {
    renderAt('/critical-paths');
    const row = await screen.findByRole('article', {
      name: 'Card authorization',
    });
    expect(
      screen.getByText('2 critical paths: 1 degraded, 1 healthy'),
    ).toBeInTheDocument();
    expect(within(row).getByText('degraded')).toBeInTheDocument();
    expect(within(row).getByText(text('99.982 %'))).toBeInTheDocument();
    expect(
      within(row).getByText(/^ledger-writer answers slowly since/),
    ).toBeInTheDocument();
    expect(
      within(row).getByRole('link', { name: 'ledger-writer' }),
    ).toHaveAttribute(
      'href',
      '/critical-paths/card-authorization/steps/ledger',
    );
    expect(
      within(row).getByRole('figure', {
        name: text(
          'Uptime of Card authorization: 99.982 % over the last 24 hours.',
        ),
      }),
    ).toBeInTheDocument();
  });

  it('say of a path that works whether it kept its promise', async () => {
    renderAt('/critical-paths');
    const row = await screen.findByRole('article', {
      name: 'Instant payments',
    });
    expect(within(row).getByText('healthy')).toBeInTheDocument();
    expect(row).toHaveTextContent(/budget .* is overspent by 77 %/);
  });

  it('carry the range and the comparison from tab to tab and into a path', async () => {
    const api = renderAt('/critical-paths/uptime?range=7d&compare=none');
    await userEvent.click(await screen.findByRole('tab', { name: 'Latency' }));
    const row = await screen.findByRole('article', {
      name: 'Card authorization',
    });
    expect(
      within(row).getByText(text('over the target of 300 ms')),
    ).toBeInTheDocument();
    expect(within(row).queryByText(/week before/)).not.toBeInTheDocument();
    expect(screen.getByRole('tabpanel', { name: 'Latency' })).toContainElement(
      row,
    );
    expect(
      within(row).getByRole('link', { name: 'Card authorization' }),
    ).toHaveAttribute(
      'href',
      '/critical-paths/card-authorization?range=7d&compare=none',
    );
    expect(api.getPaths).toHaveBeenCalledWith(
      { range: '7d' },
      expect.anything(),
    );
  });

  it('choose another percentile and another range', async () => {
    const api = renderAt('/critical-paths/latency');
    const user = userEvent.setup();
    await user.click(await screen.findByRole('radio', { name: 'p99' }));
    expect((await screen.findAllByText(text('1.2 s')))[0]).toBeInTheDocument();

    await user.click(screen.getByRole('button', { name: /Time range/ }));
    await user.click(
      await screen.findByRole('option', { name: 'last 28 days' }),
    );
    await waitFor(() =>
      expect(api.getPaths).toHaveBeenCalledWith(
        { range: '28d' },
        expect.anything(),
      ),
    );
  });

  it('keep what they show until another range has arrived', async () => {
    let answer: (list: PathList) => void = () => {};
    renderAt('/critical-paths/latency', {
      getPaths: async ({ range }) =>
        range === '24h'
          ? pathList()
          : new Promise(resolve => {
              answer = resolve;
            }),
    });
    const row = await screen.findByRole('article', {
      name: 'Card authorization',
    });
    const user = userEvent.setup();
    await user.click(await screen.findByRole('button', { name: /Time range/ }));
    await user.click(
      await screen.findByRole('option', { name: 'last 7 days' }),
    );

    const list = row.parentElement?.parentElement;
    await waitFor(() => expect(list).toHaveAttribute('aria-busy', 'true'));
    expect(
      screen.getByRole('figure', {
        name: text('Latency of Card authorization: .* last 24 hours'),
      }),
    ).toBeInTheDocument();

    answer(pathList({ range: '7d' }));
    expect(
      await screen.findByRole('figure', {
        name: text('Latency of Card authorization: .* last 7 days'),
      }),
    ).toBeInTheDocument();
    expect(list).toHaveAttribute('aria-busy', 'false');
  });

  it('turn into tables with a key, gaps and marks included', async () => {
    renderAt('/critical-paths/latency');
    await screen.findByRole('article', { name: 'Card authorization' });
    await userEvent.keyboard('t');
    const [table] = await screen.findAllByRole('table', {
      name: text('Latency of Card authorization: p95 480 ms'),
    });
    const rows = within(table).getAllByRole('row');
    expect(rows).toHaveLength(1 + 96);
    expect(within(table).getAllByText('unknown')).toHaveLength(4);
    expect(
      within(table).getByText('ledger-writer v2.14 deployed'),
    ).toBeInTheDocument();
  });

  it('mark what happened under each chart, and zoom to it', async () => {
    renderAt('/critical-paths/latency');
    const user = userEvent.setup();
    await user.click(
      await screen.findByRole('button', {
        name: /^1 deployment and 1 incident from/,
      }),
    );
    expect(
      await screen.findByText(/Incident on ledger-writer/),
    ).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Zoom in here' }));
    const leave = await screen.findByRole('button', { name: /leave zoom/ });
    await user.click(leave);
    await waitFor(() => expect(leave).not.toBeInTheDocument());
  });

  it('teach when there is no path yet', async () => {
    renderAt('/critical-paths', {
      getPaths: async ({ range }) => pathList({ range, paths: [] }),
    });
    expect(
      await screen.findByRole('heading', { name: 'No critical path yet' }),
    ).toBeInTheDocument();
  });

  it('say what failed, and try again', async () => {
    const getPaths = vi
      .fn<CriticalPathsApi['getPaths']>()
      .mockRejectedValueOnce(new Error('the database does not answer'))
      .mockResolvedValue(pathList());
    renderAt('/critical-paths', { getPaths });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'the database does not answer',
    );
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(
      await screen.findByRole('article', { name: 'Card authorization' }),
    ).toBeInTheDocument();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it('keep old numbers, and say that and why they are old', async () => {
    const freshness = {
      observedAt: '2026-11-24T13:39:00.000Z',
      stale: true,
      reason: 'New Relic did not answer',
    };
    renderAt('/critical-paths/throughput', {
      getPaths: async () => pathList({ paths: [pathSummary({ freshness })] }),
    });
    const row = await screen.findByRole('article', {
      name: 'Card authorization',
    });
    expect(
      within(row).getByText(/as of .*, New Relic did not answer/),
    ).toBeInTheDocument();
    expect(within(row).getByText(text('129 k/h'))).toBeInTheDocument();
  });
});

describe('the page of a path', () => {
  it('says how it is, why, where in the flow, and what is left of the budget', async () => {
    const api = renderAt('/critical-paths/card-authorization');
    expect(
      await screen.findByRole('heading', { name: 'Card authorization' }),
    ).toBeInTheDocument();
    expect(api.getPath).toHaveBeenCalledWith(
      { namespace: 'default', name: 'card-authorization', range: '24h' },
      expect.anything(),
    );
    expect(
      screen.getByText(text('18 % left, gone in 31 h')),
    ).toBeInTheDocument();
    expect(screen.getByText(/81 % of the added time/)).toBeInTheDocument();
    expect(screen.getByText(text('99.72 %'))).toBeInTheDocument();

    const steps = screen.getByRole('region', {
      name: 'Steps of Card authorization',
    });
    const names = within(steps)
      .getAllByRole('link')
      .map(link => link.textContent);
    expect(
      names.map(name => name?.match(/^[a-z-]+?(?=healthy|degr|unk)/)?.[0]),
    ).toEqual([
      'api-gateway',
      'card-authorizer',
      'fraud-scorer',
      'limits',
      'notification-sender',
      'ledger-writer',
      'issuer-connector',
    ]);
    expect(screen.getAllByRole('figure')).toHaveLength(4);
  });

  it('says so when there is no such path', async () => {
    renderAt('/critical-paths/nowhere', {
      getPath: async () => {
        throw new Error('There is no critical path default/nowhere');
      },
    });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'There is no critical path default/nowhere',
    );
  });

  it('reads paths of other namespaces', async () => {
    const api = renderAt('/critical-paths/refunds?namespace=brazil');
    await screen.findByRole('heading', { name: 'Card authorization' });
    expect(api.getPath).toHaveBeenCalledWith(
      { namespace: 'brazil', name: 'refunds', range: '24h' },
      expect.anything(),
    );
  });
});

describe('the page of a step', () => {
  it('shows its transactions, its share, what changed, and where to go on', async () => {
    renderAt('/critical-paths/card-authorization/steps/ledger');
    expect(
      await screen.findByRole('heading', { name: 'ledger-writer' }),
    ).toBeInTheDocument();
    expect(screen.getByText(text('^81 %$'))).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'Card authorization' }),
    ).toHaveAttribute('href', '/critical-paths/card-authorization');
    expect(screen.getByRole('link', { name: /In New Relic/ })).toHaveAttribute(
      'href',
      'https://one.newrelic.com/redirect/entity/abc',
    );
    const transaction = await screen.findByRole('row', {
      name: /entries \(POST\)/,
    });
    for (const number of ['129 k/h', '0.29 %', '92 ms', '480 ms', '1.2 s']) {
      expect(within(transaction).getByText(text(number))).toBeInTheDocument();
    }
    expect(
      screen.getByText('ledger-writer v2.14 deployed by ana.souza'),
    ).toBeInTheDocument();
  });

  it('has the query behind its charts, to be copied', async () => {
    const user = userEvent.setup();
    renderAt('/critical-paths/card-authorization/steps/ledger');
    await user.click(await screen.findByText('NRQL of account 3812041'));
    await user.click(screen.getByRole('button', { name: 'Copy' }));
    expect(
      await screen.findByRole('button', { name: 'Copied' }),
    ).toBeInTheDocument();
    expect(await navigator.clipboard.readText()).toBe(
      "SELECT count(*) FROM Transaction WHERE entityGuid = 'G'",
    );
  });

  it('has no query when the step is not joined to New Relic', async () => {
    renderAt('/critical-paths/card-authorization/steps/ledger', {
      getStep: async () => stepDetail({ nrql: undefined }),
    });
    await screen.findByRole('heading', { name: 'ledger-writer' });
    expect(screen.queryByText(/NRQL/)).not.toBeInTheDocument();
  });
});
