import {
  ApiBlueprint,
  createFrontendPlugin,
  discoveryApiRef,
  fetchApiRef,
  type FrontendPlugin,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { EntityCardBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { RiBarChartGroupedLine } from '@remixicon/react';
import { scoreboardApiRef } from './api/ScoreboardApi';
import { ScoreboardClient } from './api/ScoreboardClient';
import {
  criticalPathRouteRef,
  rootRouteRef,
  rulesRouteRef,
  serviceRouteRef,
} from './routes';

const scoreboardApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: scoreboardApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => new ScoreboardClient(deps),
    }),
});

const scoreboardPage = PageBlueprint.make({
  params: {
    path: '/scoreboard',
    routeRef: rootRouteRef,
    title: 'Scoreboard',
    icon: <RiBarChartGroupedLine />,
    loader: async () => {
      const { ScoreboardRoutes } =
        await import('./components/ScoreboardRoutes');
      return <ScoreboardRoutes />;
    },
  },
});

const qualityCard = EntityCardBlueprint.make({
  name: 'quality',
  params: {
    filter: { kind: 'component' },
    type: 'info',
    loader: async () => {
      const { QualityCard } = await import('./components/QualityCard');
      return <QualityCard />;
    },
  },
});

const routes = {
  root: rootRouteRef,
  rules: rulesRouteRef,
  service: serviceRouteRef,
};

const externalRoutes = { criticalPath: criticalPathRouteRef };

/** The reliability scoreboard: a page, a card on components, and an API. */
const plugin: FrontendPlugin<typeof routes, typeof externalRoutes> =
  createFrontendPlugin({
    pluginId: 'reliability-scoreboard',
    title: 'Scoreboard',
    icon: <RiBarChartGroupedLine />,
    info: { packageJson: () => import('../package.json') },
    routes,
    externalRoutes,
    extensions: [scoreboardApi, scoreboardPage, qualityCard],
  });

export default plugin;
