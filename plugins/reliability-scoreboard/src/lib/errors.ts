import { ResponseError } from '@backstage/errors';

/** True when the back end answered that there is no such thing. */
export function isNotFound(error: Error): boolean {
  return error instanceof ResponseError && error.statusCode === 404;
}
