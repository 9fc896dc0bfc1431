import { ACCOUNT, Json } from './testing/client';
import { NOW, useNewRelic } from './testing/useNewRelic';

const { client, company, guidOf } = useNewRelic({
  every: 'test',
  latencyMillis: 1,
});

interface Outline {
  __typename: string;
  guid: string;
  name: string;
  reporting: boolean;
  alertSeverity: string;
  language?: string;
  tags: { key: string; values: string[] }[];
  serviceLevel: { indicators: { name: string; objectives: Json[] }[] };
}

const SEARCH = `query Search($query: String, $cursor: String, $options: EntitySearchOptions) {
  actor { entitySearch(query: $query, options: $options) {
    count
    query
    types { domain type count }
    counts(facet: ALERT_SEVERITY) { count facet }
    results(cursor: $cursor) {
      nextCursor
      entities {
        __typename guid name reporting
        tags { key values }
        serviceLevel { indicators { guid name objectives { target timeWindow { rolling { count unit } } } } }
        ... on AlertableEntityOutline { alertSeverity }
        ... on ApmApplicationEntityOutline { language }
      }
    }
  } }
}`;

async function search(query: string, variables = {}) {
  const { data, errors } = await client.graphql(SEARCH, {
    query,
    ...variables,
  });
  return {
    errors,
    ...(data.actor?.entitySearch as unknown as {
      count: number;
      types: Json[];
      counts: { count: number; facet: { alertSeverity: string } }[];
      results: { nextCursor: string | null; entities: Outline[] };
    }),
  };
}

describe('entities', () => {
  it('are the services, with what New Relic knows of them', async () => {
    const { count, results, types, counts } = await search(
      "domain = 'APM' AND type = 'APPLICATION'",
    );
    expect(count).toBe(company.services.length);
    expect(types).toEqual([{ domain: 'APM', type: 'APPLICATION', count }]);
    expect(counts.reduce((sum, each) => sum + each.count, 0)).toBe(count);
    expect(results.nextCursor).toBeNull();
    const byGuid = new Map(
      results.entities.map(entity => [entity.guid, entity]),
    );
    for (const service of company.services) {
      const entity = byGuid.get(service.newRelic.entityGuid)!;
      expect(entity).toMatchObject({
        __typename: 'ApmApplicationEntityOutline',
        name: service.newRelic.appName,
        reporting: service.newRelic.reporting,
        serviceLevel: {
          indicators: service.serviceLevels.map(({ name, target, days }) => ({
            name,
            objectives: [
              { target, timeWindow: { rolling: { count: days, unit: 'DAY' } } },
            ],
          })),
        },
      });
      const isWatched = Object.values(service.alerts).some(
        state => state !== 'missing' && state !== 'disabled',
      );
      expect(entity.alertSeverity === 'NOT_CONFIGURED').toBe(!isWatched);
    }
  });

  it('are found by tags, name and state, never by the text of the query', async () => {
    const names = async (query: string) =>
      (await search(query)).results.entities.map(({ name }) => name);
    expect(await names("tags.team = 'ledger' AND domain = 'APM'")).toEqual(
      expect.arrayContaining(['ledger-writer', 'account-opener']),
    );
    expect(await names("name = 'ledger-writer'")).toEqual(['ledger-writer']);
    expect(await names("reporting = 'false' AND domain = 'APM'")).toContain(
      'atm-switch',
    );
    expect(await names("name = 'nobody'")).toEqual([]);
    const broken = await search("name = 'x' AND");
    expect(broken.errors[0].extensions).toEqual({
      errorClass: 'BAD_USER_INPUT',
    });
  });

  it('come in pages that can only be smaller, and lose and repeat none', async () => {
    const all = await search('');
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await search('', { cursor, options: { limit: 17 } });
      expect(page.results.entities.length).toBeLessThanOrEqual(17);
      expect(page.count).toBe(all.count);
      seen.push(...page.results.entities.map(({ guid }) => guid));
      cursor = page.results.nextCursor;
    } while (cursor);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toHaveLength(all.count);
    expect(
      (await search('', { options: { limit: 1000 } })).results.entities.length,
    ).toBeLessThanOrEqual(200);
    const foreign = await search("domain = 'APM'", {
      cursor: (await search('', { options: { limit: 1 } })).results.nextCursor,
    });
    expect(foreign.errors[0].message).toContain('cursor');
  });

  it('can be asked for with a builder, which shows its query', async () => {
    const { data } = await client.graphql(`{ actor { entitySearch(
      queryBuilder: { domain: APM, type: APPLICATION, name: "wallet", tags: [{ key: "team", value: "client-apps" }] }
    ) { query count } } }`);
    expect(data.actor.entitySearch).toEqual({
      query:
        "domain = 'APM' AND type = 'APPLICATION' AND name LIKE 'wallet' AND tags.`team` = 'client-apps'",
      count: 1,
    });
    const both = await client.graphql(
      '{ actor { entitySearch(query: "", queryBuilder: {}) { count } } }',
    );
    expect(both.errors[0].message).toContain('Only one');
  });

  it('can be fetched by guid, 25 at most', async () => {
    const guids = company.services.map(({ newRelic }) => newRelic.entityGuid);
    const fetchEntities = (wanted: string[]) =>
      client.graphql(
        'query ($guids: [EntityGuid]!) { actor { entities(guids: $guids) { name } entity(guid: "nothing") { name } } }',
        { guids: wanted },
      );
    const some = await fetchEntities([...guids.slice(0, 24), 'nothing']);
    expect(some.data.actor.entities).toHaveLength(24);
    expect(some.data.actor.entity).toBeNull();
    const many = await fetchEntities(guids.slice(0, 26));
    expect(many.errors[0].message).toContain('25');
  });

  it('have golden metrics whose queries can be run', async () => {
    const { data } = await client.graphql(
      'query ($guid: EntityGuid!) { actor { entity(guid: $guid) { goldenMetrics { context { guid } metrics { name title unit query } } } } }',
      { guid: guidOf('api-gateway') },
    );
    const { metrics } = data.actor.entity.goldenMetrics as unknown as {
      metrics: { name: string; title: string; query: string }[];
    };
    expect(metrics.map(({ name }) => name)).toEqual([
      'responseTimeMs',
      'throughput',
      'errorRate',
    ]);
    for (const { query, title } of metrics) {
      const [row] = await client.nrql<Record<string, number>>(query);
      expect(row[title]).toBeGreaterThan(0);
    }
  });
});

