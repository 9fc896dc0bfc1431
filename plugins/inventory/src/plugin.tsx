import type { FilterPredicate } from '@backstage/filter-predicates';
import { createFrontendPlugin } from '@backstage/frontend-plugin-api';
import { EntityCardBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { RiStackLine } from '@remixicon/react';
import { PRODUCT_TYPE } from './model/labels';

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

const whereThisComesFromCard = EntityCardBlueprint.make({
  name: 'where-this-comes-from',
  params: {
    filter: hasInventory,
    type: 'info',
    loader: async () => {
      const { WhereThisComesFromCard } = await import('./components/cards');
      return <WhereThisComesFromCard />;
    },
  },
});

/** What repositories declare and what AWS runs: cards, a page and filters. */
export default createFrontendPlugin({
  pluginId: 'inventory',
  title: 'Inventory',
  icon: <RiStackLine />,
  info: { packageJson: () => import('../package.json') },
  extensions: [whereItRunsCard, whereThisComesFromCard],
});
