import { stringifyEntityRef } from '@backstage/catalog-model';
import { createValidatedOpenApiRouter } from '@backstage/backend-openapi-utils';
import {
  CRITICAL_PATH_KIND,
  timeRangeSchema,
} from '@rocket/plugin-critical-paths-common';
import type { Router } from 'express';
import { openApiDocument } from './openApiDocument';
import type { CriticalPathsService } from './service/CriticalPathsService';

/** The HTTP API, see `openApiDocument.ts`. The framework asks every caller for credentials. */
export async function createRouter(options: {
  service: CriticalPathsService;
}): Promise<Router> {
  const { service } = options;
  const router = createValidatedOpenApiRouter(openApiDocument);

  router.get('/paths', async (request, response) => {
    response.json(await service.list({ range: rangeOf(request.query) }));
  });

  router.get('/paths/:namespace/:name', async (request, response) => {
    response.json(
      await service.path({
        entityRef: refOf(request.params),
        range: rangeOf(request.query),
      }),
    );
  });

  router.get(
    '/paths/:namespace/:name/steps/:stepId',
    async (request, response) => {
      response.json(
        await service.step({
          entityRef: refOf(request.params),
          stepId: request.params.stepId,
          range: rangeOf(request.query),
        }),
      );
    },
  );

  return router as unknown as Router;
}

/** The last 24 hours when a request does not say. */
function rangeOf(query: { range?: string }) {
  return timeRangeSchema.parse(query.range ?? '24h');
}

function refOf({ namespace, name }: { namespace: string; name: string }) {
  return stringifyEntityRef({ kind: CRITICAL_PATH_KIND, namespace, name });
}
