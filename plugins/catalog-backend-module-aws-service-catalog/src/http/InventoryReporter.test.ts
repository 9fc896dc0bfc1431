import { mockCredentials } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { InventoryReporter } from './InventoryReporter';

const credentials = mockCredentials.user();

const PRODUCTION = { account: '222233334444', accountName: 'production' };
const STAGING = { account: '333344445555' };

function deployment(place: { account: string; region: string }) {
  return {
    arn: `arn:aws:servicecatalog:${place.region}:${place.account}:stack/a/pp-1`,
    name: 'a',
    isService: true,
    status: 'AVAILABLE',
    versionState: 'current',
    consoleUrl: 'https://console.aws.amazon.com/servicecatalog/home',
    ...place,
  };
}

const warning = (kind: string) => ({ kind, level: 'warning', message: 'Oh.' });

/** An entity as the module leaves it in the catalog. */
function anEntity(options: {
  kind?: string;
  name: string;
  type?: string;
  owner?: string;
  origin: 'both' | 'repository' | 'aws';
  places?: Array<{ account: string; accountName?: string; region: string }>;
  drift?: Array<{ kind: string; level: string; message: string }>;
  belongsTo?: string[];
}): Entity {
  const { kind = 'Component', name, type = 'service', origin } = options;
  const { owner = 'cards', places = [], drift = [], belongsTo } = options;
  const level = drift.some(item => item.level === 'warning')
    ? 'warning'
    : 'info';
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: {
      name,
      namespace: 'default',
      labels: {
        'rocket.dev/origin': origin,
        ...(drift.length ? { 'rocket.dev/drift': level } : {}),
        ...(kind === 'Resource' && places.length
          ? {
              'rocket.dev/aws-account': places[0].account,
              'rocket.dev/aws-region': places[0].region,
            }
          : {}),
      },
    },
    spec: {
      type,
      owner,
      inventory: {
        origin,
        deployments: places.map(deployment),
        drift,
        ...(belongsTo ? { belongsTo } : {}),
      },
    },
    relations: [{ type: 'ownedBy', targetRef: `group:default/${owner}` }],
  };
}

const production = { ...PRODUCTION, region: 'us-east-1' };
const elsewhere = { ...PRODUCTION, region: 'sa-east-1' };
const staging = { ...STAGING, region: 'sa-east-1' };

/**
 * Three services of both worlds, one that is only declared, two that only AWS
 * knows, and what they run on.
 */
const company = [
  anEntity({ name: 'limits', origin: 'both', places: [production] }),
  anEntity({
    name: 'card-authorizer',
    origin: 'both',
    places: [staging, production, elsewhere, production],
    drift: [warning('owner-differs'), warning('version-deprecated')],
  }),
  anEntity({ name: 'fraud-scorer', owner: 'risk', origin: 'both' }),
  anEntity({
    name: 'rules-engine',
    owner: 'risk',
    origin: 'repository',
    drift: [{ kind: 'not-running', level: 'info', message: 'Nothing runs.' }],
  }),
  ...['atm-switch', 'fx-rates'].map(name =>
    anEntity({
      name,
      owner: 'ledger',
      origin: 'aws',
      places: [production],
      drift: [warning('not-declared')],
    }),
  ),
  // Its drift is that of card-authorizer, and is counted there.
  anEntity({
    kind: 'Resource',
    name: 'card-authorizer-production-1249eee3',
    type: 'deployment',
    origin: 'aws',
    places: [production],
    belongsTo: ['component:default/card-authorizer'],
    drift: [warning('version-deprecated')],
  }),
  anEntity({
    kind: 'Resource',
    name: 'card-authorizer-staging-ffb82b7c',
    type: 'deployment',
    origin: 'aws',
    places: [staging],
    belongsTo: ['component:default/card-authorizer'],
  }),
  anEntity({
    kind: 'Resource',
    name: 'archive-5a0f12aa',
    type: 'bucket',
    owner: 'ledger',
    origin: 'aws',
    places: [elsewhere],
    drift: [warning('tainted')],
  }),
  // A product is not something that runs.
  anEntity({
    kind: 'Resource',
    name: 'java-service-on-ecs-d7bc0bba',
    type: 'service-catalog-product',
    origin: 'aws',
    places: [{ account: '111122223333', region: 'us-east-1' }],
  }),
];

function setup(entities: Entity[] = company) {
  const catalog = catalogServiceMock({ entities });
  return {
    reporter: new InventoryReporter({ catalog }),
    facets: vi.spyOn(catalog, 'getEntityFacets'),
    queries: vi.spyOn(catalog, 'queryEntities'),
  };
}

