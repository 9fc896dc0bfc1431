import { CustomErrorBase } from '@backstage/errors';

/** The same was asked a moment ago; answered with the status 429. */
export class TooSoonError extends CustomErrorBase {
  name = 'TooSoonError' as const;
  /** Read by Backstage's error middleware. */
  readonly statusCode = 429;
  readonly retryAfterSeconds: number;

  constructor(options: { message: string; waitMillis: number }) {
    const seconds = Math.ceil(options.waitMillis / 1000);
    super(`${options.message}; ask again in ${seconds} s`);
    this.retryAfterSeconds = seconds;
  }
}
