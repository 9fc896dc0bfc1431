import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { screen } from '@testing-library/react';
import { inventoryApiRef } from '../../api/InventoryApi';
import { InventoryClient } from '../../api/InventoryClient';
import { InventoryQueries } from '../../query/InventoryQueries';
import { ScopeTable } from './Scopes';

// In a file of its own, as permissions are remembered for the whole page.
describe('RefreshButton', () => {
  it('is not there for those who may not', async () => {
    const authorize = vi.fn((): AuthorizeResult.DENY => AuthorizeResult.DENY);
    renderInTestApp(
      <InventoryQueries>
        <ScopeTable
          scopes={[
            {
              provider: 'company',
              account: '222233334444',
              region: 'us-east-1',
              status: 'fresh',
              items: 3,
            },
          ]}
        />
      </InventoryQueries>,
      {
        apis: [
          [
            inventoryApiRef,
            new InventoryClient({
              discoveryApi: mockApis.discovery(),
              fetchApi: mockApis.fetch(),
            }),
          ],
          mockApis.permission({ authorize }),
        ],
      },
    );
    expect(
      await screen.findByRole('row', { name: /222233334444/ }),
    ).toBeInTheDocument();
    await vi.waitFor(() => expect(authorize).toHaveBeenCalled());
    expect(authorize).toHaveBeenCalledWith(
      expect.objectContaining({
        permission: expect.objectContaining({
          name: 'catalog.aws-service-catalog.scope.refresh',
        }),
      }),
    );
    expect(screen.queryByRole('button')).not.toBeInTheDocument();
  });
});
