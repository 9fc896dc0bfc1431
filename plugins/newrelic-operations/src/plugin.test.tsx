import { ResponseError } from '@backstage/errors';
import { mockApis, renderTestApp } from '@backstage/frontend-test-utils';
import type { NewRelicStatus } from '@rocket/plugin-newrelic-operations-common';
import { configure, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { newRelicOperationsApiRef } from './api/NewRelicOperationsApi';
import plugin from './plugin';
import { aStatus, anAccount } from './testing/fixtures';

// The page is loaded when it is opened, which takes its time on a busy machine.
configure({ asyncUtilTimeout: 20_000 });

function renderPage(getStatus: () => Promise<NewRelicStatus>) {
  renderTestApp({
    features: [plugin],
    apis: [[newRelicOperationsApiRef, { getStatus }], mockApis.config()],
    initialRouteEntries: ['/new-relic'],
  });
}

describe('the New Relic page', () => {
  it('says of each account how it is, what went wrong and what is used', async () => {
    renderPage(async () =>
      aStatus([
        anAccount(),
        anAccount({
          id: 3812042,
          name: 'Cordillera staging',
          default: false,
          connection: 'refused',
          lastSuccessAt: undefined,
          lastError: {
            at: new Date(Date.now() - 5 * 60_000).toISOString(),
            kind: 'unauthorized',
            message: 'New Relic refused the key (HTTP 401)',
          },
          nrql: { used: 100, queued: 1500, limit: 100 },
        }),
      ]),
    );
    const production = within(
      await screen.findByRole('article', { name: 'Cordillera production' }),
    );
    expect(screen.getByRole('status')).toHaveTextContent(
      '1 of 2 accounts is connected. Cordillera staging: refused.',
    );
    expect(screen.getByText('portal-7d9f')).toBeInTheDocument();
    expect(production.getByText('connected')).toBeInTheDocument();
    expect(production.getByText('closed, asking as usual')).toBeInTheDocument();
    expect(production.getByText('just now')).toBeInTheDocument();
    expect(
      production.getByRole('meter', { name: 'NRQL this minute' }),
    ).toHaveAttribute('aria-valuetext', '1,234 of 2,900');
    expect(
      production.getByRole('meter', {
        name: 'Requests of its key',
      }),
    ).toHaveAttribute('aria-valuenow', '3');

    const staging = within(
      screen.getByRole('article', { name: 'Cordillera staging' }),
    );
    expect(staging.getByText('refused')).toBeInTheDocument();
    expect(staging.getByText(/a user key that may read it/)).toBeVisible();
    expect(staging.getByText('none yet')).toBeInTheDocument();
    expect(
      staging.getByText('New Relic refused the key (HTTP 401)'),
    ).toBeInTheDocument();
    expect(staging.getByText(/5.min ago/)).toBeInTheDocument();
    expect(staging.getByText('100 of 100, 1,500 waiting')).toBeVisible();
  });

  it('teaches how New Relic is connected when it is not', async () => {
    renderPage(async () => aStatus([]));
    expect(
      await screen.findByRole('heading', {
        name: 'New Relic is not connected yet',
      }),
    ).toBeInTheDocument();
    expect(screen.getByText(/apiKey: \$\{NEW_RELIC_API_KEY\}/)).toBeVisible();
  });

  it('tries again when the portal did not answer', async () => {
    let times = 0;
    renderPage(async () => {
      times++;
      if (times === 1) {
        throw new Error('no connection');
      }
      return aStatus([anAccount()]);
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Try again' }),
    );
    expect(
      await screen.findByRole('article', { name: 'Cordillera production' }),
    ).toBeInTheDocument();
    expect(screen.getByRole('status')).toHaveTextContent(
      'The account is connected.',
    );
  });

  it('says whom to ask when one may not see it', async () => {
    renderPage(async () => {
      throw await ResponseError.fromResponse(
        new Response('{}', { status: 403, statusText: 'Forbidden' }),
      );
    });
    expect(
      await screen.findByRole('heading', {
        name: 'This page is for operators',
      }),
    ).toBeInTheDocument();
    expect(
      screen.getByText(/newrelic-operations\.status\.read/),
    ).toBeInTheDocument();
  });
});
