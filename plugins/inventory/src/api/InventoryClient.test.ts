import { companyAnswers } from '../__testUtils__/answers';
import type { DriftQuery } from './InventoryApi';
import { InventoryClient } from './InventoryClient';

const API = 'http://portal/api/catalog/aws-service-catalog';

const all: DriftQuery = {
  owners: [],
  accounts: [],
  kinds: [],
  sort: 'level',
  order: 'desc',
};
const filtered: DriftQuery = {
  owners: ['group:default/cards', 'group:elsewhere/risk', 'user:default/ana'],
  accounts: ['222233334444', '333344445555'],
  kinds: ['tainted'],
  sort: 'owner',
  order: 'asc',
};
const filters =
  'team=cards&team=group%3Aelsewhere%2Frisk&team=user%3Adefault%2Fana&account=222233334444&account=333344445555&kind=tainted&sort=owner&order=asc';

function setup(options: { answer?: Response } = {}) {
  const { answer = new Response('', { status: 404 }) } = options;
  const asked: string[] = [];
  const accepted: Array<string | null> = [];
  const client = new InventoryClient({
    discoveryApi: { getBaseUrl: async id => `http://portal/api/${id}` },
    fetchApi: {
      fetch: async (input, init) => {
        asked.push(String(input));
        accepted.push(new Headers(init?.headers).get('accept'));
        return answer;
      },
    },
  });
  return { client, asked, accepted };
}

const failed = () =>
  Response.json({ error: { name: 'Error', message: 'no' } }, { status: 500 });

describe('the summary', () => {
  const { summary } = companyAnswers;

  it('is that of the catalog’s module', async () => {
    const { client, asked } = setup({
      // A later version may tell more.
      answer: Response.json({ ...summary, news: 1 }),
    });
    expect(await client.getSummary()).toEqual(summary);
    expect(asked).toEqual([`${API}/summary`]);
  });

  it('is none where the module is not installed', async () => {
    expect(await setup().client.getSummary()).toBeUndefined();
  });

  it.each([
    [
      'another form',
      Response.json({ ...summary, places: 3 }),
      /unexpected form.*places/s,
    ],
    ['an error', failed(), /500/],
  ])('is an error when it comes as %s', async (_, answer, message) => {
    await expect(setup({ answer }).client.getSummary()).rejects.toThrow(
      message,
    );
  });
});

describe('the drift', () => {
  const [row] = companyAnswers.drift;

  it('comes by the page, with what is filtered and sorted by', async () => {
    const page = {
      totalItems: 30,
      // Nothing is known of the drift of an entity in another shape.
      items: [row, { ...row, owner: undefined, drift: undefined }],
    };
    const { client, asked } = setup({ answer: Response.json(page) });
    expect(await client.getDrift(filtered, { offset: 25, limit: 25 })).toEqual(
      page,
    );
    expect(asked).toEqual([`${API}/drift?${filters}&offset=25&limit=25`]);
  });

  it('asks for all where nothing is filtered', async () => {
    const { client, asked } = setup({
      answer: Response.json({ totalItems: 0, items: [] }),
    });
    await client.getDrift(all, { offset: 0, limit: 25 });
    expect(asked).toEqual([
      `${API}/drift?sort=level&order=desc&offset=0&limit=25`,
    ]);
  });

  it.each([
    [
      'another form',
      Response.json({ totalItems: 1, items: [{ ...row, drift: 'much' }] }),
      /unexpected form.*drift/s,
    ],
    ['an error', failed(), /500/],
    ['no answer', new Response('', { status: 404 }), /404/],
  ])('is an error when it comes as %s', async (_, answer, message) => {
    await expect(
      setup({ answer }).client.getDrift(all, { offset: 0, limit: 25 }),
    ).rejects.toThrow(message);
  });

  it('comes as a file, of all pages', async () => {
    const { client, asked, accepted } = setup({
      answer: new Response('entity_ref\r\n“ñ”\r\n'),
    });
    expect(await client.getDriftCsv(filtered)).toBe('entity_ref\r\n“ñ”\r\n');
    expect(asked).toEqual([`${API}/drift?${filters}`]);
    expect(accepted).toEqual(['text/csv']);
    await expect(
      setup({ answer: failed() }).client.getDriftCsv(all),
    ).rejects.toThrow(/500/);
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
