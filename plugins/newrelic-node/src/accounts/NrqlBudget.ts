import { createDeferred, type DeferredPromise } from '@backstage/types';

interface Waiting {
  count: number;
  admitted: DeferredPromise<void>;
}

/**
 * Keeps the NRQL of one account under a number a minute, whichever minute one
 * looks at. What is over it waits in line.
 *
 * New Relic may count a query at any moment between its request and its answer.
 * Therefore a query takes its place before it is sent and gives it back a
 * minute after it was answered. A limiter that counts starts alone would
 * let queries that are answered late run into the next minute's.
 */
export class NrqlBudget {
  readonly limit: number;
  readonly #minuteMillis: number;
  readonly #line: Waiting[] = [];
  /** Answered within the last minute, oldest first. */
  readonly #answered: Array<{ at: number; count: number }> = [];
  #underWay = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: { limit: number; minuteMillis?: number }) {
    this.limit = options.limit;
    this.#minuteMillis = options.minuteMillis ?? 60_000;
  }

  /** Queries that count now. */
  get used(): number {
    const expired = performance.now() - this.#minuteMillis;
    while (this.#answered[0] && this.#answered[0].at <= expired) {
      this.#answered.shift();
    }
    return this.#answered.reduce(
      (sum, { count }) => sum + count,
      this.#underWay,
    );
  }

  /** Queries that wait in line. */
  get waiting(): number {
    return this.#line.reduce((sum, { count }) => sum + count, 0);
  }

  /**
   * Makes a call that asks `count` queries, at most `limit`, as soon as they fit.
   *
   * @throws what the call throws, or the signal's reason while it waits in line
   */
  async spend<T>(
    count: number,
    call: () => Promise<T>,
    signal?: AbortSignal,
  ): Promise<T> {
    await this.#admission(count, signal);
    try {
      return await call();
    } finally {
      this.#underWay -= count;
      this.#answered.push({ at: performance.now(), count });
      this.#admit();
    }
  }

  async #admission(count: number, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    const waiting: Waiting = { count, admitted: createDeferred() };
    const leave = () => {
      const place = this.#line.indexOf(waiting);
      if (place >= 0) {
        this.#line.splice(place, 1);
        waiting.admitted.reject(signal?.reason);
        this.#admit();
      }
    };
    this.#line.push(waiting);
    signal?.addEventListener('abort', leave, { once: true });
    this.#admit();
    try {
      await waiting.admitted;
    } finally {
      signal?.removeEventListener('abort', leave);
    }
  }

  #admit(): void {
    clearTimeout(this.#timer);
    let used = this.used;
    for (
      let next = this.#line[0];
      next && used + next.count <= this.limit;
      next = this.#line[0]
    ) {
      this.#line.shift();
      used += next.count;
      this.#underWay += next.count;
      next.admitted.resolve();
    }
    const oldest = this.#answered[0];
    if (this.#line.length > 0 && oldest) {
      this.#timer = setTimeout(
        () => this.#admit(),
        Math.max(1, oldest.at + this.#minuteMillis - performance.now()),
      );
    }
  }
}
