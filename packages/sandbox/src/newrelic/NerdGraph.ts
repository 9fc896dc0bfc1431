import { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { createSeverityLookup } from './alertSeverity';
import { prepareRequest, runRequest } from './executeGraphql';
import { Faults } from './faults';
import { parseJson, readBody, sendJson } from './http';
import { Limits } from './limits';
import { NewRelicState } from './NewRelicState';
import { NrqlRunner } from './NrqlRunner';
import { createSchema } from './schema';

/** The key of the one user of the sandbox. */
export const USER_KEY = 'NRAK-ROCKETSANDBOX0000000000000';

const MAXIMUM_BODY_BYTES = 8 * 1024 * 1024;

/** What a wrong key is told. */
const BAD_KEY_ANSWER = {
  errors: [
    {
      message: 'The API key provided is invalid',
      extensions: { error_code: 'BAD_API_KEY' },
    },
  ],
};

const requestSchema = z.object({
  query: z.string(),
  variables: z.record(z.string(), z.unknown()).nullish(),
  operationName: z.string().nullish(),
});

/** `POST /graphql`. */
export class NerdGraph {
  readonly #schema = createSchema();
  readonly #state: NewRelicState;
  readonly #faults: Faults;
  readonly #limits: Limits;
  readonly #nrql: NrqlRunner;
  readonly #latencyMillis: number;
  readonly #counts = new Map<string, number>();

  constructor(options: {
    state: NewRelicState;
    faults: Faults;
    /** How long every request takes at least: what makes requests overlap. */
    latencyMillis: number;
  }) {
    const { state, faults, latencyMillis } = options;
    this.#state = state;
    this.#faults = faults;
    this.#limits = new Limits(state.clock);
    this.#nrql = new NrqlRunner({ state, faults, limits: this.#limits });
    this.#latencyMillis = latencyMillis;
  }

  /** Requests by operation name, and the most that ran at the same time. */
  statistics(): { requests: Record<string, number>; peakConcurrency: number } {
    return {
      requests: Object.fromEntries(this.#counts),
      peakConcurrency: this.#limits.peakConcurrency,
    };
  }

  resetStatistics(): void {
    this.#counts.clear();
    this.#limits.resetPeak();
  }

  async answer(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const key = request.headers['api-key'];
    if (key !== USER_KEY) {
      sendJson(response, 401, BAD_KEY_ANSWER);
      return;
    }
    if (!this.#limits.enter(key)) {
      request.resume();
      sendJson(response, 429, {
        errors: [
          {
            message: 'Too many concurrent requests',
            extensions: { errorClass: 'TOO_MANY_REQUESTS' },
          },
        ],
      });
      return;
    }
    try {
      await this.#answerAllowed(request, response);
    } finally {
      this.#limits.leave(key);
    }
  }

  async #answerAllowed(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const body = await readBody(request, { maximumBytes: MAXIMUM_BODY_BYTES });
    await delay(this.#latencyMillis);
    const parsed = requestSchema.safeParse(parseJson(body));
    if (!parsed.success) {
      sendJson(response, 400, {
        errors: [{ message: 'No query string was present' }],
      });
      return;
    }
    const prepared = prepareRequest(this.#schema, parsed.data);
    if (prepared.kind === 'invalid') {
      sendJson(response, 200, { errors: prepared.errors });
      return;
    }
    const { operation } = prepared;
    const name = operation ?? '';
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + 1);
    if (await this.#fail(operation, request, response)) {
      return;
    }
    const answer = await runRequest({
      schema: this.#schema,
      prepared,
      context: this.#contextOf(operation),
    });
    this.#send(operation, response, answer);
  }

  #contextOf(operation: string | undefined) {
    const forbidden = this.#state.company.newRelicAccounts
      .map(({ id }) => id)
      .filter(accountId =>
        this.#faults.take('forbid-account', { operation, accountId }),
      );
    return {
      state: this.#state,
      faults: this.#faults,
      limits: this.#limits,
      nrql: this.#nrql,
      severityOf: createSeverityLookup(this.#state),
      operation,
      mayRead: (accountId: number) =>
        !forbidden.includes(accountId) &&
        this.#state.company.newRelicAccounts.some(({ id }) => id === accountId),
    };
  }

  /** Faults that keep a request from being answered. @returns whether one did */
  async #fail(
    operation: string | undefined,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<boolean> {
    const late = this.#faults.take('latency', { operation });
    if (late) {
      await delay(late.millis);
    }
    if (this.#faults.take('drop', { operation })) {
      request.socket.destroy();
      return true;
    }
    if (this.#faults.take('hang', { operation })) {
      await new Promise(resolve => {
        response.once('close', resolve);
      });
      return true;
    }
    const http = this.#faults.take('http', { operation });
    if (http) {
      response.writeHead(http.status, {
        'content-type': 'text/html',
        ...(http.retryAfterSeconds === undefined
          ? {}
          : { 'retry-after': String(http.retryAfterSeconds) }),
      });
      response.end(`<html><body>${http.status}</body></html>`);
      return true;
    }
    if (this.#faults.take('not-json', { operation })) {
      response
        .writeHead(200, { 'content-type': 'text/html' })
        .end('<html><body>Sign in</body></html>');
      return true;
    }
    if (this.#faults.take('wrong-json', { operation })) {
      sendJson(response, 200, { status: 'ok' });
      return true;
    }
    if (this.#faults.take('bad-key', { operation })) {
      sendJson(response, 200, BAD_KEY_ANSWER);
      return true;
    }
    const error = this.#faults.take('error', { operation });
    if (error) {
      sendJson(response, 200, {
        data: null,
        errors: [
          {
            message: 'An error occurred',
            extensions: { errorClass: error.errorClass },
          },
        ],
      });
    }
    return error !== undefined;
  }

  #send(
    operation: string | undefined,
    response: ServerResponse,
    answer: unknown,
  ): void {
    if (!this.#faults.take('truncate', { operation })) {
      sendJson(response, 200, answer);
      return;
    }
    const body = JSON.stringify(answer);
    response.writeHead(200, {
      'content-type': 'application/json',
      'content-length': String(Buffer.byteLength(body)),
    });
    response.write(body.slice(0, Math.floor(body.length / 2)), () => {
      response.destroy();
    });
  }
}
