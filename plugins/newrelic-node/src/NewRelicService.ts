import type { z } from 'zod';
import type { NewRelicError } from './NewRelicError';
import type { Nullable } from './nerdgraph/ask';
import type { NerdGraphDocument } from './nerdgraph/operation';

/** One NRQL question, with the shape that its answer must have. */
export interface NrqlQuery<Result> {
  query: string;
  /** `single(…)`, `facet(…)` and so on; what it refuses is an `unexpected-shape` error. */
  result: z.ZodType<Result>;
  /**
   * An attribute of the FACET, which holds texts. With it, an answer has all
   * groups, also those over New Relic's 5,000: the question is asked in parts
   * then, and the groups come in no order. The query needs LIMIT MAX.
   */
  partitionBy?: string;
  /** The default account when left out. */
  accountId?: number;
  /** 5 to 120 seconds; New Relic's own default is 5, ours is 30. */
  timeoutSeconds?: number;
}

export interface NrqlResult<Result> {
  result: Result;
  /** Epoch milliseconds. */
  timeWindow: { begin: number; end: number };
  /** New Relic's own remarks about the query. */
  messages: string[];
}

export type NrqlOutcome<Result> =
  | ({ status: 'ok' } & NrqlResult<Result>)
  | { status: 'failed'; error: NewRelicError };

/** What a query's answer is made into. */
export type ResultOf<Query> =
  Query extends NrqlQuery<infer Result> ? Result : never;

/** `NOT_CONFIGURED` means that no alert condition watches the entity. */
export type AlertSeverity =
  'CRITICAL' | 'NOT_ALERTING' | 'NOT_CONFIGURED' | 'WARNING';

export interface ServiceLevelIndicator {
  guid: string;
  name: string;
  objectives: Array<{
    /** Percent, for example 99.9. */
    target: number;
    /** The rolling window; New Relic counts in days. */
    rolling?: { count: number; unit: string };
  }>;
}

export interface NewRelicEntity {
  guid: string;
  name: string;
  accountId: number;
  domain: string;
  type: string;
  /** The entity's page in New Relic. */
  permalink?: string;
  reporting: boolean;
  alertSeverity?: AlertSeverity;
  /** APM applications only. */
  language?: string;
  tags: ReadonlyMap<string, readonly string[]>;
  serviceLevelIndicators: ServiceLevelIndicator[];
}

export interface AlertTerm {
  operator: string;
  priority: string;
  threshold: number;
  thresholdDurationSeconds: number;
  thresholdOccurrences: string;
}

export interface AlertCondition {
  id: string;
  name: string;
  accountId: number;
  policyId: string;
  enabled: boolean;
  type: 'STATIC' | 'BASELINE' | 'OUTLIER';
  nrql: string;
  /** The entity that the condition is about, where it was set. */
  targetEntity?: string;
  terms: AlertTerm[];
  aggregationWindowSeconds?: number;
  /** An incident opens when the signal is lost. */
  opensOnSignalLoss: boolean;
  /** Baseline conditions only. */
  baselineDirection?: 'LOWER_ONLY' | 'UPPER_AND_LOWER' | 'UPPER_ONLY';
  /** Epoch milliseconds of the last change. */
  updatedAt?: number;
  runbookUrl?: string;
}

/**
 * Any GraphQL query.
 *
 * @typeParam Data - what the document asks for: `answer` can read nothing else
 */
export interface NerdGraphQuestion<
  Data extends Nullable<Input>,
  Variables,
  Answer,
  Input,
> extends NewRelicCallOptions {
  /** One operation with a name, as a code generator types it. */
  document: NerdGraphDocument<Data, Variables>;
  variables: Variables;
  /** Parses `data`; what it refuses is an `unexpected-shape` error. */
  answer: z.ZodType<Answer, Input>;
  /** Whose key and breaker; the default account when left out. */
  accountId?: number;
  /** 30 when left out. */
  timeoutSeconds?: number;
}

/** One change, by a document with one field. */
export interface NerdGraphMutation<
  Data extends Nullable<Input>,
  Variables,
  Answer,
  Input,
> extends NerdGraphQuestion<Data, Variables, Answer, Input> {
  /**
   * To make the change twice is as good as once: it is repeated as a query is.
   * Otherwise only after a refusal for the rate, which proves that nothing was
   * done. Defaults to false.
   */
  idempotent?: boolean;
}

export interface NewRelicCallOptions {
  signal?: AbortSignal;
}

/**
 * The one way from Rocket to NerdGraph. Questions that are asked in the same
 * tick travel together; equal ones are asked once.
 */
export interface NewRelicService {
  /** Without their keys. Empty when New Relic is not configured. */
  readonly accounts: ReadonlyArray<{
    id: number;
    name: string;
    default: boolean;
  }>;

  /** Many questions at once; never rejects because one of them failed. */
  nrqlAll<T extends Record<string, NrqlQuery<unknown>>>(
    queries: T,
    options?: NewRelicCallOptions,
  ): Promise<{ [K in keyof T]: NrqlOutcome<ResultOf<T[K]>> }>;

  /**
   * One question.
   *
   * @throws {@link NewRelicError}
   */
  nrql<Result>(
    query: NrqlQuery<Result>,
    options?: NewRelicCallOptions,
  ): Promise<NrqlResult<Result>>;

  /**
   * All pages of an entity search, in the query language of `entitySearch`.
   *
   * @throws {@link NewRelicError}
   */
  searchEntities(
    options: { query: string; accountId?: number } & NewRelicCallOptions,
  ): Promise<NewRelicEntity[]>;

  /**
   * All pages of an account's NRQL alert conditions.
   *
   * @throws {@link NewRelicError}
   */
  alertConditions(
    options?: { accountId?: number } & NewRelicCallOptions,
  ): Promise<AlertCondition[]>;
}

/** What has no method of its own: any document, and every change. */
export interface NerdGraphClient {
  /**
   * Any GraphQL query, answered as a whole.
   *
   * @throws {@link NewRelicError}
   */
  query<Data extends Nullable<Input>, Variables, Answer, Input>(
    question: NerdGraphQuestion<Data, Variables, Answer, Input>,
  ): Promise<Answer>;

  /**
   * One change. After an error that says so it is not known whether it was made.
   *
   * @throws {@link NewRelicError}
   */
  mutate<Data extends Nullable<Input>, Variables, Answer, Input>(
    mutation: NerdGraphMutation<Data, Variables, Answer, Input>,
  ): Promise<Answer>;
}
