/**
 * Why New Relic gave no usable answer:
 *
 * - `timeout`: no answer in time, ours or NRDB's own limit;
 * - `rate-limited`: still refused for its rate after the retries;
 * - `unauthorized`: the key is wrong, or has no right to this account;
 * - `not-configured`: the configuration has no such account;
 * - `bad-request`: the question itself is wrong (NRQL syntax, unknown field);
 * - `unavailable`: no connection, or New Relic fails inside;
 * - `unexpected-shape`: an answer came, but not in the shape that was asked for.
 */
export type NewRelicErrorKind =
  | 'timeout'
  | 'rate-limited'
  | 'unauthorized'
  | 'not-configured'
  | 'bad-request'
  | 'unavailable'
  | 'unexpected-shape';

/** A failed question to New Relic. Never holds a key. */
export class NewRelicError extends Error {
  readonly kind: NewRelicErrorKind;
  /** The NRQL that failed, when it was one query. */
  readonly query?: string;
  readonly accountId?: number;

  constructor(
    message: string,
    options: {
      kind: NewRelicErrorKind;
      query?: string;
      accountId?: number;
      cause?: unknown;
    },
  ) {
    super(
      message,
      options.cause === undefined ? undefined : { cause: options.cause },
    );
    this.name = 'NewRelicError';
    this.kind = options.kind;
    this.query = options.query;
    this.accountId = options.accountId;
  }
}
