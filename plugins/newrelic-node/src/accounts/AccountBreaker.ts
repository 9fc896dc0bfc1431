import {
  CircuitState,
  CountBreaker,
  ExponentialBackoff,
  circuitBreaker,
  handleWhen,
  isBrokenCircuitError,
  type CircuitBreakerPolicy,
} from 'cockatiel';
import { NewRelicError } from '../NewRelicError';
import { isOutage } from '../nerdgraph/errors';

/** `open`: nothing is asked; `half-open`: one request tries whether New Relic is back. */
export type BreakerState = 'closed' | 'half-open' | 'open';

const states: Record<CircuitState, BreakerState> = {
  [CircuitState.Closed]: 'closed',
  [CircuitState.HalfOpen]: 'half-open',
  [CircuitState.Open]: 'open',
  [CircuitState.Isolated]: 'open',
};

/** Opens when more than half of so many last requests met an outage … */
const remembered = 20;
/** … but not before there were so many: one unlucky question is no outage. */
const fewest = 10;

/**
 * Stops asking an account's data while New Relic is out, and finds out with one
 * request at a time when it is back.
 *
 * Only an outage counts: no connection, no answer in time, a failure inside New
 * Relic. A bad key, a bad query, a query that takes New Relic too long and a
 * refusal for the rate are answers; they never open it.
 */
export class AccountBreaker {
  readonly #policy: CircuitBreakerPolicy;

  /** @param options - `pauseMillis`: the first pause before a probe; later ones grow to twelve times as long */
  constructor(options: { pauseMillis?: number } = {}) {
    const { pauseMillis = 10_000 } = options;
    this.#policy = circuitBreaker(
      handleWhen(error => isOutage(error) || this.#isAbandonedProbe(error)),
      {
        breaker: new CountBreaker({
          threshold: 0.5,
          size: remembered,
          minimumNumberOfCalls: fewest,
        }),
        halfOpenAfter: new ExponentialBackoff({
          initialDelay: pauseMillis,
          maxDelay: 12 * pauseMillis,
        }),
      },
    );
  }

  get state(): BreakerState {
    return states[this.#policy.state];
  }

  /** @throws what the call throws, or a NewRelicError at once while the breaker is open */
  async run<T>(call: () => Promise<T>): Promise<T> {
    // The policy would let others wait for the probe; they would fill the queue of the key.
    if (this.#policy.state === CircuitState.HalfOpen) {
      throw this.#refusal();
    }
    try {
      return await this.#policy.execute(call);
    } catch (error) {
      throw isBrokenCircuitError(error) ? this.#refusal() : error;
    }
  }

  /** A probe that its caller gave up proves nothing. */
  #isAbandonedProbe(error: unknown): boolean {
    return (
      this.#policy.state === CircuitState.HalfOpen &&
      !(error instanceof NewRelicError)
    );
  }

  #refusal(): NewRelicError {
    const failure = this.#policy.lastFailure;
    const cause = failure && 'error' in failure ? failure.error : undefined;
    const reason = cause instanceof Error ? `: ${cause.message}` : '';
    return new NewRelicError(
      `New Relic is left alone for a while, since it failed repeatedly${reason}`,
      { kind: 'unavailable', cause },
    );
  }
}
