import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import type { Meter } from '@opentelemetry/api';
import { z } from 'zod';
import { DefaultNewRelicService } from '../DefaultNewRelicService';
import { events } from '../nrql/results';
import { createRetryPolicy } from '../nerdgraph/retry';
import { startNerdGraph } from './startNerdGraph';

/** The key of accounts 1 and 2. */
export const key = 'NRAK-VERYSECRET';

const result = events(z.object({ n: z.number() }));

/** A question, told apart by its event type. */
export function count(eventType: string, accountId?: number) {
  return {
    query: `SELECT count(*) AS 'n' FROM ${eventType}`,
    result,
    accountId,
  };
}

/** Clients that do not wait long, each before a server that answers as told. */
export function createClientBench(options: { meter?: Meter } = {}) {
  const logger = mockServices.logger.mock();
  const servers: Array<{ stop(): Promise<void> }> = [];

  function serviceOf(newRelic: JsonObject) {
    return DefaultNewRelicService.fromConfig(new ConfigReader({ newRelic }), {
      ...options,
      logger,
      retry: createRetryPolicy({ initialDelayMillis: 1 }),
    });
  }

  async function setup(handler: Parameters<typeof startNerdGraph>[0]) {
    const server = await startNerdGraph(handler);
    servers.push(server);
    const service = serviceOf({
      apiUrl: server.url,
      accounts: [
        { id: 1, name: 'Production', apiKey: key },
        { id: 2, name: 'Staging', apiKey: key },
        { id: 3, name: 'Elsewhere', apiKey: 'NRAK-OTHER' },
      ],
    });
    return { server, service };
  }

  async function stop() {
    await Promise.all(servers.splice(0).map(server => server.stop()));
  }

  return { logger, serviceOf, setup, stop };
}
