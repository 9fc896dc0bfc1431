import { createValidatedOpenApiRouter } from '@backstage/backend-openapi-utils';
import type { NewRelicMonitor } from '@rocket/plugin-newrelic-node';
import type { Router } from 'express';
import { openApiDocument } from './openApiDocument';
import { toNewRelicStatus } from './toNewRelicStatus';

/** The HTTP API, see `openApiDocument.ts`. The framework asks every caller for credentials. */
export async function createRouter(options: {
  monitor: NewRelicMonitor;
  /** The name of this replica. */
  instance: string;
}): Promise<Router> {
  const { monitor, instance } = options;
  const router = createValidatedOpenApiRouter(openApiDocument);

  router.get('/status', async (_request, response) => {
    response.json(
      toNewRelicStatus({
        accounts: monitor.status(),
        instance,
        now: Date.now(),
      }),
    );
  });

  return router as unknown as Router;
}
