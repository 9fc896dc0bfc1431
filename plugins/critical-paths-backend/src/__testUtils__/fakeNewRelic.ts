import type {
  NewRelicEntity,
  NewRelicService,
} from '@rocket/plugin-newrelic-node';

/** A New Relic with one account, of which a test says only what it needs. */
export function fakeNewRelic(
  parts: Partial<NewRelicService> = {},
): NewRelicService {
  const unasked = async () => {
    throw new Error('Nobody should ask this');
  };
  return {
    accounts: [{ id: 1, name: 'Production', default: true }],
    nrqlAll: unasked,
    nrql: unasked,
    searchEntities: unasked,
    alertConditions: unasked,
    ...parts,
  };
}

/** An application as `entitySearch` tells it. */
export function application(
  name: string,
  options: { accountId?: number; guid?: string } = {},
): NewRelicEntity {
  const { accountId = 1 } = options;
  const guid =
    options.guid ??
    Buffer.from(`${accountId}|APM|APPLICATION|${name}`)
      .toString('base64')
      .replace(/=+$/, '');
  return {
    guid,
    name,
    accountId,
    domain: 'APM',
    type: 'APPLICATION',
    permalink: `https://one.newrelic.com/${guid}`,
    reporting: true,
    tags: new Map(),
    serviceLevelIndicators: [],
  };
}
