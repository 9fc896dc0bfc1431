import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';

const answer = z.object({ status: z.enum(['ok', 'draining']) });

/** Probes come every few seconds; their success is no news. */
const logLevel = 'warn';

/**
 * The probes. `live` fails when only a restart helps; `ready` fails while no request
 * should come here: add what the service cannot work without, such as its database.
 */
export const health: FastifyPluginAsyncZod<{
  isDraining: () => boolean;
}> = async (app, { isDraining }) => {
  app.get(
    '/live',
    {
      logLevel,
      schema: {
        operationId: 'live',
        tags: ['health'],
        summary: 'Whether the process works',
        response: { 200: answer },
      },
    },
    async () => ({ status: 'ok' as const }),
  );

  app.get(
    '/ready',
    {
      logLevel,
      schema: {
        operationId: 'ready',
        tags: ['health'],
        summary: 'Whether requests may come',
        response: { 200: answer, 503: answer },
      },
    },
    async (_request, reply) =>
      isDraining()
        ? reply.code(503).send({ status: 'draining' })
        : reply.code(200).send({ status: 'ok' }),
  );
};
