import { ResponseError } from '@backstage/errors';
import { formatDuration } from '@rocket/ui';

/** What the back end said tells more than its status; when to ask again tells most. */
export function reasonOf(error: Error): string {
  if (error instanceof ResponseError && error.statusCode === 429) {
    // Another origin may hide the header, and a proxy may send a date in it.
    const seconds = Number(error.response.headers.get('Retry-After'));
    return `It was asked for a moment ago. Try again in ${formatDuration(seconds > 0 ? seconds : 60)}.`;
  }
  return error.cause instanceof Error ? error.cause.message : error.message;
}
