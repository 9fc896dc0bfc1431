import { aStatus, anAccount } from '../testing/fixtures';
import { NewRelicOperationsClient } from './NewRelicOperationsClient';

function clientWith(answer: () => Response) {
  const fetch = vi.fn(async (_url: RequestInfo | URL) => answer());
  const client = new NewRelicOperationsClient({
    discoveryApi: {
      getBaseUrl: async plugin => `http://localhost/api/${plugin}`,
    },
    fetchApi: { fetch },
  });
  return { client, fetch };
}

describe('NewRelicOperationsClient', () => {
  it('reads the status', async () => {
    const status = aStatus([anAccount()]);
    const { client, fetch } = clientWith(() => Response.json(status));
    await expect(client.getStatus()).resolves.toEqual(status);
    expect(fetch.mock.lastCall?.[0]).toBe(
      'http://localhost/api/newrelic-operations/status',
    );
  });

  it('rejects a refusal, and an answer of another shape with where it differs', async () => {
    const refused = clientWith(() =>
      Response.json(
        { error: { name: 'AuthenticationError', message: 'who are you' } },
        { status: 401, statusText: 'Unauthorized' },
      ),
    );
    await expect(refused.client.getStatus()).rejects.toMatchObject({
      name: 'ResponseError',
      statusCode: 401,
    });
    const other = clientWith(() => Response.json({ accounts: 'none' }));
    await expect(other.client.getStatus()).rejects.toMatchObject({
      name: 'UnexpectedAnswerError',
      message: expect.stringContaining('accounts'),
    });
  });
});
