export {
  accountOf,
  accountOfGuid,
  readNewRelicAnnotations,
  type AccountOutcome,
  type NewRelicAnnotations,
} from './entities/accountOf';
export { DefaultNewRelicService } from './DefaultNewRelicService';
export { NewRelicError, type NewRelicErrorKind } from './NewRelicError';
export type {
  AlertCondition,
  AlertSeverity,
  AlertTerm,
  NerdGraphClient,
  NerdGraphMutation,
  NerdGraphQuestion,
  NewRelicCallOptions,
  NewRelicEntity,
  NewRelicService,
  NrqlOutcome,
  NrqlQuery,
  NrqlResult,
  ResultOf,
  ServiceLevelIndicator,
} from './NewRelicService';
export type { NewRelicAccountStatus, NewRelicMonitor } from './NewRelicStatus';
export type { NerdGraphDocument } from './nerdgraph/operation';
export { createRetryPolicy } from './nerdgraph/retry';
export {
  aggregate,
  apdex,
  compared,
  events,
  facet,
  facets,
  facetTimeseries,
  percentiles,
  single,
  timeseries,
  type Bucket,
  type ComparedResult,
  type EventsResult,
  type FacetResult,
  type FacetTimeseriesResult,
  type SingleResult,
  type TimeseriesResult,
} from './nrql/results';
export { newRelicServiceRef } from './newRelicServiceRef';
