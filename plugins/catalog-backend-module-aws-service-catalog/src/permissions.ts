import { createPermission } from '@backstage/plugin-permission-common';

/** To have an account and region listed now, ahead of its schedule. */
export const scopeRefreshPermission = createPermission({
  name: 'catalog.aws-service-catalog.scope.refresh',
  attributes: { action: 'update' },
});
