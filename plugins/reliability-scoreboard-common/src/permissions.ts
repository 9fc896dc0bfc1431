import { createPermission } from '@backstage/plugin-permission-common';

/** To read scores. */
export const scoreboardReadPermission = createPermission({
  name: 'reliability-scoreboard.read',
  attributes: { action: 'read' },
});

/** To ask New Relic about one service now. */
export const scoreboardRefreshPermission = createPermission({
  name: 'reliability-scoreboard.refresh',
  attributes: { action: 'update' },
});

export const scoreboardPermissions = [
  scoreboardReadPermission,
  scoreboardRefreshPermission,
];
