import type { NewRelicEntity } from '@rocket/plugin-newrelic-node';
import type { CatalogedService } from '../catalog/readCatalog';
import { EntityIndex } from './entities';

function entity(
  name: string,
  id: number,
  rest: Partial<NewRelicEntity> = {},
): NewRelicEntity {
  const { accountId = 1, domain = 'APM' } = rest;
  return {
    guid: guidOf(id, accountId),
    name,
    accountId,
    domain,
    type: 'APPLICATION',
    reporting: true,
    tags: new Map(),
    serviceLevelIndicators: [],
    ...rest,
  };
}

function guidOf(id: number, accountId = 1): string {
  return Buffer.from(`${accountId}|APM|APPLICATION|${id}`).toString(
    'base64url',
  );
}

function service(
  annotations: CatalogedService['annotations'],
): CatalogedService {
  return {
    service: {
      entityRef: 'component:default/limits',
      title: 'limits',
      lifecycle: 'production',
      type: 'service',
      clientFacing: false,
      paths: [],
    },
    annotations,
  };
}

describe('EntityIndex', () => {
  it('goes by the guid annotation first, even when New Relic does not know it', () => {
    const index = new EntityIndex([entity('limits', 1), entity('other', 2)]);
    const byGuid = (guid: string) =>
      index.resolve(service({ guid, appName: 'limits' }));
    expect(byGuid(guidOf(2)).facts).toMatchObject({
      guid: guidOf(2),
      foundByName: false,
      known: { name: 'other', reporting: true, watched: false },
    });
    expect(byGuid(guidOf(9, 77))).toEqual({
      facts: {
        guid: guidOf(9, 77),
        accountId: 77,
        foundByName: false,
        known: undefined,
      },
    });
    expect(byGuid('nonsense').facts).toBeUndefined();
  });

  it('finds by name, tells accounts apart, and does not guess', () => {
    const index = new EntityIndex([
      entity('limits', 1),
      entity('limits', 2, { accountId: 5 }),
      entity('web', 3),
      entity('web', 4, { domain: 'BROWSER' }),
    ]);
    const guidBy = (annotations: CatalogedService['annotations']) =>
      index.resolve(service(annotations)).facts?.guid;
    expect(guidBy({ appName: 'limits' })).toBeUndefined();
    expect(guidBy({ appName: 'limits', accountId: 5 })).toBe(guidOf(2, 5));
    expect(guidBy({ appName: 'web' })).toBe(guidOf(3));
    expect(guidBy({ appName: 'unknown' })).toBeUndefined();
    expect(guidBy({})).toBeUndefined();
  });

  it('finds what Rocket has made by its tag', () => {
    const index = new EntityIndex([
      entity('prod-limits', 1, {
        tags: new Map([
          ['rocket.dev/entity-ref', ['component:default/limits']],
        ]),
      }),
    ]);
    expect(index.resolve(service({})).facts?.guid).toBe(guidOf(1));
  });

  it('remembers what it found, until the annotation or the entity changes', () => {
    const join = new EntityIndex([entity('limits', 1)]).resolve(
      service({ appName: 'limits' }),
    ).join;
    expect(join?.guid).toBe(guidOf(1));
    const both = new EntityIndex([
      entity('limits', 2),
      entity('limits', 1),
      entity('new-name', 3),
    ]);
    const guidAfter = (index: EntityIndex, appName: string) =>
      index.resolve(service({ appName }), join).facts?.guid;
    expect(guidAfter(both, 'limits')).toBe(guidOf(1));
    expect(guidAfter(both, 'new-name')).toBe(guidOf(3));
    expect(guidAfter(new EntityIndex([entity('limits', 2)]), 'limits')).toBe(
      guidOf(2),
    );
  });
});
