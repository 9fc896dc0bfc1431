import { ResponseError } from '@backstage/errors';

/** True when the back end answered that there is no such thing. */
export function isNotFound(error: Error): boolean {
  return error instanceof ResponseError && error.statusCode === 404;
}

/**
 * Seconds to wait when the back end answered that it was asked too often;
 * `undefined` when it did not.
 */
export function retryAfterSeconds(error: Error): number | undefined {
  if (!(error instanceof ResponseError) || error.statusCode !== 429) {
    return undefined;
  }
  // Another origin may hide the header, and a proxy may send a date in it.
  const seconds = Number(error.response.headers.get('Retry-After'));
  return seconds > 0 ? seconds : 60;
}
