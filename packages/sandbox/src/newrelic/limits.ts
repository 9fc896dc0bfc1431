import { nerdGraphError } from './errors';

const CONCURRENT_REQUESTS = 25;
const QUERIES_A_MINUTE = 3000;
const MINUTE = 60_000;

/** New Relic's limits on a user's requests and on an account's NRQL questions. */
export class Limits {
  readonly #clock: () => number;
  readonly #running = new Map<string, number>();
  readonly #queries = new Map<number, number[]>();
  #peak = 0;

  constructor(clock: () => number) {
    this.#clock = clock;
  }

  /** The most requests that ever ran at the same time for one user. */
  get peakConcurrency(): number {
    return this.#peak;
  }

  resetPeak(): void {
    this.#peak = 0;
  }

  /** Counts a request in; false when the user has too many under way. */
  enter(user: string): boolean {
    const running = this.#running.get(user) ?? 0;
    this.#peak = Math.max(this.#peak, running + 1);
    if (running >= CONCURRENT_REQUESTS) {
      return false;
    }
    this.#running.set(user, running + 1);
    return true;
  }

  /** Counts a request out that was let in. */
  leave(user: string): void {
    this.#running.set(user, (this.#running.get(user) ?? 1) - 1);
  }

  /** Counts an NRQL question. @throws GraphQLError when the account has asked too much in the last minute. */
  countQuery(accountId: number): void {
    const now = this.#clock();
    const times = this.#queries.get(accountId) ?? [];
    const recent = times.filter(time => time > now - MINUTE);
    if (recent.length >= QUERIES_A_MINUTE) {
      this.#queries.set(accountId, recent);
      throw nerdGraphError(
        `Account ${accountId} exceeded its limit of ${QUERIES_A_MINUTE} NRQL queries per minute`,
        { errorClass: 'TOO_MANY_REQUESTS' },
      );
    }
    recent.push(now);
    this.#queries.set(accountId, recent);
  }
}
