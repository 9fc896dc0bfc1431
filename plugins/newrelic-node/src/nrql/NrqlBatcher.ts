import { createDeferred, type DeferredPromise } from '@backstage/types';
import type { RetryPolicy } from 'cockatiel';
import DataLoader from 'dataloader';
import type { AccountConnection } from '../accounts/AccountConnection';
import { NewRelicError } from '../NewRelicError';
import { TransientNewRelicError } from '../nerdgraph/errors';
import { untilAborted } from '../nerdgraph/untilAborted';
import { awaitUnfinished } from './awaitUnfinished';
import {
  aliasOf,
  nrqlOperation,
  nrqlOperationName,
  type NrqlQuestion,
} from './document';
import { readAlias, UnfinishedNrql, type RawNrqlResult } from './readAlias';

/** A request takes as long as its slowest query: more would wait for each other. */
const queriesPerRequest = 20;

/** What New Relic needs around the queries themselves. */
const requestOverheadMillis = 10_000;

interface SharedQuestion {
  promise: Promise<RawNrqlResult>;
  /** Callers who still wait. */
  waiting: number;
  abandon: AbortController;
}

/** A question on its way. */
interface Asked extends NrqlQuestion {
  signal: AbortSignal;
  answer: DeferredPromise<RawNrqlResult>;
  /** Why its last attempt failed, when it failed by itself. */
  failure?: NewRelicError;
}

/**
 * Gathers an account's NRQL of one tick into as few requests as possible, asks
 * equal questions once, and repeats only those that failed for a passing
 * reason. Each question has its answer as soon as New Relic gave it, even while
 * others of its request are asked again.
 */
export class NrqlBatcher {
  readonly #connection: AccountConnection;
  readonly #retry: RetryPolicy;
  readonly #shared = new Map<string, SharedQuestion>();
  readonly #loader: DataLoader<
    NrqlQuestion & { signal: AbortSignal },
    Promise<RawNrqlResult>
  >;

  constructor(options: { connection: AccountConnection; retry: RetryPolicy }) {
    this.#connection = options.connection;
    this.#retry = options.retry;
    this.#loader = new DataLoader(
      async questions => {
        const asked = questions.map(question => ({
          ...question,
          answer: createDeferred<RawNrqlResult>(),
        }));
        void this.#askAll(asked);
        return asked.map(({ answer }) => answer);
      },
      {
        cache: false,
        maxBatchSize: Math.min(
          queriesPerRequest,
          options.connection.budget.limit,
        ),
      },
    );
  }

  /** @throws NewRelicError, or the signal's reason when aborted */
  async ask(
    question: NrqlQuestion,
    signal?: AbortSignal,
  ): Promise<RawNrqlResult> {
    signal?.throwIfAborted();
    const shared = this.#share(question);
    shared.waiting++;
    return untilAborted(shared.promise, signal, () => {
      shared.waiting--;
      // Others may wait for the same answer.
      if (shared.waiting === 0) {
        shared.abandon.abort(signal?.reason);
      }
    });
  }

  #share(question: NrqlQuestion): SharedQuestion {
    const { query, timeoutSeconds } = question;
    const key = JSON.stringify([query, timeoutSeconds]);
    const underWay = this.#shared.get(key);
    if (underWay && !underWay.abandon.signal.aborted) {
      return underWay;
    }
    const abandon = new AbortController();
    const shared: SharedQuestion = {
      promise: this.#load({ ...question, signal: abandon.signal }),
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

  async #load(
    question: NrqlQuestion & { signal: AbortSignal },
  ): Promise<RawNrqlResult> {
    return this.#loader.load(question);
  }

  /** Settles the answer of every question; never rejects. */
  async #askAll(asked: readonly Asked[]): Promise<void> {
    const signal = whenAllAborted(asked.map(question => question.signal));
    let open = asked;
    try {
      await this.#retry.execute(async ({ attempt }) => {
        if (attempt > 0) {
          this.#connection.countRetry(nrqlOperationName);
        }
        open = await this.#ask(open, signal);
        const [failed] = open;
        if (failed) {
          throw failed.failure;
        }
      }, signal);
    } catch (error) {
      for (const question of open) {
        question.answer.reject(
          question.failure ?? this.#forQuestion(error, question),
        );
      }
    }
  }

  /** One attempt. @returns what may be asked again */
  async #ask(
    questions: readonly Asked[],
    signal: AbortSignal,
  ): Promise<Asked[]> {
    for (const question of questions) {
      question.failure = undefined;
    }
    const { id: accountId, asyncQueries } = this.#connection;
    const slowest = Math.max(...questions.map(q => q.timeoutSeconds));
    const sent = await this.#connection.sendNrql(questions.length, {
      ...nrqlOperation(questions, { accountId, async: asyncQueries }),
      operation: nrqlOperationName,
      timeoutMillis: slowest * 1000 + requestOverheadMillis,
      signal,
    });
    return questions.filter((question, index) => {
      const { query } = question;
      const answer = readAlias(sent, aliasOf(index), { query, accountId });
      if (answer instanceof NewRelicError) {
        this.#connection.reportFailure(answer);
        if (answer instanceof TransientNewRelicError) {
          question.failure = answer;
          return true;
        }
        question.answer.reject(answer);
      } else if (answer instanceof UnfinishedNrql) {
        awaitUnfinished(answer, {
          connection: this.#connection,
          retry: this.#retry,
          query,
          signal: question.signal,
        }).then(question.answer.resolve, error =>
          question.answer.reject(this.#forQuestion(error, question)),
        );
      } else {
        question.answer.resolve(answer);
      }
      return false;
    });
  }

  /** A failure of a whole request, told to one of its questions. */
  #forQuestion(error: unknown, { query }: NrqlQuestion): Error {
    if (error instanceof NewRelicError) {
      return new NewRelicError(error.message, {
        kind: error.kind,
        query,
        accountId: this.#connection.id,
        cause: error,
      });
    }
    return error instanceof Error ? error : new Error(String(error));
  }
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
