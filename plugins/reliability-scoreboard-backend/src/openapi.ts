import {
  dimensionOutcomes,
  levels,
  ruleCatalogueSchema,
  serviceDetailSchema,
  serviceListSchema,
  serviceSortFields,
  summarySchema,
} from '@rocket/plugin-reliability-scoreboard-common';
import { z } from 'zod';

/** The plugin's own schemas as OpenAPI 3.1 has them, so that they cannot differ. */
function schemaOf(schema: z.ZodType) {
  const { $schema: _, ...definition } = z.toJSONSchema(schema, {
    target: 'draft-2020-12',
  });
  return definition as { type: 'object' };
}

function answerOf(name: string, description: string) {
  return {
    description,
    content: {
      'application/json': {
        schema: { $ref: `#/components/schemas/${name}` },
      },
    },
  };
}

/** A parameter that may be given several times; any of its values fits. */
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

const text = { type: 'string', minLength: 1 };

const filters = [
  anyOf('owner', 'Reference of the owner.', text),
  anyOf('tier', 'Effective tier.', { type: 'integer', minimum: 0, maximum: 3 }),
  anyOf('level', 'Level; `none` is below Bronze.', {
    type: 'string',
    enum: [...levels, 'none'],
  }),
  anyOf('outcome', 'Outcome in a dimension: `alerts.fail`.', {
    type: 'string',
    enum: dimensionOutcomes,
  }),
  anyOf('path', 'Reference of a critical path.', text),
  anyOf('language', 'Language.', text),
  anyOf('lifecycle', 'Lifecycle.', text),
  {
    name: 'search',
    in: 'query',
    description: 'Words that title, reference or owner contain.',
    required: false,
    schema: { type: 'string', maxLength: 200 },
  },
  {
    name: 'sort',
    in: 'query',
    description: 'Services without a value come last.',
    required: false,
    schema: { type: 'string', enum: [...serviceSortFields] },
  },
  {
    name: 'order',
    in: 'query',
    required: false,
    schema: { type: 'string', enum: ['asc', 'desc'] },
  },
];

const entityName = ['namespace', 'kind', 'name'].map(name => ({
  name,
  in: 'path',
  required: true,
  schema: text,
}));

/** Checked by Backstage's own middleware, which also knows other ways than a header. */
const security = [{}, { bearer: [] }];

export const openApiDocument = {
  openapi: '3.1.0',
  info: {
    title: 'Reliability scoreboard',
    version: '1',
    description:
      'Scores of all services: level, service quality, coverage, alerts, time to recover.',
    license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
  },
  servers: [{ url: '/' }],
  paths: {
    '/summary': {
      get: {
        operationId: 'getSummary',
        summary: 'Counts over all services, and how the collection is doing',
        security,
        responses: { '200': answerOf('Summary', 'The summary') },
      },
    },
    '/rules': {
      get: {
        operationId: 'getRules',
        summary: 'Every rule with its thresholds by tier',
        security,
        responses: { '200': answerOf('RuleCatalogue', 'The rules') },
      },
    },
    '/services': {
      get: {
        operationId: 'getServices',
        summary: 'Scores, filtered and sorted, one page',
        security,
        parameters: [
          ...filters,
          {
            name: 'offset',
            in: 'query',
            required: false,
            schema: { type: 'integer', minimum: 0 },
          },
          {
            name: 'limit',
            in: 'query',
            description: '50 when left out.',
            required: false,
            schema: { type: 'integer', minimum: 1, maximum: 500 },
          },
        ],
        responses: { '200': answerOf('ServiceList', 'A page of scores') },
      },
    },
    '/services.csv': {
      get: {
        operationId: 'getServicesCsv',
        summary: 'Scores, filtered and sorted, as CSV without pages',
        security,
        parameters: filters,
        responses: {
          '200': {
            description: 'The scores',
            content: { 'text/csv': { schema: { type: 'string' } } },
          },
        },
      },
    },
    '/services/{namespace}/{kind}/{name}': {
      get: {
        operationId: 'getService',
        summary: 'One service with every rule and its evidence',
        security,
        parameters: entityName,
        responses: {
          '200': answerOf('ServiceDetail', 'The service'),
          '404': { description: 'The service has no score' },
        },
      },
    },
    '/services/{namespace}/{kind}/{name}/refresh': {
      post: {
        operationId: 'refreshService',
        summary: 'Asks New Relic about one service now',
        security,
        parameters: entityName,
        responses: {
          '200': answerOf('ServiceDetail', 'The service, scored anew'),
          '404': { description: 'The catalog has no such service' },
          '429': {
            description: 'It was refreshed less than a minute ago',
            headers: {
              'Retry-After': {
                description: 'Seconds until it can be asked for again.',
                schema: { type: 'integer', minimum: 1 },
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
      Summary: schemaOf(summarySchema),
      RuleCatalogue: schemaOf(ruleCatalogueSchema),
      ServiceList: schemaOf(serviceListSchema),
      ServiceDetail: schemaOf(serviceDetailSchema),
    },
  },
} as const;
