import { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { createFaultSchema, Faults } from './faults';
import { parseJson, send } from './protocol/http';

/** Answers what no AWS has: `/__control/faults` and `/__control/requests`. */
export function answerControl(
  request: IncomingMessage,
  response: ServerResponse,
  state: {
    body: Buffer;
    faults: Faults;
    faultSchema: ReturnType<typeof createFaultSchema>;
    counts: Map<string, number>;
  },
): void {
  const { body, faults, faultSchema, counts } = state;
  const json = (status: number, value: unknown) =>
    send(response, status, 'application/json', JSON.stringify(value));
  switch (`${request.method} ${request.url}`) {
    case 'GET /__control/faults':
      return json(200, faults.list());
    case 'POST /__control/faults':
      try {
        faults.add(z.array(faultSchema).parse([parseJson(body)].flat()));
        return json(200, faults.list());
      } catch (error) {
        return json(400, {
          error:
            error instanceof z.ZodError
              ? z.prettifyError(error)
              : String(error),
        });
      }
    case 'DELETE /__control/faults':
      faults.clear();
      return json(200, []);
    case 'GET /__control/requests':
      return json(200, Object.fromEntries(counts));
    case 'DELETE /__control/requests':
      counts.clear();
      return json(200, {});
    default:
      return json(404, { error: `Nothing answers ${request.url}` });
  }
}
