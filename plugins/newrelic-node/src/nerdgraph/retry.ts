import {
  ExponentialBackoff,
  handleWhen,
  retry,
  type IBackoff,
  type IBackoffFactory,
  type IRetryBackoffContext,
  type RetryPolicy,
} from 'cockatiel';
import { TransientNewRelicError } from './errors';

type Context = IRetryBackoffContext<unknown>;

/** Longer than this is not worth waiting for: the stored answer is shown instead. */
const longestRetryAfterMillis = 60_000;

/** Exponential with jitter, but never sooner than `Retry-After` allows. */
class RetryAfterBackoff implements IBackoffFactory<Context> {
  readonly #inner: IBackoffFactory<unknown>;

  constructor(inner: IBackoffFactory<unknown>) {
    this.#inner = inner;
  }

  next(context: Context): IBackoff<Context> {
    const inner = this.#inner.next(context);
    const following = new RetryAfterBackoff(inner);
    return {
      duration: Math.max(inner.duration, retryAfterOf(context)),
      next: nextContext => following.next(nextContext),
    };
  }
}

function retryAfterOf({ result }: Context): number {
  return 'error' in result && result.error instanceof TransientNewRelicError
    ? (result.error.retryAfterMillis ?? 0)
    : 0;
}

/**
 * Repeats what failed for a reason that may pass, three times at most. All of
 * it is reading, so that repeating is safe.
 */
export function createRetryPolicy(
  options: { maxAttempts?: number; initialDelayMillis?: number } = {},
): RetryPolicy {
  return retry(
    handleWhen(
      error =>
        error instanceof TransientNewRelicError &&
        (error.retryAfterMillis ?? 0) <= longestRetryAfterMillis,
    ),
    {
      maxAttempts: options.maxAttempts ?? 3,
      backoff: new RetryAfterBackoff(
        new ExponentialBackoff({
          initialDelay: options.initialDelayMillis ?? 250,
          maxDelay: 10_000,
        }),
      ),
    },
  );
}
