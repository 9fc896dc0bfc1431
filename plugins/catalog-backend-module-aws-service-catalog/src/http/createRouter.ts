import { createValidatedOpenApiRouter } from '@backstage/backend-openapi-utils';
import {
  AuditorService,
  HttpAuthService,
  PermissionsService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import {
  ConflictError,
  CustomErrorBase,
  NotAllowedError,
  NotFoundError,
  toError,
} from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { Request, Router } from 'express';
import { taskIds } from '../AwsServiceCatalogEntityProvider';
import { ProviderConfig } from '../config';
import { RefreshLimiter } from '../database/RefreshLimiter';
import { scopeRefreshPermission } from '../permissions';
import { API_PREFIX, DriftQuery, PreviewQuery } from './api';
import { driftCsv } from './driftCsv';
import { MappingPreviewer } from '../inventory/MappingPreviewer';
import { InventoryReporter } from './InventoryReporter';
import { openApiDocument } from './openApiDocument';
import { previewText } from './previewText';
import { ScopeReporter } from './ScopeReporter';

/** Answered with the status code that it names; see Backstage's error handler. */
class TooManyRequestsError extends CustomErrorBase {
  name = 'TooManyRequestsError' as const;
  readonly statusCode = 429;
}

/**
 * The API of the inventory, for the catalog's own router: everything lies below
 * {@link API_PREFIX}, and what it does not know goes on to the catalog.
 */
export function createRouter(options: {
  configs: readonly ProviderConfig[];
  scopes: ScopeReporter;
  inventory: InventoryReporter;
  limiter: RefreshLimiter;
  previewer: MappingPreviewer;
  auditor: AuditorService;
  httpAuth: HttpAuthService;
  permissions: PermissionsService;
  scheduler: SchedulerService;
}): Router {
  const { configs, scopes, inventory, limiter, previewer } = options;
  const { auditor, httpAuth, permissions, scheduler } = options;
  // The document has validated every request; its types end at Express.
  const router: Router = createValidatedOpenApiRouter(openApiDocument);

  const credentialsOf = (request: Request) =>
    httpAuth.credentials(request, { allow: ['user', 'service'] });

  router.get('/scopes', async (request, response) => {
    await credentialsOf(request);
    response.json({
      configured: configs.length > 0,
      scopes: await scopes.report(),
    });
  });

  router.get('/summary', async (request, response) => {
    response.json(await inventory.summary(await credentialsOf(request)));
  });

  router.get('/drift', async (request, response) => {
    const credentials = await credentialsOf(request);
    const query = request.query as DriftQuery;
    response.vary('Accept');
    switch (request.accepts('application/json', 'text/csv')) {
      case 'application/json':
        response.json(await inventory.drift(query, credentials));
        break;
      case 'text/csv':
        response
          .attachment('inventory-drift.csv')
          .type('text/csv')
          .send(driftCsv(await inventory.allDrift(query, credentials)));
        break;
      default:
        response.sendStatus(406);
    }
  });

  router.post('/preview', async (request, response) => {
    const { provider, all } = request.query as PreviewQuery;
    const report = await previewer.preview(
      { provider, mapping: request.body, onlyChanges: !all },
      await credentialsOf(request),
    );
    response.vary('Accept');
    if (request.accepts('application/json', 'text/plain') === 'text/plain') {
      response.type('text/plain').send(previewText(report));
    } else {
      response.json(report);
    }
  });

  router.post(
    '/scopes/:provider/:account/:region/refresh',
    async (request, response) => {
      const { provider, account, region } = request.params;
      const event = await auditor.createEvent({
        eventId: 'aws-scope-refresh',
        severityLevel: 'medium',
        request,
        meta: { provider, account, region },
      });
      try {
        const [decision] = await permissions.authorize(
          [{ permission: scopeRefreshPermission }],
          { credentials: await credentialsOf(request) },
        );
        if (decision.result !== AuthorizeResult.ALLOW) {
          throw new NotAllowedError('You may not refresh the inventory');
        }
        const config = configs.find(({ id }) => id === provider);
        if (
          !config?.regions.includes(region) ||
          !config.accounts.some(({ id }) => id === account)
        ) {
          throw new NotFoundError(
            `Provider ${provider} does not list account ${account} in ${region}`,
          );
        }
        const scope = { accountId: account, region };
        const waitMillis = await limiter.take(provider, scope);
        if (waitMillis > 0) {
          response.setHeader('Retry-After', Math.ceil(waitMillis / 1000));
          throw new TooManyRequestsError(
            `${account} in ${region} was refreshed just now`,
          );
        }
        const status = await trigger(scheduler, taskIds.sync(provider, scope));
        await event.success({ meta: { status } });
        response.status(202).json({ status });
      } catch (error) {
        await event.fail({ error: toError(error) });
        throw error;
      }
    },
  );

  const mount = Router();
  mount.use(API_PREFIX, router);
  return mount;
}

async function trigger(
  scheduler: SchedulerService,
  taskId: string,
): Promise<'started' | 'running'> {
  try {
    await scheduler.triggerTask(taskId);
    return 'started';
  } catch (error) {
    if (error instanceof ConflictError) {
      return 'running';
    }
    throw error;
  }
}
