import { ACCOUNT, Json } from './testing/client';
import { useNewRelic } from './testing/useNewRelic';

const { client, company, guidOf, serviceNamed } = useNewRelic({
  every: 'file',
  latencyMillis: 0,
});
const { ask } = client;

describe('workloads', () => {
  const create = async (workload: object): Promise<Json> => {
    const data = await ask(
      `mutation ($workload: WorkloadCreateInput!) { workloadCreate(accountId: ${ACCOUNT}, workload: $workload) {
        guid name scopeAccounts { accountIds } entitySearchQuery status { value source summary } entitySearchQueries { query }
      } }`,
      { workload },
    );
    return data.workloadCreate;
  };
  const everything = "domain = 'APM'";
  const rolledUp = (rollup: object) => ({
    automatic: {
      enabled: true,
      remainingEntitiesRule: { rollup: { groupBy: 'NONE', ...rollup } },
    },
  });

  it('gather entities by guid and by query, and are entities themselves', async () => {
    const { guid, ...made } = await create({
      name: 'Money',
      entityGuids: [guidOf('ledger-writer')],
      entitySearchQueries: [{ query: "name LIKE 'gateway'" }],
    });
    expect(made).toEqual({
      name: 'Money',
      scopeAccounts: { accountIds: [ACCOUNT] },
      entitySearchQuery: `id IN ('${guidOf('ledger-writer')}') OR (name LIKE 'gateway')`,
      entitySearchQueries: [{ query: "name LIKE 'gateway'" }],
      // Without a configuration nobody knows.
      status: { value: 'UNKNOWN', source: 'UNKNOWN', summary: null },
    });
    const { actor } = await ask(
      `query ($guid: EntityGuid!) { actor {
        entity(guid: $guid) { __typename entityType ... on WorkloadEntity { collection(name: "workload") { type members { count results { entities { name } } } } } }
        entitySearch(query: "type = 'WORKLOAD'") { results { entities { __typename guid name ... on WorkloadEntityOutline { workloadStatus { statusValue } } } } }
      } }`,
      { guid },
    );
    expect(actor.entity).toMatchObject({
      __typename: 'WorkloadEntity',
      entityType: 'WORKLOAD_ENTITY',
      collection: { type: 'WORKLOAD' },
    });
    const members = actor.entity.collection.members.results
      .entities as unknown as { name: string }[];
    expect(members.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['ledger-writer', 'api-gateway', 'pix-gateway']),
    );
    expect(actor.entitySearch.results.entities).toContainEqual({
      __typename: 'WorkloadEntityOutline',
      guid,
      name: 'Money',
      workloadStatus: { statusValue: 'UNKNOWN' },
    });
  });

  it('have the status that their rules, or somebody, say', async () => {
    const { actor } = await ask(
      `{ actor { entitySearch(query: "domain = 'APM'") { counts(facet: ALERT_SEVERITY) { count facet } } } }`,
    );
    const severities = actor.entitySearch.counts as unknown as {
      count: number;
      facet: { alertSeverity: string };
    }[];
    const alerting = severities
      .filter(({ facet }) =>
        ['CRITICAL', 'WARNING'].includes(facet.alertSeverity),
      )
      .reduce((sum, { count }) => sum + count, 0);
    expect(alerting).toBeGreaterThan(0);
    const statusWith = async (statusConfig: object) => {
      const { status } = await create({
        name: 'Everything',
        entitySearchQueries: [{ query: everything }],
        statusConfig,
      });
      return status;
    };
    const worst = { strategy: 'WORST_STATUS_WINS', thresholdType: 'FIXED' };
    for (const [rollup, isWell] of [
      [{ strategy: 'BEST_STATUS_WINS' }, true],
      [{ strategy: 'WORST_STATUS_WINS' }, false],
      [{ ...worst, thresholdValue: alerting }, false],
      [{ ...worst, thresholdValue: alerting + 1 }, true],
    ] as const) {
      const status = await statusWith(rolledUp(rollup));
      expect(status.source).toBe('ROLLUP_RULE');
      expect(String(status.value) === 'OPERATIONAL').toBe(isWell);
    }
    expect(
      await statusWith({
        ...rolledUp({ strategy: 'BEST_STATUS_WINS' }),
        static: [{ enabled: true, status: 'DISRUPTED', summary: 'Moving' }],
      }),
    ).toEqual({ value: 'DISRUPTED', source: 'STATIC', summary: 'Moving' });
  });

  it('can be changed and deleted', async () => {
    const { guid } = await create({ name: 'First' });
    const { workloadUpdate } = await ask(
      `mutation ($guid: EntityGuid!) { workloadUpdate(guid: $guid, workload: { name: "Second", entityGuids: ["${guidOf('limits')}"] }) { name entities { guid } } }`,
      { guid },
    );
    expect(workloadUpdate).toEqual({
      name: 'Second',
      entities: [{ guid: guidOf('limits') }],
    });
    const remove = `mutation ($guid: EntityGuid!) { workloadDelete(guid: $guid) { name } }`;
    expect(await ask(remove, { guid })).toEqual({
      workloadDelete: { name: 'Second' },
    });
    const again = await client.graphql(remove, { guid });
    expect(again.errors[0].extensions).toEqual({ errorClass: 'NOT_FOUND' });
    for (const workload of [
      { name: ' ' },
      { name: 'Bad', entitySearchQueries: [{ query: 'name LIKE' }] },
    ]) {
      const refused = await client.graphql(
        `mutation ($workload: WorkloadCreateInput!) { workloadCreate(accountId: ${ACCOUNT}, workload: $workload) { guid } }`,
        { workload },
      );
      expect(refused.errors[0].extensions?.errorClass).toBe('BAD_USER_INPUT');
    }
  });
});

