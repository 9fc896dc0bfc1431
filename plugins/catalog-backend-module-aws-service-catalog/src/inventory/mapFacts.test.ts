import { build, product, provisioned } from '../__testUtils__/inventory';

const tags = (values: Record<string, string>) => ({ tags: values });

const driftOf = (entity: { spec?: unknown }) =>
  (entity.spec as { inventory: { drift?: Array<{ kind: string }> } }).inventory
    .drift;

describe('a tag that can be no ref', () => {
  it.each(['/platform/payments', 'Team Payments', 'payments-', 'a/b/c'])(
    'leaves owner and system blank, and says so: %s',
    value => {
      const odd = provisioned('x', tags({ team: value, system: value }));
      const { placements, entities } = build([odd]);
      expect(placements[0].deployment).toMatchObject({
        observed: { owner: undefined, system: undefined },
        ownerUnknown: false,
        unusableTags: [
          { key: 'system', value },
          { key: 'team', value },
        ],
      });
      const [{ entity }] = entities;
      expect(entity.spec).toMatchObject({ owner: 'unknown' });
      expect(entity.spec).not.toHaveProperty('system');
      expect(driftOf(entity)).toMatchObject([
        {
          kind: 'unusable-tag',
          level: 'warning',
          message: expect.stringContaining(`system=“${value}”`),
        },
        {
          kind: 'unusable-tag',
          message: expect.stringContaining(`team=“${value}”`),
        },
      ]);
    },
  );

  it('does not matter where a rule decides the field', () => {
    const [placement] = build([provisioned('x', tags({ team: '/' }))], {
      mapping: { rules: [{ name: 'all', set: { owner: 'cards' } }] },
    }).placements;
    expect(placement.deployment.observed.owner).toBe('cards');
    expect(placement.deployment.unusableTags).toBeUndefined();
  });

  it('joins nothing, and the next step does', () => {
    const odd = provisioned(
      'limits',
      tags({ 'rocket:entity-ref': 'component:my org/x', service: '///' }),
    );
    const { placements } = build([odd]);
    expect(placements).toMatchObject([
      {
        via: 'name',
        entityRef: 'component:default/limits',
        deployment: {
          unusableTags: [
            { key: 'rocket:entity-ref', value: 'component:my org/x' },
            { key: 'service', value: '///' },
          ],
        },
      },
    ]);
  });

  it('is said of a product too', () => {
    const [fine, odd] = build([
      product('fine', tags({ team: 'platform' })),
      product('odd', tags({ team: '/platform' })),
    ]).entities.map(({ entity }) => entity);
    expect(fine.spec).toMatchObject({ owner: 'platform' });
    expect(driftOf(fine)).toBeUndefined();
    expect(odd).toMatchObject({
      metadata: { labels: { 'rocket.dev/drift': 'warning' } },
      spec: {
        owner: 'unknown',
        inventory: { drift: [{ kind: 'unusable-tag' }] },
      },
    });
  });
});

it.each([
  ['Aurora PostgreSQL', { as: 'service' }, 'service'],
  ['Network', { as: 'service' }, 'service'],
  ['Network', { as: 'resource' }, 'aws-resource'],
  ['Java service on ECS', { as: 'resource' }, 'aws-resource'],
  ['React app', { as: 'service' }, 'website'],
  ['Aurora PostgreSQL', { as: 'resource' }, 'database'],
  ['Aurora PostgreSQL', { type: 'ledger' }, 'ledger'],
  ['Aurora PostgreSQL', { as: 'service', type: 'proxy' }, 'proxy'],
])(
  'gives %s a type of what a rule takes it for: %j',
  (productName, set, type) => {
    const { placements } = build([provisioned('x', { productName })], {
      mapping: { rules: [{ name: 'ours', set }] },
    });
    expect(placements[0].deployment.type).toBe(type);
  },
);

it.each([
  ['production', true],
  ['Prod_1.blue', true],
  ['prod-', false],
  ['pré-production', false],
  ['x'.repeat(64), false],
])('makes a label of an environment where it can: %s', (environment, can) => {
  const [{ entity }] = build([
    provisioned('x', tags({ environment })),
  ]).entities;
  expect(entity.metadata.labels?.['rocket.dev/environment']).toBe(
    can ? environment : undefined,
  );
});
