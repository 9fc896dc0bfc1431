import { ACCOUNT, Json } from './testing/client';
import { useNewRelic } from './testing/useNewRelic';

const standIn = useNewRelic({ every: 'test', latencyMillis: 1 });
const { client, company, serviceNamed } = standIn;

interface Found {
  id: string;
  name: string;
  enabled: boolean;
  type: string;
  targetEntity: string;
  policyId: string;
  nrql: { query: string };
  terms: { __typename: string; priority: string; threshold: number }[];
}

async function conditions(criteria: object = {}): Promise<Found[]> {
  const found: Found[] = [];
  let cursor: string | null = null;
  do {
    const { data } = await client.graphql(
      `query ($criteria: AlertsNrqlConditionsSearchCriteriaInput, $cursor: String) {
        actor { account(id: ${ACCOUNT}) { alerts { nrqlConditionsSearch(searchCriteria: $criteria, cursor: $cursor) {
          totalCount nextCursor
          nrqlConditions { id name enabled type targetEntity policyId nrql { query } terms { __typename priority threshold } }
        } } } }
      }`,
      { criteria, cursor },
    );
    const page = data.actor.account.alerts.nrqlConditionsSearch as unknown as {
      nextCursor: string | null;
      nrqlConditions: Found[];
    };
    expect(page.nrqlConditions.length).toBeLessThanOrEqual(100);
    found.push(...page.nrqlConditions);
    cursor = page.nextCursor;
  } while (cursor);
  return found;
}

describe('the standard conditions', () => {
  it('are there as the company has them, over several pages', async () => {
    const all = await conditions();
    const expected = company.services.flatMap(({ alerts }) =>
      Object.values(alerts).filter(state => state !== 'missing'),
    );
    expect(all).toHaveLength(expected.length);
    expect(all.length).toBeGreaterThan(100);
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    expect(all.filter(({ enabled }) => !enabled)).toHaveLength(
      expected.filter(state => state === 'disabled').length,
    );
  });

  it('ask the standard question unless somebody edited them', async () => {
    const service = company.services.find(
      ({ alerts }) => alerts['error-rate'] === 'standard',
    )!;
    const { appName, entityGuid } = service.newRelic;
    const [condition, ...others] = await conditions({
      name: `${appName} · Error rate`,
    });
    expect(others).toEqual([]);
    expect(condition).toMatchObject({
      type: 'STATIC',
      targetEntity: entityGuid,
      nrql: {
        query: `SELECT percentage(count(*), WHERE error IS TRUE) AS 'errorRate' FROM Transaction WHERE entityGuid = '${entityGuid}'`,
      },
    });
    expect(condition.terms[0].__typename).toBe(
      'AlertsNrqlConditionTermsWithPrediction',
    );
    const [baseline] = await conditions({ nameLike: 'throughput DROP' });
    expect(baseline.type).toBe('BASELINE');
    expect(baseline.terms[0].__typename).toBe('AlertsNrqlConditionTerms');

    const edited = company.services.find(
      ({ alerts }) => alerts.latency === 'edited',
    )!;
    const [other] = await conditions({
      name: `${edited.newRelic.appName} · Latency`,
    });
    expect(other.nrql.query).not.toContain('percentile(duration, 95)');
  });
});

