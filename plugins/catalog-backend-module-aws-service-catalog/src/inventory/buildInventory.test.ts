import { build, declare, provisioned } from '../__testUtils__/inventory';

const placed = (...options: Parameters<typeof build>) =>
  build(...options).placements.map(({ via, entityRef, ambiguous }) => ({
    via,
    entityRef,
    ambiguous,
  }));

describe('joining', () => {
  const tags = {
    'rocket:entity-ref': 'component:default/by-ref',
    service: 'by-tag',
  };
  const item = provisioned('by-name', { tags });

  it('asks annotation, entity ref, tag and name, in this order', () => {
    const { arn, id } = item.item;
    const entities = [declare('by-name'), declare('by-tag')];
    for (const claim of [arn, id]) {
      expect(
        placed([item], {
          entities: [...entities, declare('owner', { claims: [claim] })],
        }),
      ).toEqual([
        {
          via: 'annotation',
          entityRef: 'component:default/owner',
          ambiguous: false,
        },
      ]);
    }
    expect(placed([item], { entities })).toMatchObject([
      { via: 'entity-ref-tag', entityRef: 'component:default/by-ref' },
    ]);
    const tagged = provisioned('by-name', { tags: { service: 'by-tag' } });
    expect(placed([tagged], { entities })).toMatchObject([
      { via: 'tag', entityRef: 'component:default/by-tag' },
    ]);
    const untagged = provisioned('by-name');
    expect(
      placed([untagged], { entities, mapping: { joinByName: true } }),
    ).toMatchObject([{ via: 'name', entityRef: 'component:default/by-name' }]);
  });

  it('takes an equal name for no proof unless that is switched on', () => {
    expect(
      placed([provisioned('limits-production')], {
        entities: [declare('limits')],
      }),
    ).toEqual([{ via: 'none', entityRef: undefined, ambiguous: false }]);
    expect(placed([provisioned('limits-production')])).toMatchObject([
      { via: 'name', entityRef: 'component:default/limits' },
    ]);
  });

  it('finds a component of another namespace, and leaves two of them open', () => {
    const tagged = provisioned('x', { tags: { service: 'Ledger' } });
    const core = declare('ledger', { namespace: 'core' });
    const labs = declare('ledger', { namespace: 'labs' });
    expect(placed([tagged], { entities: [core] })).toMatchObject([
      { entityRef: 'component:core/ledger', ambiguous: false },
    ]);
    expect(placed([tagged], { entities: [core, labs] })).toMatchObject([
      { entityRef: 'component:core/ledger', ambiguous: true },
      { entityRef: 'component:labs/ledger', ambiguous: true },
    ]);
    expect(
      placed([tagged], { entities: [core, labs, declare('ledger')] }),
    ).toMatchObject([
      { entityRef: 'component:default/ledger', ambiguous: false },
    ]);
  });

  it('does not trust a tag that cannot be an entity', () => {
    const odd = provisioned('odd', {
      productName: 'S3 bucket',
      tags: { service: 'not a name!', 'rocket:entity-ref': ':::' },
    });
    expect(placed([odd])).toMatchObject([{ via: 'none' }]);
  });
});

describe('mapping', () => {
  const rules = [
    {
      name: 'legacy',
      when: { tags: { stack: 'legacy*' }, account: 'production' },
      set: { lifecycle: 'deprecated', owner: 'platform' },
    },
    {
      name: 'jobs',
      when: { name: '*-job', product: ['java*', 'go*'] },
      set: { as: 'service', type: 'batch', tier: 3 },
    },
    { name: 'noise', when: { name: 'test-*' }, set: { as: 'ignored' } },
  ];

  it('lets each field be decided by the first rule that sets it', () => {
    const job = provisioned('night-job', {
      tags: { stack: 'legacy-1', team: 'ledger', lifecycle: 'production' },
    });
    const [placement] = build([job], { mapping: { rules } }).placements;
    expect(placement.deployment).toMatchObject({
      isService: true,
      observed: {
        type: 'batch',
        tier: '3',
        owner: 'platform',
        lifecycle: 'deprecated',
      },
    });
  });

  it('leaves out what a rule ignores', () => {
    const { placements, entities } = build([provisioned('test-1')], {
      mapping: { rules },
    });
    expect(placements).toEqual([]);
    expect(entities).toEqual([]);
  });

  it.each([
    ['Aurora PostgreSQL', { as: 'resource', type: 'database' }],
    ['SQS queue', { as: 'resource', type: 'queue' }],
    ['React application on CloudFront', { as: 'service', type: 'website' }],
    ['Lambda function', { as: 'service', type: 'service' }],
    ['Network', { as: 'resource', type: 'aws-resource' }],
  ])('tells by itself what %s is', (productName, { as, type }) => {
    const [placement] = build([provisioned('x', { productName })]).placements;
    expect(placement.deployment).toMatchObject({
      isService: as === 'service',
      type,
    });
  });

  it('makes one stub of a service in several places, and none of its databases', () => {
    const tags = { service: 'fx-rates' };
    const { entities } = build([
      provisioned('fx-rates-production', { tags }),
      provisioned('fx-rates-staging', { tags }),
      provisioned('fx-rates-db', { tags, productName: 'Aurora PostgreSQL' }),
      provisioned('orphan-db', {
        tags: { service: 'nobody' },
        productName: 'Aurora PostgreSQL',
      }),
    ]);
    const stubs = entities.filter(({ entity }) => entity.kind === 'Component');
    expect(stubs.map(({ entity }) => entity.metadata.name)).toEqual([
      'fx-rates',
    ]);
    expect(stubs[0].locationKey).toBeUndefined();
    expect(
      entities
        .filter(({ entity }) => entity.kind === 'Resource')
        .every(({ locationKey }) => locationKey === 'aws-service-catalog:main'),
    ).toBe(true);
  });

  it('notices an owner that the catalog does not know', () => {
    const tags = { service: 'x', team: 'dissolved' };
    const unknown = (owners: string[]) =>
      build([provisioned('x', { tags })], { owners }).placements[0].deployment
        .ownerUnknown;
    expect(unknown(['group:default/cards'])).toBe(true);
    expect(unknown(['group:default/dissolved'])).toBe(false);
    expect(unknown([])).toBe(false); // no groups have been read yet
  });
});
