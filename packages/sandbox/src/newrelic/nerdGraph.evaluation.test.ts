import { LICENSE_KEY } from './startNewRelic';
import { ACCOUNT } from './testing/client';
import { useNewRelic } from './testing/useNewRelic';

const MINUTE = 60_000;
/** On a full minute, so that the windows of the conditions are those of the tests. */
const NOW = Date.UTC(2026, 10, 24, 18, 0, 0);
const standIn = useNewRelic({ every: 'test', now: NOW, latencyMillis: 0 });
const { client, company, guidOf } = standIn;

/** Makes a policy with one condition. @returns how the API answers */
async function createCondition(
  condition: object,
  options: { type?: 'Static' | 'Baseline'; preference?: string } = {},
) {
  const { type = 'Static', preference = 'PER_CONDITION_AND_TARGET' } = options;
  const { data } = await client.graphql(
    `mutation ($preference: AlertsIncidentPreference!) {
      alertsPolicyCreate(accountId: ${ACCOUNT}, policy: { name: "Proof", incidentPreference: $preference }) { id }
    }`,
    { preference },
  );
  return client.graphql(
    `mutation ($policyId: ID!, $condition: AlertsNrqlCondition${type}Input!) {
      alertsNrqlCondition${type}Create(accountId: ${ACCOUNT}, policyId: $policyId, condition: $condition) { id }
    }`,
    {
      policyId: data.alertsPolicyCreate.id,
      condition: {
        name: 'Orders',
        enabled: true,
        nrql: { query: 'SELECT max(size) FROM RocketOrder' },
        signal: { fillOption: 'NONE', aggregationDelay: 0 },
        terms: [term()],
        ...condition,
      },
    },
  );
}

/** Above 10 for three minutes. */
function term(changes: object = {}) {
  return {
    operator: 'ABOVE',
    priority: 'CRITICAL',
    threshold: 10,
    thresholdDuration: 180,
    thresholdOccurrences: 'ALL',
    ...changes,
  };
}

/** Sends one event a minute from 18:00 on; `.` is none. */
async function send(sizes: string, attributes: object = {}) {
  const events = sizes.split(' ').flatMap((size, minute) =>
    size === '.'
      ? []
      : [
          {
            eventType: 'RocketOrder',
            timestamp: NOW + minute * MINUTE + 20_000,
            size: Number(size),
            ...attributes,
          },
        ],
  );
  await client.post(`/v1/accounts/${ACCOUNT}/events`, events, {
    'api-key': LICENSE_KEY,
  });
}

/** What incidents there were so many minutes after 18:00: `critical 3-8 EVALUATOR`, by what they are about. */
async function incidentsAfter(minutes: number): Promise<string[]> {
  standIn.now = NOW + minutes * MINUTE;
  const rows = await client.nrql(
    "SELECT event, priority, openTime, closeTime, closeCause, targetName, evaluationType FROM NrAiIncident WHERE conditionName = 'Orders' SINCE 1 hour ago LIMIT MAX",
  );
  const minute = (time: unknown) => (Number(time) - NOW) / MINUTE;
  const closed = rows.filter(({ event }) => event === 'close');
  return rows
    .filter(({ event }) => event === 'open')
    .map(({ openTime, priority, targetName, evaluationType }) => {
      const end = closed.find(
        row =>
          row.openTime === openTime &&
          row.priority === priority &&
          row.targetName === targetName &&
          row.evaluationType === evaluationType,
      );
      const how = evaluationType === 'Expiration' ? 'lost' : priority;
      return `${targetName} ${how} ${minute(openTime)}-${end ? `${minute(end.closeTime)} ${end.closeCause}` : ''}`;
    })
    .sort();
}

