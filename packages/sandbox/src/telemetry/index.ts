export {
  CompanyEventSource,
  streamsOf,
  type RowOptions,
  type RowSource,
} from './CompanyEventSource';
export { DAY, HOUR, MINUTE } from './calendar';
export {
  IncidentEvaluator,
  type CloseCause,
  type Incident,
  type Threshold,
  type ThresholdOperator,
  type Watch,
} from './incidents';
export { METRIC_NAMES } from './metrics';
export { seedOf, uniform } from './hash';
export type { Signal } from './signals';
export { Story } from './Story';
export { monitorOf, type Monitor } from './synthetics';
export type { EventRow } from './TableBuilder';
export type { Stream } from './transactions';
