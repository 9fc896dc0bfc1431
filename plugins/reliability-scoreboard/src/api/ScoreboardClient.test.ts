import { ResponseError } from '@backstage/errors';
import { aServiceScore, aSummary } from '../__testUtils__/scores';
import { ScoreboardClient } from './ScoreboardClient';

function clientThatIsAnswered(answer: Response) {
  const fetch = vi.fn(async (..._request: Parameters<typeof window.fetch>) =>
    answer.clone(),
  );
  const client = new ScoreboardClient({
    discoveryApi: {
      getBaseUrl: async pluginId => `http://portal/api/${pluginId}`,
    },
    fetchApi: { fetch },
  });
  return { client, fetch };
}

describe('ScoreboardClient', () => {
  it('sends lists as repeated parameters and leaves out what is not asked', async () => {
    const list = { items: [aServiceScore({ title: 'limits' })], totalItems: 1 };
    const { client, fetch } = clientThatIsAnswered(Response.json(list));
    await expect(
      client.getServices({
        owner: ['group:default/cards', 'group:default/risk'],
        level: undefined,
        tier: [0],
        sort: 'recovery',
        order: 'desc',
        offset: 0,
      }),
    ).resolves.toEqual(list);
    const url = new URL(String(fetch.mock.calls[0][0]));
    expect(url.pathname).toBe('/api/reliability-scoreboard/services');
    expect([...url.searchParams]).toEqual([
      ['owner', 'group:default/cards'],
      ['owner', 'group:default/risk'],
      ['tier', '0'],
      ['sort', 'recovery'],
      ['order', 'desc'],
      ['offset', '0'],
    ]);
  });

  it('fails with what the back end said', async () => {
    const { client } = clientThatIsAnswered(
      Response.json(
        {
          error: { name: 'NotFoundError', message: 'No such service' },
          response: { statusCode: 404 },
        },
        { status: 404 },
      ),
    );
    const failure = await client
      .getService({ kind: 'component', namespace: 'default', name: 'x' })
      .catch(error => error);
    expect(failure).toBeInstanceOf(ResponseError);
    expect(failure).toMatchObject({
      statusCode: 404,
      cause: { name: 'NotFoundError', message: 'No such service' },
    });
  });

  it('names the place where an answer has not the promised shape', async () => {
    const { client } = clientThatIsAnswered(
      Response.json({ ...aSummary(), services: 'many' }),
    );
    await expect(client.getSummary()).rejects.toThrow(
      /answered \/summary in an unexpected form:[^]*at services/,
    );
  });

  it('refreshes with a POST to the address of the service', async () => {
    const { client, fetch } = clientThatIsAnswered(
      Response.json({
        ...aServiceScore({ title: 'limits' }),
        rules: [],
        history: [],
      }),
    );
    await client.refreshService({
      kind: 'component',
      namespace: 'default',
      name: 'limits',
    });
    expect(fetch).toHaveBeenCalledWith(
      'http://portal/api/reliability-scoreboard/services/default/component/limits/refresh',
      expect.objectContaining({ method: 'POST' }),
    );
  });
});
