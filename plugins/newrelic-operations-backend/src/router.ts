import { createValidatedOpenApiRouter } from '@backstage/backend-openapi-utils';
import type {
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { NewRelicMonitor } from '@rocket/plugin-newrelic-node';
import { newRelicStatusPermission } from '@rocket/plugin-newrelic-operations-common';
import type { Router } from 'express';
import { openApiDocument } from './openApiDocument';
import { toNewRelicStatus } from './toNewRelicStatus';

/** The HTTP API, see `openApiDocument.ts`, for those who have the permission. */
export async function createRouter(options: {
  httpAuth: HttpAuthService;
  monitor: NewRelicMonitor;
  permissions: PermissionsService;
  /** The name of this replica. */
  instance: string;
}): Promise<Router> {
  const { httpAuth, instance, monitor, permissions } = options;
  const router = createValidatedOpenApiRouter(openApiDocument);

  router.get('/status', async (request, response) => {
    const [decision] = await permissions.authorize(
      [{ permission: newRelicStatusPermission }],
      {
        credentials: await httpAuth.credentials(request, {
          allow: ['user', 'service'],
        }),
      },
    );
    if (decision.result !== AuthorizeResult.ALLOW) {
      throw new NotAllowedError(
        `Not allowed: ${newRelicStatusPermission.name}`,
      );
    }
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