describe('a condition on any query', () => {
  it('opens an incident when all values of its time violate, and closes it when all are well', async () => {
    await createCondition({
      terms: [term(), term({ priority: 'WARNING', threshold: 5 })],
    });
    await send('12 12 8 12 12 12 12 3 3 3 3');
    expect(await incidentsAfter(2)).toEqual([]);
    expect(await incidentsAfter(5)).toEqual(['Orders warning 3-']);
    expect(await incidentsAfter(7)).toEqual([
      'Orders critical 6-',
      'Orders warning 3-',
    ]);
    expect(await incidentsAfter(12)).toEqual([
      'Orders critical 6-10 EVALUATOR',
      'Orders warning 3-10 EVALUATOR',
    ]);
  });

  it('opens at once when one value is enough', async () => {
    await createCondition({
      terms: [term({ thresholdOccurrences: 'AT_LEAST_ONCE' })],
    });
    await send('1 11 1 1 1 1');
    expect(await incidentsAfter(7)).toEqual(['Orders critical 2-5 EVALUATOR']);
  });

  it('compares the sum of a time when it is told to', async () => {
    await createCondition({
      valueFunction: 'SUM',
      terms: [term({ thresholdOccurrences: 'AT_LEAST_ONCE' })],
    });
    await send('4 3 3 4 4 4 3 3 1 1 1 1');
    // 3 + 4 + 4 is known after five minutes, 4 + 3 + 3 begins to be well after seven.
    expect(await incidentsAfter(13)).toEqual([
      'Orders critical 5-10 EVALUATOR',
    ]);
  });

  it('fills gaps as it is told, until the signal is lost', async () => {
    const lost = {
      expirationDuration: 180,
      openViolationOnExpiration: true,
      closeViolationsOnExpiration: true,
    };
    await createCondition({
      signal: { fillOption: 'LAST_VALUE', aggregationDelay: 0 },
      expiration: lost,
    });
    await send('12 12 . . . . . 2 2');
    expect(await incidentsAfter(12)).toEqual([
      'Orders critical 3-7 LOSS_OF_SIGNAL',
      'Orders lost 7-7 EVALUATOR',
    ]);
  });

  it('has a signal for each group of its FACET, and is about the entity that one names', async () => {
    const { appName, entityGuid } = company.services[0].newRelic;
    await createCondition({
      nrql: { query: 'SELECT max(size) FROM RocketOrder FACET shop' },
    });
    await send('12 12 12 12', { shop: 'north' });
    await send('2 12 12 12', { shop: appName });
    await send('2 2 2 2', { shop: 'south' });
    expect(await incidentsAfter(5)).toEqual(
      [`${appName} critical 4-`, 'north critical 3-'].sort(),
    );
    const guids = await client.nrql(
      "SELECT uniques(entity.guid) AS 'guids' FROM NrAiIncident WHERE conditionName = 'Orders' SINCE 1 hour ago",
    );
    expect(guids[0].guids).toContain(entityGuid);
    const { data } = await client.graphql(
      'query ($guid: EntityGuid!) { actor { entity(guid: $guid) { ... on AlertableEntity { alertSeverity recentAlertViolations(count: 50) { label openedAt closedAt } } } } }',
      { guid: entityGuid },
    );
    expect(data.actor.entity.alertSeverity).toBe('CRITICAL');
    expect(data.actor.entity.recentAlertViolations).toContainEqual({
      label: 'Orders violated its threshold',
      openedAt: NOW + 4 * MINUTE,
      closedAt: null,
    });
  });

  it('has no signal, and so none to lose, before the first event that its WHERE lets through', async () => {
    await createCondition({
      nrql: { query: "SELECT count(*) FROM RocketOrder WHERE shop = 'north'" },
      terms: [term({ operator: 'BELOW', threshold: 1 })],
      expiration: { expirationDuration: 120, openViolationOnExpiration: true },
    });
    await send('1 1 1 1 1 1 1', { shop: 'south' });
    expect(await incidentsAfter(6)).toEqual([]);
  });

  it('compares a baseline with what is usual at the time, in standard deviations', async () => {
    const entityGuid = guidOf('api-gateway');
    const deviating = (threshold: number, baselineDirection: string) =>
      createCondition(
        {
          name: `${baselineDirection} ${threshold}`,
          nrql: {
            query: `SELECT count(*) FROM Transaction WHERE entityGuid = '${entityGuid}'`,
          },
          baselineDirection,
          terms: [term({ threshold, thresholdDuration: 120 })],
        },
        { type: 'Baseline' },
      );
    await deviating(1000, 'UPPER_AND_LOWER');
    await deviating(0, 'UPPER_AND_LOWER');
    standIn.now = NOW + 6 * MINUTE;
    const rows = await client.nrql(
      "SELECT uniques(conditionName) AS 'names' FROM NrAiIncident WHERE conditionName LIKE 'UPPER%' SINCE 1 hour ago",
    );
    expect(rows[0].names).toEqual(['UPPER_AND_LOWER 0']);
  });

  it('is refused when nobody could evaluate it', async () => {
    const { errors } = await createCondition({
      nrql: { query: 'SELECT noSuchFunction(size) FROM RocketOrder' },
    });
    expect(errors[0].extensions).toMatchObject({
      errorClass: 'BAD_USER_INPUT',
      validationErrors: [{ name: 'nrql.query' }],
    });
  });
});

