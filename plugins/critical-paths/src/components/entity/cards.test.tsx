import type { Entity } from '@backstage/catalog-model';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { screen } from '@testing-library/react';
import { criticalPathsApiRef } from '../../api/CriticalPathsApi';
import { isOnCriticalPath } from '../../lib/isOnCriticalPath';
import { rootRouteRef } from '../../routes';
import { fakeApi } from '../../testing/fakeApi';
import { PathStatuses } from '../home/PathStatuses';
import { CriticalPathCard } from './CriticalPathCard';
import { OnCriticalPathsCard } from './OnCriticalPathsCard';

const options = () => ({
  apis: [[criticalPathsApiRef, fakeApi()]] as const,
  mountedRoutes: { '/critical-paths': rootRouteRef },
});

const component = (...targetRefs: string[]): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'ledger-writer' },
  relations: targetRefs.map(targetRef => ({ type: 'dependencyOf', targetRef })),
});

describe('PathStatuses', () => {
  it('leads to each path, and says why one is not healthy', async () => {
    renderInTestApp(<PathStatuses />, options());
    expect(
      await screen.findByRole('link', { name: 'Card authorization' }),
    ).toHaveAttribute('href', '/critical-paths/card-authorization');
    expect(screen.getByText('degraded')).toBeInTheDocument();
    expect(screen.getByText(/answers slowly since/)).toBeInTheDocument();
    expect(screen.getByText('healthy')).toBeInTheDocument();
  });
});

describe('the card of a component', () => {
  it('shows the paths that the component is on, and no other', async () => {
    renderInTestApp(
      <EntityProvider
        entity={component('criticalpath:default/card-authorization')}
      >
        <OnCriticalPathsCard />
      </EntityProvider>,
      options(),
    );
    expect(
      await screen.findByRole('link', { name: 'Card authorization' }),
    ).toBeInTheDocument();
    expect(screen.queryByText('Instant payments')).not.toBeInTheDocument();
  });

  it('is only on components that are on a path', () => {
    expect(isOnCriticalPath(component())).toBe(false);
    expect(isOnCriticalPath(component('component:default/limits'))).toBe(false);
    const onPath = component('criticalpath:default/card-authorization');
    expect(isOnCriticalPath(onPath)).toBe(true);
    expect(isOnCriticalPath({ ...onPath, kind: 'Resource' })).toBe(false);
  });
});

describe('the card of a critical path', () => {
  it('says how the path is and leads to its page', async () => {
    renderInTestApp(
      <EntityProvider
        entity={{
          apiVersion: 'rocket.dev/v1alpha1',
          kind: 'CriticalPath',
          metadata: { name: 'card-authorization' },
        }}
      >
        <CriticalPathCard />
      </EntityProvider>,
      options(),
    );
    expect(await screen.findByText('degraded')).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'Open the critical path' }),
    ).toHaveAttribute('href', '/critical-paths/card-authorization');
  });
});
