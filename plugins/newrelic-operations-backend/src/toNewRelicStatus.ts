import type { NewRelicAccountStatus } from '@rocket/plugin-newrelic-node';
import type { NewRelicStatus } from '@rocket/plugin-newrelic-operations-common';

/** The client's status as the API tells it: instants in ISO 8601, one shape for both limits. */
export function toNewRelicStatus(options: {
  accounts: readonly NewRelicAccountStatus[];
  instance: string;
  /** Epoch milliseconds. */
  now: number;
}): NewRelicStatus {
  return {
    instance: options.instance,
    observedAt: instant(options.now),
    accounts: options.accounts.map(account => {
      const { lastSuccessAt, lastError, nrql, requests } = account;
      return {
        id: account.id,
        name: account.name,
        default: account.default,
        connection: account.connection,
        lastSuccessAt:
          lastSuccessAt === undefined ? undefined : instant(lastSuccessAt),
        lastError: lastError && { ...lastError, at: instant(lastError.at) },
        breaker: account.breaker,
        nrql: {
          used: nrql.lastMinute,
          queued: nrql.queued,
          limit: nrql.limit,
        },
        requests: {
          used: requests.inFlight,
          queued: requests.queued,
          limit: requests.limit,
        },
      };
    }),
  };
}

function instant(millis: number) {
  return new Date(millis).toISOString();
}
