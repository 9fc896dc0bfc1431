import { z } from 'zod';
import { DRIFT_KINDS } from '../inventory/drift';
import {
  DRIFT_SORT_FIELDS,
  driftPageSchema,
  previewSchema,
  refreshSchema,
  scopesSchema,
  summarySchema,
} from './api';

/** The API's own schemas as OpenAPI 3.1 has them, so that they cannot differ. */
function schemaOf(schema: z.ZodType) {
  const { $schema: _, ...definition } = z.toJSONSchema(schema, {
    target: 'draft-2020-12',
  });
  return definition as { type: 'object' };
}

function contentOf(name: string) {
  return {
    'application/json': { schema: { $ref: `#/components/schemas/${name}` } },
  };
}

/** A parameter that may be given several times. */
function anyOf(name: string, description: string, items: object) {
  return {
    name,
    in: 'query',
    description: `${description} Several may be given; any of them fits.`,
    required: false,
    explode: true,
    // References have colons and slashes, which need no escape in a query.
    allowReserved: true,
    schema: { type: 'array', items },
  };
}

function inPath(name: string, schema: object) {
  return { name, in: 'path', required: true, schema };
}

function inQuery(name: string, schema: object, description: string) {
  return { name, in: 'query', required: false, description, schema };
}

const text = { type: 'string', minLength: 1 };
const accountId = { type: 'string', pattern: '^\\d{12}$' };

/** Checked by Backstage's own middleware, which also knows other ways than a header. */
const security = [{}, { bearer: [] }];

export const openApiDocument = {
  openapi: '3.1.0',
  info: {
    title: 'AWS Service Catalog inventory',
    version: '1',
    description:
      'What repositories declare beside what runs in AWS: totals, drift, and how the listings are. Below the catalog: /api/catalog/aws-service-catalog.',
    license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
  },
  servers: [{ url: '/' }],
  paths: {
    '/scopes': {
      get: {
        operationId: 'getScopes',
        summary: 'Every configured account and region, and how its listing is',
        security,
        responses: {
          '200': { description: 'The scopes', content: contentOf('Scopes') },
        },
      },
    },
    '/summary': {
      get: {
        operationId: 'getSummary',
        summary: 'Totals of the entities that the caller may read',
        security,
        responses: {
          '200': { description: 'The totals', content: contentOf('Summary') },
        },
      },
    },
    '/drift': {
      get: {
        operationId: 'getDrift',
        summary: 'Entities with drift that the caller may read',
        description:
          'What belongs to another entity is told with that one. As CSV it has a row for each drift, and no pages.',
        security,
        parameters: [
          anyOf('team', 'Name or reference of the owner.', text),
          anyOf('account', 'Account that it runs in.', accountId),
          anyOf('kind', 'Kind of drift.', {
            type: 'string',
            enum: [...DRIFT_KINDS],
          }),
          inQuery(
            'sort',
            { type: 'string', enum: [...DRIFT_SORT_FIELDS] },
            'By level when left out, the most serious first.',
          ),
          inQuery(
            'order',
            { type: 'string', enum: ['asc', 'desc'] },
            'Descending for levels, else ascending, when left out.',
          ),
          inQuery('offset', { type: 'integer', minimum: 0 }, 'For JSON only.'),
          inQuery(
            'limit',
            { type: 'integer', minimum: 1, maximum: 500 },
            '50 when left out. For JSON only.',
          ),
        ],
        responses: {
          '200': {
            description: 'The entities',
            content: {
              ...contentOf('DriftPage'),
              'text/csv': { schema: { type: 'string' } },
            },
          },
          '400': { description: 'A parameter is wrong: which, and why' },
          '406': { description: 'Neither JSON nor CSV is acceptable' },
        },
      },
    },
    '/preview': {
      post: {
        operationId: 'previewMapping',
        summary: 'What another mapping would make of the last snapshot',
        description:
          'A dry run: nothing is changed. The caller must be allowed to read all entities.',
        security,
        parameters: [
          inQuery(
            'provider',
            text,
            'Id of the provider; the first when left out.',
          ),
          inQuery(
            'all',
            { type: 'boolean' },
            'Also what would stay as it is. Only changes when left out.',
          ),
        ],
        requestBody: {
          required: true,
          description:
            'As catalog.providers.awsServiceCatalog.<id>.mapping in the configuration',
          content: { 'application/json': { schema: { type: 'object' } } },
        },
        responses: {
          '200': {
            description: 'What would change',
            content: {
              ...contentOf('Preview'),
              'text/plain': { schema: { type: 'string' } },
            },
          },
          '400': {
            description: 'The mapping is wrong: which setting, and rule',
          },
          '403': { description: 'The caller may not' },
        },
      },
    },
    '/scopes/{provider}/{account}/{region}/refresh': {
      post: {
        operationId: 'refreshScope',
        summary: 'Has an account and region listed now',
        security,
        parameters: [
          inPath('provider', text),
          inPath('account', accountId),
          inPath('region', text),
        ],
        responses: {
          '202': {
            description: 'It is being listed',
            content: contentOf('Refresh'),
          },
          '400': { description: 'A part of the path is of a wrong form' },
          '403': { description: 'The caller may not' },
          '404': { description: 'There is no such scope' },
          '429': {
            description: 'It was asked for within the last minute',
            headers: {
              'Retry-After': {
                description: 'Seconds until it may be asked for again',
                schema: { type: 'integer' },
              },
            },
          },
        },
      },
    },
  },
  components: {
    securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } },
    schemas: {
      Scopes: schemaOf(scopesSchema),
      Summary: schemaOf(summarySchema),
      DriftPage: schemaOf(driftPageSchema),
      Refresh: schemaOf(refreshSchema),
      Preview: schemaOf(previewSchema),
    },
  },
} as const;
