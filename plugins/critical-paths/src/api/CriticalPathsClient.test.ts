import { pathDetail, pathList, stepDetail } from '../testing/fixtures';
import { CriticalPathsClient } from './CriticalPathsClient';

function clientWith(answer: () => Response) {
  const fetch = vi.fn(async (_url: RequestInfo | URL) => answer());
  const client = new CriticalPathsClient({
    discoveryApi: {
      getBaseUrl: async plugin => `http://localhost/api/${plugin}`,
    },
    fetchApi: { fetch },
  });
  return { client, fetch };
}

describe('CriticalPathsClient', () => {
  it('reads the list, a path and a step', async () => {
    const { client, fetch } = clientWith(() => Response.json(pathList()));
    await expect(client.getPaths({ range: '7d' })).resolves.toEqual(pathList());
    expect(fetch.mock.lastCall?.[0]).toBe(
      'http://localhost/api/critical-paths/paths?range=7d',
    );

    const path = { namespace: 'default', name: 'a/b', range: '24h' as const };
    const detail = clientWith(() => Response.json(pathDetail()));
    await expect(detail.client.getPath(path)).resolves.toEqual(pathDetail());
    expect(detail.fetch.mock.lastCall?.[0]).toBe(
      'http://localhost/api/critical-paths/paths/default/a%2Fb?range=24h',
    );

    const step = clientWith(() => Response.json(stepDetail()));
    const answer = await step.client.getStep({ ...path, stepId: 'ledger' });
    expect(answer.step.id).toBe('ledger');
    expect(step.fetch.mock.lastCall?.[0]).toBe(
      'http://localhost/api/critical-paths/paths/default/a%2Fb/steps/ledger?range=24h',
    );
  });

  it('rejects with what the back end said', async () => {
    const { client } = clientWith(() =>
      Response.json(
        { error: { name: 'NotFoundError', message: 'no such path' } },
        { status: 404, statusText: 'Not Found' },
      ),
    );
    await expect(client.getPaths({ range: '24h' })).rejects.toMatchObject({
      name: 'ResponseError',
      statusCode: 404,
    });
  });

  it('rejects an answer of another shape, and says where it differs', async () => {
    const { client } = clientWith(() => Response.json({ paths: 'none' }));
    await expect(client.getPaths({ range: '24h' })).rejects.toMatchObject({
      name: 'UnexpectedAnswerError',
      message: expect.stringContaining('axis'),
    });
  });
});
