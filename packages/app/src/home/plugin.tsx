import {
  createFrontendPlugin,
  createRouteRef,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { RiHomeLine } from '@remixicon/react';

const rootRouteRef = createRouteRef();

const homePage = PageBlueprint.make({
  params: {
    path: '/',
    routeRef: rootRouteRef,
    title: 'Home',
    icon: <RiHomeLine />,
    noHeader: true,
    loader: () => import('./HomePage').then(m => <m.HomePage />),
  },
});

/** Rocket's front page. */
export const homePlugin = createFrontendPlugin({
  pluginId: 'home',
  routes: { root: rootRouteRef },
  extensions: [homePage],
});
