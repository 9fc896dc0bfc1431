import { z } from 'zod';
import { NewRelicError } from '../NewRelicError';
import { fromGraphQlError } from '../nerdgraph/errors';
import type {
  NrqlAnswerFragment,
  NrqlProgressFragment,
} from '../nerdgraph/operations.generated';
import { readingFrom } from '../nerdgraph/ask';
import type { NerdGraphAnswer } from '../nerdgraph/NerdGraphTransport';
import { describeShape } from '../nerdgraph/response';

/** Rows as they came; who asked knows their shape. */
export interface RawNrqlResult {
  rows: unknown[];
  timeWindow: { begin: number; end: number };
  messages: string[];
}

/** A query that New Relic has not finished, and answers later. */
export class UnfinishedNrql {
  readonly queryId: string;
  /** Not to be asked for sooner. */
  readonly retryAfterSeconds: number;

  constructor(options: { queryId: string; retryAfterSeconds: number }) {
    this.queryId = options.queryId;
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}

const resultSchema = readingFrom<NrqlAnswerFragment>()(
  z.object({
    results: z.array(z.unknown()),
    metadata: z.object({
      messages: z.array(z.string()).nullish(),
      timeWindow: z.object({ begin: z.number(), end: z.number() }),
    }),
  }),
);

const unfinishedSchema = readingFrom<NrqlProgressFragment>()(
  z.object({
    queryProgress: z.object({
      completed: z.boolean().refine(completed => !completed),
      queryId: z.string(),
      retryAfter: z.number().nullish(),
    }),
  }),
);

const envelopeSchema = z.object({
  actor: z.object({ account: z.record(z.string(), z.unknown()) }),
});

/** Where New Relic says nothing, the same as it usually says. */
const usualRetryAfterSeconds = 1;

/** What an answer says to one of its questions. */
export function readAlias(
  { data, errors }: NerdGraphAnswer,
  alias: string,
  question: { query: string; accountId: number },
): RawNrqlResult | UnfinishedNrql | NewRelicError {
  const { query, accountId } = question;
  const value = envelopeSchema.safeParse(data).data?.actor.account[alias];
  const unfinished = unfinishedSchema.safeParse(value);
  if (unfinished.success) {
    const { queryId, retryAfter } = unfinished.data.queryProgress;
    return new UnfinishedNrql({
      queryId,
      retryAfterSeconds: retryAfter ?? usualRetryAfterSeconds,
    });
  }
  const ownErrors = errors.filter(error => error.path?.[2] === alias);
  const parsed = resultSchema.safeParse(value);
  if (parsed.success) {
    const { results, metadata } = parsed.data;
    return {
      rows: results,
      timeWindow: metadata.timeWindow,
      // An error beside good rows is a remark about them.
      messages: [
        ...(metadata.messages ?? []),
        ...ownErrors.map(error => error.message),
      ],
    };
  }
  const own =
    ownErrors[0] ?? errors.find(error => (error.path?.length ?? 0) < 3);
  if (own) {
    return fromGraphQlError(own, { query, accountId });
  }
  return new NewRelicError(
    `New Relic answered ${describeShape(value)} to: ${query}`,
    { kind: 'unexpected-shape', query, accountId },
  );
}
