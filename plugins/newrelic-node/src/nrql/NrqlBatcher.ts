import { createDeferred } from '@backstage/types';
import type { RetryPolicy } from 'cockatiel';
import DataLoader from 'dataloader';
import { z } from 'zod';
import { NewRelicError } from '../NewRelicError';
import { TransientNewRelicError, fromGraphQlError } from '../nerdgraph/errors';
import type {
  NerdGraphAnswer,
  NerdGraphTransport,
} from '../nerdgraph/NerdGraphTransport';
import { describeShape } from '../nerdgraph/response';
import { aliasOf, nrqlDocument, type NrqlQuestion } from './document';

/** A request takes as long as its slowest query: more would wait for each other. */
const queriesPerRequest = 20;

/** What New Relic needs around the queries themselves. */
const requestOverheadMillis = 10_000;

const answerSchema = z.object({
  nrql: z.object({
    results: z.array(z.unknown()),
    metadata: z.object({
      messages: z.array(z.string()).nullish(),
      timeWindow: z.object({ begin: z.number(), end: z.number() }),
    }),
  }),
});

/** Rows as they came; who asked knows their shape. */
export interface RawNrqlResult {
  rows: unknown[];
  timeWindow: { begin: number; end: number };
  messages: string[];
}

interface SharedQuestion {
  promise: Promise<RawNrqlResult>;
  /** Callers who still wait. */
  waiting: number;
  abandon: AbortController;
}

/**
 * Gathers the NRQL of one tick into as few requests as possible, asks equal
 * questions once, and repeats only those that failed for a passing reason.
 */
export class NrqlBatcher {
  readonly #transport: NerdGraphTransport;
  readonly #retry: RetryPolicy;
  readonly #shared = new Map<string, SharedQuestion>();
  readonly #loader: DataLoader<
    NrqlQuestion & { signal: AbortSignal },
    RawNrqlResult
  >;

  constructor(options: { transport: NerdGraphTransport; retry: RetryPolicy }) {
    this.#transport = options.transport;
    this.#retry = options.retry;
    this.#loader = new DataLoader(questions => this.#askAll(questions), {
      cache: false,
      maxBatchSize: queriesPerRequest,
    });
  }

  /** @throws NewRelicError, or the signal's reason when aborted */
  async ask(
    question: NrqlQuestion,
    signal?: AbortSignal,
  ): Promise<RawNrqlResult> {
    signal?.throwIfAborted();
    const shared = this.#share(question);
    shared.waiting++;
    if (!signal) {
      return shared.promise;
    }
    const left = createDeferred<never>();
    const leave = () => {
      left.reject(signal.reason);
      shared.waiting--;
      // Others may wait for the same answer.
      if (shared.waiting === 0) {
        shared.abandon.abort(signal.reason);
      }
    };
    signal.addEventListener('abort', leave, { once: true });
    try {
      return await Promise.race([shared.promise, left]);
    } finally {
      signal.removeEventListener('abort', leave);
    }
  }

  #share(question: NrqlQuestion): SharedQuestion {
    const { accountId, query, timeoutSeconds } = question;
    const key = JSON.stringify([accountId, query, timeoutSeconds]);
    const underWay = this.#shared.get(key);
    if (underWay && !underWay.abandon.signal.aborted) {
      return underWay;
    }
    const abandon = new AbortController();
    const shared: SharedQuestion = {
      promise: this.#loader.load({ ...question, signal: abandon.signal }),
      waiting: 0,
      abandon,
    };
    const forget = () => {
      if (this.#shared.get(key) === shared) {
        this.#shared.delete(key);
      }
    };
    // Whoever left does not hear of a later failure.
    shared.promise.then(forget, forget);
    this.#shared.set(key, shared);
    return shared;
  }

  async #askAll(
    questions: ReadonlyArray<NrqlQuestion & { signal: AbortSignal }>,
  ): Promise<Array<RawNrqlResult | Error>> {
    const results: Array<RawNrqlResult | Error | undefined> = questions.map(
      () => undefined,
    );
    const signal = whenAllAborted(questions.map(question => question.signal));
    try {
      await this.#retry.execute(async () => {
        const open = questions
          .map((question, index) => ({ question, index }))
          .filter(({ index }) => isOpen(results[index]));
        const answers = await this.#send(
          open.map(({ question }) => question),
          signal,
        );
        let transient: TransientNewRelicError | undefined;
        for (const [position, { index }] of open.entries()) {
          const answer = answers[position];
          results[index] = answer;
          if (answer instanceof TransientNewRelicError) {
            transient = answer;
          }
        }
        if (transient) {
          throw transient;
        }
      }, signal);
    } catch (error) {
      // Queries that have an answer of their own keep it.
      return results.map(
        (result, index) => result ?? forQuestion(error, questions[index]),
      );
    }
    return results.map(
      (result, index) =>
        result ??
        new NewRelicError('New Relic left a query unanswered', {
          kind: 'unexpected-shape',
          query: questions[index]?.query,
        }),
    );
  }

  async #send(
    questions: readonly NrqlQuestion[],
    signal: AbortSignal,
  ): Promise<Array<RawNrqlResult | NewRelicError>> {
    const slowest = Math.max(...questions.map(q => q.timeoutSeconds));
    const answer = await this.#transport.send({
      ...nrqlDocument(questions),
      timeoutMillis: slowest * 1000 + requestOverheadMillis,
      signal,
    });
    return questions.map((question, index) =>
      readAlias(answer, aliasOf(index), question),
    );
  }
}

function isOpen(result: RawNrqlResult | Error | undefined): boolean {
  return result === undefined || result instanceof TransientNewRelicError;
}

function forQuestion(
  error: unknown,
  question: NrqlQuestion | undefined,
): Error {
  if (error instanceof NewRelicError) {
    return new NewRelicError(error.message, {
      kind: error.kind,
      query: question?.query,
      accountId: question?.accountId,
      cause: error,
    });
  }
  return error instanceof Error ? error : new Error(String(error));
}

function readAlias(
  { data, errors }: NerdGraphAnswer,
  alias: string,
  question: NrqlQuestion,
): RawNrqlResult | NewRelicError {
  const { query, accountId } = question;
  const actor = (data as { actor?: Record<string, unknown> } | undefined)
    ?.actor;
  const parsed = answerSchema.safeParse(actor?.[alias]);
  const ownErrors = errors.filter(error => error.path?.[1] === alias);
  if (parsed.success) {
    const { results, metadata } = parsed.data.nrql;
    return {
      rows: results,
      timeWindow: metadata.timeWindow,
      // An error beside good rows is a remark about them.
      messages: [
        ...(metadata.messages ?? []),
        ...ownErrors.map(error => error.message),
      ],
    };
  }
  const own =
    ownErrors[0] ?? errors.find(error => (error.path?.length ?? 0) < 2);
  if (own) {
    return fromGraphQlError(own, { query, accountId });
  }
  return new NewRelicError(
    `New Relic answered ${describeShape(actor?.[alias])} to: ${query}`,
    { kind: 'unexpected-shape', query, accountId },
  );
}

/** Aborts when nobody waits for any of the questions any more. */
function whenAllAborted(signals: AbortSignal[]): AbortSignal {
  const controller = new AbortController();
  let left = signals.length;
  const leave = (reason: unknown) => {
    left--;
    if (left === 0) {
      controller.abort(reason);
    }
  };
  for (const signal of signals) {
    if (signal.aborted) {
      leave(signal.reason);
    } else {
      signal.addEventListener('abort', () => leave(signal.reason), {
        once: true,
      });
    }
  }
  return controller.signal;
}
