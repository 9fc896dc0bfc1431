import { GraphQLError } from 'graphql';

/** What New Relic puts into `extensions.errorClass`. */
export type ErrorClass =
  | 'TIMEOUT'
  | 'TOO_MANY_REQUESTS'
  | 'SERVER_ERROR'
  | 'INTERNAL_SERVER_ERROR'
  | 'UNAUTHORIZED'
  | 'NOT_FOUND'
  | 'BAD_USER_INPUT';

/** One field of an input that is wrong, in the words of New Relic's alerts API. */
export interface ValidationError {
  name: string;
  reason: string;
}

/** An error of one field, which is null then; the rest of the answer stays. */
export function nerdGraphError(
  message: string,
  extensions: {
    errorClass?: ErrorClass;
    errorCode?: string;
    validationErrors?: ValidationError[];
  } = {},
): GraphQLError {
  return new GraphQLError(message, { extensions });
}

export function validationError(
  validationErrors: ValidationError[],
): GraphQLError {
  return new GraphQLError('Validation Error', {
    extensions: {
      code: 'BAD_USER_INPUT',
      errorClass: 'BAD_USER_INPUT',
      validationErrors,
    },
  });
}

export function notFound(what: string): GraphQLError {
  return nerdGraphError(`${what} not found`, { errorClass: 'NOT_FOUND' });
}

/** New Relic tells what is missing and what is forbidden with the same words. */
export function unauthorized(what: string): GraphQLError {
  return nerdGraphError(`${what} not found or not authorized`, {
    errorClass: 'UNAUTHORIZED',
  });
}

/** A question that took longer than it was allowed to. */
export function nrqlTimeout(seconds: number): GraphQLError {
  return nerdGraphError(
    `NRQL query exceeded the allotted time of ${seconds} seconds: refine it or allow more`,
    { errorClass: 'TIMEOUT', errorCode: 'NRDB:1109' },
  );
}
