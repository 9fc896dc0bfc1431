import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';

/** A problem as RFC 9457 describes it: what every error of the service looks like. */
export const problem = z.object({
  title: z.string(),
  status: z.int(),
  detail: z.string().optional(),
});

/** Answers every error as a problem; what went wrong inside stays inside. */
export function answerProblems(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) {
      request.log.error(error, 'request failed');
      return send(reply, { title: 'Internal error', status });
    }
    const title = error.validation ? 'Invalid request' : error.name;
    return send(reply, { title, status, detail: error.message });
  });
  app.setNotFoundHandler((_request, reply) =>
    send(reply, { title: 'Not found', status: 404 }),
  );
}

function send(reply: FastifyReply, body: z.infer<typeof problem>) {
  // Not through the route's schema: an error may come before there is a route.
  return reply
    .code(body.status)
    .type('application/problem+json')
    .serializer(JSON.stringify)
    .send(body);
}
