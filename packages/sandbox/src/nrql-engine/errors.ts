import { NrqlSyntaxError, SourceSpan } from '@rocket/nrql';

/** A query that New Relic may know how to answer and this engine does not. It never guesses. */
export function unsupported(
  node: { span: SourceSpan },
  what: string,
): NrqlSyntaxError {
  return NrqlSyntaxError.at(node.span, {
    problem: `${what} is not supported here`,
  });
}

/** A query that is wrong, at a place in it. */
export function invalid(
  node: { span: SourceSpan },
  problem: string,
): NrqlSyntaxError {
  return NrqlSyntaxError.at(node.span, { problem });
}

/** The query took longer than it was given: New Relic's `TIMEOUT`, `NRDB:1109`. */
export class NrqlTimeoutError extends Error {
  constructor(timeoutMillis: number) {
    super(
      `NRDB:1109: The query took longer than its timeout of ${
        timeoutMillis / 1000
      } seconds.`,
    );
    this.name = 'NrqlTimeoutError';
  }
}