describe('policies and conditions', () => {
  const createPolicy = async (name: string): Promise<Json> => {
    const { data } = await client.graphql(
      `mutation ($name: String!) { alertsPolicyCreate(accountId: ${ACCOUNT}, policy: { name: $name, incidentPreference: PER_CONDITION }) { id name incidentPreference accountId } }`,
      { name },
    );
    return data.alertsPolicyCreate;
  };
  const term = {
    operator: 'ABOVE',
    priority: 'CRITICAL',
    threshold: 1,
    thresholdDuration: 300,
    thresholdOccurrences: 'ALL',
  };
  const good = {
    name: 'Proof',
    enabled: true,
    nrql: { query: 'SELECT count(*) FROM Transaction' },
    terms: [term],
  };
  const create = (
    type: 'Static' | 'Baseline',
    policyId: unknown,
    condition: object,
  ) =>
    client.graphql(
      `mutation ($policyId: ID!, $condition: AlertsNrqlCondition${type}Input!) {
        alertsNrqlCondition${type}Create(accountId: ${ACCOUNT}, policyId: $policyId, condition: $condition) {
          id name enabled type
          signal { aggregationWindow aggregationMethod aggregationDelay aggregationTimer fillOption fillValue }
          expiration { closeViolationsOnExpiration openViolationOnExpiration }
          violationTimeLimitSeconds
        }
      }`,
      { policyId, condition },
    );

  it('can be made, changed and deleted', async () => {
    const policy = await createPolicy('Proof policy');
    const { data } = await create('Static', policy.id, good);
    expect(data.alertsNrqlConditionStaticCreate).toMatchObject({
      name: 'Proof',
      type: 'STATIC',
      signal: {
        aggregationWindow: 60,
        aggregationMethod: 'EVENT_FLOW',
        aggregationDelay: 120,
        aggregationTimer: null,
        fillOption: 'STATIC',
        fillValue: 0,
      },
      expiration: {
        closeViolationsOnExpiration: true,
        openViolationOnExpiration: false,
      },
      violationTimeLimitSeconds: 259_200,
    });
    const { id } = data.alertsNrqlConditionStaticCreate;
    const update = await client.graphql(
      `mutation ($id: ID!) { alertsNrqlConditionStaticUpdate(accountId: ${ACCOUNT}, id: $id, condition: { enabled: false }) { id enabled name } }`,
      { id },
    );
    expect(update.data.alertsNrqlConditionStaticUpdate).toEqual({
      id,
      enabled: false,
      name: 'Proof',
    });
    const asBaseline = await client.graphql(
      `mutation ($id: ID!) { alertsNrqlConditionBaselineUpdate(accountId: ${ACCOUNT}, id: $id, condition: { enabled: true }) { id } }`,
      { id },
    );
    expect(asBaseline.errors[0].extensions).toEqual({
      errorClass: 'NOT_FOUND',
    });
    expect(await conditions({ policyId: policy.id })).toHaveLength(1);
    await client.graphql(
      `mutation ($id: ID!) { alertsPolicyDelete(accountId: ${ACCOUNT}, id: $id) { id } }`,
      { id: policy.id },
    );
    expect(await conditions({ policyId: policy.id })).toEqual([]);
    const gone = await create('Static', policy.id, good);
    expect(gone.errors[0].extensions).toEqual({ errorClass: 'NOT_FOUND' });
  });

  it('are refused with the name and the reason of every wrong field', async () => {
    const policy = await createPolicy('Strict policy');
    const baseline = { ...good, baselineDirection: 'UPPER_ONLY' };
    for (const [type, condition, names] of [
      ['Static', { ...good, name: ' ' }, ['name']],
      ['Static', { ...good, terms: [] }, ['terms']],
      [
        'Static',
        { ...good, terms: [term, { ...term, threshold: 2 }] },
        ['terms[].priority'],
      ],
      [
        'Static',
        { ...good, terms: [{ ...term, thresholdDuration: 30 }] },
        ['terms[].thresholdDuration', 'terms[].thresholdDuration'],
      ],
      [
        'Static',
        {
          ...good,
          signal: { aggregationWindow: 3600 },
          terms: [{ ...term, thresholdDuration: 300 }],
        },
        ['terms[].thresholdDuration'],
      ],
      [
        'Baseline',
        { ...baseline, terms: [{ ...term, thresholdDuration: 60 }] },
        ['terms[].thresholdDuration'],
      ],
      [
        'Static',
        {
          ...good,
          terms: [term, { ...term, priority: 'WARNING', threshold: 5 }],
        },
        ['terms[].threshold'],
      ],
      [
        'Static',
        { ...good, signal: { aggregationWindow: 10 } },
        ['signal.aggregationWindow'],
      ],
      [
        'Static',
        { ...good, signal: { aggregationWindow: 60, slideBy: 45 } },
        ['signal.slideBy'],
      ],
      [
        'Static',
        {
          ...good,
          signal: { aggregationMethod: 'EVENT_TIMER', aggregationDelay: 5 },
        },
        ['signal.aggregationDelay'],
      ],
      [
        'Static',
        {
          ...good,
          signal: { aggregationMethod: 'CADENCE', aggregationDelay: 4000 },
        },
        ['signal.aggregationDelay'],
      ],
      [
        'Static',
        { ...good, expiration: { openViolationOnExpiration: true } },
        ['expiration.expirationDuration'],
      ],
      [
        'Static',
        { ...good, violationTimeLimitSeconds: 60 },
        ['violationTimeLimitSeconds'],
      ],
      [
        'Static',
        { ...good, valueFunction: 'SUM' },
        ['terms[].thresholdOccurrences'],
      ],
      [
        'Static',
        { ...good, nrql: { query: 'SELECT count(*) FORM Transaction' } },
        ['nrql.query'],
      ],
      [
        'Static',
        {
          ...good,
          nrql: { query: 'SELECT count(*) FROM Transaction SINCE 1 hour ago' },
        },
        ['nrql.query'],
      ],
      [
        'Static',
        { ...good, nrql: { query: 'SELECT * FROM Transaction' } },
        ['nrql.query'],
      ],
    ] as const) {
      const { status, data, errors } = await create(type, policy.id, condition);
      expect(status).toBe(200);
      expect(Object.values(data)).toEqual([null]);
      expect(errors).toHaveLength(1);
      const { errorClass, validationErrors } = errors[0].extensions!;
      expect(errorClass).toBe('BAD_USER_INPUT');
      const problems = validationErrors as unknown as {
        name: string;
        reason: string;
      }[];
      expect(problems.map(({ name }) => name)).toEqual(names);
      expect(problems.every(({ reason }) => reason.length > 5)).toBe(true);
    }
    expect(await conditions({ policyId: policy.id })).toEqual([]);
  });

  it('accept a loss of signal alone, and a baseline', async () => {
    const policy = await createPolicy('Other kinds');
    const lost = await create('Static', policy.id, {
      ...good,
      terms: [],
      expiration: { openViolationOnExpiration: true, expirationDuration: 600 },
    });
    expect(lost.errors).toEqual([]);
    const baseline = await create('Baseline', policy.id, {
      ...good,
      baselineDirection: 'LOWER_ONLY',
      terms: [{ ...term, threshold: 3 }],
    });
    expect(baseline.errors).toEqual([]);
  });

  it('are evaluated: incidents follow a new condition and end with it', async () => {
    const policy = await createPolicy('Evaluated');
    const service = serviceNamed('api-gateway');
    const { data } = await create('Static', policy.id, {
      ...good,
      name: 'Any latency at all',
      targetEntity: service.newRelic.entityGuid,
      nrql: {
        query: `SELECT percentile(duration, 95) FROM Transaction WHERE appName = '${service.newRelic.appName}'`,
      },
      terms: [{ ...term, threshold: 0.0001 }],
    });
    const { id } = data.alertsNrqlConditionStaticCreate;
    const rows = () =>
      client.nrql(
        "SELECT event, closeCause, priority, entity.name FROM NrAiIncident WHERE conditionName = 'Any latency at all' SINCE 1 day ago",
      );
    expect(await rows()).toEqual([]);
    standIn.now += 15 * 60_000;
    expect(await rows()).toMatchObject([
      { event: 'open', priority: 'critical', 'entity.name': 'api-gateway' },
    ]);
    await client.graphql(
      `mutation ($id: ID!) { alertsConditionDelete(accountId: ${ACCOUNT}, id: $id) { id } }`,
      { id },
    );
    standIn.now += 60_000;
    expect(await rows()).toMatchObject([
      { event: 'close', closeCause: 'CONDITION_DELETED' },
      { event: 'open' },
    ]);
  });
});
