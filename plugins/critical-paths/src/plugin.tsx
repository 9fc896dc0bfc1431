import {
  ApiBlueprint,
  coreExtensionData,
  createFrontendPlugin,
  discoveryApiRef,
  type ExtensionDefinition,
  fetchApiRef,
  PageBlueprint,
  SubPageBlueprint,
} from '@backstage/frontend-plugin-api';
import { EntityCardBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { RiRouteLine } from '@remixicon/react';
import { criticalPathsApiRef } from './api/CriticalPathsApi';
import { CriticalPathsClient } from './api/CriticalPathsClient';
import { isOnCriticalPath } from './lib/isOnCriticalPath';
import { metricList } from './lib/metrics';
import {
  catalogEntityRouteRef,
  pathRouteRef,
  rootRouteRef,
  scoreboardServiceRouteRef,
  stepRouteRef,
} from './routes';

const title = 'Critical paths';
const icon = <RiRouteLine />;

const criticalPathsApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: criticalPathsApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => new CriticalPathsClient(deps),
    }),
});

/**
 * The dashboards are sub-pages, so that an app can rename, reorder or add some.
 * Unlike the blueprint's own tabs the page has addresses beside them, those of
 * single paths, and therefore draws its sub-pages itself.
 */
const criticalPathsPage = PageBlueprint.makeWithOverrides({
  factory(originalFactory, { inputs }) {
    return originalFactory({
      path: '/critical-paths',
      routeRef: rootRouteRef,
      title,
      icon,
      noHeader: true,
      loader: async () => {
        const { CriticalPathsPages } =
          await import('./components/CriticalPathsPages');
        const dashboards = inputs.pages.map(page => {
          const path = page.get(coreExtensionData.routePath);
          return {
            path,
            title: page.get(coreExtensionData.title) ?? path,
            element: page.get(coreExtensionData.reactElement),
          };
        });
        return (
          <CriticalPathsPages
            title={title}
            icon={icon}
            dashboards={dashboards}
          />
        );
      },
    });
  },
});

const dashboards = metricList.map(metric =>
  SubPageBlueprint.make({
    name: metric.id,
    params: {
      path: metric.id,
      title: metric.title,
      loader: async () => {
        const { DashboardPage } =
          await import('./components/dashboard/DashboardPage');
        return <DashboardPage metricId={metric.id} />;
      },
    },
  }),
);

const criticalPathCard: ExtensionDefinition = EntityCardBlueprint.make({
  name: 'status',
  params: {
    filter: { kind: 'criticalpath' },
    type: 'info',
    loader: async () => {
      const { CriticalPathCard } =
        await import('./components/entity/CriticalPathCard');
      return <CriticalPathCard />;
    },
  },
});

const onCriticalPathsCard: ExtensionDefinition = EntityCardBlueprint.make({
  name: 'on-critical-paths',
  params: {
    filter: isOnCriticalPath,
    type: 'info',
    loader: async () => {
      const { OnCriticalPathsCard } =
        await import('./components/entity/OnCriticalPathsCard');
      return <OnCriticalPathsCard />;
    },
  },
});

/** Critical paths: four dashboards, a page a path and a step, entity cards and an API. */
export default createFrontendPlugin({
  pluginId: 'critical-paths',
  title,
  icon,
  info: { packageJson: () => import('../package.json') },
  routes: {
    root: rootRouteRef,
    path: pathRouteRef,
    step: stepRouteRef,
  },
  externalRoutes: {
    catalogEntity: catalogEntityRouteRef,
    scoreboardService: scoreboardServiceRouteRef,
  },
  extensions: [
    criticalPathsApi,
    criticalPathsPage,
    ...dashboards,
    criticalPathCard,
    onCriticalPathsCard,
  ],
});
