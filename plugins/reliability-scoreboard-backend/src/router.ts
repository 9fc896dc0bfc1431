import { createValidatedOpenApiRouter } from '@backstage/backend-openapi-utils';
import type {
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  type BasicPermission,
} from '@backstage/plugin-permission-common';
import {
  apiPaths,
  describeRules,
  scoreboardReadPermission,
  scoreboardRefreshPermission,
  type ServiceListQuery,
} from '@rocket/plugin-reliability-scoreboard-common';
import type { Request, Router } from 'express';
import { openApiDocument } from './openapi';
import { toCsv } from './service/csv';
import type { Scoreboard } from './service/Scoreboard';
import type { ScoreCollector } from './service/ScoreCollector';
import { TooSoonError } from './service/TooSoonError';

/** HTTP over the scoreboard. Everything needs a user or a service. */
export function createRouter(options: {
  scoreboard: Scoreboard;
  collector: ScoreCollector;
  httpAuth: HttpAuthService;
  permissions: PermissionsService;
}): Router {
  const { scoreboard, collector, httpAuth, permissions } = options;
  // The document has validated every request; its types end at Express.
  const router: Router = createValidatedOpenApiRouter(openApiDocument);

  async function allow(
    request: Request,
    permission: BasicPermission,
  ): Promise<void> {
    const credentials = await httpAuth.credentials(request, {
      allow: ['user', 'service'],
    });
    const [decision] = await permissions.authorize([{ permission }], {
      credentials,
    });
    if (decision.result !== AuthorizeResult.ALLOW) {
      throw new NotAllowedError(`Not allowed: ${permission.name}`);
    }
  }

  router.get(apiPaths.summary, async (request, response) => {
    await allow(request, scoreboardReadPermission);
    response.json(await scoreboard.summary());
  });

  router.get(apiPaths.rules, async (request, response) => {
    await allow(request, scoreboardReadPermission);
    response.json({ rules: describeRules() });
  });

  router.get(apiPaths.services, async (request, response) => {
    await allow(request, scoreboardReadPermission);
    response.json(await scoreboard.list(readQuery(request)));
  });

  router.get(apiPaths.servicesCsv, async (request, response) => {
    await allow(request, scoreboardReadPermission);
    const scores = await scoreboard.listAll(readQuery(request));
    response.attachment('scoreboard.csv').type('text/csv').send(toCsv(scores));
  });

  const servicePath = '/services/:namespace/:kind/:name';

  router.get(servicePath, async (request, response) => {
    await allow(request, scoreboardReadPermission);
    response.json(await scoreboard.detail(readEntityRef(request)));
  });

  router.post(`${servicePath}/refresh`, async (request, response) => {
    await allow(request, scoreboardRefreshPermission);
    const entityRef = readEntityRef(request);
    try {
      await collector.collectOne(entityRef);
    } catch (error) {
      if (error instanceof TooSoonError) {
        response.set('Retry-After', String(error.retryAfterSeconds));
      }
      throw error;
    }
    response.json(await scoreboard.detail(entityRef));
  });

  return router;
}

/** The validated query; numbers and lists as the document says. */
function readQuery(request: Request): ServiceListQuery {
  return request.query as unknown as ServiceListQuery;
}

function readEntityRef({ params }: Request): string {
  const { kind, namespace, name } = params;
  return stringifyEntityRef({ kind, namespace, name });
}
