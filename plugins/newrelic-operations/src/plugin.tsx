import {
  ApiBlueprint,
  createFrontendPlugin,
  discoveryApiRef,
  fetchApiRef,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { RiRadarLine } from '@remixicon/react';
import { newRelicOperationsApiRef } from './api/NewRelicOperationsApi';
import { NewRelicOperationsClient } from './api/NewRelicOperationsClient';
import { rootRouteRef } from './routes';

const title = 'New Relic';
const icon = <RiRadarLine />;

const newRelicOperationsApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: newRelicOperationsApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => new NewRelicOperationsClient(deps),
    }),
});

const newRelicPage = PageBlueprint.make({
  params: {
    path: '/new-relic',
    routeRef: rootRouteRef,
    title,
    icon,
    loader: async () => {
      const { NewRelicPage } = await import('./components/NewRelicPage');
      return <NewRelicPage />;
    },
  },
});

/** How the portal's connections to New Relic are: a page and an API. */
export default createFrontendPlugin({
  pluginId: 'newrelic-operations',
  title,
  icon,
  info: { packageJson: () => import('../package.json') },
  routes: { root: rootRouteRef },
  extensions: [newRelicOperationsApi, newRelicPage],
});
