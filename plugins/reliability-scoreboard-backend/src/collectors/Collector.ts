import type { NewRelicService } from '@rocket/plugin-newrelic-node';

/** What a collector asks about. */
export interface CollectOptions {
  newRelic: NewRelicService;
  accountId: number;
  /** One entity; all of the account when left out. */
  guid?: string;
  /** Epoch milliseconds. */
  now: number;
  signal?: AbortSignal;
}

/**
 * One fact family: asks New Relic for all services of an account in a number
 * of requests that does not depend on how many there are.
 */
export interface Collector<T> {
  /**
   * By entity guid; may hold guids that no service has.
   *
   * @throws NewRelicError when any part of the answer is missing
   */
  collect(options: CollectOptions): Promise<Map<string, T>>;
  /** The fact of an entity that the answer does not mention. */
  readonly absent: T;
}

/** As many groups or rows as New Relic gives (`LIMIT MAX`). */
export const largestAnswer = 5000;
