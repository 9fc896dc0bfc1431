import { stringify } from 'yaml';
import { Service, Transaction } from '../../company';

/** An OpenAPI document of what the service serves, with probes and problem details. */
export function renderOpenApi(service: Service): string {
  const paths: Record<string, Record<string, object>> = {};
  for (const transaction of service.transactions) {
    const path = templatePath(transaction);
    paths[path] = {
      ...paths[path],
      [transaction.method.toLowerCase()]: operationOf(transaction),
    };
  }
  return stringify({
    openapi: '3.1.0',
    info: {
      title: service.name,
      version: '1.0.0',
      description: service.description,
    },
    servers: [{ url: `https://${service.name}.internal.cordillera.example` }],
    paths,
    components: {
      schemas: {
        Document: {
          type: 'object',
          required: ['id', 'createdAt'],
          properties: {
            id: { type: 'string', format: 'uuid' },
            createdAt: { type: 'string', format: 'date-time' },
          },
        },
        Problem: {
          description: 'A problem as RFC 9457 describes it.',
          type: 'object',
          required: ['title', 'status'],
          properties: {
            type: { type: 'string', format: 'uri-reference' },
            title: { type: 'string' },
            status: { type: 'integer' },
            detail: { type: 'string' },
          },
        },
      },
    },
  });
}

/** Express writes `:id` where OpenAPI writes `{id}`. */
function templatePath({ path }: Transaction): string {
  return path.replace(/:(\w+)/g, '{$1}');
}

function operationOf(transaction: Transaction): object {
  const path = templatePath(transaction);
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
  const isPost = transaction.method === 'POST';
  const words = path.split('/').filter(word => /^[a-z][a-z-]+$/.test(word));
  const document = {
    'application/json': { schema: { $ref: '#/components/schemas/Document' } },
  };
  return {
    operationId: [transaction.method.toLowerCase(), ...words]
      .join('-')
      .replace(/-(\w)/g, (_match, letter: string) => letter.toUpperCase()),
    ...(names.length > 0 && {
      parameters: names.map(name => ({
        name,
        in: 'path',
        required: true,
        schema: { type: 'string' },
      })),
    }),
    ...(transaction.method !== 'GET' && {
      requestBody: {
        required: true,
        content: { 'application/json': { schema: { type: 'object' } } },
      },
    }),
    responses: {
      [isPost ? '201' : '200']: {
        description: isPost ? 'Created' : 'Found',
        content: document,
      },
      default: {
        description: 'It did not work',
        content: {
          'application/problem+json': {
            schema: { $ref: '#/components/schemas/Problem' },
          },
        },
      },
    },
  };
}
