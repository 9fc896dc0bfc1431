import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { problem } from './problems.ts';

const words = { es: 'Hola', pt: 'Olá', en: 'Hello' };

/** An example of a resource: put your own beside it, then remove it. */
export const greetings: FastifyPluginAsyncZod = async app => {
  app.get(
    '/greetings/:name',
    {
      schema: {
        operationId: 'greet',
        tags: ['greetings'],
        summary: 'Greets somebody',
        params: z.object({ name: z.string().min(1).max(80) }),
        querystring: z.object({ language: z.enum(['es', 'pt', 'en']).default('es') }),
        response: { 200: z.object({ greeting: z.string() }), 400: problem },
      },
    },
    async ({ params, query }) => ({
      greeting: `${words[query.language]}, ${params.name}`,
    }),
  );
};
