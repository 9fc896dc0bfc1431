import type { FilterPredicate } from '@backstage/filter-predicates';
import {
  ApiBlueprint,
  createFrontendPlugin,
  discoveryApiRef,
  fetchApiRef,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import {
  CatalogFilterBlueprint,
  EntityCardBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import { RiStackLine } from '@remixicon/react';
import { inventoryApiRef } from './api/InventoryApi';
import { InventoryClient } from './api/InventoryClient';
import { PRODUCT_TYPE } from './model/labels';
import { catalogIndexRouteRef, rootRouteRef, templateRouteRef } from './routes';

const title = 'Inventory';
const icon = <RiStackLine />;

const inventoryApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: inventoryApiRef,
      deps: {
        discoveryApi: discoveryApiRef,
        fetchApi: fetchApiRef,
      },
      factory: deps => new InventoryClient(deps),
    }),
});

const inventoryPage = PageBlueprint.make({
  params: {
    path: '/inventory',
    routeRef: rootRouteRef,
    title,
    icon,
    loader: async () => {
      const { InventoryPage } = await import('./components/page');
      return <InventoryPage />;
    },
  },
});

const hasInventory: FilterPredicate = {
  $all: [
    { kind: { $in: ['component', 'resource'] } },
    { 'spec.inventory': { $exists: true } },
  ],
};

const whereItRunsCard = EntityCardBlueprint.make({
  name: 'where-it-runs',
  params: {
    // A product can be launched; it does not run.
    filter: { $all: [hasInventory, { $not: { 'spec.type': PRODUCT_TYPE } }] },
    type: 'content',
    loader: async () => {
      const { WhereItRunsCard } = await import('./components/cards');
      return <WhereItRunsCard />;
    },
  },
});

const productCard = EntityCardBlueprint.make({
  name: 'product',
  params: {
    filter: { $all: [hasInventory, { 'spec.type': PRODUCT_TYPE }] },
    type: 'content',
    loader: async () => {
      const { ProductCard } = await import('./components/cards');
      return <ProductCard />;
    },
  },
});

const whereThisComesFromCard = EntityCardBlueprint.make({
  name: 'where-this-comes-from',
  params: {
    filter: hasInventory,
    type: 'content',
    loader: async () => {
      const { WhereThisComesFromCard } = await import('./components/cards');
      return <WhereThisComesFromCard />;
    },
  },
});

const originFilter = CatalogFilterBlueprint.make({
  name: 'origin',
  params: {
    loader: async () => {
      const { OriginPicker } = await import('./components/catalog');
      return <OriginPicker />;
    },
  },
});

const driftFilter = CatalogFilterBlueprint.make({
  name: 'drift',
  params: {
    loader: async () => {
      const { DriftPicker } = await import('./components/catalog');
      return <DriftPicker />;
    },
  },
});

const tierFilter = CatalogFilterBlueprint.make({
  name: 'tier',
  params: {
    loader: async () => {
      const { TierPicker } = await import('./components/catalog');
      return <TierPicker />;
    },
  },
});

/** What repositories declare and what AWS runs: cards, a page and filters. */
export default createFrontendPlugin({
  pluginId: 'inventory',
  title,
  icon,
  info: { packageJson: () => import('../package.json') },
  routes: { root: rootRouteRef },
  externalRoutes: {
    catalogIndex: catalogIndexRouteRef,
    template: templateRouteRef,
  },
  extensions: [
    inventoryApi,
    inventoryPage,
    whereItRunsCard,
    productCard,
    whereThisComesFromCard,
    originFilter,
    driftFilter,
    tierFilter,
  ],
});
