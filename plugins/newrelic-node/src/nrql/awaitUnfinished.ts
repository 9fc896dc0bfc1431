import { setTimeout as delay } from 'node:timers/promises';
import type { RetryPolicy } from 'cockatiel';
import type { AccountConnection } from '../accounts/AccountConnection';
import { NewRelicError } from '../NewRelicError';
import {
  RocketNrqlProgressDocument,
  type RocketNrqlProgressQueryVariables,
} from '../nerdgraph/operations.generated';
import { readOperation } from '../nerdgraph/operation';
import { readAlias, UnfinishedNrql, type RawNrqlResult } from './readAlias';

const progressTimeoutMillis = 30_000;

/** The field of the operation's answer. */
const alias = 'q0';

/** New Relic ends asynchronous queries after ten minutes; so do we. */
const longestMillis = 10 * 60_000;

/**
 * Waits for the answer of a query that goes on alone, and asks for it as often
 * as New Relic wants to be asked.
 *
 * @throws NewRelicError, or the signal's reason when aborted
 */
export async function awaitUnfinished(
  unfinished: UnfinishedNrql,
  options: {
    connection: AccountConnection;
    retry: RetryPolicy;
    query: string;
    signal: AbortSignal;
  },
): Promise<RawNrqlResult> {
  const { connection, retry, query, signal } = options;
  const accountId = connection.id;
  const { name: operation, document } = readOperation(
    RocketNrqlProgressDocument,
  );
  const giveUpAt = performance.now() + longestMillis;
  let answer: RawNrqlResult | UnfinishedNrql = unfinished;
  while (answer instanceof UnfinishedNrql) {
    const { queryId, retryAfterSeconds } = answer;
    const pauseMillis = retryAfterSeconds * 1000;
    if (performance.now() + pauseMillis > giveUpAt) {
      throw new NewRelicError('New Relic did not finish within 10 minutes', {
        kind: 'timeout',
        query,
        accountId,
      });
    }
    await delay(pauseMillis, undefined, { signal });
    answer = await retry.execute(async ({ attempt }) => {
      if (attempt > 0) {
        connection.countRetry(operation);
      }
      // Whether New Relic counts this as NRQL is not documented: it might.
      const progress = readAlias(
        await connection.sendNrql(1, {
          operation,
          document,
          variables: {
            account: accountId,
            queryId,
          } satisfies RocketNrqlProgressQueryVariables,
          timeoutMillis: progressTimeoutMillis,
          signal,
        }),
        alias,
        { query, accountId },
      );
      if (progress instanceof NewRelicError) {
        connection.reportFailure(progress);
        throw progress;
      }
      return progress;
    }, signal);
  }
  return answer;
}
