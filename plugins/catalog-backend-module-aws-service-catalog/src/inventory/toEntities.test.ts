import { build, declare, provisioned } from '../__testUtils__/inventory';

const tainted = (
  name: string,
  tags: Record<string, string>,
  productName = 'Aurora PostgreSQL',
) => provisioned(name, { tags, productName, status: 'TAINTED' });

/** What the Resource of the only provisioned product says of whose it is. */
const inventoryOf = (...options: Parameters<typeof build>) => {
  const [{ entity }] = build(...options).entities;
  return entity.spec!.inventory as {
    belongsTo: string[];
    drift: Array<{ kind: string }>;
  };
};

describe('whose a Resource is, and so where its drift is told', () => {
  it('is that of the entity that shows it, declared or a stub', () => {
    const limits = tainted('limits-db', { service: 'limits' });
    expect(
      inventoryOf([limits], { entities: [declare('limits')] }).belongsTo,
    ).toEqual(['component:default/limits']);
    const service = tainted('limits', { service: 'limits' }, 'Java service');
    expect(inventoryOf([limits, service]).belongsTo).toEqual([
      'component:default/limits',
    ]);
  });

  it.each<Record<string, string>>([
    { service: 'nobody' },
    { 'rocket:entity-ref': 'api:default/limits' },
    { 'rocket:entity-ref': 'system:default/limits' },
    { 'rocket:entity-ref': 'resource:default/nothing' },
  ])('is its own where there is no such entity: %j', tags => {
    expect(
      inventoryOf([tainted('x', tags)], { entities: [declare('limits')] }),
    ).toMatchObject({ belongsTo: [], drift: [{ kind: 'tainted' }] });
  });

  it('is its own where several claim it: none of them shows more than the claim', () => {
    const item = tainted('limits', {});
    const claims = [item.item.arn];
    expect(
      inventoryOf([item], {
        entities: [declare('first', { claims }), declare('second', { claims })],
      }),
    ).toMatchObject({
      belongsTo: [],
      drift: [
        {
          kind: 'ambiguous-claim',
          message: expect.stringContaining(
            'component:default/first, component:default/second',
          ),
        },
        { kind: 'tainted' },
      ],
    });
  });
});