describe('what hangs together', () => {
  const related = async (name: string, filter: object = {}, limit = 200) => {
    const found: string[] = [];
    let cursor: string | null = null;
    do {
      const { actor } = await ask(
        `query ($guid: EntityGuid!, $filter: EntityRelationshipEdgeFilter, $cursor: String, $limit: Int) { actor { entity(guid: $guid) {
          relatedEntities(filter: $filter, cursor: $cursor, limit: $limit) { nextCursor results { type source { entity { name } } target { entity { name } } } }
        } } }`,
        { guid: guidOf(name), filter, cursor, limit },
      );
      const page = actor.entity.relatedEntities as unknown as {
        nextCursor: string | null;
        results: {
          type: string;
          source: { entity: { name: string } };
          target: { entity: { name: string } };
        }[];
      };
      found.push(
        ...page.results.map(
          ({ source, type, target }) =>
            `${source.entity.name} ${type} ${target.entity.name}`,
        ),
      );
      cursor = page.nextCursor;
    } while (cursor);
    return found;
  };

  it('is what the transactions call, what is measured and what is monitored', async () => {
    const service = serviceNamed('card-authorizer');
    const calls = { relationshipTypes: { include: ['CALLS'] } };
    const callees = service.transactions.flatMap(transaction =>
      transaction.calls.map(call => `card-authorizer CALLS ${call.service}`),
    );
    expect(
      await related('card-authorizer', { ...calls, direction: 'OUTBOUND' }),
    ).toEqual([...new Set(callees)]);
    expect(
      await related('card-authorizer', { ...calls, direction: 'INBOUND' }),
    ).toContain('api-gateway CALLS card-authorizer');
    const all = await related('card-authorizer');
    expect(await related('card-authorizer', {}, 2)).toEqual(all);
    expect(all).toContain(
      `${service.serviceLevels[0].name} MEASURES card-authorizer`,
    );
    expect(
      await related('card-authorizer', {
        entityDomainTypes: {
          exclude: [{ domain: 'APM', type: 'APPLICATION' }],
        },
      }),
    ).toEqual(all.filter(edge => !edge.includes('CALLS')));
  });

  it('can be asked of an entity: its deployments, and NRQL about it alone', async () => {
    const { actor } = await ask(
      `query ($guid: EntityGuid!) { actor { entity(guid: $guid) {
        deploymentSearch(filter: { limit: 3 }) { results { version timestamp entityGuid } }
        nrdbQuery(nrql: "SELECT uniques(appName) AS 'names' FROM Transaction WHERE duration > 0 OR appName IS NOT NULL") { results }
      } } }`,
      { guid: guidOf('ledger-writer') },
    );
    const { deploymentSearch, nrdbQuery } = actor.entity;
    expect(deploymentSearch.results).toHaveLength(3);
    expect(deploymentSearch.results[0].entityGuid).toBe(
      guidOf('ledger-writer'),
    );
    expect(nrdbQuery.results).toEqual([{ names: ['ledger-writer'] }]);
  });
});

