import type { RetryPolicy } from 'cockatiel';
import type { z } from 'zod';
import { NewRelicError } from '../NewRelicError';
import { fromGraphQlError } from './errors';
import type { AccountConnection } from '../accounts/AccountConnection';
import type { NerdGraphOperation } from './NerdGraphTransport';
import { describeShape } from './response';
import { untilAborted } from './untilAborted';

const pageTimeoutMillis = 30_000;

export interface Page<T> {
  items: T[];
  nextCursor: string | undefined;
}

interface PagedQuestion<T> {
  connection: AccountConnection;
  retry: RetryPolicy;
  operation: NerdGraphOperation;
  document: string;
  variables: Record<string, unknown>;
  page: z.ZodType<Page<T>>;
  /** What is asked for, in error messages. */
  subject: string;
  accountId?: number;
  signal?: AbortSignal;
}

/**
 * All pages of a paged question, or an error: half of a listing would look as
 * if the rest had been deleted.
 */
export async function readAllPages<T>(
  question: PagedQuestion<T>,
): Promise<T[]> {
  const items: T[] = [];
  const seen = new Set<string>();
  let cursor: string | undefined;
  do {
    const page = await readPage(question, cursor);
    items.push(...page.items);
    cursor = page.nextCursor;
    if (cursor !== undefined && seen.has(cursor)) {
      throw new NewRelicError(
        `New Relic's pages of ${question.subject} go round in circles`,
        { kind: 'unexpected-shape', accountId: question.accountId },
      );
    }
    if (cursor !== undefined) {
      seen.add(cursor);
    }
  } while (cursor !== undefined);
  return items;
}

function readPage<T>(
  question: PagedQuestion<T>,
  cursor: string | undefined,
): Promise<Page<T>> {
  const { accountId, connection, signal } = question;
  const page = question.retry.execute(async ({ attempt }) => {
    if (attempt > 0) {
      connection.countRetry(question.operation);
    }
    const { data, errors } = await connection.send({
      operation: question.operation,
      document: question.document,
      variables: { ...question.variables, cursor },
      timeoutMillis: pageTimeoutMillis,
      signal,
    });
    if (errors[0]) {
      throw fromGraphQlError(errors[0], { accountId });
    }
    const parsed = question.page.safeParse(data);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      throw new NewRelicError(
        `New Relic's answer to ${
          question.subject
        } has an unexpected shape at ${issue?.path.join('.')}: ${
          issue?.message
        } in ${describeShape(data, 6)}`,
        { kind: 'unexpected-shape', accountId },
      );
    }
    return parsed.data;
  }, signal);
  // A pause before a repetition does not end by itself when it is aborted.
  return untilAborted(page, signal);
}