describe('issues', () => {
  const search = async (filter = '', window = '') => {
    const data = await client.ask(
      `{ actor { account(id: ${ACCOUNT}) { aiIssues {
        issues(filter: { contains: "Orders" ${filter} } ${window}) { nextCursor issues {
          issueId title conditionName entityNames incidentIds totalIncidents state priority mutingState activatedAt closedAt policyName
        } }
        incidents(filter: { states: [CREATED] }) { incidents { __typename incidentId title state priority entityNames } }
      } } } }`,
    );
    return data.actor.account.aiIssues as unknown as {
      issues: { issues: Record<string, unknown>[] };
      incidents: { incidents: Record<string, unknown>[] };
    };
  };
  const perShop = {
    nrql: { query: 'SELECT max(size) FROM RocketOrder FACET shop' },
  };

  it('are made of incidents as the policy says', async () => {
    for (const [preference, count] of [
      ['PER_POLICY', 1],
      ['PER_CONDITION', 1],
      ['PER_CONDITION_AND_TARGET', 2],
    ] as const) {
      await createCondition(
        { ...perShop, name: `Orders ${preference}` },
        { preference },
      );
      await send('12 12 12 12 1 1 1 1 1', { shop: 'north' });
      await send('1 12 12 12 12 12 12 12 12', { shop: 'south' });
      standIn.now = NOW + 9 * MINUTE;
      const { issues } = await search();
      const own = issues.issues.filter(({ conditionName }) =>
        (conditionName as string[]).includes(`Orders ${preference}`),
      );
      expect(own).toHaveLength(count);
      const all = own.flatMap(({ incidentIds }) => incidentIds as string[]);
      expect(new Set(all).size).toBe(2);
      // One is open still, so what they share is too.
      expect(own.map(({ state }) => state).sort()).toEqual(
        count === 1 ? ['ACTIVATED'] : ['ACTIVATED', 'CLOSED'],
      );
      standIn.now = NOW;
    }
  });

  it('are those of the last day unless a window is given, and say when they are muted', async () => {
    const muted = await client.graphql(
      `mutation { alertsMutingRuleCreate(accountId: ${ACCOUNT}, rule: {
        name: "North", enabled: true,
        condition: { operator: AND, conditions: [
          { attribute: "targetName", operator: EQUALS, values: ["north"] }
          { attribute: "conditionName", operator: STARTS_WITH, values: ["Ord"] }
        ] }
        schedule: { startTime: "2026-11-24T15:00:00", endTime: "2026-11-24T15:30:00", timeZone: "America/Sao_Paulo", repeat: DAILY, repeatCount: 2 }
      }) { id status schedule { startTime nextStartTime nextEndTime } } }`,
    );
    expect(muted.data.alertsMutingRuleCreate).toMatchObject({
      status: 'ACTIVE',
      schedule: {
        startTime: '2026-11-24T18:00:00.000Z',
        nextEndTime: '2026-11-24T18:30:00.000Z',
      },
    });
    await createCondition(perShop);
    await send('12 12 12 12 1 1 1 1', { shop: 'north' });
    await send('12 12 12 12 1 1 1 1', { shop: 'south' });
    standIn.now = NOW + 10 * MINUTE;
    const { issues } = await search();
    expect(
      issues.issues.map(
        ({ entityNames, mutingState, totalIncidents, title }) => [
          entityNames,
          mutingState,
          totalIncidents,
          title,
        ],
      ),
    ).toEqual([
      [['south'], 'NOT_MUTED', 1, ['Orders violated its threshold']],
      [['north'], 'FULLY_MUTED', 1, ['Orders violated its threshold']],
    ]);
    const rows = await client.nrql(
      "SELECT count(*) FROM NrAiIncident WHERE muted IS TRUE AND event = 'open' SINCE 1 hour ago",
    );
    expect(rows).toEqual([{ count: 1 }]);
    expect(
      (await search('mutingStates: [FULLY_MUTED]')).issues.issues,
    ).toHaveLength(1);

    standIn.now = NOW + 26 * 60 * MINUTE;
    expect((await search()).issues.issues).toEqual([]);
    const window = `timeWindow: { startTime: ${NOW}, endTime: ${NOW + 60 * MINUTE} }`;
    expect((await search('', window)).issues.issues).toHaveLength(2);
    const { data } = await client.graphql(
      `{ actor { account(id: ${ACCOUNT}) { alerts { mutingRules { status } } } } }`,
    );
    expect(data.actor.account.alerts.mutingRules).toEqual([
      { status: 'ENDED' },
    ]);
  });

  it('are found for the company, page by page, and each incident is in one', async () => {
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const { data } = await client.graphql(
        `query ($cursor: String) { actor { account(id: ${ACCOUNT}) { aiIssues { issues(cursor: $cursor, timeWindow: { startTime: ${NOW - 7 * 24 * 60 * MINUTE}, endTime: ${NOW} }) { nextCursor issues { issueId incidentIds } } } } } }`,
        { cursor },
      );
      const page = data.actor.account.aiIssues.issues as unknown as {
        nextCursor: string | null;
        issues: { incidentIds: string[] }[];
      };
      seen.push(...page.issues.flatMap(({ incidentIds }) => incidentIds));
      cursor = page.nextCursor;
    } while (cursor);
    expect(seen.length).toBeGreaterThan(100);
    expect(new Set(seen).size).toBe(seen.length);
  });
});
