import type { LoggerService } from '@backstage/backend-plugin-api';
import { bulkhead, type BulkheadPolicy } from 'cockatiel';
import { NewRelicError } from '../NewRelicError';
import {
  TransientNewRelicError,
  fromGraphQlError,
  fromHttpStatus,
  isDeprecation,
} from './errors';
import { parseRetryAfter, responseSchema, type GraphQlError } from './response';
import { untilAborted } from './untilAborted';

/** New Relic allows 25 at a time per user; some are left for people. */
const concurrentRequests = 20;

/** The line has no end; a number, so that what waits in it can be counted. */
const lineLength = Number.MAX_SAFE_INTEGER;

/** How many different deprecations are remembered, so as to log each once. */
const rememberedDeprecations = 200;

export interface NerdGraphRequest {
  /** The operation's name, in metrics. */
  operation: string;
  document: string;
  variables: unknown;
  /** The whole request, from when it leaves the queue to its last byte. */
  timeoutMillis: number;
  signal?: AbortSignal;
}

export interface NerdGraphAnswer {
  data: unknown;
  /** Without deprecations. */
  errors: GraphQlError[];
}

/**
 * HTTP to NerdGraph with one key: queues what is over the limit, and tells a
 * refusal from an outage. Does not repeat anything.
 */
export class NerdGraphTransport {
  readonly #url: string;
  readonly #apiKey: string;
  readonly #logger: LoggerService;
  readonly #queue: BulkheadPolicy = bulkhead(concurrentRequests, lineLength);
  readonly #deprecations = new Set<string>();

  constructor(options: { url: string; apiKey: string; logger: LoggerService }) {
    this.#url = options.url;
    this.#apiKey = options.apiKey;
    this.#logger = options.logger;
  }

  /** Requests under way, those that wait for their turn, and how many may be under way. */
  get load(): { inFlight: number; queued: number; limit: number } {
    return {
      inFlight: concurrentRequests - this.#queue.executionSlots,
      queued: lineLength - this.#queue.queueSlots,
      limit: concurrentRequests,
    };
  }

  /**
   * @param guard - surrounds the request once its turn has come: may refuse or watch it
   * @throws NewRelicError, or the signal's reason when aborted
   */
  async send(
    request: NerdGraphRequest,
    guard: (
      post: () => Promise<NerdGraphAnswer>,
    ) => Promise<NerdGraphAnswer> = post => post(),
  ): Promise<NerdGraphAnswer> {
    const answer = await untilAborted(
      this.#queue.execute(
        () => guard(() => this.#post(request)),
        request.signal,
      ),
      request.signal,
    );
    return {
      ...answer,
      errors: this.#withoutDeprecations(answer.errors, request.operation),
    };
  }

  async #post(request: NerdGraphRequest): Promise<NerdGraphAnswer> {
    const timeout = AbortSignal.timeout(request.timeoutMillis);
    try {
      const response = await fetch(this.#url, {
        method: 'POST',
        headers: {
          'API-Key': this.#apiKey,
          'Content-Type': 'application/json',
          'NewRelic-Requesting-Services': 'rocket',
        },
        body: JSON.stringify({
          query: request.document,
          variables: request.variables,
        }),
        // A key must not follow a redirect to another host.
        redirect: 'error',
        signal: request.signal
          ? AbortSignal.any([request.signal, timeout])
          : timeout,
      });
      return readAnswer(response, await response.text());
    } catch (error) {
      if (error instanceof NewRelicError || request.signal?.aborted) {
        throw error;
      }
      if (timeout.aborted) {
        throw new TransientNewRelicError(
          `New Relic did not answer within ${request.timeoutMillis / 1000} s`,
          { kind: 'timeout', outage: true, cause: error },
        );
      }
      throw new TransientNewRelicError('New Relic could not be reached', {
        kind: 'unavailable',
        cause: error,
      });
    }
  }

  #withoutDeprecations(
    errors: GraphQlError[],
    operation: string,
  ): GraphQlError[] {
    return errors.filter(error => {
      if (!isDeprecation(error)) {
        return true;
      }
      const warning = `New Relic warns about ${operation}: ${error.message}`;
      if (
        !this.#deprecations.has(warning) &&
        this.#deprecations.size < rememberedDeprecations
      ) {
        this.#deprecations.add(warning);
        this.#logger.warn(warning);
      }
      return false;
    });
  }
}

function readAnswer(response: Response, body: string): NerdGraphAnswer {
  const parsed = parseBody(body);
  const errors = parsed?.errors ?? [];
  const badKey = errors.some(
    error => error.extensions?.error_code === 'BAD_API_KEY',
  );
  if (response.status !== 200 || badKey) {
    throw fromHttpStatus({
      status: response.status,
      badKey,
      retryAfterMillis: parseRetryAfter(
        response.headers.get('retry-after'),
        Date.now(),
      ),
    });
  }
  if (!parsed) {
    // A proxy's page, or an answer cut off on its way.
    throw new TransientNewRelicError(
      `New Relic's answer is not what GraphQL answers (${body.length} characters)`,
      { kind: 'unavailable' },
    );
  }
  const real = errors.filter(error => !isDeprecation(error));
  if (
    (parsed.data === null || parsed.data === undefined) &&
    real[0] !== undefined
  ) {
    throw fromGraphQlError(real[0]);
  }
  return { data: parsed.data, errors };
}

function parseBody(body: string) {
  try {
    return responseSchema.safeParse(JSON.parse(body)).data;
  } catch {
    return undefined;
  }
}
