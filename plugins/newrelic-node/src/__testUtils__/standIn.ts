import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import {
  createCompany,
  LICENSE_KEY,
  startNewRelic,
  USER_KEY,
} from '@rocket/sandbox';
import type { AccountPace } from '../accounts/AccountConnection';
import { DefaultNewRelicService } from '../DefaultNewRelicService';
import { createRetryPolicy } from '../nerdgraph/retry';

/**
 * The stand-in of New Relic, with a company of its own, for the tests of a
 * `describe`: it runs before the first, and each finds it without faults and
 * with no request counted.
 */
export function setupStandIn(options: {
  seed: string;
  /** Epoch milliseconds. Default: the real time. */
  clock?: () => number;
}) {
  const { seed, clock } = options;
  const company = createCompany({ seed });
  let server: Awaited<ReturnType<typeof startNewRelic>>;

  beforeAll(async () => {
    server = await startNewRelic({ company, clock, latencyMillis: 0 });
  });
  afterAll(() => server.stop());
  beforeEach(async () => {
    await call('DELETE', '/__control/faults');
    await call('DELETE', '/__control/requests');
  });

  /** @throws Error when the stand-in refuses, so that no test goes on without what it asked for */
  async function call(method: string, path: string, body?: JsonObject[]) {
    const response = await fetch(server.url + path, {
      method,
      headers: { 'Api-Key': LICENSE_KEY },
      body: body && JSON.stringify(body),
    });
    const answer = await response.text();
    if (!response.ok) {
      throw new Error(`${method} ${path}: ${response.status} ${answer}`);
    }
    return JSON.parse(answer);
  }

  return {
    company,

    /** What goes wrong from now on, as `/__control/faults` knows it. */
    async injectFaults(...faults: JsonObject[]): Promise<void> {
      await call('POST', '/__control/faults', faults);
    },

    /** The requests of this test by operation, and the most at the same time. */
    statistics(): Promise<{
      requests: Record<string, number>;
      peakConcurrency: number;
    }> {
      return call('GET', '/__control/requests');
    },

    /** Stores custom events, 5,000 at a time at most. */
    async sendEvents(accountId: number, events: JsonObject[]): Promise<void> {
      await call('POST', `/v1/accounts/${accountId}/events`, events);
    },

    /** A client that does not wait long, new: its breakers are closed and its limits unused. */
    createClient({
      accounts = company.newRelicAccounts,
      settings,
      retry,
      pace,
    }: {
      accounts?: typeof company.newRelicAccounts;
      /** Of every account, beside its number, name and key. */
      settings?: JsonObject;
      retry?: Parameters<typeof createRetryPolicy>[0];
      pace?: AccountPace;
    } = {}) {
      const newRelic = {
        apiUrl: `${server.url}/graphql`,
        accounts: accounts.map(account => ({
          ...account,
          apiKey: USER_KEY,
          ...settings,
        })),
      };
      return DefaultNewRelicService.fromConfig(new ConfigReader({ newRelic }), {
        logger: mockServices.logger.mock(),
        retry: createRetryPolicy({ initialDelayMillis: 1, ...retry }),
        pace,
      });
    },
  };
}
