import type { NewRelicService } from '../NewRelicService';

/** Where the annotations of a catalog entity point in New Relic. */
export interface NewRelicAnnotations {
  guid?: string;
  appName?: string;
  accountId?: number;
}

/** What the catalog says of an entity in New Relic: `newrelic.com/entity-guid`, `…/app-name` and `…/account-id`. */
export function readNewRelicAnnotations(entity: {
  metadata: { annotations?: Record<string, string> };
}): NewRelicAnnotations {
  const { annotations = {} } = entity.metadata;
  const accountId = Number(annotations['newrelic.com/account-id']);
  return {
    guid: annotations['newrelic.com/entity-guid'],
    appName: annotations['newrelic.com/app-name'],
    accountId: accountId > 0 ? accountId : undefined,
  };
}

export type AccountOutcome =
  { status: 'ok'; accountId: number } | { status: 'failed'; reason: string };

/**
 * The account that an entity belongs to: the one in its GUID, since that cannot
 * be wrong; else the one that its annotation names; else the default account of
 * `newRelic.accounts`. It has to be among them, or nothing can be asked about
 * the entity.
 */
export function accountOf(
  entity: Pick<NewRelicAnnotations, 'guid' | 'accountId'>,
  accounts: NewRelicService['accounts'],
): AccountOutcome {
  const { guid, accountId } = entity;
  const wanted = guid
    ? accountOfGuid(guid)
    : (accountId ?? accounts.find(account => account.default)?.id);
  if (accounts.some(({ id }) => id === wanted)) {
    return { status: 'ok', accountId: wanted as number };
  }
  if (wanted !== undefined) {
    return {
      status: 'failed',
      reason: `Account ${wanted} of New Relic is not configured`,
    };
  }
  return {
    status: 'failed',
    reason: guid
      ? 'its annotation newrelic.com/entity-guid holds no GUID'
      : 'New Relic is not configured',
  };
}

/**
 * The account in an entity's GUID, which is base64 of
 * `<account>|<domain>|<type>|<id>`; undefined when it is no GUID.
 */
export function accountOfGuid(guid: string): number | undefined {
  const [account, ...rest] = Buffer.from(guid, 'base64')
    .toString('latin1')
    .split('|');
  return rest.length === 3 && /^[1-9]\d*$/.test(account)
    ? Number(account)
    : undefined;
}
