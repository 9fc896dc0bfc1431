import { EntityProvider } from '@backstage/plugin-catalog-react';
import { screen, within } from '@testing-library/react';
import { FakeScoreboard } from '../__testUtils__/FakeScoreboard';
import { renderScoreboard } from '../__testUtils__/renderScoreboard';
import { aRule, aServiceDetail } from '../__testUtils__/scores';
import { MyTeamScores } from './MyTeamScores';
import { QualityCard } from './QualityCard';

const entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'limits', namespace: 'default' },
  spec: { type: 'service', owner: 'cards' },
};

function renderCard(api: FakeScoreboard) {
  renderScoreboard(
    <EntityProvider entity={entity}>
      <QualityCard />
    </EntityProvider>,
    { api },
  );
}

describe('QualityCard', () => {
  it('shows level, dimensions and the next step, and leads to all of it', async () => {
    renderCard(
      new FakeScoreboard([
        aServiceDetail({
          title: 'limits',
          rules: [
            aRule({
              ruleId: 'latency',
              outcome: 'fail',
              verdict: 'p95 latency 480 ms is over the 300 ms of tier 0.',
            }),
          ],
        }),
      ]),
    );
    expect(await screen.findByText('Silver')).toBeInTheDocument();
    expect(
      screen.getByText(
        'For Gold, one thing: p95 latency 480 ms is over the 300 ms of tier 0.',
      ),
    ).toBeInTheDocument();
    expect(
      screen.getAllByRole('definition').map(value => value.textContent),
    ).toEqual(['99.98 % pass', '81 % pass', '6 of 6 pass', '12 min pass']);
    expect(
      screen.getByRole('link', { name: 'All rules and evidence' }),
    ).toHaveAttribute('href', '/scoreboard/default/component/limits');
  });

  it('says that a new component has no score yet', async () => {
    renderCard(new FakeScoreboard([]));
    expect(await screen.findByText(/No score yet/)).toBeInTheDocument();
  });

  it('says that the score could not be read', async () => {
    const api = new FakeScoreboard([]);
    api.failure = new Error('Request failed with 503 Service Unavailable');
    renderCard(api);
    expect(
      await screen.findByText('The score could not be read'),
    ).toBeInTheDocument();
  });
});

describe('MyTeamScores', () => {
  const { dimensions } = aServiceDetail({ title: 'any' });

  it('lists the services of my teams with what falls short', async () => {
    renderScoreboard(<MyTeamScores />, {
      api: new FakeScoreboard([
        aServiceDetail({
          title: 'limits',
          dimensions: {
            ...dimensions,
            alerts: {
              outcome: 'fail',
              headline: { value: 5, of: 6, unit: 'count' },
              verdict: 'The latency alert is missing.',
            },
          },
        }),
        aServiceDetail({ title: 'fx-rates', owner: 'group:default/payments' }),
      ]),
    });
    const services = await screen.findAllByRole('listitem');
    expect(services).toHaveLength(1);
    expect(services[0]).toHaveTextContent(/Silver/);
    expect(services[0]).toHaveTextContent('The latency alert is missing.');
    expect(services[0]).toHaveTextContent('5 of 6 fail');
    expect(
      within(services[0]).getByRole('link', { name: 'limits' }),
    ).toHaveAttribute('href', '/scoreboard/default/component/limits');
  });

  it('leads to the scoreboard of my teams when there are more', async () => {
    renderScoreboard(<MyTeamScores limit={1} />, {
      api: new FakeScoreboard([
        aServiceDetail({ title: 'limits' }),
        aServiceDetail({ title: 'token-vault' }),
      ]),
    });
    expect(
      await screen.findByRole('link', { name: 'All 2 services of my teams' }),
    ).toHaveAttribute('href', '/scoreboard?team=cards');
  });

  it('teaches when my teams own nothing', async () => {
    renderScoreboard(<MyTeamScores />, { api: new FakeScoreboard([]) });
    expect(
      await screen.findByRole('heading', {
        name: 'Your teams own no service yet',
      }),
    ).toBeInTheDocument();
  });
});
