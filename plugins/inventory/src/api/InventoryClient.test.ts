import type { QueryEntitiesRequest } from '@backstage/catalog-client';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { company } from '../__testUtils__/company';
import { anEntity, aDrift } from '../__testUtils__/entities';
import type { DriftQuery } from './InventoryApi';
import { InventoryClient } from './InventoryClient';

const all: DriftQuery = {
  owners: [],
  accounts: [],
  kinds: [],
  sort: 'level',
  order: 'desc',
};
const firstPage = { offset: 0, limit: 25 };

function setup(options: { entities?: typeof company; answer?: Response } = {}) {
  const { entities = company, answer = new Response('', { status: 404 }) } =
    options;
  const catalogApi = catalogApiMock({ entities });
  const requests: QueryEntitiesRequest[] = [];
  const queryEntities = catalogApi.queryEntities.bind(catalogApi);
  catalogApi.queryEntities = async request => {
    requests.push(request ?? {});
    return queryEntities(request);
  };
  const asked: string[] = [];
  const client = new InventoryClient({
    catalogApi,
    discoveryApi: { getBaseUrl: async id => `http://portal/api/${id}` },
    fetchApi: {
      fetch: async input => {
        asked.push(String(input));
        return answer;
      },
    },
  });
  return { client, requests, asked };
}

describe('InventoryClient', () => {
  it('counts services, places and drift, each thing once', async () => {
    const summary = await setup().client.getSummary();
    expect(summary.services).toEqual({ both: 3, repository: 1, aws: 2 });
    expect(
      summary.places
        .map(({ account, region, count }) => `${account} ${region} ${count}`)
        .sort(),
    ).toEqual([
      '222233334444 sa-east-1 1',
      '222233334444 us-east-1 1',
      '333344445555 sa-east-1 1',
    ]);
    expect(summary.drift.entities).toBe(5);
    expect(
      Object.fromEntries(
        summary.drift.kinds.map(({ value, count }) => [value, count]),
      ),
    ).toEqual({
      'not-declared': 2,
      'not-running': 1,
      'owner-differs': 1,
      tainted: 1,
      'version-deprecated': 1,
    });
    expect(summary.drift.accounts).toEqual(['222233334444', '333344445555']);
    expect(summary.drift.owners).toEqual([
      'group:default/cards',
      'group:default/ledger',
      'group:default/risk',
    ]);
  });

  it('is all zero where nothing is labelled', async () => {
    const summary = await setup({ entities: [] }).client.getSummary();
    expect(summary).toEqual({
      services: { both: 0, repository: 0, aws: 0 },
      places: [],
      drift: { entities: 0, kinds: [], accounts: [], owners: [] },
    });
  });

  it('pages through drift, the serious first', async () => {
    const { client } = setup();
    const first = await client.getDrift(all, { offset: 0, limit: 2 });
    expect(first.totalItems).toBe(5);
    const rest = await client.getDrift(all, { offset: 2, limit: 10 });
    const rows = [...first.items, ...rest.items];
    expect(rows).toHaveLength(5);
    expect(rows.at(-1)?.title).toBe('rules-engine');
    const row = rows.find(({ title }) => title === 'card-authorizer');
    expect(row).toEqual({
      entityRef: 'component:default/card-authorizer',
      title: 'card-authorizer',
      type: 'service',
      owner: 'group:default/cards',
      drift: [
        expect.objectContaining({ kind: 'owner-differs' }),
        expect.objectContaining({ kind: 'version-deprecated' }),
      ],
      places: [
        { account: '222233334444', regions: ['us-east-1'] },
        { account: '333344445555', regions: ['sa-east-1'] },
      ],
    });
  });

  it('leaves filtering to the catalog, and asks only for what is shown', async () => {
    const { client, requests } = setup();
    await client.getDrift(
      {
        owners: ['group:default/cards', 'group:default/risk'],
        accounts: ['222233334444'],
        kinds: ['tainted'],
        sort: 'owner',
        order: 'asc',
      },
      firstPage,
    );
    expect(requests).toEqual([
      expect.objectContaining({
        filter: expect.objectContaining({
          'relations.ownedBy': ['group:default/cards', 'group:default/risk'],
          'spec.inventory.deployments.account': ['222233334444'],
          'spec.inventory.drift.kind': ['tainted'],
        }),
        orderFields: { field: 'spec.owner', order: 'asc' },
        offset: 0,
        limit: 25,
        fields: expect.not.arrayContaining(['metadata.annotations', 'spec']),
      }),
    ]);
  });

  it('shows an entity whose inventory it cannot read', async () => {
    const entity = anEntity({
      name: 'odd',
      inventory: { origin: 'both', drift: [aDrift()] },
    });
    const { client } = setup({
      entities: [
        { ...entity, spec: { owner: '/', inventory: { drift: 'much' } } },
      ],
    });
    expect((await client.getDrift(all, firstPage)).items).toEqual([
      {
        entityRef: 'component:default/odd',
        title: 'odd',
        type: 'Component',
        owner: undefined,
        drift: undefined,
        places: [],
      },
    ]);
  });

  it('reads all drift, page by page', async () => {
    const entities = Array.from({ length: 1201 }, (_, index) =>
      anEntity({
        name: `service-${index}`,
        inventory: { origin: 'both', drift: [aDrift()] },
      }),
    );
    const { client, requests } = setup({ entities });
    const rows = await client.getAllDrift(all);
    expect(new Set(rows.map(({ entityRef }) => entityRef)).size).toBe(1201);
    expect(requests).toHaveLength(3);
  });
});

describe('the scopes', () => {
  const scope = {
    provider: 'company',
    account: '222233334444',
    region: 'us-east-1',
    status: 'fresh',
    lastSuccessAt: '2026-11-24T13:42:00Z',
    items: 12,
  };

  it('are those of the catalog’s module', async () => {
    const { client, asked } = setup({
      answer: Response.json({ scopes: [scope] }),
    });
    expect(await client.getScopes()).toEqual([scope]);
    expect(asked).toEqual([
      'http://portal/api/catalog/aws-service-catalog/scopes',
    ]);
  });

  it('are left out where the back end has no such answer', async () => {
    expect(await setup().client.getScopes()).toBeUndefined();
  });

  it.each([
    [
      'another form',
      Response.json({ scopes: [{ ...scope, status: 'odd' }] }),
      /unexpected form.*status/s,
    ],
    [
      'an error',
      Response.json(
        { error: { name: 'Error', message: 'no' } },
        { status: 500 },
      ),
      /500/,
    ],
  ])('are an error when they come as %s', async (_, answer, message) => {
    await expect(setup({ answer }).client.getScopes()).rejects.toThrow(message);
  });

  it('are listed now when asked, with every part of the name escaped', async () => {
    const { client, asked } = setup({
      answer: Response.json({ status: 'started' }, { status: 202 }),
    });
    await client.refreshScope({ ...scope, provider: 'a/b', status: 'fresh' });
    expect(asked).toEqual([
      'http://portal/api/catalog/aws-service-catalog/scopes/a%2Fb/222233334444/us-east-1/refresh',
    ]);
  });

  it('tell why they were not listed now', async () => {
    const { client } = setup({
      answer: Response.json(
        {
          error: { name: 'TooManyRequestsError', message: 'just now' },
          response: { statusCode: 429 },
        },
        { status: 429 },
      ),
    });
    await expect(
      client.refreshScope({ ...scope, status: 'fresh' }),
    ).rejects.toMatchObject({ cause: { message: 'just now' } });
  });
});
