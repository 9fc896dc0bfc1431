import { newRelicStatusSchema } from '@rocket/plugin-newrelic-operations-common';
import { z } from 'zod';

/** The schema is the one that the front end parses the answer with. */
const { $schema, ...statusSchema } = z.toJSONSchema(newRelicStatusSchema, {
  io: 'output',
});

/** The HTTP API, served at `openapi.json` below the plugin's own URL. */
export const openApiDocument = {
  openapi: '3.1.0',
  info: {
    title: 'newrelic-operations',
    version: '1',
    description:
      'How the connections of the portal to New Relic are. No key and nothing of what New Relic answered is in it. Instants are UTC.',
    license: {
      name: 'Apache-2.0',
      url: 'https://www.apache.org/licenses/LICENSE-2.0.html',
    },
  },
  servers: [{ url: '/' }],
  paths: {
    '/status': {
      get: {
        operationId: 'GetNewRelicStatus',
        summary: 'Each account: its connection, last success and error, limits',
        description:
          'As the replica that answers sees it; `instance` names it. Other replicas have connections and limits of their own.',
        security: [{}, { JWT: [] }],
        parameters: [],
        responses: {
          '200': {
            description: 'The accounts in the order of the configuration.',
            content: { 'application/json': { schema: statusSchema } },
          },
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
