import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { NrqlSyntaxError } from '@rocket/nrql';
import { evaluateNrql, NrqlEvaluation, NrqlTimeoutError } from '../nrql-engine';
import { nerdGraphError, notFound, nrqlTimeout } from './errors';
import { Faults } from './faults';
import { Limits } from './limits';
import { NewRelicState } from './NewRelicState';

const SHORTEST_TIMEOUT = 5;
const LONGEST_TIMEOUT = 120;
const MOST_ACCOUNTS = 5;

/** Results of an asynchronous question are kept for this long, in seconds. */
const RESULT_EXPIRATION = 600;
const RETRY_AFTER = 1;
const RETRY_DEADLINE = 120;

/** What `nrql` fields resolve to: an evaluation, or its progress. */
export interface NrqlAnswer extends Partial<NrqlEvaluation> {
  nrql: string;
  queryProgress: {
    queryId: string | null;
    completed: boolean;
    /** Seconds. */
    retryAfter: number | null;
    retryDeadline: number | null;
    resultExpiration: number | null;
  } | null;
}

export interface NrqlQuestion {
  accountIds: readonly number[];
  query: string;
  /** Seconds, as asked for. */
  timeout?: number | null;
  async?: boolean | null;
  operation: string | undefined;
}

interface Pending {
  question: NrqlQuestion;
  /** When the answer is there, in epoch milliseconds. */
  readyAt: number;
  expiresAt: number;
}

/** Answers NRQL questions within their time, or later when they may be asynchronous. */
export class NrqlRunner {
  readonly #state: NewRelicState;
  readonly #faults: Faults;
  readonly #limits: Limits;
  readonly #pending = new Map<string, Pending>();

  constructor(options: {
    state: NewRelicState;
    faults: Faults;
    limits: Limits;
  }) {
    this.#state = options.state;
    this.#faults = options.faults;
    this.#limits = options.limits;
  }

  /** @throws GraphQLError */
  async ask(question: NrqlQuestion): Promise<NrqlAnswer> {
    const { accountIds, operation } = question;
    if (accountIds.length === 0 || accountIds.length > MOST_ACCOUNTS) {
      throw nerdGraphError(
        `Between 1 and ${MOST_ACCOUNTS} accounts can be queried at once`,
        { errorClass: 'BAD_USER_INPUT' },
      );
    }
    for (const accountId of accountIds) {
      this.#limits.countQuery(accountId);
    }
    const occasion = { operation, accountId: accountIds[0] };
    const timeout = Math.min(
      LONGEST_TIMEOUT,
      Math.max(SHORTEST_TIMEOUT, question.timeout ?? SHORTEST_TIMEOUT),
    );
    const error = this.#faults.take('nrql-error', occasion);
    if (error?.errorClass === 'TIMEOUT') {
      throw nrqlTimeout(timeout);
    }
    if (error) {
      throw nerdGraphError('An error occurred resolving this field', {
        errorClass: error.errorClass,
      });
    }
    const slow = this.#faults.take('slow-nrql', occasion);
    if (slow && slow.seconds > timeout) {
      await delay(timeout * 1000);
      if (question.async) {
        return this.#postpone(question, slow.seconds - timeout);
      }
      throw nrqlTimeout(timeout);
    }
    if (slow) {
      await delay(slow.seconds * 1000);
    }
    const answer = this.#evaluate(question, timeout);
    return this.#faults.take('wrong-rows', occasion)
      ? { ...answer, results: [{ unexpected: true }] }
      : answer;
  }

  /** @throws GraphQLError when there is no such question, or no longer. */
  progress(queryId: string, accountIds: readonly number[]): NrqlAnswer {
    const now = this.#state.clock();
    const pending = this.#pending.get(queryId);
    const isSame =
      pending &&
      pending.expiresAt > now &&
      [...pending.question.accountIds].sort().join() ===
        [...accountIds].sort().join();
    if (!isSame) {
      throw notFound(`Query ${queryId}`);
    }
    return pending.readyAt > now
      ? this.#waiting(queryId, pending)
      : this.#evaluate(pending.question, LONGEST_TIMEOUT);
  }

  #postpone(question: NrqlQuestion, seconds: number): NrqlAnswer {
    const queryId = randomUUID();
    const readyAt = this.#state.clock() + seconds * 1000;
    const pending = {
      question,
      readyAt,
      expiresAt: readyAt + RESULT_EXPIRATION * 1000,
    };
    this.#pending.set(queryId, pending);
    return this.#waiting(queryId, pending);
  }

  #waiting(queryId: string, { question }: Pending): NrqlAnswer {
    return {
      nrql: question.query,
      queryProgress: {
        queryId,
        completed: false,
        retryAfter: RETRY_AFTER,
        retryDeadline: RETRY_DEADLINE,
        resultExpiration: RESULT_EXPIRATION,
      },
    };
  }

  #evaluate(question: NrqlQuestion, timeout: number): NrqlAnswer {
    const { accountIds, query } = question;
    try {
      const evaluation = evaluateNrql({
        query,
        accountId: accountIds,
        source: this.#state.events,
        now: this.#state.clock(),
        timeoutMillis: timeout * 1000,
      });
      return Object.assign(evaluation, {
        nrql: query,
        queryProgress: {
          queryId: null,
          completed: true,
          retryAfter: null,
          retryDeadline: null,
          resultExpiration: null,
        },
      });
    } catch (error) {
      if (error instanceof NrqlTimeoutError) {
        throw nrqlTimeout(timeout);
      }
      if (error instanceof NrqlSyntaxError) {
        throw nerdGraphError(error.message);
      }
      throw error;
    }
  }
}
