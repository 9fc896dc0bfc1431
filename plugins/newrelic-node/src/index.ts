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
  RowOf,
  ServiceLevelIndicator,
} from './NewRelicService';
export type { NewRelicAccountStatus, NewRelicMonitor } from './NewRelicStatus';
export type { NerdGraphDocument } from './nerdgraph/operation';
export { createRetryPolicy } from './nerdgraph/retry';
export { newRelicServiceRef } from './newRelicServiceRef';