describe('changes to entities', () => {
  it('add, replace and delete tags, but never New Relic’s own', async () => {
    const guid = guidOf('limits');
    const mutate = async (field: string) => {
      const { data } = await client.graphql(
        `mutation { ${field} { errors { type } } }`,
      );
      return (Object.values(data)[0] as Json).errors;
    };
    const tags = async () => {
      const { data } = await client.graphql(
        'query ($guid: EntityGuid!) { actor { entity(guid: $guid) { tags { key values } } } }',
        { guid },
      );
      const found = data.actor.entity.tags as unknown as Outline['tags'];
      return Object.fromEntries(found.map(({ key, values }) => [key, values]));
    };
    expect(
      await mutate(
        `taggingAddTagsToEntity(guid: "${guid}", tags: [{ key: "level", values: ["gold", "gold", "silver"] }])`,
      ),
    ).toEqual([]);
    expect(await tags()).toMatchObject({
      level: ['gold', 'silver'],
      accountId: ['3812041'],
    });
    const found = await search("tags.level = 'SILVER'");
    expect(found.results.entities.map(entity => entity.guid)).toEqual([guid]);

    await mutate(
      `taggingDeleteTagFromEntity(guid: "${guid}", tagKeys: ["level", "accountId"])`,
    );
    expect(await tags()).not.toHaveProperty('level');
    await mutate(
      `taggingReplaceTagsOnEntity(guid: "${guid}", tags: [{ key: "only", values: ["this"] }])`,
    );
    expect(await tags()).toMatchObject({
      only: ['this'],
      accountId: ['3812041'],
    });
    expect(await tags()).not.toHaveProperty('team');

    for (const [field, type] of [
      ['guid: "%%%", tags: []', 'INVALID_ENTITY_GUID'],
      ['guid: "MXxBUE18QVBQTElDQVRJT058MQ", tags: []', 'NOT_FOUND'],
      [`guid: "${guid}", tags: [{ key: "a:b", values: ["c"] }]`, 'INVALID_KEY'],
      [`guid: "${guid}", tags: [{ key: "a", values: [""] }]`, 'INVALID_VALUE'],
    ]) {
      expect(await mutate(`taggingAddTagsToEntity(${field})`)).toEqual([
        { type },
      ]);
    }
  });

  it('make service levels that entities and searches show', async () => {
    const create = (indicator: string, guid = guidOf('limits')) =>
      client.graphql(
        `mutation { serviceLevelCreate(entityGuid: "${guid}", indicator: ${indicator}) { guid name objectives { target } events { account { id } validEvents { from } } } }`,
      );
    const events = `events: { accountId: ${ACCOUNT}, validEvents: { from: "Transaction" }, badEvents: { from: "TransactionError" } }`;
    const objective = (target: number, count: number) =>
      `objectives: [{ target: ${target}, timeWindow: { rolling: { count: ${count}, unit: DAY } } }]`;
    const { data } = await create(
      `{ name: "Proof", ${events}, ${objective(99.5, 28)} }`,
    );
    expect(data.serviceLevelCreate).toMatchObject({
      name: 'Proof',
      objectives: [{ target: 99.5 }],
      events: {
        account: { id: ACCOUNT },
        validEvents: { from: 'Transaction' },
      },
    });
    const found = await search("type = 'SERVICE_LEVEL' AND name = 'Proof'");
    expect(found.count).toBe(1);
    const service = await search("name = 'limits' AND domain = 'APM'");
    expect(
      service.results.entities[0].serviceLevel.indicators.map(
        ({ name }) => name,
      ),
    ).toContain('Proof');

    const wrong = await create(
      `{ name: " ", events: { accountId: ${ACCOUNT}, validEvents: { from: "Transaction" } }, ${objective(101, 5)} }`,
    );
    expect(wrong.errors[0].extensions).toMatchObject({
      errorClass: 'BAD_USER_INPUT',
    });
    expect(
      (wrong.errors[0].extensions?.validationErrors as unknown as Json[]).map(
        ({ name }) => name,
      ),
    ).toEqual([
      'indicator.name',
      'indicator.events',
      'indicator.objectives[].target',
      'indicator.objectives[].timeWindow.rolling.count',
    ]);
    const nobody = await create(`{ name: "P", ${events} }`, 'bm9ib2R5');
    expect(nobody.errors[0].extensions).toEqual({ errorClass: 'NOT_FOUND' });
  });

  it('track deployments, which become events', async () => {
    const guid = guidOf('limits');
    const { data } = await client.graphql(
      `mutation {
        old: changeTrackingCreateDeployment(deployment: { entityGuid: "${guid}", version: "v9", commit: "abc", timestamp: ${NOW - 2000} }) { deploymentId entityGuid version timestamp }
        event: changeTrackingCreateEvent(changeTrackingEvent: {
          categoryAndTypeData: { kind: { category: "Deployment", type: "Rolling" }, categoryFields: { deployment: { version: "v10" } } }
          entitySearch: { query: "id = '${guid}'" }
          timestamp: ${NOW - 1000}
          user: "rocket"
          customAttributes: { pipeline: "42" }
        }) { changeTrackingEvent { category type entity { name } ... on ChangeTrackingDeploymentEvent { version } } messages }
      }`,
    );
    expect(data.old).toMatchObject({ entityGuid: guid, version: 'v9' });
    expect(data.event).toEqual({
      changeTrackingEvent: {
        category: 'Deployment',
        type: 'Rolling',
        entity: { name: 'limits' },
        version: 'v10',
      },
      messages: [],
    });
    // The old way and the new one are two types of events, which one query reads together.
    await expect(
      client.nrql(
        `SELECT version, pipeline, deploymentType, categoryAndType, user FROM Deployment, ChangeTrackingEvent WHERE entity.guid = '${guid}' AND (category = 'Deployment' OR category IS NULL) SINCE 1 minute ago`,
      ),
    ).resolves.toMatchObject([
      {
        version: 'v10',
        pipeline: '42',
        categoryAndType: 'DEPLOYMENT__ROLLING',
        user: 'rocket',
      },
      { version: 'v9', deploymentType: 'BASIC' },
    ]);
    await expect(
      client.nrql(
        `SELECT version FROM Deployment WHERE entity.guid = '${guid}' SINCE 1 minute ago`,
      ),
    ).resolves.toMatchObject([{ version: 'v9' }]);
    const ambiguous = await client.graphql(
      `mutation { changeTrackingCreateEvent(changeTrackingEvent: {
        categoryAndTypeData: { kind: { category: "Deployment", type: "Basic" }, categoryFields: { deployment: { version: "1" } } }
        entitySearch: { query: "domain = 'APM'" }
      }) { messages } }`,
    );
    expect(ambiguous.errors[0].message).toContain('exactly one');
  });

  it('make, replace and delete dashboards', async () => {
    const widget = (query: string, width = 4) => ({
      title: 'Requests',
      layout: { column: 1, row: 1, width, height: 3 },
      visualization: { id: 'viz.line' },
      rawConfiguration: { nrqlQueries: [{ accountIds: [ACCOUNT], query }] },
    });
    const dashboard = (name: string, ...widgets: object[]) => ({
      name,
      permissions: 'PUBLIC_READ_ONLY',
      pages: [{ name: 'Main', widgets }],
      variables: [
        {
          name: 'app',
          type: 'NRQL',
          isMultiSelection: true,
          defaultValues: [{ value: { string: '*' } }],
          nrqlQuery: {
            accountIds: [ACCOUNT],
            query: 'SELECT uniques(appName) FROM Transaction',
          },
        },
      ],
    });
    const create = async (input: object) => {
      const { data } = await client.graphql(
        `mutation ($input: DashboardInput!) { dashboardCreate(accountId: ${ACCOUNT}, dashboard: $input) { entityResult { guid name pages { name widgets { title layout { width } visualization { id } rawConfiguration } } variables { name type isMultiSelection defaultValues { value { string } } nrqlQuery { accountIds query } } } errors { type description } } }`,
        { input },
      );
      return data.dashboardCreate;
    };
    const query = 'SELECT count(*) FROM Transaction TIMESERIES';
    const created = await create(dashboard('Proof', widget(query)));
    expect(created).toMatchObject({
      errors: null,
      entityResult: {
        name: 'Proof',
        pages: [{ widgets: [{ visualization: { id: 'viz.line' } }] }],
      },
    });
    expect(created.entityResult.variables).toEqual(dashboard('').variables);
    const { guid } = created.entityResult;
    const shown = await search("type = 'DASHBOARD'");
    expect(shown.results.entities.map(entity => entity.guid)).toEqual([guid]);

    for (const [input, description] of [
      [dashboard('', widget(query)), /blank/],
      [{ ...dashboard('No pages'), pages: [] }, /page/],
      [dashboard('Wide', widget(query, 13)), /12 columns/],
      [
        {
          ...dashboard('Bad variable', widget(query)),
          variables: [
            {
              name: 'app',
              type: 'NRQL',
              nrqlQuery: { accountIds: [ACCOUNT], query: 'SELECT FROM' },
            },
          ],
        },
        /^Error parsing: SELECT FROM/,
      ],
      [
        dashboard(
          'Wrong',
          widget('SELECT count(*) FROM Transaction WHERE FACET x'),
        ),
        /^Error parsing: .*check nrql grammar.\nCause: Error at line 1 position/,
      ],
    ] as const) {
      const { errors, entityResult } = await create(input);
      expect(entityResult).toBeNull();
      expect((errors as unknown as Json[])[0]).toEqual({
        type: 'INVALID_INPUT',
        description: expect.stringMatching(description),
      });
    }
    const remove = async () => {
      const { data } = await client.graphql(
        'mutation ($guid: EntityGuid!) { dashboardDelete(guid: $guid) { status errors { type } } }',
        { guid },
      );
      return data.dashboardDelete;
    };
    expect(await remove()).toEqual({ status: 'SUCCESS', errors: null });
    expect(await remove()).toEqual({
      status: 'FAILURE',
      errors: [{ type: 'DASHBOARD_NOT_FOUND' }],
    });
  });
});
