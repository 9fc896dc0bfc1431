import { createServer, IncomingMessage, ServerResponse } from 'node:http';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { z } from 'zod';
import { Company, createCompany } from '../company';
import { listen, RunningServer } from '../listen';
import { evaluateNrql } from '../nrql-engine';
import { ingestEvents } from './eventApi';
import { Faults, faultSchema } from './faults';
import { parseJson, readBody, sendJson, UnreadableRequest } from './http';
import { NerdGraph } from './NerdGraph';
import { createNewRelicState, NewRelicState } from './NewRelicState';
import { reportError } from './reportError';
import { workBetweenRequests } from './workBetweenRequests';
import { DAY, HOUR } from '../telemetry';

/** The key that events are sent with. */
export const LICENSE_KEY = 'rocket-sandbox-license-key-000000000NRAL';

/** A request of the Event API may be this large, compressed. */
const MAXIMUM_EVENT_BYTES = 1_000_000;
const MAXIMUM_CONTROL_BYTES = 100_000;
const KEEP_ALIVE_MILLIS = 65_000;

/** With more services than this, what is asked often is computed ahead. */
const LARGE_COMPANY = 500;
/** As far back as the usual questions reach. */
const PREPARED_MILLIS = 28 * DAY;

/**
 * Starts a stand-in of New Relic on a loopback port: NerdGraph
 * (`POST /graphql`) and the Event API (`POST /v1/accounts/:id/events`).
 *
 * `/__control/faults` (GET, POST a fault or a list of them, DELETE) makes
 * things go wrong; `/__control/requests` (GET, DELETE) counts requests by
 * operation. Neither exists in New Relic, and neither needs a key.
 */
export async function startNewRelic(
  options: {
    /** 0 picks a free one. */
    port?: number;
    company?: Company;
    /** Seed of the company when none is given. */
    seed?: string;
    /** Epoch milliseconds. Default: the real time. */
    clock?: () => number;
    /** How long a NerdGraph request takes at least. Default 15 ms. */
    latencyMillis?: number;
  } = {},
): Promise<RunningServer> {
  const { port = 0, clock = Date.now, latencyMillis = 15 } = options;
  const company = options.company ?? createCompany({ seed: options.seed });
  const faults = new Faults();
  const state = createNewRelicState({
    company,
    clock: () => clock() + (faults.take('clock-skew', {})?.millis ?? 0),
  });
  const nerdGraph = new NerdGraph({ state, faults, latencyMillis });

  const route = async (request: IncomingMessage, response: ServerResponse) => {
    const path = (request.url ?? '/').split('?')[0];
    const account = /^\/v1\/accounts\/(\d+)\/events$/.exec(path);
    if (request.method === 'POST' && path === '/graphql') {
      return nerdGraph.answer(request, response);
    }
    if (request.method === 'POST' && account) {
      return answerEvents(state, Number(account[1]), request, response);
    }
    if (path.startsWith('/__control/')) {
      return answerControl({ faults, nerdGraph }, path, request, response);
    }
    return sendJson(response, 404, { error: 'Not found' });
  };

  const server = createServer((request, response) => {
    route(request, response).catch((error: unknown) => {
      if (response.headersSent || request.socket.destroyed) {
        response.destroy();
      } else if (error instanceof UnreadableRequest) {
        sendJson(response, error.status, { error: error.message });
      } else {
        reportError(error);
        sendJson(response, 500, { error: 'Internal server error' });
      }
    });
  });
  // A client's idle connection must outlive a question that keeps this process busy.
  server.keepAliveTimeout = KEEP_ALIVE_MILLIS;
  const isLarge = company.services.length > LARGE_COMPANY;
  const prepare = function* prepare() {
    yield* state.events.prepare();
    yield* state.incidents.prepare(state.clock() - PREPARED_MILLIS);
  };
  if (isLarge) {
    for (const _ of prepare()) {
      await nextTurn();
    }
    rehearse(state);
  }
  const running = await listen({ server, port });
  const stopWork = isLarge
    ? workBetweenRequests({
        work: prepare,
        everyMillis: HOUR,
      })
    : () => {};
  return {
    ...running,
    stop: () => {
      stopWork();
      return running.stop();
    },
  };
}

/** Asks what will be asked first, so that no client waits until the engine's code is compiled. */
function rehearse({ company, events, clock }: NewRelicState): void {
  evaluateNrql({
    query:
      'SELECT count(*), filter(count(*), WHERE error IS TRUE), percentile(duration, 95) FROM Transaction WHERE entityGuid IS NOT NULL FACET entityGuid SINCE 7 days ago LIMIT MAX',
    accountId: company.newRelicAccounts[0].id,
    source: events,
    now: clock(),
  });
}

/** The Event API: any JSON with the right key is welcome. */
async function answerEvents(
  state: NewRelicState,
  accountId: number,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const key = request.headers['api-key'] ?? request.headers['x-insert-key'];
  const isKnown = state.company.newRelicAccounts.some(
    ({ id }) => id === accountId,
  );
  if (key !== LICENSE_KEY || !isKnown) {
    request.resume();
    sendJson(response, 403, {});
    return;
  }
  const body = parseJson(
    await readBody(request, { maximumBytes: MAXIMUM_EVENT_BYTES }),
  );
  ingestEvents({
    store: state.customEvents,
    accountId,
    events: Array.isArray(body) ? body : [body],
    now: state.clock(),
  });
  sendJson(response, 200, {
    success: true,
    uuid: globalThis.crypto.randomUUID(),
  });
}

async function answerControl(
  { faults, nerdGraph }: { faults: Faults; nerdGraph: NerdGraph },
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await readBody(request, { maximumBytes: MAXIMUM_CONTROL_BYTES });
  switch (`${request.method} ${path}`) {
    case 'GET /__control/faults':
      return sendJson(response, 200, faults.list());
    case 'POST /__control/faults': {
      const parsed = z
        .union([faultSchema, z.array(faultSchema)])
        .safeParse(parseJson(body));
      if (!parsed.success) {
        return sendJson(response, 400, {
          error: z.prettifyError(parsed.error),
        });
      }
      faults.add([parsed.data].flat());
      return sendJson(response, 200, faults.list());
    }
    case 'DELETE /__control/faults':
      faults.clear();
      return sendJson(response, 200, []);
    case 'GET /__control/requests':
      return sendJson(response, 200, nerdGraph.statistics());
    case 'DELETE /__control/requests':
      nerdGraph.resetStatistics();
      return sendJson(response, 200, {});
    default:
      return sendJson(response, 404, { error: 'Not found' });
  }
}