describe('InventoryReporter', () => {
  it('counts services, places and drift, each thing once', async () => {
    const { reporter, facets } = setup();
    expect(await reporter.summary(credentials)).toEqual({
      origins: { both: 3, repository: 1, aws: 2 },
      places: [
        { account: '222233334444', region: 'sa-east-1', count: 1 },
        { account: '222233334444', region: 'us-east-1', count: 1 },
        { account: '333344445555', region: 'sa-east-1', count: 1 },
      ],
      drift: {
        entities: 5,
        levels: { warning: 4, info: 1 },
        kinds: [
          { kind: 'not-declared', count: 2 },
          { kind: 'not-running', count: 1 },
          { kind: 'owner-differs', count: 1 },
          { kind: 'tainted', count: 1 },
          { kind: 'version-deprecated', count: 1 },
        ],
        accounts: ['222233334444', '333344445555'],
        owners: [
          'group:default/cards',
          'group:default/ledger',
          'group:default/risk',
        ],
      },
    });
    // Components, drift, regions, and one for each of the two regions.
    expect(facets.mock.calls).toHaveLength(5);
    for (const [, options] of facets.mock.calls) {
      expect(options).toEqual({ credentials });
    }
  });

  it('pages through drift, the serious first', async () => {
    const { reporter } = setup();
    const first = await reporter.drift({ offset: 0, limit: 2 }, credentials);
    expect(first.totalItems).toBe(5);
    expect(first.items).toHaveLength(2);
    const rest = await reporter.drift({ offset: 2, limit: 10 }, credentials);
    const rows = [...first.items, ...rest.items];
    expect(rows).toHaveLength(5);
    expect(rows.at(-1)?.title).toBe('rules-engine');
    expect(rows.find(({ title }) => title === 'card-authorizer')).toEqual({
      entityRef: 'component:default/card-authorizer',
      title: 'card-authorizer',
      type: 'service',
      owner: 'group:default/cards',
      places: [elsewhere, production, { ...staging, accountName: undefined }],
      drift: [warning('owner-differs'), warning('version-deprecated')],
    });
  });

  it('leaves filtering to the catalog, and asks only for what is told', async () => {
    const { reporter, queries } = setup();
    await reporter.drift(
      {
        team: ['cards', 'group:default/risk'],
        account: ['222233334444'],
        kind: ['tainted'],
        sort: 'owner',
        limit: 25,
      },
      credentials,
    );
    expect(queries.mock.calls).toEqual([
      [
        expect.objectContaining({
          filter: expect.objectContaining({
            'relations.ownedBy': ['group:default/cards', 'group:default/risk'],
            'spec.inventory.deployments.account': ['222233334444'],
            'spec.inventory.drift.kind': ['tainted'],
          }),
          orderFields: { field: 'relations.ownedBy', order: 'asc' },
          offset: 0,
          limit: 25,
          fields: expect.not.arrayContaining(['metadata.annotations', 'spec']),
        }),
        { credentials },
      ],
    ]);
  });

  it('sorts by owner, however it is written', async () => {
    const drift = [warning('tainted')];
    const first = anEntity({ name: 'b', owner: 'cards', origin: 'aws', drift });
    const second = anEntity({
      name: 'a',
      owner: 'risk',
      origin: 'repository',
      drift,
    });
    second.spec!.owner = 'group:default/risk';
    const third = anEntity({
      name: 'c',
      owner: 'treasury',
      origin: 'aws',
      drift,
    });
    third.spec!.owner = 'Group:treasury';
    const { reporter } = setup([third, second, first]);
    const page = await reporter.drift({ sort: 'owner' }, credentials);
    expect(page.items.map(({ title }) => title)).toEqual(['b', 'a', 'c']);
  });

  it('tells of an entity whose inventory it cannot read', async () => {
    const entity = anEntity({
      name: 'odd',
      origin: 'both',
      drift: [warning('tainted')],
    });
    const { reporter } = setup([
      {
        ...entity,
        spec: { owner: '/', inventory: { drift: 'much' } },
        relations: [],
      },
    ]);
    expect((await reporter.drift({}, credentials)).items).toEqual([
      {
        entityRef: 'component:default/odd',
        title: 'odd',
        type: 'Component',
        owner: undefined,
        places: [],
        drift: undefined,
      },
    ]);
  });

  it('reads all drift, batch by batch, as the caller', async () => {
    const { reporter, queries } = setup(
      Array.from({ length: 1201 }, (_, index) =>
        anEntity({
          name: `service-${index}`,
          origin: 'both',
          drift: [warning('tainted')],
        }),
      ),
    );
    const rows = await reporter.allDrift({}, credentials);
    expect(new Set(rows.map(({ entityRef }) => entityRef)).size).toBe(1201);
    expect(queries.mock.calls).toHaveLength(3);
    for (const [, options] of queries.mock.calls) {
      expect(options).toEqual({ credentials });
    }
  });
});
