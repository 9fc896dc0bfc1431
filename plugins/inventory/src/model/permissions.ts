import { createPermission } from '@backstage/plugin-permission-common';

/** The AWS module's permission to have an account and region listed now. */
export const scopeRefreshPermission = createPermission({
  name: 'catalog.aws-service-catalog.scope.refresh',
  attributes: { action: 'update' },
});
