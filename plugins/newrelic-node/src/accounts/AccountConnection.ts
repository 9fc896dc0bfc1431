import type { NewRelicMetrics } from '../metrics';
import { NewRelicError } from '../NewRelicError';
import type { NewRelicAccountStatus } from '../NewRelicStatus';
import type {
  NerdGraphAnswer,
  NerdGraphRequest,
  NerdGraphTransport,
} from '../nerdgraph/NerdGraphTransport';
import type { NewRelicAccountConfig } from '../config';
import { AccountBreaker } from './AccountBreaker';
import { AccountHealth } from './AccountHealth';
import { NrqlBudget } from './NrqlBudget';

/** What tests change, so as not to wait. */
export interface AccountPace {
  /** What New Relic counts as a minute. */
  minuteMillis?: number;
  /** How long an open breaker waits before its first probe. */
  breakerPauseMillis?: number;
}

/**
 * One account behind its key: its NRQL budget, its breaker and its health are
 * its own, the requests under way are shared with the accounts of the same key.
 */
export class AccountConnection {
  readonly id: number;
  /** New Relic may answer later what takes long. */
  readonly asyncQueries: boolean;
  /** Accounts with the same key have the same one. */
  readonly transport: NerdGraphTransport;
  readonly budget: NrqlBudget;
  readonly #account: NewRelicAccountConfig;
  readonly #breaker: AccountBreaker;
  readonly #health = new AccountHealth();
  readonly #metrics: NewRelicMetrics;

  constructor(options: {
    account: NewRelicAccountConfig;
    transport: NerdGraphTransport;
    metrics: NewRelicMetrics;
    pace?: AccountPace;
  }) {
    const { account, transport, metrics, pace } = options;
    this.id = account.id;
    this.asyncQueries = account.asyncQueries;
    this.transport = transport;
    this.budget = new NrqlBudget({
      limit: account.nrqlPerMinute,
      minuteMillis: pace?.minuteMillis,
    });
    this.#account = account;
    this.#breaker = new AccountBreaker({
      pauseMillis: pace?.breakerPauseMillis,
    });
    this.#metrics = metrics;
  }

  /**
   * One request, when the key has room for it and the breaker is not open.
   *
   * @throws NewRelicError, or the signal's reason when aborted
   */
  send(request: NerdGraphRequest): Promise<NerdGraphAnswer> {
    return this.transport.send(request, post =>
      this.#breaker.run(() => this.#watch(request.operation, post)),
    );
  }

  /** The same with so many NRQL queries in it, when the account's budget has room for them. */
  sendNrql(count: number, request: NerdGraphRequest): Promise<NerdGraphAnswer> {
    return this.budget.spend(
      count,
      () => {
        this.#metrics.asked(this.id, count);
        return this.send(request);
      },
      request.signal,
    );
  }

  /** One question of a request that was answered failed by itself. */
  reportFailure(error: NewRelicError): void {
    this.#health.failed(error);
  }

  countRetry(operation: string): void {
    this.#metrics.repeated({ account: this.id, operation });
  }

  status(): NewRelicAccountStatus {
    const { connection, lastSuccessAt, lastError } = this.#health;
    return {
      id: this.id,
      name: this.#account.name,
      default: this.#account.default,
      connection,
      lastSuccessAt,
      lastError,
      breaker: this.#breaker.state,
      nrql: {
        lastMinute: this.budget.used,
        limit: this.budget.limit,
        queued: this.budget.waiting,
      },
      requests: this.transport.load,
    };
  }

  async #watch(
    operation: string,
    post: () => Promise<NerdGraphAnswer>,
  ): Promise<NerdGraphAnswer> {
    const started = performance.now();
    const count = (outcome: Parameters<NewRelicMetrics['answered']>[0]) =>
      this.#metrics.answered(outcome, (performance.now() - started) / 1000);
    const attributes = { account: this.id, operation };
    try {
      const answer = await post();
      this.#health.succeeded();
      count({ ...attributes, outcome: 'ok' });
      return answer;
    } catch (error) {
      if (error instanceof NewRelicError) {
        this.#health.failed(error);
        count({ ...attributes, outcome: error.kind });
      } else {
        count({ ...attributes, outcome: 'aborted' });
      }
      throw error;
    }
  }
}