describe('smaller changes', () => {
  it('a service level says how it is asked, and the answers add up', async () => {
    const service = company.services.find(
      ({ serviceLevels, newRelic }) =>
        newRelic.reporting && serviceLevels.length > 0,
    )!;
    const { actor } = await ask(
      `query ($guid: EntityGuid!) { actor { entity(guid: $guid) { serviceLevel { indicators {
        resultQueries { indicator { nrql } goodEvents { nrql } validEvents { nrql } }
        objectives { resultQueries { attainment { nrql } } }
      } } } } }`,
      { guid: service.newRelic.entityGuid },
    );
    const [{ resultQueries, objectives }] = actor.entity.serviceLevel
      .indicators as unknown as Json[];
    const answerOf = async (query: Json, since = ' SINCE 1 hour ago') => {
      const rows = await client.nrql(`${query.nrql}${since}`);
      return Number(Object.values(rows[0])[0]);
    };
    const good = await answerOf(resultQueries.goodEvents);
    const valid = await answerOf(resultQueries.validEvents);
    expect(valid).toBeGreaterThan(100);
    expect(await answerOf(resultQueries.indicator)).toBeCloseTo(
      (100 * good) / valid,
    );
    const [{ resultQueries: results }] = objectives as unknown as Json[];
    const attained = await answerOf(results.attainment, '');
    expect(attained).toBeGreaterThan(50);
    expect(attained).toBeLessThanOrEqual(100);
  });

  it('update a service level, and take single values of a tag away', async () => {
    const { serviceLevelCreate } = await ask(
      `mutation ($guid: EntityGuid!) { serviceLevelCreate(entityGuid: $guid, indicator: {
        name: "Fast", events: { accountId: ${ACCOUNT}, validEvents: { from: "Transaction" }, goodEvents: { from: "Transaction", where: "duration < 1" } },
        objectives: [{ target: 99, timeWindow: { rolling: { count: 7, unit: DAY } } }]
      }) { guid } }`,
      { guid: guidOf('limits') },
    );
    const update = `mutation ($guid: EntityGuid!, $indicator: ServiceLevelIndicatorUpdateInput!) {
      serviceLevelUpdate(guid: $guid, indicator: $indicator) { name objectives { target } events { goodEvents { where } } }
    }`;
    const { guid } = serviceLevelCreate;
    const objectives = [
      { target: 99.5, timeWindow: { rolling: { count: 28, unit: 'DAY' } } },
    ];
    const { serviceLevelUpdate } = await ask(update, {
      guid,
      indicator: { name: 'Faster', objectives },
    });
    expect(serviceLevelUpdate).toEqual({
      name: 'Faster',
      objectives: [{ target: 99.5 }],
      events: { goodEvents: { where: 'duration < 1' } },
    });
    const wrong = await client.graphql(update, {
      guid,
      indicator: { objectives: [{ ...objectives[0], target: 120 }] },
    });
    expect(wrong.errors[0].extensions).toMatchObject({
      validationErrors: [{ name: 'indicator.objectives[].target' }],
    });
    const events = {
      validEvents: { from: 'Transaction', where: 'duration <' },
      goodEvents: { from: 'Transaction' },
    };
    const unreadable = await client.graphql(update, {
      guid,
      indicator: { events },
    });
    expect(unreadable.errors[0].extensions).toMatchObject({
      validationErrors: [{ name: 'indicator.events.validEvents' }],
    });

    const { taggingDeleteTagValuesFromEntity, entity } = await ask(
      `mutation ($guid: EntityGuid!) {
        taggingAddTagsToEntity(guid: $guid, tags: [{ key: "zone", values: ["a", "b"] }]) { errors { message } }
        taggingDeleteTagValuesFromEntity(guid: $guid, tagValues: [{ key: "zone", value: "a" }, { key: "account", value: "Cordillera production" }]) { errors { message } }
      }`,
      { guid: guidOf('limits') },
    ).then(async mutation => ({
      ...mutation,
      ...(
        await ask(
          `query ($guid: EntityGuid!) { actor { entity(guid: $guid) { tags { key values } } } }`,
          { guid: guidOf('limits') },
        )
      ).actor,
    }));
    expect(taggingDeleteTagValuesFromEntity).toEqual({ errors: [] });
    expect(entity.tags).toEqual(
      expect.arrayContaining([
        { key: 'zone', values: ['b'] },
        // New Relic's own stay.
        { key: 'account', values: ['Cordillera production'] },
      ]),
    );
  });
});
