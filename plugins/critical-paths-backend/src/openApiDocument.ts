import {
  pathDetailSchema,
  pathListSchema,
  stepDetailSchema,
  timeRanges,
} from '@rocket/plugin-critical-paths-common';
import { z } from 'zod';

const range = {
  name: 'range',
  in: 'query',
  description:
    'The span of time, ending now; it is compared with the same span one week before. The last 24 hours when left out.',
  required: false,
  schema: { type: 'string', enum: timeRanges, default: '24h' },
} as const;

const namespace = {
  name: 'namespace',
  in: 'path',
  description: 'Namespace of the critical path in the catalog.',
  required: true,
  schema: { type: 'string' },
} as const;

const name = {
  name: 'name',
  in: 'path',
  description: 'Name of the critical path in the catalog.',
  required: true,
  schema: { type: 'string' },
} as const;

const stepId = {
  name: 'stepId',
  in: 'path',
  description: 'Id of the step in the critical path.',
  required: true,
  schema: { type: 'string' },
} as const;

const notFound = { description: 'There is no such critical path or step.' };
const badRange = { description: 'The range is none of those offered.' };

/** The answers' schemas are those that the front end parses them with. */
function answer(description: string, schema: z.ZodType) {
  const { $schema, ...jsonSchema } = z.toJSONSchema(schema, { io: 'output' });
  return {
    description,
    content: { 'application/json': { schema: jsonSchema } },
  };
}

/** The HTTP API of critical paths, served at `openapi.json` below the plugin's own URL. */
export const openApiDocument = {
  openapi: '3.1.0',
  info: {
    title: 'critical-paths',
    version: '1',
    description:
      'Critical paths: business flows as graphs of steps, with status, error budget, and the four dashboards of uptime, throughput, error rate and latency. Instants are UTC, ratios 0 to 1, latencies milliseconds, throughput requests per hour, objectives percent. What is not there is not known.',
    license: {
      name: 'Apache-2.0',
      url: 'https://www.apache.org/licenses/LICENSE-2.0.html',
    },
  },
  servers: [{ url: '/' }],
  paths: {
    '/paths': {
      get: {
        operationId: 'GetCriticalPaths',
        summary: 'All critical paths',
        description: 'Worst status first, then by title.',
        security: [{}, { JWT: [] }],
        parameters: [range],
        responses: {
          '200': answer('All critical paths.', pathListSchema),
          '400': badRange,
        },
      },
    },
    '/paths/{namespace}/{name}': {
      get: {
        operationId: 'GetCriticalPath',
        summary: 'One critical path with its steps',
        security: [{}, { JWT: [] }],
        parameters: [namespace, name, range],
        responses: {
          '200': answer('The critical path.', pathDetailSchema),
          '400': badRange,
          '404': notFound,
        },
      },
    },
    '/paths/{namespace}/{name}/steps/{stepId}': {
      get: {
        operationId: 'GetCriticalPathStep',
        summary: 'One step: the transactions of one application on the path',
        security: [{}, { JWT: [] }],
        parameters: [namespace, name, stepId, range],
        responses: {
          '200': answer('The step.', stepDetailSchema),
          '400': badRange,
          '404': notFound,
        },
      },
    },
  },
  components: {
    securitySchemes: {
      JWT: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
    },
  },
} as const;
