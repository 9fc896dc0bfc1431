import { mockApis, renderTestApp } from '@backstage/frontend-test-utils';
import { catalogApiRef, entityRouteRef } from '@backstage/plugin-catalog-react';
import {
  catalogApiMock,
  createTestEntityPage,
} from '@backstage/plugin-catalog-react/testUtils';
import { configure, screen } from '@testing-library/react';
import { companyAnswers } from './__testUtils__/answers';
import { awsModule } from './__testUtils__/awsModule';
import { company } from './__testUtils__/company';
import { anEntity } from './__testUtils__/entities';
import plugin from './plugin';

// The page and the cards are loaded when they are first shown; on a busy machine
// that takes its time.
configure({ asyncUtilTimeout: 30_000 });

describe('the plugin in an app', () => {
  it('has its page in the navigation, and asks the AWS module', async () => {
    renderTestApp({
      features: [plugin],
      mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
      initialRouteEntries: ['/inventory'],
      apis: [
        [catalogApiRef, catalogApiMock({ entities: company })],
        mockApis.identity(),
        mockApis.fetch({
          baseImplementation: awsModule(companyAnswers),
        }),
      ],
    });
    expect(
      await screen.findByRole('heading', { name: '6 services' }),
    ).toBeInTheDocument();
    expect(
      screen.getAllByRole('link', { name: 'Inventory' })[0],
    ).toHaveAttribute('href', '/inventory');
  });
});

describe('its cards on the page of an entity', () => {
  const cards = (entity: (typeof company)[number]) =>
    renderTestApp({
      extensions: [
        createTestEntityPage({ entity }),
        plugin.getExtension('entity-card:inventory/where-it-runs'),
        plugin.getExtension('entity-card:inventory/where-this-comes-from'),
      ],
      mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
      apis: [
        [catalogApiRef, catalogApiMock({ entities: [entity] })],
        mockApis.identity(),
      ],
    });

  it('are on what has an inventory', async () => {
    cards(anEntity({ name: 'limits', inventory: { origin: 'repository' } }));
    expect(
      await screen.findByRole('heading', { name: 'Where it runs' }),
    ).toBeInTheDocument();
    expect(
      await screen.findByRole('heading', { name: 'Where this comes from' }),
    ).toBeInTheDocument();
  });

  it('leave out where a product runs, which can only be launched', async () => {
    cards(
      anEntity({
        kind: 'Resource',
        name: 'java-service',
        type: 'service-catalog-product',
        inventory: { origin: 'aws' },
      }),
    );
    expect(
      await screen.findByRole('heading', { name: 'Where this comes from' }),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('heading', { name: 'Where it runs' }),
    ).not.toBeInTheDocument();
  });
});
