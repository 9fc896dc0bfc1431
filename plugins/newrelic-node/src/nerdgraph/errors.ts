import { NewRelicError, type NewRelicErrorKind } from '../NewRelicError';
import type { GraphQlError } from './response';

/** A failure that may be gone when asked again. */
export class TransientNewRelicError extends NewRelicError {
  /** What `Retry-After` asked for. */
  readonly retryAfterMillis?: number;
  /** New Relic was not reached or failed inside; it did not answer the question. */
  readonly outage: boolean;

  constructor(
    message: string,
    options: ConstructorParameters<typeof NewRelicError>[1] & {
      retryAfterMillis?: number;
      outage?: boolean;
    },
  ) {
    super(message, options);
    this.retryAfterMillis = options.retryAfterMillis;
    this.outage = options.outage ?? options.kind === 'unavailable';
  }
}

/** Whether New Relic itself was the trouble, rather than the question or its rate. */
export function isOutage(error: unknown): boolean {
  return error instanceof TransientNewRelicError && error.outage;
}

/** `errorClass` of an answer's errors: what it means, and whether to repeat. */
const errorClasses: Record<
  string,
  { kind: NewRelicErrorKind; transient: boolean }
> = {
  TIMEOUT: { kind: 'timeout', transient: true },
  TOO_MANY_REQUESTS: { kind: 'rate-limited', transient: true },
  SERVER_ERROR: { kind: 'unavailable', transient: true },
  INTERNAL_SERVER_ERROR: { kind: 'unavailable', transient: true },
  UNAUTHORIZED: { kind: 'unauthorized', transient: false },
  FORBIDDEN: { kind: 'unauthorized', transient: false },
  BAD_USER_INPUT: { kind: 'bad-request', transient: false },
};

/** Deprecation warnings arrive as errors, beside good data. */
export function isDeprecation(error: GraphQlError): boolean {
  return /^this field is deprecated/i.test(error.message);
}

/** What one entry of `errors` means. */
export function fromGraphQlError(
  error: GraphQlError,
  context: { query?: string; accountId?: number } = {},
): NewRelicError {
  const { errorClass, error_code: errorCode } = error.extensions ?? {};
  if (errorCode === 'BAD_API_KEY') {
    return new NewRelicError(`New Relic refused the key: ${error.message}`, {
      kind: 'unauthorized',
      ...context,
    });
  }
  const known = errorClass ? errorClasses[errorClass] : undefined;
  if (known?.transient) {
    return new TransientNewRelicError(error.message, {
      kind: known.kind,
      ...context,
    });
  }
  return new NewRelicError(error.message, {
    // Without a class it is GraphQL's own validation, or NRQL's.
    kind: known?.kind ?? (errorClass ? 'unavailable' : 'bad-request'),
    ...context,
  });
}

/** What an HTTP status other than 200 means. */
export function fromHttpStatus(options: {
  status: number;
  badKey: boolean;
  retryAfterMillis?: number;
}): NewRelicError {
  const { status, badKey, retryAfterMillis } = options;
  if (badKey || status === 401 || status === 403) {
    // A bad key can come with HTTP 200.
    const how = status === 200 ? 'BAD_API_KEY' : `HTTP ${status}`;
    return new NewRelicError(`New Relic refused the key (${how})`, {
      kind: 'unauthorized',
    });
  }
  if (status === 429) {
    return new TransientNewRelicError(
      'New Relic refuses more requests for now (HTTP 429)',
      { kind: 'rate-limited', retryAfterMillis },
    );
  }
  if (status === 500 || status >= 502) {
    return new TransientNewRelicError(`New Relic failed (HTTP ${status})`, {
      kind: 'unavailable',
      retryAfterMillis,
    });
  }
  return new NewRelicError(
    `New Relic did not accept the request (HTTP ${status})`,
    { kind: status >= 400 && status < 500 ? 'bad-request' : 'unavailable' },
  );
}
