import { mockApis, renderTestApp } from '@backstage/frontend-test-utils';
import { catalogApiRef, entityRouteRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { screen } from '@testing-library/react';
import { scoreboardApiRef } from './api/ScoreboardApi';
import plugin from './plugin';
import { FakeScoreboard } from './__testUtils__/FakeScoreboard';
import { aServiceDetail } from './__testUtils__/scores';

describe('the plugin in an app', () => {
  it('has its page at /scoreboard, with the services below it', async () => {
    renderTestApp({
      features: [plugin],
      mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
      initialRouteEntries: ['/scoreboard/default/component/limits'],
      apis: [
        [
          scoreboardApiRef,
          new FakeScoreboard([aServiceDetail({ title: 'limits' })]),
        ],
        [catalogApiRef, catalogApiMock()],
        mockApis.identity(),
      ],
    });
    expect(
      await screen.findByRole('heading', { name: 'limits', level: 2 }),
    ).toBeInTheDocument();
    // In the navigation and in the breadcrumbs.
    const links = screen.getAllByRole('link', { name: 'Scoreboard' });
    expect(links.map(link => link.getAttribute('href'))).toEqual([
      '/scoreboard',
      '/scoreboard',
    ]);
  });
});
