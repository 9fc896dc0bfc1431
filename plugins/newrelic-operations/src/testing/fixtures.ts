import type {
  AccountStatus,
  NewRelicStatus,
} from '@rocket/plugin-newrelic-operations-common';

/** An account that is well, of which a test says only what differs. */
export function anAccount(parts: Partial<AccountStatus> = {}): AccountStatus {
  return {
    id: 3812041,
    name: 'Cordillera production',
    default: true,
    connection: 'connected',
    lastSuccessAt: new Date().toISOString(),
    breaker: 'closed',
    nrql: { used: 1234, queued: 0, limit: 2900 },
    requests: { used: 3, queued: 0, limit: 20 },
    ...parts,
  };
}

export function aStatus(accounts: AccountStatus[]): NewRelicStatus {
  return {
    instance: 'portal-7d9f',
    observedAt: new Date().toISOString(),
    accounts,
  };
}
