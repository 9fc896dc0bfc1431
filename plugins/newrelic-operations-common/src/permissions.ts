import { createPermission } from '@backstage/plugin-permission-common';

/** To see how the portal's connections to New Relic are. */
export const newRelicStatusPermission = createPermission({
  name: 'newrelic-operations.status.read',
  attributes: { action: 'read' },
});
